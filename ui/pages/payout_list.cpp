#include "pages/payout_list.h"

#include <QCoreApplication>
#include <QDateTime>

namespace zhangfang::ui
{
namespace
{

/// The texts are the page's.
class Text
{
    Q_DECLARE_TR_FUNCTIONS(zhangfang::ui::PayoutsPage)
};

qint64 nowUtcMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

struct View {
    reports::PayoutView view;
    const char* kept;
};
constexpr View kViews[] = {{reports::PayoutView::waiting, "waiting"},
    {reports::PayoutView::underWay, "under_way"}, {reports::PayoutView::done, "done"},
    {reports::PayoutView::all, "all"}};

reports::PayoutView viewOf(const ListFilter& filter)
{
    const auto* found = std::find_if(std::begin(kViews), std::end(kViews),
        [&filter](const View& one) { return filter.view == QLatin1String(one.kept); });
    return found == std::end(kViews) ? reports::PayoutView::waiting : found->view;
}

constexpr payouts::State kStates[] = {payouts::State::requested, payouts::State::approved,
    payouts::State::submitting, payouts::State::unclear, payouts::State::accepted,
    payouts::State::awaitingUser, payouts::State::paid, payouts::State::failed, payouts::State::cancelled,
    payouts::State::rejected};

std::vector<FilterBar::State> offeredStates()
{
    std::vector<FilterBar::State> states;
    for (const payouts::State state : kStates)
        states.push_back({payouts::toText(state), word(state).text});
    return states;
}

} // namespace

QString keptAs(reports::PayoutView view)
{
    const auto* found = std::find_if(
        std::begin(kViews), std::end(kViews), [view](const View& one) { return one.view == view; });
    return QString::fromLatin1(found->kept);
}

std::vector<LazyModel<reports::PayoutRow>::Column> payoutColumns()
{
    using Row = reports::PayoutRow;
    const auto flags = [](const Row& row) {
        std::vector<Word> words;
        for (const reports::PayoutFlag flag : row.flags)
            words.push_back(word(flag));
        return words;
    };
    return {{Text::tr("No."), [](const Row& row) { return row.payout.id.toString(); }},
        {Text::tr("Payee"),
            [](const Row& row) { return row.payee.name.isEmpty() ? row.payee.openid : row.payee.name; }},
        {Text::tr("Amount"), [](const Row& row) { return row.payout.amount.toDisplay(); },
            LazyModel<Row>::Side::right},
        {Text::tr("Flags"),
            [flags](const Row& row) {
                QStringList texts;
                for (const Word& flag : flags(row))
                    texts << flag.text;
                return texts.join(QStringLiteral(", "));
            },
            LazyModel<Row>::Side::left, flags},
        {Text::tr("Balance left"), [](const Row& row) { return row.available.toDisplay(); },
            LazyModel<Row>::Side::right},
        {Text::tr("Age"), [](const Row& row) { return ageText(nowUtcMs() - row.payout.requestedAtUtcMs); }},
        {Text::tr("State"), [](const Row& row) { return word(row.payout.state).text; },
            LazyModel<Row>::Side::left,
            [](const Row& row) { return std::vector<Word>{word(row.payout.state)}; }},
        {Text::tr("Our number"), [](const Row& row) { return row.payout.number.toString(); }},
        {Text::tr("Batch"), [](const Row& row) { return row.payout.batchNo; }},
        {Text::tr("WeChat's number"), [](const Row& row) { return row.payout.transferBillNo; }}};
}

FilterBar::Offers payoutFilters()
{
    using reports::PayoutView;
    return {Text::tr("Payee, openid or number"), offeredStates(), FilterBar::Days::offered,
        {{keptAs(PayoutView::waiting), Text::tr("Waiting for you")},
            {keptAs(PayoutView::underWay), Text::tr("Under way")},
            {keptAs(PayoutView::done), Text::tr("Done")}, {keptAs(PayoutView::all), Text::tr("All")}}};
}

reports::PayoutFilter payoutFilter(const ListFilter& chosen, const Columns::Order& order)
{
    reports::PayoutFilter filter(viewOf(chosen));
    if (!chosen.state.isEmpty())
        filter.state = payouts::parseState(chosen.state);
    filter.search = chosen.search;
    filter.from = chosen.from;
    filter.to = chosen.to;
    const bool falls = order.direction == Qt::DescendingOrder;
    using reports::PayoutSort;
    filter.sort = order.column == PayoutColumn::kAmount ? (falls ? PayoutSort::largest : PayoutSort::smallest)
                                                        : (falls ? PayoutSort::newest : PayoutSort::oldest);
    return filter;
}

} // namespace zhangfang::ui
