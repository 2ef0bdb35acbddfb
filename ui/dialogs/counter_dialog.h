#pragma once

#include "backend/desk.h"
#include "kit/money.h"
#include "kit/widgets.h"

#include <QDialog>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>

namespace zhangfang::ui
{

/// At the counter: a sum, and the code on the customer's phone, scanned or typed. Then the outcome; what is
/// not paid in time is reversed, so that no customer pays for what they did not get.
class CounterDialog final : public QDialog
{
    Q_OBJECT
public:
    CounterDialog(backend::Desk& desk, QWidget* parent);

private:
    void charge();
    void showOutcome(const shop::Order& order);
    void tick();
    void ask();
    void reverse();
    void finish(const shop::Order& order);
    void next();
    backend::Desk& desk_;
    QStackedWidget* steps_;
    NoticeBar* notice_;
    MoneyField* amount_;
    QLineEdit* description_;
    QLineEdit* code_;
    QLabel* sum_;
    QLabel* state_;
    QLabel* number_;
    QPushButton* charge_;
    QPushButton* reverse_;
    QPushButton* next_;
    QTimer second_;
    QString orderNumber_;
    qint64 expiresAtUtcMs_ = 0;
    int seconds_ = 0;
    bool asking_ = false;
    bool over_ = false;
};

} // namespace zhangfang::ui
