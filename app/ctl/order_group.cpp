#include "ctl/amount.h"
#include "ctl/groups.h"
#include "ctl/json_views.h"
#include "ctl/list_filters.h"
#include "ctl/list_pages.h"
#include "ctl/order_verbs.h"
#include "payments/commands.h"
#include "shop/commands.h"

#include <thread>

namespace zhangfang::ctl
{
namespace
{

using storage::Database;

/// How often the outcome of a payment by code is asked for. Source: WeChat's advice, every five seconds or
/// so.
constexpr auto kAskEvery = std::chrono::seconds(3);
/// So long after a code has run out WeChat must have said how it ended.
constexpr qint64 kMostAfterMs = 2 * 60'000;

struct NewOrderWords {
    QString number = {};
    QString amount = {};
    QString description = {};
    QString channel = {};
    QString purpose = QStringLiteral("sale");
    qint64 user = 0;
    QString clientIp = {};
    QString code = {};
    QString redirectUrl = {};
    // What WeChat Pay carries through with an order.
    QString appid = {};
    QString attach = {};
    QString goodsTag = {};
    QString detail = {};
    bool fapiao = false;
};

struct OrderListWords {
    ListWords words = {};
    Paging paging = {};
};

/// How far it has come to its customer.
struct StepWords {
    QString number = {};
    QString note = {};
};

QJsonObject orderView(const shop::Order& order)
{
    return view(order);
}

Answer withOrderDesk(Session& session, const std::function<Result<shop::Order>(payments::OrderDesk&)>& act)
{
    backend::ShopFolder& folder = session.folder();
    ZF_ASSIGN(const access::Settings settings, folder.settings());
    ZF_ASSIGN(const auto clients, folder.connectToWechat());
    payments::OrderDesk desk(
        folder.writer(), folder.readers(), clients, folder.clock(), folder.random(), settings);
    return act(desk).map(orderView);
}

payments::NewOrder wantedIn(const NewOrderWords& w)
{
    payments::NewOrder wanted;
    wanted.number = w.number;
    wanted.description = w.description;
    wanted.channel = w.channel;
    wanted.user = base::UserId(w.user);
    wanted.authCode = w.code;
    wanted.appid = w.appid;
    wanted.attributes = {w.attach, w.goodsTag, w.detail, w.fapiao, w.redirectUrl, w.clientIp};
    return wanted;
}

Answer createOrder(Session& session, const NewOrderWords& w)
{
    payments::NewOrder order = wantedIn(w);
    ZF_ASSIGN(order.amount, positive(w.amount));
    ZF_ASSIGN(order.purpose, shop::parsePurpose(w.purpose));
    return session.office()
        .order(Session::seat(), payments::CreateOrder{order}, session.key())
        .map(orderView);
}

/// Asks until it is known whether it was paid, and ends it when time is up.
Result<shop::Order> outcomeOf(payments::OrderDesk& desk, shop::Order now)
{
    while (now.state == shop::OrderState::pending) {
        // What is not to be ended yet, and an answer that is lost, are asked for again, until time is up.
        const bool isOver = base::SystemClock().nowUtcMs() >= now.expiresAtUtcMs;
        const QString number = now.number.toString();
        if (auto asked = isOver ? desk.close(number) : desk.sync(number))
            now = *asked;
        else if (asked.error().kind != base::ErrorKind::unavailable)
            return asked;
        if (now.state == shop::OrderState::pending &&
            base::SystemClock().nowUtcMs() > now.expiresAtUtcMs + kMostAfterMs)
            return base::unavailable("wechat_unclear",
                QStringLiteral("Whether order %1 was paid is not known: WeChat Pay does not say. It is asked "
                               "on; see order show %1.")
                    .arg(number));
        if (now.state == shop::OrderState::pending)
            std::this_thread::sleep_for(kAskEvery);
    }
    return now;
}

Result<shop::Order> onlyPaid(const shop::Order& order)
{
    if (!order.transactionId.isEmpty())
        return order;
    return base::refused("not_paid", QStringLiteral("Nobody paid order %1: it is %2.")
                                         .arg(order.number.toString(), shop::toText(order.state)));
}

/// Takes a payment by the code a customer shows; waits for the outcome, and reverses it when time is up.
Answer payByCode(Session& session, const NewOrderWords& w)
{
    payments::NewOrder order = wantedIn(w);
    ZF_ASSIGN(order.amount, positive(w.amount));
    order.channel = QStringLiteral("code");
    ZF_ASSIGN(const shop::Order begun,
        session.office().order(Session::seat(), payments::CreateOrder{order}, session.key()));
    return withOrderDesk(
        session, [&](payments::OrderDesk& desk) { return outcomeOf(desk, begun).and_then(onlyPaid); });
}

Answer listOrders(Session& session, const OrderListWords& w)
{
    ZF_ASSIGN(const auto filter, orderFilter(w.words));
    const Paging& paging = w.paging;
    return session.folder().readers().read<QJsonObject>([&](Database& database) -> Answer {
        if (w.words.isEmpty()) {
            ZF_ASSIGN(const qint64 before, parseNumber(paging.cursor));
            ZF_ASSIGN(const auto orders, shop::listOrders(database, before, paging.limit));
            QJsonArray items;
            for (const auto& order : orders)
                items.append(view(order));
            return page(items, paging.limit, orders.empty() ? 0 : orders.back().id);
        }
        ZF_ASSIGN(const PageIndex index, reports::indexOrders(database, filter));
        ZF_ASSIGN(const auto keys,
            keysBehind<reports::OrderRow>(index, reports::topOf(filter.sort), paging,
                [&](const PageKey& start) { return reports::orderPage(database, filter, start); }));
        ZF_ASSIGN(const auto sum, reports::sumOrders(database, filter));
        return listed<shop::Order>(keys, index, paging, [&](qint64 id) {
            return shop::findOrder(database, id);
        }).map([&](const QJsonObject& list) { return withSum(list, sum); });
    });
}

Answer syncOrder(Session& session, const QString& number)
{
    return withOrderDesk(session, [&](payments::OrderDesk& desk) { return desk.sync(number); });
}

/// With a link that can be handed out now.
Answer linkOrder(Session& session, const QString& number)
{
    return withOrderDesk(session, [&](payments::OrderDesk& desk) { return desk.link(number); });
}

Answer closeOrder(Session& session, const QString& number)
{
    return session.office()
        .order(Session::seat(), payments::CloseOrder{number}, session.key())
        .map(orderView);
}

/// Takes no password: no money moves. Who gives one is named.
Answer moveOrderOn(Session& session, const StepWords& w, const QString& event)
{
    ZF_ASSIGN(const access::Actor who, session.author(true, access::Permission::sell));
    return session.office()
        .order(who, shop::MoveOrderOn{w.number, event, w.note}, session.key())
        .map(orderView);
}

/// What the customer's app invokes payment with.
Answer invokeOrder(Session& session, const QString& number)
{
    backend::ShopFolder& folder = session.folder();
    ZF_ASSIGN(const access::Settings settings, folder.settings());
    ZF_ASSIGN(const auto clients, folder.connectToWechat());
    return payments::OrderDesk(
        folder.writer(), folder.readers(), clients, folder.clock(), folder.random(), settings)
        .invocation(number);
}

void addAttributes(CLI::App* verb, NewOrderWords& w)
{
    addText(verb, "--appid", w.appid, "one of the shop's apps; else its first");
    addText(verb, "--attach", w.attach, "comes back with the payment and in the bill");
    addText(verb, "--goods-tag", w.goodsTag, "which coupons may be used");
    addText(verb, "--detail", w.detail, "the goods, a JSON object as WeChat Pay describes it");
    verb->add_flag("--support-fapiao", w.fapiao, "offer an electronic invoice");
}

void addCreate(CommandLine& line, CLI::App* group, const std::shared_ptr<NewOrderWords>& w)
{
    CLI::App* create = line.verb(group, "create", "open one at WeChat Pay", w, createOrder);
    addAttributes(create, *w);
    line.takesKey(create);
    addText(create, "--redirect-url", w->redirectUrl, "where an h5 customer's browser goes afterwards");
    addText(create, "--amount", w->amount, "yuan")->required();
    addText(create, "--description", w->description)->required();
    addText(create, "--channel", w->channel, "native, jsapi, app or h5")->required();
    addText(create, "--client-ip", w->clientIp, "of the customer's phone, for h5");
    addText(create, "--purpose", w->purpose, "sale or topup");
    create->add_option("--user", w->user);
    addText(create, "--out-trade-no", w->number);
}

void addPayCode(CommandLine& line, CLI::App* group, const std::shared_ptr<NewOrderWords>& w)
{
    CLI::App* payCode =
        line.verb(group, "pay-code", "take a payment by the code a customer shows", w, payByCode);
    addText(payCode, "--amount", w->amount, "yuan")->required();
    addText(payCode, "--description", w->description)->required();
    addText(payCode, "--code", w->code, "the 18 digits below the bar code")->required();
    addText(payCode, "--out-trade-no", w->number);
    addAttributes(payCode, *w);
    line.takesKey(payCode);
}

void addSteps(CommandLine& line, CLI::App* group)
{
    struct Step {
        const char* name;
        const char* help;
        shop::FulfilmentEvent event;
    };
    constexpr Step kSteps[] = {
        {"fulfil", "its goods are ready, or handed out", shop::FulfilmentEvent::fulfilled},
        {"ship", "what is ready has left", shop::FulfilmentEvent::shipped},
        {"deliver", "what has left has come", shop::FulfilmentEvent::delivered},
        {"cancel-fulfilment", "nothing is handed over: money was given back",
            shop::FulfilmentEvent::cancelled}};
    const auto w = std::make_shared<StepWords>();
    for (const Step& step : kSteps) {
        CLI::App* verb =
            line.verb(group, step.name, step.help, [w, event = shop::toText(step.event)](Session& session) {
                return moveOrderOn(session, *w, event);
            });
        addText(verb, "number", w->number)->required();
        addText(verb, "--note", w->note, "kept in its story, such as a parcel's number");
        line.takesDecision(verb, CommandLine::Needed::whereGuarded);
        line.takesKey(verb);
    }
}

} // namespace

Answer showOrder(Session& session, const QString& number)
{
    return session.folder().readers().read<QJsonObject>(
        [&](Database& database) { return shop::findOrder(database, number).map(orderView); });
}

void addOrderGroup(CommandLine& line)
{
    CLI::App* group = line.group("order", "what customers pay");
    const auto number = std::make_shared<QString>();
    const auto ofOne = [&](const char* name, const char* help, Answer (*act)(Session&, const QString&)) {
        CLI::App* verb = line.verb(group, name, help, number, act);
        addText(verb, "number", *number)->required();
        return verb;
    };
    const auto wanted = std::make_shared<NewOrderWords>();
    addCreate(line, group, wanted);
    ofOne("show", "one", showOrder);
    const auto list = std::make_shared<OrderListWords>();
    CLI::App* orders = line.verb(group, "list", "the newest first, or as --sort says", list, listOrders);
    addOrderSearch(orders, list->words);
    addStateAndDays(orders, list->words);
    addPaging(orders, list->paging);
    line.takesKey(ofOne("sync", "ask WeChat Pay about it", syncOrder));
    addPayCode(line, group, wanted);
    line.takesKey(
        ofOne("link", "with a link that can be handed out now, renewed where it has run out", linkOrder));
    ofOne("invoke", "what the customer's app invokes payment with", invokeOrder);
    addRefundVerbs(line, group);
    line.takesKey(ofOne("close", "close it unpaid", closeOrder));
    addSteps(line, group);
}

} // namespace zhangfang::ctl
