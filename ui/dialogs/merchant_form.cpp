#include "dialogs/merchant_form.h"

#include "kit/async.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QRegularExpression>

namespace zhangfang::ui
{
namespace
{

/// A key file larger than this is none.
constexpr qint64 kLargestKey = 64 * 1024;

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

MerchantForm::MerchantForm(backend::Desk& desk, QWidget* parent)
    : QWidget(parent), desk_(desk), form_(new QFormLayout(this))
{
    setAcceptDrops(true);
    form_->setContentsMargins(0, 0, 0, 0);
    form_->setSpacing(space::kGap);
    form_->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    addLine("wechatpay.mchid", tr("Merchant number"), tr("商户号, on pay.weixin.qq.com under 账户中心"));
    addLine("wechatpay.appid", tr("AppID"), tr("Of the official account, mini program or app bound to it"));
    addLine("wechatpay.certificate_serial", tr("Certificate serial"),
        tr("API 安全 → 商户 API 证书 → 证书序列号"));
    privateKey_ = new QPlainTextEdit(this);
    privateKey_->setMaximumHeight(64);
    privateKey_->setTabChangesFocus(true);
    privateKey_->setAcceptDrops(false);
    privateKey_->setAccessibleName(tr("Private key"));
    auto* keyRow = new QWidget(this);
    auto* keyLayout = new QHBoxLayout(keyRow);
    keyLayout->setContentsMargins(0, 0, 0, 0);
    keyLayout->addWidget(privateKey_, 1);
    auto* browse = new QPushButton(icon("document-open"), tr("File…"), keyRow);
    connect(browse, &QPushButton::clicked, this, &MerchantForm::chooseKeyFile);
    keyLayout->addWidget(browse);
    privateKeyVerdict_ = addRow(tr("Private key"), keyRow,
        tr("Drag the platform's zip, the .p12 or apiclient_key.pem here; it goes into the keyring"));
    connect(privateKey_, &QPlainTextEdit::textChanged, this, &MerchantForm::judge);
    apiV3Key_ = new QLineEdit(this);
    apiV3Key_->setEchoMode(QLineEdit::Password);
    apiV3Key_->setAccessibleName(tr("APIv3 key"));
    apiV3KeyVerdict_ = addRow(
        tr("APIv3 key"), apiV3Key_, tr("API 安全 → APIv3 密钥, 32 characters; it goes into the keyring"));
    connect(apiV3Key_, &QLineEdit::textChanged, this, &MerchantForm::judge);
    addText("wechatpay.certificate", tr("Merchant certificate"),
        tr("The content of apiclient_cert.pem: for API v2, and to warn before it ends"));
    apiV2Key_ = new QLineEdit(this);
    apiV2Key_->setEchoMode(QLineEdit::Password);
    apiV2Key_->setAccessibleName(tr("API v2 key"));
    apiV2KeyVerdict_ = addRow(tr("API v2 key"), apiV2Key_,
        tr("Only for the older interface; 32 characters, it goes into the keyring"));
    connect(apiV2Key_, &QLineEdit::textChanged, this, &MerchantForm::judge);
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
    connect(text, &QPlainTextEdit::textChanged, this, &MerchantForm::judge);
}

QString MerchantForm::valueOf(const Field& field)
{
    return field.line ? field.line->text().trimmed() : field.text->toPlainText().trimmed();
}

void MerchantForm::load()
{
    whenDone<access::Settings>(this, desk_.settings(), [this](base::Result<access::Settings> settings) {
        if (!settings)
            return;
        for (auto& [key, field] : fields_) {
            field.stored = settings->text(key.toLatin1().constData()).trimmed();
            if (field.line)
                field.line->setText(field.stored);
            else
                field.text->setPlainText(field.stored);
        }
        judge();
    });
    whenDone<QStringList>(this, desk_.secretNames(), [this](base::Result<QStringList> names) {
        if (!names)
            return say(privateKeyVerdict_, Tone::bad, names.error().describe());
        secretsSet_ = *names;
        judge();
    });
}

void MerchantForm::judge()
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
    const QString mchid = valueOf(fields_.at(QStringLiteral("wechatpay.mchid"))); // it unlocks a .p12
    const auto secret = [this, mchid](const char* name, const QByteArray& value, QLabel* verdict,
                            const QString& wrong) {
        Judged& judged = secrets_[QString::fromLatin1(name)];
        if (judged.value != value || judged.mchid != mchid) { // opening a .p12 is work
            const auto meant = value.isEmpty()
                                   ? base::Result<crypto::Secret>(crypto::Secret())
                                   : access::secretAsStored(QString::fromLatin1(name), value, mchid);
            judged = {value, mchid, meant ? std::nullopt : std::optional(meant.error())};
        }
        if (value.isEmpty())
            say(verdict, Tone::good,
                secretsSet_.contains(QLatin1String(name)) ? tr("✓ is stored; enter another one to replace it")
                                                          : QString());
        else if (!judged.error)
            say(verdict, Tone::good, QStringLiteral("✓"));
        else if (judged.error->code == QLatin1String("password_required"))
            say(verdict, Tone::bad, QStringLiteral("✗ ") + errorText(*judged.error));
        else
            say(verdict, Tone::bad, wrong);
    };
    secret(access::kMerchantPrivateKey, privateKey_->toPlainText().toUtf8(), privateKeyVerdict_,
        tr("✗ not an unencrypted RSA private key; take apiclient_key.pem, not apiclient_cert.pem"));
    secret(access::kApiV3Key, apiV3Key_->text().toUtf8(), apiV3KeyVerdict_,
        tr("✗ must be exactly 32 characters, it has %1").arg(apiV3Key_->text().toUtf8().size()));
    secret(access::kApiV2Key, apiV2Key_->text().toUtf8(), apiV2KeyVerdict_,
        tr("✗ must be exactly 32 characters, it has %1").arg(apiV2Key_->text().toUtf8().size()));
    Q_EMIT changed();
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
        const Judged& one = entry.second;
        return one.value.isEmpty() || !one.error;
    });
}

