#include "dialogs/merchant_form.h"

#include "base/pasted.h"
#include "dialogs/handed_out_text.h"
#include "kit/async.h"
#include "kit/sheet.h"

#include <QFileDialog>
#include <QRegularExpression>

namespace zhangfang::ui
{
namespace
{

/// As WeChat makes them. It is advice: nobody promises that they stay so.
bool looksLikeAppId(const QString& value)
{
    static const QRegularExpression kShape(QStringLiteral("^wx[0-9a-f]{16}$"));
    return kShape.match(value).hasMatch();
}

void say(QLabel* verdict, Tone tone, const QString& text)
{
    verdict->setText(text);
    verdict->setVisible(!text.isEmpty());
    QPalette colors;
    colors.setColor(QPalette::WindowText, tokens(colors).tone(tone).text);
    verdict->setPalette(colors);
}

} // namespace

MerchantForm::MerchantForm(backend::ShopSettings& settings, QWidget* parent)
    : QWidget(parent), settings_(settings), form_(new QFormLayout(this))
{
    form_->setContentsMargins(0, 0, 0, 0);
    form_->setSpacing(space::kGap);
    form_->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    addFiles();
    addLine("wechatpay.mchid", tr("Merchant number"), tr("商户号, on pay.weixin.qq.com under 账户中心"));
    addLine("wechatpay.appid", tr("AppID"), tr("Of the official account, mini program or app bound to it"));
    addLine("wechatpay.certificate_serial", tr("Certificate serial"),
        tr("API 安全 → 商户 API 证书 → 证书序列号"));
    addSecret(access::kMerchantPrivateKey, tr("Private key"),
        tr("The content of apiclient_key.pem; it goes into the keyring"), SecretLine::Show::never);
    addSecret(access::kApiV3Key, tr("APIv3 key"),
        tr("API 安全 → APIv3 密钥, 32 characters; it goes into the keyring"), SecretLine::Show::onWish);
    addText("wechatpay.certificate", tr("Merchant certificate"),
        tr("The content of apiclient_cert.pem: for API v2, and to warn before it ends"));
    addSecret(access::kApiV2Key, tr("API v2 key"),
        tr("Only for the older interface; 32 characters, it goes into the keyring"),
        SecretLine::Show::onWish);
    addLine("wechatpay.public_key_id", tr("WeChat Pay public key id"),
        tr("PUB_KEY_ID_…; leave empty where the merchant still uses platform certificates"));
    addText("wechatpay.public_key", tr("WeChat Pay public key"), tr("The content of pub_key.pem"));
    addLine("wechatpay.notify_url", tr("Notify address"),
        tr("Where WeChat Pay reaches the listener, like https://pay.example.cn/wechatpay/notify"));
    addLine("wechatpay.transfer_scene_id", tr("Transfer scene"), tr("商家转账 → 转账场景, like 1000"));
    addLine("wechatpay.transfer_scene_report_infos", tr("Scene report"),
        tr("What the scene asks to be told, as in "
           "[{\"info_type\":\"活动名称\",\"info_content\":\"余额提现\"}]"));
}

void MerchantForm::addFiles()
{
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* advice = mutedLabel(tr("Drop here what the merchant platform hands out: the zip, .p12, keys and "
                                 "certificates, several at once. Each goes where it belongs."),
        row);
    auto* choose = new QPushButton(icon("document-open"), tr("&Choose files…"), row);
    choose->setAutoDefault(false);
    connect(choose, &QPushButton::clicked, this, &MerchantForm::chooseFiles);
    layout->addWidget(advice, 1);
    layout->addWidget(choose);
    form_->addRow(row);
    files_ = plainLabel({}, this);
    files_->setWordWrap(true);
    files_->setAccessibleName(tr("What the files were"));
    files_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    files_->hide();
    form_->addRow(files_);
}

SecretLine* MerchantForm::addSecret(
    const char* name, const QString& label, const QString& hint, SecretLine::Show show)
{
    auto* line = new SecretLine(label, show, this);
    Secret& secret = secrets_[QString::fromLatin1(name)];
    secret.line = line;
    secret.verdict = addRow(label, line, hint);
    connect(line, &QLineEdit::textChanged, this, &MerchantForm::judge);
    return line;
}

QLabel* MerchantForm::addRow(const QString& label, QWidget* field, const QString& hint)
{
    auto* cell = new QWidget(this);
    auto* layout = new QVBoxLayout(cell);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(field);
    auto* verdict = plainLabel({}, cell);
    verdict->setWordWrap(true);
    verdict->setFont(textFont(TextSize::caption));
    verdict->hide();
    auto* advice = mutedLabel(hint, cell);
    advice->setFont(textFont(TextSize::caption));
    layout->addWidget(advice);
    layout->addWidget(verdict);
    form_->addRow(label, cell);
    return verdict;
}

void MerchantForm::addLine(const char* key, const QString& label, const QString& hint)
{
    auto* line = new QLineEdit(this);
    line->setAccessibleName(label);
    QLabel* verdict = addRow(label, line, hint);
    fields_.emplace(QString::fromLatin1(key), Field{line, nullptr, verdict, {}});
    connect(line, &QLineEdit::textChanged, this, &MerchantForm::judge);
}

void MerchantForm::addText(const char* key, const QString& label, const QString& hint)
{
    auto* text = new QPlainTextEdit(this);
    text->setAccessibleName(label);
    text->setMaximumHeight(64);
    text->setTabChangesFocus(true);
    QLabel* verdict = addRow(label, text, hint);
    fields_.emplace(QString::fromLatin1(key), Field{nullptr, text, verdict, {}});
    connect(text, &QPlainTextEdit::textChanged, this, [this, text] {
        hidePrivateKey(text);
        judge();
    });
}

/// Pasted where it can be seen: it belongs into the field that hides it.
void MerchantForm::hidePrivateKey(QPlainTextEdit* text)
{
    const QString pasted = text->toPlainText();
    if (!pasted.contains(QLatin1String("PRIVATE KEY-----")) || !pasted.contains(QLatin1String("-----END")))
        return;
    secrets_.at(QString::fromLatin1(access::kMerchantPrivateKey)).line->setText(pasted);
    text->setPlainText({}); // nor does undoing bring it back
}

QString MerchantForm::valueOf(const Field& field)
{
    return base::pasted(field.line ? field.line->text() : field.text->toPlainText());
}

void MerchantForm::setValue(const Field& field, const QString& value)
{
    if (field.line)
        field.line->setText(value);
    else
        field.text->setPlainText(value);
}

QString MerchantForm::mchid() const
{
    return valueOf(fields_.at(QStringLiteral("wechatpay.mchid")));
}

void MerchantForm::load()
{
    whenDone<access::Settings>(this, settings_.settings(), [this](base::Result<access::Settings> settings) {
        for (auto& [key, field] : fields_) {
            if (!settings)
                break;
            field.stored = base::pasted(settings->text(key.toLatin1().constData()));
            setValue(field, field.stored);
        }
        judge();
        isLoaded_ = true;
        takeFiles(std::exchange(waiting_, {}));
    });
    whenDone<QStringList>(this, settings_.secretNames(), [this](base::Result<QStringList> names) {
        if (!names)
            return say(secrets_.at(QString::fromLatin1(access::kMerchantPrivateKey)).verdict, Tone::bad,
                errorText(names.error()));
        secretsSet_ = *names;
        judge();
    });
}

void MerchantForm::judge()
{
    judgeFields();
    for (const auto& [name, secret] : secrets_)
        judgeSecret(name);
    Q_EMIT changed();
}

void MerchantForm::judgeFields()
{
    for (auto& [key, field] : fields_) {
        const QString value = valueOf(field);
        const auto checked = access::settingRule(key)->check(value);
        if (!checked)
            say(field.verdict, Tone::bad, QStringLiteral("✗ ") + errorText(checked.error()));
        else if (key == QLatin1String("wechatpay.appid") && !value.isEmpty() && !looksLikeAppId(value))
            say(field.verdict, Tone::warn,
                tr("An AppID begins with wx and has 18 characters; look at it once more."));
        else
            say(field.verdict, Tone::good, value.isEmpty() ? QString() : QStringLiteral("✓"));
    }
}

void MerchantForm::judgeSecret(const QString& name)
{
    Secret& secret = secrets_.at(name);
    const QByteArray value = secret.line->text().toUtf8();
    if (value.isEmpty()) {
        secret.value.clear();
        secret.error.reset();
        return say(secret.verdict, Tone::good,
            secretsSet_.contains(name) ? tr("✓ is stored; enter another one to replace it") : QString());
    }
    const QString certificate = valueOf(fields_.at(QStringLiteral("wechatpay.certificate")));
    const bool isKey = name == QLatin1String(access::kMerchantPrivateKey);
    // Opening a .p12 is work.
    if (secret.value != value || secret.mchid != mchid() || secret.certificate != certificate) {
        secret.value = value;
        secret.mchid = mchid();
        secret.certificate = certificate;
        secret.error.reset();
        if (!isKey) {
            if (const auto meant = access::secretAsStored(name, value, secret.mchid); !meant)
                secret.error = meant.error();
        } else if (const auto look = backend::lookAtKey(value, certificate, secret.mchid); !look) {
            secret.error = look.error();
        } else {
            secret.look = *look;
        }
    }
    if (secret.error)
        return say(secret.verdict, Tone::bad, whyNot(name, *secret.error));
    const bool differs = isKey && secret.look.certificate == backend::KeyLook::Certificate::differs;
    say(secret.verdict, differs ? Tone::bad : Tone::good, isKey ? goodWord(name) : QStringLiteral("✓"));
}

QString MerchantForm::whyNot(const QString& name, const base::Error& error) const
{
    if (error.code == QLatin1String("password_required"))
        return QStringLiteral("✗ ") + errorText(error);
    if (name == QLatin1String(access::kMerchantPrivateKey))
        return tr("✗ not an unencrypted RSA private key; take apiclient_key.pem, not apiclient_cert.pem");
    return tr("✗ must be exactly 32 characters, it has %1").arg(secrets_.at(name).value.size());
}

/// What of a key can be told without showing it.
QString MerchantForm::goodWord(const QString& name) const
{
    const backend::KeyLook& look = secrets_.at(name).look;
    switch (look.certificate) {
    case backend::KeyLook::Certificate::fits:
        return tr("✓ private key, RSA %1, matches the certificate").arg(look.bits);
    case backend::KeyLook::Certificate::differs:
        return tr("✗ private key, RSA %1, does not belong to the certificate below").arg(look.bits);
    case backend::KeyLook::Certificate::none:
        break;
    }
    return tr("✓ private key, RSA %1").arg(look.bits);
}

bool MerchantForm::isAcceptable() const
{
    for (const auto& [key, field] : fields_) {
        // What stands there from earlier rules hinders nobody from changing something else.
        const bool isNew = valueOf(field) != field.stored;
        if (isNew && !access::settingRule(key)->check(valueOf(field)))
            return false;
    }
    return std::all_of(secrets_.begin(), secrets_.end(), [](const auto& entry) {
        const Secret& one = entry.second;
        return one.value.isEmpty() || !one.error;
    });
}

bool MerchantForm::isChanged() const
{
    const auto isEntered = [](const auto& entry) { return !entry.second.line->text().isEmpty(); };
    return std::any_of(secrets_.begin(), secrets_.end(), isEntered) ||
           std::any_of(fields_.begin(), fields_.end(),
               [](const auto& entry) { return valueOf(entry.second) != entry.second.stored; });
}

void MerchantForm::save(const backend::Authority& authority, const QMap<QString, QString>& besides,
    std::function<void(base::Result<backend::Imported>)> then)
{
    QJsonObject values;
    for (auto one = besides.begin(); one != besides.end(); ++one)
        values.insert(one.key(), one.value());
    for (const auto& [key, field] : fields_) {
        if (valueOf(field) != field.stored)
            values.insert(key, valueOf(field));
    }
    for (const auto& [name, secret] : secrets_) {
        if (!secret.line->text().isEmpty())
            values.insert(name, secret.line->text());
    }
    whenDone<backend::Imported>(this, settings_.importSettings(values, authority),
        [this, then = std::move(then)](base::Result<backend::Imported> saved) {
            if (saved) {
                for (const auto& [name, secret] : secrets_)
                    secret.line->clear();
                load();
            }
            then(std::move(saved));
        });
}

void MerchantForm::chooseFiles()
{
    auto* dialog = new QFileDialog(this, tr("What the merchant platform hands out"), {},
        tr("Keys and certificates (*.zip *.p12 *.pfx *.pem *.key *.cer *.crt *.der);;All files (*)"));
    dialog->setFileMode(QFileDialog::ExistingFiles);
    openSheet<QFileDialog>(dialog, [this](QFileDialog& chosen, bool isChosen) {
        if (isChosen)
            takeFiles(chosen.selectedFiles());
    });
}

void MerchantForm::takeFiles(const QStringList& files)
{
    if (files.isEmpty())
        return;
    if (!isLoaded_) {
        waiting_ << files;
        return;
    }
    whenDone<backend::HandedOut>(
        this, settings_.readHandedOut(files, mchid()), [this](const base::Result<backend::HandedOut>& found) {
            if (found)
                fill(*found);
            else
                say(files_, Tone::bad, errorText(found.error()));
            Q_EMIT told();
        });
}

void MerchantForm::fill(const backend::HandedOut& found)
{
    for (auto one = found.settings.begin(); one != found.settings.end(); ++one)
        setValue(fields_.at(one.key()), *one);
    if (!found.privateKey.isEmpty())
        secrets_.at(QString::fromLatin1(access::kMerchantPrivateKey))
            .line->setText(QString::fromLatin1(found.privateKey));
    say(files_, toneOf(found.told), handedOutText(found.told));
}

} // namespace zhangfang::ui
