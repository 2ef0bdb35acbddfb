#include "pages/settings_page.h"

#include "base/log_file.h"
#include "dialogs/password_sheet.h"
#include "kit/async.h"
#include "kit/file_drop.h"
#include "pages/counter_preferences.h"

#include <QLocale>
#include <QScrollArea>

namespace zhangfang::ui
{
namespace
{

QWidget* tab(QLayout* layout)
{
    auto* inner = new QWidget;
    layout->setContentsMargins(space::kPad, space::kPad, space::kPad, space::kPad);
    inner->setLayout(layout);
    auto* area = new QScrollArea;
    area->setWidget(inner);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

QFormLayout* form()
{
    auto* made = new QFormLayout;
    made->setSpacing(space::kGap);
    made->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    return made;
}

} // namespace

PageLabel SettingsPage::label()
{
    return {"settings", "configure", tr("Settings")};
}

SettingsPage::SettingsPage(backend::ShopSettings& settings, backend::Staff& staff, backend::Diagnosis& files,
    backend::Books& books, backend::Session& session, QSettings& memory, QWidget* parent)
    : Page(label(), memory, parent), settings_(settings), books_(books), session_(session),
      tabs_(new QTabWidget(this)), merchant_(new MerchantForm(settings, this)), fields_(this),
      backups_(new Backups(books, session, notice(), this)),
      people_(new PeoplePane(staff, session, files, notice(), this))
{
    for (const PeoplePane::Act& one : people_->acts())
        people_->place(act(one.icon, one.text, {}, one.what), one);
    QAction* saveAll = act("document-save", tr("&Save settings"), QKeySequence::Save, [this] { save(); });
    auto* button = actionButton(saveAll, this);
    makePrimary(button);
    saveAll->setIcon(icon("document-save", Ink::accentText));
    headingRow()->addWidget(button);
    tabs_->setAccessibleName(tr("Kinds of settings"));
    tabs_->addTab(merchantTab(), tr("Merchant account"));
    tabs_->addTab(listenerTab(), tr("Listener"));
    tabs_->addTab(policyTab(), tr("Payouts"));
    tabs_->addTab(operatorsTab(), tr("Operators"));
    tabs_->addTab(appearanceTab(), tr("Language and appearance"));
    dataTab_ = tabs_->addTab(dataTab(), tr("Data"));
    body()->addWidget(tabs_, 1);
    takeDroppedFiles(this, [this](const QStringList& dropped) {
        tabs_->setCurrentIndex(0); // where they go, and where it is told
        merchant_->takeFiles(dropped);
    });
}

void SettingsPage::refresh()
{
    backups_->refresh();
    people_->refresh();
    // Once: what is being edited must not be overwritten because an order came in.
    if (!std::exchange(begun_, true))
        load();
}

void SettingsPage::goTo(const Place& place)
{
    tabs_->setCurrentIndex(place.number == QLatin1String("data") ? dataTab_ : 0);
}

QWidget* SettingsPage::merchantTab()
{
    auto* layout = new QVBoxLayout;
    auto* names = form();
    fields_.addText(names, "merchant.name", tr("Shop name"), tr("As it stands in the window"));
    layout->addLayout(names);
    layout->addWidget(merchant_);
    auto* doctor = new QPushButton(icon("tools-check-spelling"), tr("Test everything"), this);
    connect(doctor, &QPushButton::clicked, this, &SettingsPage::doctorWanted);
    layout->addWidget(doctor, 0, Qt::AlignLeft);
    layout->addStretch(1);
    return tab(layout);
}

QWidget* SettingsPage::listenerTab()
{
    auto* fields = form();
    fields_.addText(
        fields, "listener.bind", tr("Address"), tr("127.0.0.1 behind a reverse proxy or a tunnel"));
    fields_.addNumber(fields, "listener.port", tr("Port"), 0, 65'535, {});
    fields_.addText(fields, "listener.trusted_proxies", tr("Trusted proxies"),
        tr("10.0.0.2, fd00::/8: who comes through them is counted one by one"));
    fields_.addText(
        fields, "listener.tls_certificate", tr("TLS certificate file"), tr("PEM; empty: plain HTTP"));
    fields_.addText(fields, "listener.tls_key", tr("TLS key file"), {});
    fields_.addChoice(fields, "wechatpay.generation", tr("Orders are opened with"),
        {{"v3", tr("APIv3, today's interface")}, {"v2", tr("API v2, the older one; it needs its own key")}});
    fields_.addNumber(fields, "counter.wait_seconds", tr("At the counter, reverse after"), 5, 600, tr(" s"));
    fields_.addNumber(
        fields, "orders.expire_minutes", tr("Unpaid orders expire after"), 1, 10'080, tr(" min"));
    fields_.addText(fields, "wechatpay.fee_rate", tr("WeChat Pay's fee, percent"),
        tr("As in your contract, such as 0.60; it is expected of each payment"));
    fields_.addText(fields, "wechatpay.appids", tr("Further AppIDs"),
        tr("Of the shop's other apps under the same merchant number, commas between them"));
    fields_.addNumber(fields, "wechatpay.settlement_days", tr("Paid money counts as settled after"), 0, 30,
        tr(" business days"));
    return tab(fields);
}

QWidget* SettingsPage::policyTab()
{
    auto* fields = form();
    fields_.addMoney(fields, "payouts.max_single_fen", tr("Most for one withdrawal ¥"));
    fields_.addMoney(fields, "payouts.max_user_day_fen", tr("Most for one user and day ¥"));
    fields_.addMoney(fields, "payouts.max_day_fen", tr("Most for all users and day ¥"));
    fields_.addMoney(fields, "payouts.two_approvers_from_fen", tr("Two people approve from ¥"),
        SettingsFields::Empty::never, tr("never"));
    fields_.addMoney(fields, "ui.ask_above_fen", tr("Ask again about sums from ¥"));
    fields_.addNumber(
        fields, "payouts.grace_seconds", tr("Approvals can be taken back for"), 0, 3'600, tr(" s"));
    fields_.addNumber(
        fields, "access.unlock_minutes", tr("A password unlocks decisions for"), 0, 60, tr(" min"));
    fields_.addChoice(fields, "payouts.account", tr("Paid from"),
        {{"BASIC", tr("Basic account")}, {"OPERATION", tr("Operation account")}});
    fields_.addChoice(fields, "payouts.channel", tr("Paid through"),
        {{"v3-transfer-bills", tr("Merchant transfer: the payee confirms each one")},
            {"v3-batches", tr("Transfer batches: merchants from before 2025")},
            {"v2-transfers", tr("API v2: straight to the payee's balance")},
            {"v2-redpack", tr("API v2: red packets, ¥ 1 to ¥ 200")}});
    fields_.addText(
        fields, "wechatpay.transfer_remark", tr("Remark"), tr("What the payee reads, up to 32 characters"));
    return tab(fields);
}

QWidget* SettingsPage::operatorsTab()
{
    auto* layout = new QVBoxLayout;
    auto* rule = form();
    fields_.addChoice(rule, "access.totp", tr("One-time codes are asked for"),
        {{"off", tr("Never")}, {"approve", tr("When withdrawals and refunds are decided")},
            {"always", tr("With every password")}});
    layout->addWidget(people_);
    layout->addLayout(rule);
    layout->addWidget(new PermissionTable(this));
    layout->addStretch(1);
    return tab(layout);
}

QWidget* SettingsPage::appearanceTab()
{
    auto* fields = form();
    auto* language = new QComboBox(this);
    language->addItem(QStringLiteral("中文"), static_cast<int>(Language::chinese));
    language->addItem(QStringLiteral("English"), static_cast<int>(Language::english));
    language->setCurrentIndex(languageOf(memory()) == Language::english ? 1 : 0);
    language->setAccessibleName(tr("Language"));
    connect(language, &QComboBox::activated, this, [this, language] {
        const auto chosen = static_cast<Language>(language->currentData().toInt());
        if (!isChanged()) {
            Q_EMIT languageChosen(chosen);
            return;
        }
        language->setCurrentIndex(languageOf(memory()) == Language::english ? 1 : 0);
        ask(this,
            {tr("Settings not saved"), tr("What you have typed under Settings is not saved yet."),
                tr("In another language the window is made anew, and what you have typed is gone."),
                tr("Switch"), tr("Save first")},
            [this, chosen] { Q_EMIT languageChosen(chosen); });
    });
    auto* appearance = new QComboBox(this);
    appearance->addItem(tr("Follow the system"), static_cast<int>(Appearance::system));
    appearance->addItem(tr("Light"), static_cast<int>(Appearance::light));
    appearance->addItem(tr("Dark"), static_cast<int>(Appearance::dark));
    appearance->setCurrentIndex(appearance->findData(static_cast<int>(appearanceOf(memory()))));
    appearance->setAccessibleName(tr("Appearance"));
    connect(appearance, &QComboBox::activated, this, [this, appearance] {
        Q_EMIT appearanceChosen(static_cast<Appearance>(appearance->currentData().toInt()));
    });
    fields->addRow(tr("Language"), language);
    fields->addRow(tr("Appearance"), appearance);
    auto* closed = new QComboBox(this);
    closed->addItem(tr("Ask me"), static_cast<int>(WhenClosed::ask));
    closed->addItem(tr("Go on in the background"), static_cast<int>(WhenClosed::keepRunning));
    closed->addItem(tr("End the program"), static_cast<int>(WhenClosed::quit));
    closed->setCurrentIndex(closed->findData(static_cast<int>(whenClosed(memory()))));
    closed->setAccessibleName(tr("When the window is closed"));
    connect(closed, &QComboBox::activated, this,
        [this, closed] { setWhenClosed(memory(), static_cast<WhenClosed>(closed->currentData().toInt())); });
    fields->addRow(tr("When the window is closed"), closed);
    addCounterPreferences(fields, memory(), this);
    return tab(fields);
}

QWidget* SettingsPage::dataTab()
{
    auto* layout = new QVBoxLayout;
    auto* folder = plainLabel(tr("Data folder: %1").arg(books_.folderPath()), this);
    folder->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    layout->addWidget(folder);
    layout->addWidget(mutedLabel(
        tr("A backup is a whole copy of the books, made while the shop goes on. Keys are not in it."), this));
    QAction* save = act("document-save-as", tr("&Back up now…"),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_B), [this] { backups_->backUp(); });
    QAction* back = act("edit-undo", tr("&Restore a backup…"), {}, [this] { backups_->restore(); });
    auto* row = new QHBoxLayout;
    row->addWidget(actionButton(save, this));
    auto* danger = actionButton(back, this);
    makeDanger(danger);
    row->addWidget(danger);
    row->addStretch(1);
    layout->addLayout(row);
    auto* daily = form();
    fields_.addChoice(daily, "backup.daily", tr("Daily backup"),
        {{"on", tr("Made by itself every day, and checked")}, {"off", tr("No daily backup")}});
    fields_.addNumber(daily, "backup.keep", tr("Daily copies kept"), 1, 3'650, {});
    fields_.addText(daily, "backup.folder", tr("Folder of the daily backup"),
        tr("Empty: “backups” beside the books. Better another disk."));
    fields_.addNumber(
        daily, "storage.keep_bodies_days", tr("What WeChat Pay sent is kept"), 1, 3'650, tr(" days"));
    layout->addLayout(daily);
    layout->addWidget(backups_);
    layout->addWidget(
        mutedLabel(tr("The books themselves are never thinned out. Of what WeChat Pay sent, a fingerprint "
                      "stays. Logs: each program keeps the latest %1 of its own.")
                       .arg(QLocale().formattedDataSize(base::LogFile::kMost * (base::LogFile::kKept + 1), 0,
                           QLocale::DataSizeTraditionalFormat)),
            this));
    connect(backups_, &Backups::restored, this, &SettingsPage::load);
    layout->addStretch(1);
    return tab(layout);
}

void SettingsPage::load()
{
    merchant_->load();
    whenDone<access::Settings>(this, settings_.settings(), [this](base::Result<access::Settings> settings) {
        if (!settings)
            return notice()->showError(settings.error());
        fields_.show(*settings);
    });
    people_->refresh();
}

bool SettingsPage::isChanged() const
{
    return merchant_->isChanged() || fields_.isChanged();
}

void SettingsPage::save()
{
    const auto typed = fields_.changed();
    if (!typed)
        return notice()->showError(typed.error());
    const QMap<QString, QString>& changed = *typed;
    if (!merchant_->isAcceptable())
        return notice()->showText(
            Tone::bad, tr("Something under “Merchant account” does not fit; it is marked there."));
    if (changed.isEmpty() && !merchant_->isChanged())
        return notice()->showText(Tone::info, tr("Nothing was changed."));
    // Whether it takes a password, and whether the desk is unlocked, is the desk's to say.
    send(changed, {session_.lastOperator(), {}}, [this, changed](const base::Result<QStringList>& outcome) {
        if (!outcome && PasswordSheet::asksAgain(outcome.error()))
            return askPassword(changed);
        saved(outcome);
    });
}

void SettingsPage::send(const QMap<QString, QString>& changed, const backend::Authority& authority,
    std::function<void(const base::Result<QStringList>&)> told)
{
    // All of it or nothing: half of what was typed, saved without a word, would be found out much later.
    if (merchant_->isChanged())
        return merchant_->save(
            authority, changed, [told = std::move(told)](const base::Result<backend::Imported>& stored) {
                told(stored.map([](const backend::Imported& one) { return one.warnings; }));
            });
    whenDone<int>(this, settings_.saveSettings(changed, authority),
        [told = std::move(told)](
            const base::Result<int>& outcome) { told(outcome.map([](int) { return QStringList(); })); });
}

void SettingsPage::askPassword(const QMap<QString, QString>& changed)
{
    if (sheet_)
        return;
    sheet_ = new PasswordSheet(
        session_, tr("Save settings"),
        tr("What you have changed tells how much money leaves, where to, or by whose word. It takes your "
           "password."),
        tr("Save settings"),
        [this, changed](const backend::Authority& authority, const PasswordSheet::Told& told) {
            send(changed, authority, [this, told](const base::Result<QStringList>& outcome) {
                told(outcome.map([](const QStringList&) {}));
                if (outcome || !PasswordSheet::asksAgain(outcome.error()))
                    saved(outcome);
            });
        },
        this);
    sheet_->setAttribute(Qt::WA_DeleteOnClose);
    sheet_->open();
}

void SettingsPage::saved(const base::Result<QStringList>& outcome)
{
    if (!outcome)
        return notice()->showError(outcome.error());
    load();
    notice()->showText(Tone::good, tr("Saved. Connecting anew…"));
    whenDone<QString>(
        this, settings_.restartEngine(), [this, warnings = *outcome](base::Result<QString> listening) {
            if (!listening)
                return notice()->showError(listening.error());
            if (!warnings.isEmpty())
                return notice()->showText(Tone::warn, tr("Saved, and it does not fit together yet: WeChat "
                                                         "Pay may refuse everything until it does.") +
                                                          QLatin1Char('\n') +
                                                          warnings.join(QLatin1Char('\n')));
            notice()->showText(Tone::good, tr("Saved. Listening at %1.").arg(*listening));
        });
}

} // namespace zhangfang::ui
