#include "reports/list_queries.h"

#include "reports/row_views.h"

namespace zhangfang::reports
{

using office::CellType;
using office::Column;
using office::Field;
using office::FieldType;
using office::Shape;
using storage::Database;

namespace
{

constexpr qint64 kMostListed = 1000;
constexpr qint64 kLongestWords = 1000;
constexpr qint64 kLongestCursor = 4096; ///< one of a list by name has the name in it
constexpr qint64 kLongestState = 40;

Field optionalText(const char* name, const char* words, qint64 most, const char* code = "")
{
    return {
        .name = name, .type = FieldType::text, .words = words, .required = false, .most = most, .code = code};
}

Field dayField(const char* name, const char* words)
{
    return {.name = name, .type = FieldType::day, .words = words, .required = false, .code = "invalid_date"};
}

template <size_t count> Field sortField(const char* const (&sorts)[count])
{
    return {.name = "sort",
        .type = FieldType::choice,
        .words = "which come first",
        .required = false,
        .choices = {std::begin(sorts), std::end(sorts)},
        .code = "unknown_sort"};
}

template <class List> Shape<List> listSearched(const char* words)
{
    return Shape<List>().template through<QString>(
        [](List& it) -> QString& { return it.words.search; }, optionalText("search", words, kLongestWords));
}

template <class List> Shape<List> paged(Shape<List> shape)
{
    return shape
        .template through<QString>([](List& it) -> QString& { return it.page.after; },
            optionalText("after", "what the page before calls next", kLongestCursor, "invalid_cursor"))
        .template through<qint64>(
            [](List& it) -> qint64& { return it.page.limit; }, office::limitField(kMostListed));
}

template <class List> Shape<List> ofStateAndDays(Shape<List> shape)
{
    return shape
        .template through<QString>([](List& it) -> QString& { return it.words.state; },
            optionalText("state", "those of one state", kLongestState, "unknown_state"))
        .template through<QString>(
            [](List& it) -> QString& { return it.words.from; }, dayField("from", "from this business day on"))
        .template through<QString>(
            [](List& it) -> QString& { return it.words.to; }, dayField("to", "up to this business day"))
        .template through<QString>(
            [](List& it) -> QString& { return it.words.sort; }, sortField(kOrderSorts));
}

QJsonObject withSum(QJsonObject list, const ListSum& sum)
{
    list.insert(QStringLiteral("amount_fen"), sum.amount.inFen());
    return list;
}

Result<QJsonObject> ordersOf(Database& database, const OrderList& asked)
{
    ZF_ASSIGN(const OrderFilter filter, orderFilter(asked.words));
    if (asked.words.isEmpty()) {
        ZF_ASSIGN(const qint64 before, parseNumber(asked.page.after));
        ZF_ASSIGN(const auto orders, shop::listOrders(database, before, static_cast<int>(asked.page.limit)));
        QJsonArray rows;
        for (const shop::Order& order : orders)
            rows.append(view(order));
        return office::page(
            rows, asked.page.limit, orders.empty() ? QString() : QString::number(orders.back().id));
    }
    ZF_ASSIGN(const PageIndex index, indexOrders(database, filter));
    ZF_ASSIGN(const auto keys, keysBehind<OrderRow>(index, topOf(filter.sort), asked.page,
                                   [&](const PageKey& start) { return orderPage(database, filter, start); }));
    ZF_ASSIGN(const ListSum sum, sumOrders(database, filter));
    return told(keys, index, asked.page, [&](qint64 id) {
        return shop::findOrder(database, id).map([](const shop::Order& order) { return view(order); });
    }).map([&](const QJsonObject& list) { return withSum(list, sum); });
}

Result<QJsonObject> orderOf(Database& database, const ShowOrder& asked)
{
    ZF_ASSIGN(const shop::Order order, shop::findOrder(database, asked.number));
    return view(order);
}

Result<QJsonObject> usersOf(Database& database, const UserList& asked)
{
    ZF_ASSIGN(const UserFilter filter, userFilter(asked.words));
    if (asked.words.isEmpty()) {
        ZF_ASSIGN(const qint64 after, parseNumber(asked.page.after));
        ZF_ASSIGN(const auto users,
            shop::listUsers(database, base::UserId(after), static_cast<int>(asked.page.limit)));
        QJsonArray rows;
        for (const shop::User& user : users)
            rows.append(view(user));
        return office::page(rows, asked.page.limit, users.empty() ? QString() : users.back().id.toString());
    }
    ZF_ASSIGN(const PageIndex index, indexUsers(database, filter));
    ZF_ASSIGN(const auto keys, keysBehind<UserRow>(index, topOf(filter.sort), asked.page,
                                   [&](const PageKey& start) { return userPage(database, filter, start); }));
    ZF_ASSIGN(const auto sum, sumUsers(database, filter));
    ZF_ASSIGN(QJsonObject list, told(keys, index, asked.page, [&](qint64 id) {
        return shop::findUser(database, base::UserId(id)).map([](const shop::User& user) {
            return view(user);
        });
    }));
    list.insert(QStringLiteral("available_fen"), sum.available.inFen());
    list.insert(QStringLiteral("held_fen"), sum.held.inFen());
    return list;
}

Result<QJsonObject> shownPayout(Database& database, const payouts::Payout& payout)
{
    return withApprovals(database, payout).map([](const ShownPayout& shown) { return view(shown); });
}

Result<QJsonObject> withdrawalsOf(Database& database, const WithdrawalList& asked)
{
    ZF_ASSIGN(const PayoutFilter filter, payoutFilter(asked.words));
    if (asked.words.isOnlyState()) {
        ZF_ASSIGN(const qint64 before, parseNumber(asked.page.after));
        ZF_ASSIGN(const auto all,
            payouts::listPayouts(database, filter.state, before, static_cast<int>(asked.page.limit)));
        QJsonArray rows;
        for (const payouts::Payout& payout : all) {
            ZF_ASSIGN(const QJsonObject row, shownPayout(database, payout));
            rows.append(row);
        }
        return office::page(rows, asked.page.limit, all.empty() ? QString() : all.back().id.toString());
    }
    ZF_ASSIGN(const PageIndex index, indexPayouts(database, filter));
    ZF_ASSIGN(
        const auto keys, keysBehind<PayoutRecord>(index, topOf(filter.sort), asked.page,
                             [&](const PageKey& start) { return payoutRecords(database, filter, start); }));
    ZF_ASSIGN(const ListSum sum, sumPayouts(database, filter));
    return told(keys, index, asked.page, [&](qint64 id) {
        return payouts::findPayout(database, base::PayoutId(id)).and_then([&](const payouts::Payout& payout) {
            return shownPayout(database, payout);
        });
    }).map([&](const QJsonObject& list) { return withSum(list, sum); });
}

Result<QJsonObject> withdrawalOf(Database& database, const ShowWithdrawal& asked)
{
    ZF_ASSIGN(const payouts::Payout payout, payouts::findPayout(database, asked.id));
    ZF_ASSIGN(const auto events, payouts::eventsOf(database, asked.id));
    ZF_ASSIGN(QJsonObject whole, shownPayout(database, payout));
    QJsonArray story;
    for (const payouts::PayoutEvent& event : events)
        story.append(view(event));
    whole.insert(QStringLiteral("events"), story);
    return whole;
}

std::vector<Column> countAndSum()
{
    return {{"count", CellType::number, "how many there are on all pages, where they are searched", true},
        {"amount_fen", CellType::sum, "what those come to", true}};
}

} // namespace

Shape<OrderList> OrderList::shape()
{
    return paged(ofStateAndDays(listSearched<OrderList>(
        "parts of the description or of the user's name, pinyin and its initials too; the beginning of a "
        "number or openid")));
}

std::vector<Column> OrderList::columns()
{
    return orderColumns();
}

std::vector<Column> OrderList::beside()
{
    return countAndSum();
}

Shape<ShowOrder> ShowOrder::shape()
{
    return Shape<ShowOrder>().with(&ShowOrder::number, {.name = "number",
                                                           .type = FieldType::text,
                                                           .words = "the order's number",
                                                           .least = 1,
                                                           .most = kLongestWords,
                                                           .code = "no_such_order"});
}

std::vector<Column> ShowOrder::columns()
{
    return orderColumns();
}

Shape<UserList> UserList::shape()
{
    return paged(
        listSearched<UserList>("parts of the name, pinyin and its initials too; the beginning of the "
                               "openid; the number")
            .through<QString>([](UserList& it) -> QString& { return it.words.sort; }, sortField(kUserSorts)));
}

std::vector<Column> UserList::columns()
{
    return userColumns();
}

std::vector<Column> UserList::beside()
{
    return {{"count", CellType::number, "how many there are on all pages, where they are searched", true},
        {"available_fen", CellType::sum, "what all of those have available", true},
        {"held_fen", CellType::sum, "what is held of all of those", true}};
}

Shape<WithdrawalList> WithdrawalList::shape()
{
    return paged(ofStateAndDays(listSearched<WithdrawalList>(
        "parts of the payee's name, pinyin and its initials too; the beginning of a number or openid")));
}

std::vector<Column> WithdrawalList::columns()
{
    return withdrawalColumns();
}

std::vector<Column> WithdrawalList::beside()
{
    return countAndSum();
}

Shape<ShowWithdrawal> ShowWithdrawal::shape()
{
    return Shape<ShowWithdrawal>().with(&ShowWithdrawal::id, {.name = "id",
                                                                 .type = FieldType::id,
                                                                 .words = "the withdrawal's number",
                                                                 .code = "no_such_withdrawal"});
}

std::vector<Column> ShowWithdrawal::columns()
{
    std::vector<Column> all = withdrawalColumns();
    all.push_back({"events", CellType::rows, "what happened to it, the oldest first"});
    return all;
}

void offerLists(office::Catalogue& catalogue)
{
    catalogue.offerQuery<OrderList>(ordersOf);
    catalogue.offerQuery<ShowOrder>(orderOf);
    catalogue.offerQuery<UserList>(usersOf);
    catalogue.offerQuery<WithdrawalList>(withdrawalsOf);
    catalogue.offerQuery<ShowWithdrawal>(withdrawalOf);
}

} // namespace zhangfang::reports
