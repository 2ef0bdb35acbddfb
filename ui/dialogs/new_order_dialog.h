#pragma once

#include "backend/interfaces/heartbeat.h"
#include "backend/interfaces/orders.h"
#include "backend/interfaces/shop_settings.h"
#include "kit/description_field.h"
#include "kit/money.h"
#include "kit/paid_sound.h"
#include "kit/sheet.h"

#include <QComboBox>
#include <QStackedWidget>
#include <QTimer>

namespace zhangfang::ui
{

/// Draws a QR code of `text` at the sharpness of the screen (Zint); null when it does not fit one.
[[nodiscard]] QPixmap qrCode(const QString& text, int side, qreal pixelRatio);

/// A sum becomes a code to scan, and the code turns to "paid" by itself.
class NewOrderDialog final : public Sheet
{
    Q_OBJECT
public:
    NewOrderDialog(backend::Orders& orders, backend::ShopSettings& settings, backend::Heartbeat& heartbeat,
        QSettings& memory, QWidget* parent);
    /// Of an order that is there and waits to be paid: its code, renewed where it has run out.
    NewOrderDialog(backend::Orders& orders, backend::ShopSettings& settings, backend::Heartbeat& heartbeat,
        QSettings& memory, const shop::Order& order, QWidget* parent);

private:
    void create();
    void showCode(const shop::Order& order);
    void drawCode(const shop::Order& order);
    void renew();
    void look();
    void updateUser();
    backend::Orders& orders_;
    UnlikelySums* unlikely_;
    PaidSound* sound_;
    QStackedWidget* steps_;
    MoneyField* amount_;
    DescriptionField* description_;
    QComboBox* purpose_;
    QLineEdit* user_;
    QPushButton* create_;
    QLabel* code_;
    QLabel* sum_;
    QLabel* state_;
    QLabel* number_;
    QString orderNumber_;
    QString codeUrl_; ///< that is shown
    bool renewing_ = false;
    QTimer renewal_;
    bool ended_ = false; ///< it can no longer be paid
    bool paid_ = false;
};

} // namespace zhangfang::ui
