#pragma once

#include "backend/interfaces/orders.h"
#include "backend/interfaces/shop_settings.h"
#include "kit/description_field.h"
#include "kit/money.h"
#include "kit/paid_sound.h"
#include "kit/sheet.h"

#include <QMap>
#include <QPushButton>
#include <QSet>
#include <QStackedWidget>
#include <QTimer>

namespace zhangfang::ui
{

/// At the counter: a sum, and the code on the customer's phone, scanned or typed. Then the outcome; what is
/// not paid in time is reversed, so that no customer pays for what they did not get. An order is asked about
/// until WeChat Pay says how it ended, also while the next customer is served: until then nobody says that it
/// is not paid.
class CounterDialog final : public Sheet
{
    Q_OBJECT
public:
    CounterDialog(
        backend::Orders& orders, backend::ShopSettings& settings, QSettings& memory, QWidget* parent);

private:
    void charge();
    void showOutcome(const shop::Order& order);
    void tick();
    void ask();
    void reverse();
    /// What WeChat Pay says of the order in hand, or of one before it.
    void heard(const shop::Order& order);
    enum class Ending { paid, notPaid, paidAndReversed, perhapsReversed };
    void end(const QString& number, base::Money amount, Ending ending);
    void finish(Ending ending);
    void next();
    backend::Orders& orders_;
    UnlikelySums* unlikely_;
    PaidSound* sound_;
    NoticeBar* earlier_; ///< how orders before this one ended, until the cashier has read it
    QStackedWidget* steps_;
    MoneyField* amount_;
    DescriptionField* description_;
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
    bool reversing_ = false;  ///< its time is over, or the cashier has said so; it may have been paid before
    QStringList earlierEnds_; ///< its lines
    QStringList notEnded_;    ///< orders, also the one in hand, whose end is not known yet
    QSet<QString> reversed_;  ///< orders that a reversal may have been sent for
    QMap<QString, qint64> paidSince_; ///< past their time: when they were first heard of as paid
    bool earlierBad_ = false;
    bool asking_ = false; ///< one question at a time: the next customer waits behind it
};

} // namespace zhangfang::ui