bool MerchantForm::isChanged() const
{
    return !privateKey_->toPlainText().isEmpty() || !apiV3Key_->text().isEmpty() ||
           !apiV2Key_->text().isEmpty() || std::any_of(fields_.begin(), fields_.end(), [](const auto& entry) {
               return valueOf(entry.second) != entry.second.stored;
           });
}

void MerchantForm::save(const backend::Desk::Authority& authority, const QMap<QString, QString>& besides,
    std::function<void(base::Result<backend::Imported>)> then)
{
    QJsonObject values;
    for (auto one = besides.begin(); one != besides.end(); ++one)
        values.insert(one.key(), one.value());
    for (const auto& [key, field] : fields_) {
        if (valueOf(field) != field.stored)
            values.insert(key, valueOf(field));
    }
    if (!privateKey_->toPlainText().isEmpty())
        values.insert(QString::fromLatin1(access::kMerchantPrivateKey), privateKey_->toPlainText());
    if (!apiV3Key_->text().isEmpty())
        values.insert(QString::fromLatin1(access::kApiV3Key), apiV3Key_->text());
    if (!apiV2Key_->text().isEmpty())
        values.insert(QString::fromLatin1(access::kApiV2Key), apiV2Key_->text());
    whenDone<backend::Imported>(this, desk_.importSettings(values, authority),
        [this, then = std::move(then)](base::Result<backend::Imported> saved) {
            if (saved) {
                secrets_.clear();
                privateKey_->clear();
                apiV3Key_->clear();
                apiV2Key_->clear();
                load();
            }
            then(std::move(saved));
        });
}

void MerchantForm::chooseKeyFile()
{
    const QString file = QFileDialog::getOpenFileName(
        this, tr("Private key"), {}, tr("Keys (*.pem *.p12 *.zip);;All files (*)"));
    if (!file.isEmpty())
        takeKeyFile(file);
}

void MerchantForm::takeKeyFile(const QString& file)
{
    whenDone<QByteArray>(this, desk_.readFile(file, kLargestKey), [this](base::Result<QByteArray> content) {
        if (!content)
            return say(privateKeyVerdict_, Tone::bad, errorText(content.error()));
        // A .p12 or zip is no text: it stands there as base64, which is read as well.
        privateKey_->setPlainText(
            QString::fromLatin1(content->contains('\0') ? content->toBase64() : *content));
    });
}

void MerchantForm::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls() && event->mimeData()->urls().first().isLocalFile())
        event->acceptProposedAction();
}

void MerchantForm::dropEvent(QDropEvent* event)
{
    takeKeyFile(event->mimeData()->urls().first().toLocalFile());
    event->acceptProposedAction();
}

} // namespace zhangfang::ui
