#pragma once

#include "backend/interfaces/authority.h"
#include "backend/interfaces/books.h"
#include "backend/interfaces/session.h"
#include "backend/interfaces/shop_settings.h"
#include "dialogs/merchant_form.h"
#include "kit/page.h"
#include "kit/preferences.h"
#include "pages/backups.h"
#include "pages/people_pane.h"
#include "pages/settings_fields.h"

#include <QTabWidget>

namespace zhangfang::ui
{

/// Merchant, listener, payout policy, operators, appearance, data: each on its tab.
class SettingsPage final : public Page
{
    Q_OBJECT
public:
    [[nodiscard]] static PageLabel label();
    SettingsPage(backend::ShopSettings& settings, backend::Staff& staff, backend::Diagnosis& files,
        backend::Books& books, backend::Session& session, QSettings& memory, QWidget* parent);
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
    void load();
    void save();
    /// Something stands here that is not saved yet.
    [[nodiscard]] bool isChanged() const;
    /// What has been filled in. `told` hears of it before the page shows it.
    void send(const QMap<QString, QString>& changed, const backend::Authority& authority,
        std::function<void(const base::Result<QStringList>&)> told);
    void askPassword(const QMap<QString, QString>& changed);
    /// `outcome`: what of it does not fit together yet.
    void saved(const base::Result<QStringList>& outcome);
    backend::ShopSettings& settings_;
    backend::Books& books_;
    backend::Session& session_;
    QTabWidget* tabs_;
    MerchantForm* merchant_;
    SettingsFields fields_;
    Backups* backups_;
    PeoplePane* people_;
    int dataTab_ = 0;
    QPointer<QDialog> sheet_; ///< asks for the password of what is being saved
    bool begun_ = false;
};

} // namespace zhangfang::ui
