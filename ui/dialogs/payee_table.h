#pragma once

#include "reports/payout_queue.h"

#include <QTableWidget>

namespace zhangfang::ui
{

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
