#include "ctl/amount.h"
#include "ctl/input_files.h"
#include "ctl/json_views.h"
#include "ctl/order_verbs.h"
#include "ctl/verdict.h"
#include "payments/commands.h"

/// The verbs of the group `order` that are about refunds.
namespace zhangfang::ctl
{
namespace
{

using payments::RefundRow;
using storage::Database;

struct RefundWords {
    QString order = {};  ///< the order's number
    QString refund = {}; ///< the refund's
    QString amount = {};
    QString reason = {};
    QString goodsFile = {}; ///< WeChat's array of goods that come back; may be empty
    QString fundsAccount = {};
};

struct RedirectWords {
    QString refund = {};
    bool toCard = false; ///< to the payer's card; else to the shop's
    QString bankType = {};
    QString accountFile = {}; ///< with the card's number
    QString realName = {};
};

struct RefundVerdict {
    QString refund = {};
    Verdict verdict = {};
};

QJsonObject refundView(const RefundRow& refund)
{
    return view(refund);
}

/// What the office makes of it.
template <class C> Answer refundAs(Session& session, const access::Actor& who, const C& command)
{
    return session.office().refund(who, command, session.key()).map(refundView);
}

Answer refundOrder(Session& session, const RefundWords& w)
{
    ZF_ASSIGN(const base::Money sum, positive(w.amount));
    QString goods;
    if (!w.goodsFile.isEmpty()) {
        ZF_ASSIGN(const QByteArray content, readFile(w.goodsFile));
        goods = QString::fromUtf8(content).trimmed();
        if (goods.isEmpty())
            return base::invalid("invalid_goods_detail", QStringLiteral("The file of goods is empty."));
    }
    ZF_ASSIGN(const access::Actor who, session.actor(access::Permission::refund));
    return refundAs(session, who, payments::RefundOrder{w.order, sum, w.reason, goods, w.fundsAccount});
}

Answer listRefunds(Session& session, const RefundWords& w)
{
    return session.folder().readers().read<QJsonObject>([&](Database& database) -> Answer {
        ZF_ASSIGN(const shop::Order order, shop::findOrder(database, w.order));
        ZF_ASSIGN(const auto refunds, payments::refundsOf(database, order.id));
        QJsonArray items;
        for (const auto& refund : refunds)
            items.append(view(refund));
        return page(items, -1, 0);
    });
}

/// To the shop's bank card, or to the payer's.
Answer redirectRefund(Session& session, const RedirectWords& w)
{
    payments::RedirectRefund redirection{w.refund, QStringLiteral("merchant_card"), {}, {}, {}};
    if (w.toCard) {
        redirection = {w.refund, QStringLiteral("user_card"), w.bankType, {}, w.realName};
        ZF_ASSIGN(const QByteArray account, readPassword(w.accountFile));
        redirection.bankAccount = QString::fromUtf8(account).remove(QLatin1Char(' ')).trimmed();
    }
    ZF_ASSIGN(const access::Actor who, session.actor(access::Permission::refund));
    return refundAs(session, who, redirection);
}

/// A refund made elsewhere, by its number.
Answer adoptRefund(Session& session, const RefundWords& w)
{
    ZF_ASSIGN(const access::Actor who, session.actor(access::Permission::refund));
    ZF_TRY(session.office().door().run(who, payments::AdoptRefund{w.order, w.refund}, session.key()));
    return showOrder(session, w.order);
}

/// The word that there are no more.
Answer confirmRefunds(Session& session, const RefundWords& w)
{
    ZF_ASSIGN(const access::Actor who, session.actor(access::Permission::refund));
    ZF_TRY(session.office().door().run(who, payments::RefundsAreKnown{w.order, w.reason}, session.key()));
    return showOrder(session, w.order);
}

Answer syncRefund(Session& session, const RefundWords& w)
{
    ZF_ASSIGN(const auto clients, session.folder().connectToWechat());
    return at<payments::RefundResolveDesk>(session.folder(), clients,
        [&](payments::RefundResolveDesk& desk) -> Answer { return desk.sync(w.refund).map(refundView); });
}

/// Says what became of one that WeChat tells nothing sure of.
Answer resolveRefund(Session& session, const RefundVerdict& w)
{
    ZF_ASSIGN(const auto verdict, payments::parseRefundVerdict(w.verdict.as));
    ZF_TRY(payments::checkWords(w.verdict.proof, w.verdict.reason));
    ZF_ASSIGN(const access::Actor who, session.actor(access::Permission::refund));
    return refundAs(session, who,
        payments::ResolveRefund{w.refund, payments::toText(verdict), w.verdict.proof, w.verdict.reason});
}

Answer withdrawRefund(Session& session, const RefundWords& w)
{
    ZF_ASSIGN(const access::Actor who, session.actor(access::Permission::refund));
    return refundAs(session, who, payments::WithdrawRefund{w.refund, w.reason});
}

constexpr auto kRefundHelp = "the refund's number";

void addRefund(CommandLine& line, CLI::App* order, const std::shared_ptr<RefundWords>& w)
{
    CLI::App* refund = line.verb(order, "refund", "give money back; the engine sends it", w, refundOrder);
    line.takesKey(refund);
    addText(refund, "number", w->order)->required();
    addText(refund, "--amount", w->amount, "yuan")->required();
    addText(refund, "--reason", w->reason, "the customer reads it")->required();
    addText(refund, "--goods-detail", w->goodsFile, "file with WeChat Pay's JSON array of goods");
    addText(refund, "--funds-account", w->fundsAccount, "what pays it")
        ->check(CLI::IsMember({"AVAILABLE", "UNSETTLED"}));
    line.takesDecision(refund);
}

void addRedirect(CommandLine& line, CLI::App* order)
{
    const auto w = std::make_shared<RedirectWords>();
    CLI::App* redirect =
        line.verb(order, "refund-redirect", "send an abnormal refund to a bank card", w, redirectRefund);
    addText(redirect, "refund", w->refund, kRefundHelp)->required();
    CLI::Option* toCard =
        redirect->add_flag("--to-card", w->toCard, "to the payer's card; otherwise to the shop's");
    for (CLI::Option* ofCard : {addText(redirect, "--bank-type", w->bankType, "ICBC_DEBIT, CMB_DEBIT, …"),
             addText(redirect, "--bank-account-file", w->accountFile, "file with the card's number"),
             addText(redirect, "--real-name", w->realName, "of the card's holder")}) {
        ofCard->needs(toCard);
        toCard->needs(ofCard);
    }
    line.takesDecision(redirect);
    line.takesKey(redirect);
}

void addElsewhere(CommandLine& line, CLI::App* order, const std::shared_ptr<RefundWords>& w)
{
    CLI::App* adopt = line.verb(
        order, "refund-adopt", "look up a refund that was made elsewhere, and book it", w, adoptRefund);
    addText(adopt, "number", w->order)->required();
    addText(adopt, "--refund", w->refund, kRefundHelp)->required();
    CLI::App* known = line.verb(
        order, "refunds-known", "no more was refunded than is booked: free what waits", w, confirmRefunds);
    addText(known, "number", w->order)->required();
    addText(known, "--reason", w->reason)->required();
    for (CLI::App* either : {adopt, known}) {
        line.takesDecision(either);
        line.takesKey(either);
    }
}

} // namespace

void addRefundVerbs(CommandLine& line, CLI::App* order)
{
    const auto w = std::make_shared<RefundWords>();
    addRefund(line, order, w);
    CLI::App* refunds = line.verb(order, "refunds", "of one order", w, listRefunds);
    addText(refunds, "number", w->order)->required();
    addRedirect(line, order);
    addElsewhere(line, order, w);
    CLI::App* sync = line.verb(order, "refund-sync", "ask WeChat Pay about a refund at once", w, syncRefund);
    addText(sync, "refund", w->refund, kRefundHelp)->required();
    line.takesKey(sync);

    const auto told = std::make_shared<RefundVerdict>();
    CLI::App* resolve = line.verb(order, "refund-resolve",
        "say what became of a refund that WeChat Pay tells nothing sure of", told, resolveRefund);
    addText(resolve, "refund", told->refund, kRefundHelp)->required();
    addVerdict(resolve, told->verdict, {"refunded", "not-refunded"});
    CLI::App* withdraw = line.verb(order, "refund-withdraw",
        "take back a refund that WeChat Pay certainly has not got", w, withdrawRefund);
    addText(withdraw, "refund", w->refund, kRefundHelp)->required();
    addText(withdraw, "--reason", w->reason)->required();
    for (CLI::App* either : {resolve, withdraw}) {
        line.takesDecision(either);
        line.takesKey(either);
    }
}

} // namespace zhangfang::ctl
