#pragma once

#include "backend/desk.h"
#include "dialogs/doctor_dialog.h"
#include "dialogs/merchant_form.h"
#include "kit/preferences.h"

#include <QDialog>
#include <QStackedWidget>
#include <QThreadPool>

namespace zhangfang::ui
{

/// The first five minutes: practise, or set up the shop step by step, each thing tested as it is given.
class FirstStartDialog final : public QDialog
{
    Q_OBJECT
public:
    enum class Choice { none, practice, merchant };
    /// `folder` is where the merchant's books will be.
    FirstStartDialog(QString folder, Language language, QWidget* parent = nullptr);
    ~FirstStartDialog() override;
    [[nodiscard]] Choice choice() const { return choice_; }
    /// What the person reads; the one chosen here, or the one before.
    [[nodiscard]] Language language() const { return language_; }
    /// The opened books, after Choice::merchant.
    [[nodiscard]] std::unique_ptr<backend::Desk> takeDesk() { return std::move(desk_); }

private:
    QWidget* welcomeStep();
    QWidget* shopStep();
    void begin(); ///< from the first step, in the language of now
    void makeShop();
    /// What the owner gets back in with, to be kept.
    void sheetStep(const QByteArray& sheet);
    void merchantStep();
    void testStep();
    /// Onto whichever step: they wait for the one that wants them.
    void takeFiles(const QStringList& files);
    const QString folder_;
    Language language_;
    Choice choice_ = Choice::none;
    QThreadPool background_;
    std::unique_ptr<backend::Desk> desk_;
    NoticeBar* notice_;
    QStackedWidget* steps_;
    bool isMaking_ = false; ///< the books
    QLineEdit* shopName_ = nullptr;
    QLineEdit* owner_ = nullptr;
    QLineEdit* password_ = nullptr;
    QLineEdit* again_ = nullptr;
    MerchantForm* merchant_ = nullptr;
    int merchantAt_ = 0; ///< its step
    QStringList files_;  ///< given before there was a shop
};

} // namespace zhangfang::ui
