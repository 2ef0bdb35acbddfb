#include "dialogs/new_order_dialog.h"

#include "base/plain_text.h"

#include <QFormLayout>
#include <QIntValidator>
#include <QPainter>
#include <zint.h>

namespace zhangfang::ui
{
namespace
{
constexpr int kCodeSide = 260;
/// How often an open code is looked at, whether it can still be scanned; one that can costs no call.
constexpr int kRenewEveryMs = 20'000;
/// White around a code, in modules: ISO/IEC 18004 wants four.
constexpr int kQuietZone = 4;
} // namespace

QPixmap qrCode(const QString& text, int side, qreal pixelRatio)
{
    zint_symbol* symbol = ZBarcode_Create();
    symbol->symbology = BARCODE_QRCODE;
    symbol->option_1 = 2; // error correction M
    QByteArray bytes = text.toUtf8();
    QPixmap pixmap;
    if (ZBarcode_Encode(symbol, reinterpret_cast<unsigned char*>(bytes.data()),
            static_cast<int>(bytes.size())) < ZINT_ERROR) {
        const int modules = symbol->width + 2 * kQuietZone;
        const int module = std::max(1, static_cast<int>(side * pixelRatio) / modules);
        pixmap = QPixmap(modules * module, modules * module);
        pixmap.fill(Qt::white); // also on dark: scanners want dark on light
        QPainter painter(&pixmap);
        for (int y = 0; y < symbol->rows; ++y) {
            for (int x = 0; x < symbol->width; ++x) {
                if ((symbol->encoded_data[y][x / 8] >> (x % 8)) & 1)
                    painter.fillRect(
                        (x + kQuietZone) * module, (y + kQuietZone) * module, module, module, Qt::black);
            }
        }
        painter.end();
        pixmap.setDevicePixelRatio(pixelRatio);
    }
    ZBarcode_Delete(symbol);
    return pixmap;
}

NewOrderDialog::NewOrderDialog(backend::Orders& orders, backend::ShopSettings& settings,
    backend::Heartbeat& heartbeat, QSettings& memory, QWidget* parent)
    : Sheet(parent), orders_(orders), unlikely_(new UnlikelySums(settings, this)),
      sound_(new PaidSound(memory, this)), steps_(new QStackedWidget(this)), amount_(new MoneyField(this)),
      description_(new DescriptionField(memory, this)), purpose_(new QComboBox(this)),
      user_(new QLineEdit(this)), create_(new QPushButton(tr("Create code"), this)),
      code_(plainLabel({}, this)), sum_(textLabel({}, TextSize::figure, this)),
      state_(textLabel({}, TextSize::heading, this)), number_(mutedLabel({}, this))
{
    setWindowTitle(tr("New order"));
    setMinimumWidth(420);
    auto* form = new QWidget(this);
    auto* fields = new QFormLayout(form);
    fields->setContentsMargins(0, 0, 0, 0);
    fields->setSpacing(space::kGap);
    amount_->setAccessibleName(tr("Amount in yuan"));
    description_->setAccessibleName(tr("Description"));
    description_->setPlaceholderText(tr("What the customer reads in WeChat"));
    purpose_->addItem(tr("Sale: the money is revenue"), static_cast<int>(shop::Purpose::sale));
    purpose_->addItem(tr("Top-up: the money is owed to its user"), static_cast<int>(shop::Purpose::topup));
    purpose_->setAccessibleName(tr("Kind"));
    user_->setValidator(new QIntValidator(1, 2'000'000'000, this));
    user_->setAccessibleName(tr("User number"));
    fields->addRow(tr("Amount ¥"), amount_);
    fields->addRow(tr("Description"), description_);
    fields->addRow(tr("Kind"), purpose_);
    fields->addRow(tr("User number"), user_);
    steps_->addWidget(form);

    auto* scan = new QWidget(this);
    auto* shown = new QVBoxLayout(scan);
    for (QLabel* label : {code_, sum_, state_, number_}) {
        label->setAlignment(Qt::AlignCenter);
        shown->addWidget(label);
    }
    number_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    code_->setMinimumSize(kCodeSide, kCodeSide);
    code_->setAccessibleName(tr("Code for the customer to scan"));
    steps_->addWidget(scan);

    auto* close = new QPushButton(tr("Close"), this);
    makePrimary(create_);
    create_->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(close);
    buttons->addWidget(create_);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(notice());
    layout->addWidget(steps_, 1);
    layout->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(create_, &QPushButton::clicked, this, &NewOrderDialog::create);
    connect(purpose_, &QComboBox::currentIndexChanged, this, &NewOrderDialog::updateUser);
    heartbeat.whenPulsed(this, [this](const reports::Pulse&) { look(); });
    renewal_.setInterval(kRenewEveryMs);
    connect(&renewal_, &QTimer::timeout, this, &NewOrderDialog::renew);
    updateUser();
    amount_->setFocus();
}

NewOrderDialog::NewOrderDialog(backend::Orders& orders, backend::ShopSettings& settings,
    backend::Heartbeat& heartbeat, QSettings& memory, const shop::Order& order, QWidget* parent)
    : NewOrderDialog(orders, settings, heartbeat, memory, parent)
{
    setWindowTitle(tr("The order's code"));
    orderNumber_ = order.number.toString();
    sum_->setText(order.amount.toDisplay());
    number_->setText(QStringLiteral("%1\n%2").arg(base::shownOnOneLine(order.description), orderNumber_));
    state_->setText(tr("Renewing the code…"));
    create_->hide();
    steps_->setCurrentIndex(1);
    renewal_.start();
    renew();
    look();
}

void NewOrderDialog::updateUser()
{
    const bool topUp = purpose_->currentData().toInt() == static_cast<int>(shop::Purpose::topup);
    user_->setPlaceholderText(topUp ? tr("Required") : tr("Optional"));
}

void NewOrderDialog::create()
{
    const auto amount = amount_->money();
    if (!amount) {
        notice()->showError(amount.error());
        return amount_->setFocus();
    }
    payments::NewOrder order;
    order.amount = *amount;
    order.description = description_->text().trimmed();
    order.channel = QStringLiteral("native");
    order.purpose = static_cast<shop::Purpose>(purpose_->currentData().toInt());
    order.user = base::UserId(user_->text().toLongLong());
    unlikely_->ask(this, order.amount, [this, order] {
        send<shop::Order>(
            create_, [&] { return orders_.createOrder(order); },
            [this, description = order.description](base::Result<shop::Order> created) {
                if (!created)
                    return notice()->showError(created.error());
                notice()->clear();
                description_->remember(description);
                showCode(*created);
            });
    });
}

void NewOrderDialog::showCode(const shop::Order& order)
{
    orderNumber_ = order.number.toString();
    drawCode(order);
    sum_->setText(order.amount.toDisplay());
    number_->setText(QStringLiteral("%1\n%2").arg(base::shownOnOneLine(order.description), orderNumber_));
    create_->hide();
    steps_->setCurrentIndex(1);
    renewal_.start();
    look();
}

void NewOrderDialog::drawCode(const shop::Order& order)
{
    codeUrl_ = order.codeUrl;
    code_->setPixmap(qrCode(order.codeUrl, kCodeSide, devicePixelRatioF()));
    state_->setText(tr("Waiting for the customer…"));
}

void NewOrderDialog::renew()
{
    if (renewing_ || ended_)
        return;
    renewing_ = true;
    whenDone<shop::Order>(this, orders_.orderLink(orderNumber_), [this](base::Result<shop::Order> order) {
        renewing_ = false;
        if (ended_)
            return;
        if (!order) {
            // A code that may have run out is not shown: the customer would only read an error.
            code_->clear();
            codeUrl_.clear();
            state_->setText(tr("Renewing the code…"));
            return notice()->showError(order.error());
        }
        notice()->clear();
        if (order->state == shop::OrderState::pending && order->codeUrl != codeUrl_)
            drawCode(*order);
        look();
    });
}

void NewOrderDialog::look()
{
    if (orderNumber_.isEmpty() || paid_)
        return;
    whenDone<reports::OrderStory>(
        this, orders_.orderStory(orderNumber_), [this](base::Result<reports::OrderStory> story) {
            if (!story || story->order.state == shop::OrderState::pending || paid_)
                return;
            ended_ = true;
            renewal_.stop();
            notice()->clear();
            paid_ = shop::isPaidInFull(story->order);
            state_->setText((paid_ ? QStringLiteral("✓ ") : QString()) + word(story->order.state).text);
            QPalette colors = state_->palette();
            colors.setColor(QPalette::WindowText, tokens(palette()).tone(word(story->order.state).tone).text);
            state_->setPalette(colors);
            code_->clear(); // nobody shall pay it now
            if (paid_) {
                code_->setPixmap(icon("dialog-ok-apply").pixmap(QSize(96, 96)));
                sound_->play();
            }
        });
}

} // namespace zhangfang::ui
