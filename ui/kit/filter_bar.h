#pragma once

#include <functional>
#include <optional>
#include <QButtonGroup>
#include <QComboBox>
#include <QDate>
#include <QDateEdit>
#include <QLineEdit>
#include <QTimer>
#include <QWidget>
#include <vector>

namespace zhangfang::ui
{

/// Which rows of a list are wanted; everything given must hold. A page says what it means for its own rows.
struct ListFilter {
    QString search;
    QString state; ///< one of those the bar offers, by what it is kept as; empty: every one
    QDate from;    ///< business days, both included; null: open
    QDate to;
    QString view = {}; ///< one of those the bar offers; empty: that which is shown
    friend bool operator==(const ListFilter&, const ListFilter&) = default;
};

/// Search, state and days, and where there are some the views of a list; they combine. Typing waits a moment
/// before it asks.
class FilterBar : public QWidget
{
    Q_OBJECT
public:
    enum class Days { offered, none };
    struct State {
        QString kept; ///< never translated
        QString text;
    };
    /// What can be filtered by, besides the search.
    struct Offers {
        QString searched; ///< what can be typed, as it stands in the empty field
        std::vector<State> states;
        Days days = Days::offered;
        std::vector<State> views = {}; ///< one of them is always shown, the first at first
    };
    /// `today`: the shop's business day at the moment it is asked.
    explicit FilterBar(const Offers& offers, QWidget* parent = nullptr, std::function<QDate()> today = {});
    /// "Last 7 days" and the like are those before today, whenever that is.
    [[nodiscard]] ListFilter filter() const;
    void setFilter(const ListFilter& filter);
    /// For saved views and the next start: "last 7 days" stays that.
    [[nodiscard]] QString text() const;
    /// What cannot be read filters nothing.
    void setText(const QString& text);
    [[nodiscard]] QLineEdit* searchField() const { return search_; }
    /// The views, side by side: to be put where there is room.
    [[nodiscard]] QWidget* viewsBar() const { return viewsBar_; }
    /// Whether anything is filtered at all, besides the view.
    [[nodiscard]] bool isActive() const;

Q_SIGNALS:
    void changed();

private:
    void periodChosen(int choice);
    /// Of a period that moves with the days; nothing of others.
    [[nodiscard]] std::optional<std::pair<QDate, QDate>> daysOf(int choice) const;
    [[nodiscard]] QString view() const;
    const std::function<QDate()> today_;
    QWidget* viewsBar_;
    QButtonGroup* views_;
    QStringList viewNames_;
    QLineEdit* search_;
    QComboBox* state_;
    QComboBox* period_;
    QDateEdit* from_;
    QDateEdit* to_;
    QTimer typing_;
};

} // namespace zhangfang::ui
