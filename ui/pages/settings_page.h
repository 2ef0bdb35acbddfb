#pragma once

#include "dialogs/merchant_form.h"
#include "kit/money.h"
#include "kit/page.h"
#include "kit/preferences.h"

#include <QComboBox>
#include <QDialog>
#include <QPointer>
#include <QSpinBox>
#include <QTabWidget>

namespace zhangfang::ui
{

/// Merchant, listener, payout policy, operators, appearance, data: each on its tab.
class SettingsPage final : public Page
{
    Q_OBJECT
public:
    [[nodiscard]] static PageLabel label();
    SettingsPage(backend::Desk& desk, QSettings& memory, QWidget* parent);
    void refresh() override;
    QWidget* firstFocus() override { return tabs_; }
    void goTo(const Place& place) override;

Q_SIGNALS:
    void languageChosen(zhangfang::ui::Language language);
    void appearanceChosen(zhangfang::ui::Appearance appearance);
    void doctorWanted();

private:
    QWidget* merchantTab();
    QWidget* listenerTab();
    QWidget* policyTab();
    QWidget* operatorsTab();
    QWidget* appearanceTab();
    QWidget* dataTab();
    void addNumber(
        QFormLayout* form, const char* key, const QString& label, int least, int most, const QString& unit);
    void addMoney(QFormLayout* form, const char* key, const QString& label);
    void addChoice(QFormLayout* fields, const char* key, const QString& label,
        const std::vector<std::pair<const char*, QString>>& items);
    void addText(QFormLayout* form, const char* key, const QString& label, const QString& hint);
    void load();
    void save();
    /// Something stands here that is not saved yet.
    [[nodiscard]] bool isChanged() const;
    /// What has been filled in. `told` hears of it before the page shows it.
    void send(const QMap<QString, QString>& changed, const backend::Desk::Authority& authority,
        std::function<void(const base::Result<QStringList>&)> told);
    void askPassword(const QMap<QString, QString>& changed);
    /// `outcome`: what of it does not fit together yet.
    void saved(const base::Result<QStringList>& outcome);
    void backUp();
    void tellBackups();
    void restore();
    void changePassword();
    QTabWidget* tabs_;
    MerchantForm* merchant_;
    std::map<QString, QSpinBox*> numbers_;
    std::map<QString, MoneyField*> sums_;
    std::map<QString, QLineEdit*> texts_;
    std::map<QString, QComboBox*> choices_;
    QLabel* operators_ = nullptr;
    QLabel* backups_ = nullptr;
    int dataTab_ = 0;
    QString operatorName_;
    QPointer<QDialog> sheet_; ///< asks for the password of what is being saved
    access::Settings loaded_;
    bool begun_ = false;
    bool isLookingAtBackups_ = false;
    bool isLoaded_ = false; ///< `loaded_` is what stands in the books
};

} // namespace zhangfang::ui
