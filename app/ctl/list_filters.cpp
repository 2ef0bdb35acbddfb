#include "ctl/list_filters.h"

#include "base/calendar.h"

namespace zhangfang::ctl
{
namespace
{

tl::unexpected<base::Error> unknownState(const QString& state)
{
    return base::invalid("unknown_state", QStringLiteral("There is no state '%1'.").arg(state));
}

/// Which of the names it is; the first where nothing is said.
template <size_t count> Result<size_t> sortIn(const char* const (&names)[count], const QString& text)
{
    if (text.isEmpty())
        return size_t(0);
    for (size_t at = 0; at < count; ++at) {
        if (text == QLatin1String(names[at]))
            return at;
    }
    return base::invalid(
        "unknown_sort", QStringLiteral("Nothing is sorted by '%1' here.").arg(text.left(40)));
}

} // namespace

Result<QDate> dayIn(const QString& text)
{
    return text.isEmpty() ? Result<QDate>(QDate()) : base::parseDay(text);
}

Result<reports::OrderFilter> orderFilter(const ListWords& words)
{
    using enum reports::OrderSort;
    constexpr reports::OrderSort kSorts[] = {newest, oldest, largest, smallest};
    reports::OrderFilter filter;
    filter.search = words.search;
    ZF_ASSIGN(filter.from, dayIn(words.from));
    ZF_ASSIGN(filter.to, dayIn(words.to));
    ZF_ASSIGN(const size_t sort, sortIn(kOrderSorts, words.sort));
    filter.sort = kSorts[sort];
    if (!words.state.isEmpty()) {
        filter.state = shop::parseOrderState(words.state);
        if (filter.state == shop::OrderState::unknown)
            return unknownState(words.state);
    }
    return filter;
}

Result<reports::PayoutFilter> payoutFilter(const ListWords& words)
{
    using enum reports::PayoutSort;
    constexpr reports::PayoutSort kSorts[] = {newest, oldest, largest, smallest};
    reports::PayoutFilter filter;
    filter.search = words.search;
    ZF_ASSIGN(filter.from, dayIn(words.from));
    ZF_ASSIGN(filter.to, dayIn(words.to));
    ZF_ASSIGN(const size_t sort, sortIn(kOrderSorts, words.sort));
    filter.sort = kSorts[sort];
    if (!words.state.isEmpty()) {
        filter.state = payouts::parseState(words.state);
        if (filter.state == payouts::State::unknown)
            return unknownState(words.state);
    }
    return filter;
}

Result<reports::UserFilter> userFilter(const ListWords& words)
{
    using enum reports::UserSort;
    constexpr reports::UserSort kSorts[] = {newest, oldest, richest, poorest, byName, byNameBackwards};
    ZF_ASSIGN(const size_t sort, sortIn(kUserSorts, words.sort));
    return reports::UserFilter(words.search, kSorts[sort]);
}

} // namespace zhangfang::ctl
