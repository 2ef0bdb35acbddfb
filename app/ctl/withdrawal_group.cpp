#include "ctl/amount.h"
#include "ctl/groups.h"
#include "ctl/json_views.h"
#include "ctl/list_filters.h"
#include "ctl/list_pages.h"
#include "ctl/target.h"
#include "ctl/verdict.h"
#include "payments/refund_resolve.h"
#include "payouts/commands.h"
#include "payouts/receipt.h"

#include <thread>

namespace zhangfang::ctl
{
namespace
{

using base::PayoutId;
using payouts::Payout;
using storage::Database;

/// A receipt is made while one waits for it.
constexpr auto kReceiptAskEvery = std::chrono::milliseconds(500);

struct RequestWords {
    qint64 user = 0;
    QString amount = {};
};

struct WithdrawalWords {
    qint64 id = 0;
    std::vector<qint64> ids = {};
    QString reason = {};
    Target target = {};
    Verdict verdict = {};
};

struct WithdrawalListWords {
    ListWords words = {};
    Paging paging = {};
};

/// With who has approved it, and how many have to.
Answer payoutView(Session& session, const Payout& payout)
{
    return session.folder().readers().read<QJsonObject>([&](Database& database) {
        return withApprovals(database, payout).map([](const ShownPayout& all) { return view(all); });
    });
}

/// What the office makes of it.
template <class C> Answer decideAs(Session& session, const access::Actor& who, const C& command)
{
    ZF_ASSIGN(const Payout payout, session.office().withdrawal(who, command, session.key()));
    return payoutView(session, payout);
}

/// The operator who is named asks for it, and has proven nothing.
Answer requestWithdrawal(Session& session, const RequestWords& w)
{
    ZF_ASSIGN(const base::Money sum, positive(w.amount));
    return decideAs(session, Session::seat(),
        payouts::RequestWithdrawal{base::UserId(w.user), sum, session.decision().operatorName});
}

Answer listWithdrawals(Session& session, const WithdrawalListWords& w)
{
    ZF_ASSIGN(const auto filter, payoutFilter(w.words));
    const Paging& paging = w.paging;
    return session.folder().readers().read<QJsonObject>([&](Database& database) -> Answer {
        if (w.words.isOnlyState()) {
            ZF_ASSIGN(const qint64 before, parseNumber(paging.cursor));
            ZF_ASSIGN(const auto all, payouts::listPayouts(database, filter.state, before, paging.limit));
            QJsonArray items;
            for (const auto& payout : all) {
                ZF_ASSIGN(const ShownPayout shown, withApprovals(database, payout));
                items.append(view(shown));
            }
            return page(items, paging.limit, all.empty() ? 0 : all.back().id.value());
        }
        ZF_ASSIGN(const PageIndex index, reports::indexPayouts(database, filter));
        ZF_ASSIGN(const auto keys,
            keysBehind<reports::PayoutRecord>(index, reports::topOf(filter.sort), paging,
                [&](const PageKey& start) { return reports::payoutRecords(database, filter, start); }));
        ZF_ASSIGN(const auto sum, reports::sumPayouts(database, filter));
        return listed<ShownPayout>(keys, index, paging, [&](qint64 id) {
            return payouts::findPayout(database, PayoutId(id)).and_then([&](const Payout& payout) {
                return withApprovals(database, payout);
            });
        }).map([&](const QJsonObject& list) { return withSum(list, sum); });
    });
}

Answer showWithdrawal(Session& session, const WithdrawalWords& w)
{
    return session.folder().readers().read<QJsonObject>([&](Database& database) -> Answer {
        ZF_ASSIGN(const auto payout, payouts::findPayout(database, PayoutId(w.id)));
        ZF_ASSIGN(const auto events, payouts::eventsOf(database, PayoutId(w.id)));
        ZF_ASSIGN(const ShownPayout shown, withApprovals(database, payout));
        QJsonObject json = view(shown);
        QJsonArray story;
        for (const auto& event : events)
            story.append(view(event));
        json.insert(QStringLiteral("events"), story);
        return json;
    });
}

/// Takes no decision, as in the window: the sum goes back to the user's own balance.
Answer cancelWithdrawal(Session& session, const WithdrawalWords& w)
{
    return decideAs(session, Session::seat(), payouts::CancelWithdrawal{PayoutId(w.id), std::nullopt});
}

/// Asks WeChat at once.
Answer syncWithdrawal(Session& session, const WithdrawalWords& w)
{
    ZF_ASSIGN(const auto clients, session.folder().connectToWechat());
    return at<payouts::ResolveDesk>(session.folder(), clients, [&](payouts::ResolveDesk& desk) -> Answer {
        ZF_ASSIGN(const Payout payout, desk.sync(PayoutId(w.id)));
        return payoutView(session, payout);
    });
}

/// The electronic receipt of a paid withdrawal.
Answer saveReceipt(Session& session, const WithdrawalWords& w)
{
    backend::ShopFolder& folder = session.folder();
    ZF_ASSIGN(const auto payout, folder.readers().read<Payout>([&](Database& database) {
        return payouts::findPayout(database, PayoutId(w.id));
    }));
    ZF_ASSIGN(const auto clients, folder.connectToWechat());
    ZF_ASSIGN(const QByteArray content, payouts::fetchReceipt(*clients.v3, payout, [] {
        std::this_thread::sleep_for(kReceiptAskEvery);
        return true;
    }));
    ZF_TRY(backend::writeOutput(w.target.file, folder.path(), w.target.existing(), content));
    return QJsonObject{{QStringLiteral("file"), w.target.file}, {QStringLiteral("bytes"), content.size()}};
}

/// One key of several decisions, told apart by what it is done with.
QString keyOf(const QString& key, PayoutId id)
{
    return key.isEmpty() ? key : key + QLatin1Char('.') + id.toString();
}

/// Each on its own; the first refusal is the answer when there is only one.
Answer approveWithdrawals(Session& session, const WithdrawalWords& w)
{
    ZF_ASSIGN(const access::Actor who, session.actor(access::Permission::decideWithdrawal));
    QJsonArray items;
    std::optional<base::Error> first;
    for (const qint64 number : w.ids) {
        const PayoutId id(number);
        const auto approved =
            session.office().withdrawal(who, payouts::ApproveWithdrawal::of(id), keyOf(session.key(), id));
        if (approved) {
            ZF_ASSIGN(const QJsonObject shown, payoutView(session, *approved));
            items.append(shown);
            continue;
        }
        if (!first)
            first = approved.error();
        items.append(QJsonObject{
            {QStringLiteral("id"), number}, {QStringLiteral("error"), errorView(approved.error())}});
    }
    if (first && w.ids.size() == 1)
        return base::fail(*first);
    QJsonObject result = page(items, -1, 0);
    if (first)
        result.insert(QStringLiteral("error"), errorView(*first));
    return result;
}

/// Without a decision too: it only stops money from leaving.
Answer takeBackWithdrawal(Session& session, const WithdrawalWords& w)
{
    // Named as they say, and asked for nothing: an old password in a script must not keep money from staying.
    access::Actor who = Session::seat();
    if (!session.decision().operatorName.isEmpty())
        who.name = session.decision().operatorName;
    return decideAs(session, who, payouts::TakeBackWithdrawal{PayoutId(w.id)});
}

/// Says what became of one that WeChat tells nothing sure of.
Answer resolveWithdrawal(Session& session, const WithdrawalWords& w)
{
    ZF_ASSIGN(const auto verdict, payouts::parseVerdict(w.verdict.as));
    ZF_TRY(payments::checkWords(w.verdict.proof, w.verdict.reason));
    ZF_ASSIGN(const access::Actor who, session.actor(access::Permission::decideWithdrawal));
    return decideAs(session, who,
        payouts::ResolveWithdrawal{
            PayoutId(w.id), payouts::toText(verdict), w.verdict.proof, w.verdict.reason});
}

Answer rejectWithdrawal(Session& session, const WithdrawalWords& w)
{
    ZF_ASSIGN(const access::Actor who, session.actor(access::Permission::decideWithdrawal));
    return decideAs(session, who, payouts::RejectWithdrawal{PayoutId(w.id), w.reason});
}

void addRequests(CommandLine& line, CLI::App* group)
{
    const auto wanted = std::make_shared<RequestWords>();
    CLI::App* request = line.verb(group, "request", "hold the sum and queue it", wanted, requestWithdrawal);
    request->add_option("--user", wanted->user)->required();
    addText(request, "--amount", wanted->amount, "yuan")->required();
    line.takesKey(request);
    const auto list = std::make_shared<WithdrawalListWords>();
    CLI::App* all = line.verb(group, "list", "the newest first, or as --sort says", list, listWithdrawals);
    addPayoutSearch(all, list->words);
    addStateAndDays(all, list->words);
    addPaging(all, list->paging);
}

void addDecisions(CommandLine& line, CLI::App* group, const std::shared_ptr<WithdrawalWords>& w)
{
    CLI::App* approve = line.verb(group, "approve", "pay them after the grace period", w, approveWithdrawals);
    approve->add_option("ids", w->ids)->required();
    line.takesDecision(approve);
    CLI::App* takeBack =
        line.verb(group, "take-back", "undo an approval not yet sent", w, takeBackWithdrawal);
    takeBack->add_option("id", w->id)->required();
    line.takesDecision(takeBack, CommandLine::Needed::whereGuarded);
    CLI::App* resolve = line.verb(group, "resolve",
        "say what became of one that WeChat Pay tells nothing sure of", w, resolveWithdrawal);
    resolve->add_option("id", w->id)->required();
    addVerdict(resolve, w->verdict, {"paid", "not-paid"});
    line.takesDecision(resolve);
    CLI::App* reject = line.verb(group, "reject", "give the money back to the balance", w, rejectWithdrawal);
    reject->add_option("id", w->id)->required();
    addText(reject, "--reason", w->reason)->required();
    line.takesDecision(reject);
    for (CLI::App* change : {approve, takeBack, resolve, reject})
        line.takesKey(change);
}

} // namespace

void addWithdrawalGroup(CommandLine& line)
{
    CLI::App* group = line.group("withdrawal", "what users ask to be paid");
    addRequests(line, group);
    const auto w = std::make_shared<WithdrawalWords>();
    CLI::App* show = line.verb(group, "show", "one, with its story", w, showWithdrawal);
    CLI::App* cancel = line.verb(group, "cancel", "the user wants it no more", w, cancelWithdrawal);
    CLI::App* sync = line.verb(group, "sync", "ask WeChat Pay about it at once", w, syncWithdrawal);
    CLI::App* receipt =
        line.verb(group, "receipt", "save the electronic receipt of a paid one", w, saveReceipt);
    for (CLI::App* any : {show, cancel, sync, receipt})
        any->add_option("id", w->id)->required();
    for (CLI::App* change : {cancel, sync})
        line.takesKey(change);
    addTarget(receipt, w->target);
    addDecisions(line, group, w);
}

} // namespace zhangfang::ctl
