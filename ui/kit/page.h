#pragma once

#include "kit/widgets.h"
#include "reports/order_list.h"

#include <QAction>
#include <QSettings>

namespace zhangfang::ui
{

/// Somewhere in the program a person can be led to.
struct Place {
    enum class Kind {
        order,
        payout,
        user,  ///< the one of that number
        users, ///< whom that text finds
        orders,
        payouts,
        ledger,
        tasks,
        audit,
        settings,
        doctor,
        recovery,
        refund,       ///< what a task is about, and is looked up first; see TaskActions
        payoutNumber, ///< likewise
        complaint,    ///< likewise
        notification, ///< likewise
    };
    Kind kind = Kind::orders;
    /// order: out_trade_no; payout, user: the number; audit: what is searched; settings: the tab's name
    QString number;
    reports::OrderFilter filter{}; ///< of orders
};

/// How a page is listed. The name stays what it is in every language and version: what is remembered goes by
/// it.
struct PageLabel {
    const char* name;
    const char* icon;
    QString title;
};

/// One entry of the side bar. Lives on the UI's thread, knows no rule about money.
class Page : public QWidget
{
    Q_OBJECT
public:
    /// `label`: that of the page's own class, which has a static one.
    Page(const PageLabel& label, QSettings& memory, QWidget* parent);
    /// Something in the books is different; only the page in view is told, and each when it comes into view.
    /// A page asks for nothing before the first time, so that a start costs no more than what it shows.
    virtual void refresh() = 0;
    /// The page comes into view: whoever works by keyboard starts here.
    virtual QWidget* firstFocus() { return this; }
    virtual void goTo(const Place&) {}
    /// Widths, filters, splitters, for the next start.
    virtual void remember() {}

Q_SIGNALS:
    void wantsToGo(const zhangfang::ui::Place& place);
    /// Money was approved or stopped here.
    void decided();

protected:
    /// An action of this page: a button may show it, the palette lists it.
    QAction* act(const char* iconName, const QString& text, const QKeySequence& keys,
        std::function<void()> what, Qt::ShortcutContext context = Qt::WidgetWithChildrenShortcut);
    [[nodiscard]] QSettings& memory() const { return memory_; }
    [[nodiscard]] NoticeBar* notice() const { return notice_; }
    /// Below the page's heading and the notice.
    [[nodiscard]] QVBoxLayout* body() const { return body_; }
    [[nodiscard]] QHBoxLayout* headingRow() const { return headingRow_; }

private:
    QSettings& memory_;
    NoticeBar* notice_;
    QHBoxLayout* headingRow_;
    QVBoxLayout* body_;
};

} // namespace zhangfang::ui
