#include "backend/decisions.h"
#include "ctl/amount.h"
#include "ctl/groups.h"
#include "ctl/json_views.h"
#include "ctl/list_filters.h"
#include "ctl/list_pages.h"
#include "ctl/target.h"
#include "ctl/verdict.h"
#include "payments/refund_resolve.h"
#include "payouts/payout_desk.h"
#include "payouts/receipt.h"
#include "payouts/resolve.h"

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

payouts::PayoutDesk deskOf(backend::ShopFolder& folder)
{
    return {folder.writer(), folder.clock(), folder.random()};
}

Answer answerOf(const Result<Payout>& payout)
{
    return payout.map([](const Payout& one) { return view(one); });
}

Answer requestWithdrawal(Session& session, const RequestWords& w)
{
    ZF_ASSIGN(const base::Money sum, positive(w.amount));
    return answerOf(deskOf(session.folder()).request(base::UserId(w.user), sum, session.key()));
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
            for (const auto& payout : all)
                items.append(view(payout));
            return page(items, paging.limit, all.empty() ? 0 : all.back().id.value());
        }
        ZF_ASSIGN(const PageIndex index, reports::indexPayouts(database, filter));
        ZF_ASSIGN(const auto keys,
            keysBehind<reports::PayoutRecord>(index, reports::topOf(filter.sort), paging,
                [&](const PageKey& start) { return reports::payoutRecords(database, filter, start); }));
        ZF_ASSIGN(const auto sum, reports::sumPayouts(database, filter));
        return listed<Payout>(keys, index, paging, [&](qint64 id) {
            return payouts::findPayout(database, PayoutId(id));
        }).map([&](const QJsonObject& list) { return withSum(list, sum); });
    });
}

Answer showWithdrawal(Session& session, const WithdrawalWords& w)
{
    return session.folder().readers().read<QJsonObject>([&](Database& database) -> Answer {
        ZF_ASSIGN(const auto payout, payouts::findPayout(database, PayoutId(w.id)));
        ZF_ASSIGN(const auto events, payouts::eventsOf(database, PayoutId(w.id)));
        QJsonObject json = view(payout);
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
    return answerOf(
        deskOf(session.folder()).cancel(PayoutId(w.id), QStringLiteral("user"), {}, session.key()));
}

/// Asks WeChat at once.
Answer syncWithdrawal(Session& session, const WithdrawalWords& w)
{
    ZF_ASSIGN(const auto clients, session.folder().connectToWechat());
    return at<payouts::ResolveDesk>(session.folder(), clients,
        [&](payouts::ResolveDesk& desk) -> Answer { return answerOf(desk.sync(PayoutId(w.id))); });
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
    ZF_ASSIGN(const QString who, session.decider());
    QJsonArray items;
    std::optional<base::Error> first;
    for (const qint64 number : w.ids) {
        const PayoutId id(number);
        const auto approved =
            backend::approve(session.folder(), id, who, std::nullopt, keyOf(session.key(), id));
        if (approved) {
            items.append(view(*approved));
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
    QString who = kCommandLine;
    if (!session.decision().passwordFile.isEmpty()) {
        ZF_ASSIGN(who, session.decider());
    }
    return answerOf(deskOf(session.folder()).takeBack(PayoutId(w.id), who));
}

/// Says what became of one that WeChat tells nothing sure of.
Answer resolveWithdrawal(Session& session, const WithdrawalWords& w)
{
    ZF_ASSIGN(const auto verdict, payouts::parseVerdict(w.verdict.as));
    ZF_TRY(payments::checkWords(w.verdict.proof, w.verdict.reason));
    ZF_ASSIGN(const QString who, session.decider());
    return at<payouts::ResolveDesk>(
        session.folder(), clientsOrNone(session.folder()), [&](payouts::ResolveDesk& desk) -> Answer {
            return answerOf(backend::onceAnswered<Payout>([&] {
                return desk.resolve(
                    PayoutId(w.id), {verdict, w.verdict.proof, w.verdict.reason}, who, session.key());
            }));
        });
}

Answer rejectWithdrawal(Session& session, const WithdrawalWords& w)
{
    ZF_ASSIGN(const QString who, session.decider());
    return answerOf(deskOf(session.folder()).reject(PayoutId(w.id), who, w.reason, session.key()));
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
