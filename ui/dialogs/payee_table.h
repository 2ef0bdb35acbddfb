#pragma once

#include "reports/payout_queue.h"

#include <QTableWidget>

namespace zhangfang::ui
{

/// The withdrawals a decision is about. Of more than a person can look through, the first; the others stay as
/// they are.
struct ChosenPayouts {
    static constexpr size_t kMost = 500;
    std::vector<base::PayoutId> ids;
    int all = 0; ///< that were chosen and could be decided
    [[nodiscard]] bool isCut() const { return all > static_cast<int>(ids.size()); }
};
/// Says so.
[[nodiscard]] QString leftOutText(const ChosenPayouts& chosen);

/// Whom a decision is about: a row for each withdrawal, in figures, so that nobody decides about a number.
class PayeeTable final : public QTableWidget
{
    Q_OBJECT
public:
    enum class About { paying, stopping };
    PayeeTable(About about, QWidget* parent);
    /// What they come to. Errors: amount_overflow.
    [[nodiscard]] base::Result<base::Money> tell(const std::vector<reports::PayoutStory>& stories);
    /// How many different people they are.
    [[nodiscard]] static int people(const std::vector<reports::PayoutStory>& stories);

private:
    void put(int line, int column, const QString& text, bool right);
    const About about_;
};

} // namespace zhangfang::ui
