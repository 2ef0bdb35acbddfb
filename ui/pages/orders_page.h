#pragma once

#include "backend/interfaces/heartbeat.h"
#include "backend/interfaces/orders.h"
#include "backend/interfaces/refunds.h"
#include "backend/interfaces/session.h"
#include "backend/interfaces/shop_settings.h"
#include "kit/list_page.h"
#include "pages/order_story.h"

namespace zhangfang::ui
{

/// Every order: found, read to its last entry in the books, opened, asked about, closed.
class OrdersPage final : public ListPage
{
    Q_OBJECT
public:
    [[nodiscard]] static PageLabel label();
    OrdersPage(backend::Orders& orders, backend::Refunds& refunds, backend::ShopSettings& settings,
        backend::Session& session, backend::Heartbeat& heartbeat, QSettings& memory, QWidget* parent);
    void goTo(const Place& place) override;

private:
    using Model = LazyModel<reports::OrderRow>;
    [[nodiscard]] static std::vector<Model::Column> columns();
    [[nodiscard]] reports::OrderFilter filterNow() const;
    void readRows();
    void tellCurrent();
    void askRefunds(const reports::OrderStory& story);
    void tell(const reports::OrderStory& story);
    void newOrder();
    void sync();
    void close();
    void refund();
    void showCode();
    void syncRefund();
    void resolveRefund();
    void withdrawRefund();
    /// One of the refunds that pass; a person chooses where there are several.
    using Chosen = std::function<void(const shop::Order& order, const payments::RefundRow& refund)>;
    /// One of the refunds that pass; which, where there are several, is asked.
    void withRefund(bool (*passes)(const payments::RefundRow&), Chosen then);
    void resolve(const shop::Order& order, const payments::RefundRow& refund);
    void withdraw(const shop::Order& order, const payments::RefundRow& refund);
    void updateActions();
    [[nodiscard]] const reports::OrderRow* current() const;
    backend::Orders& orders_;
    backend::Refunds& refunds_;
    backend::ShopSettings& settings_;
    backend::Session& session_;
    backend::Heartbeat& heartbeat_;
    Model* model_;
    QAction* sync_;
    QAction* close_;
    QAction* refund_;
    QAction* code_;
    QAction* syncRefund_;
    QAction* resolveRefund_;
    QAction* withdrawRefund_;
    QWidget* unclear_; ///< what can be done about a refund whose end is not known
    QAction* copy_;
    std::optional<reports::OrderStory> told_; ///< the story that is shown
    RefundStories refundStories_;             ///< of its refunds, in their order
};

} // namespace zhangfang::ui
