#pragma once

#include "backend/output.h"
#include "backend/shop_folder.h"
#include "payments/order_desk.h"
#include "payments/refund_desk.h"
#include "payouts/consent.h"
#include "shop/users.h"

#include <QJsonObject>

namespace zhangfang::ctl
{

using base::Result;
using Answer = Result<QJsonObject>;

/// Who decides about money, and the file that holds their password. Both empty: nobody says so.
struct Decision {
    QString operatorName;
    QString passwordFile;
};

/// What a person says became of something, and where that is written.
struct Word {
    QString as;
    QString proof;
    QString reason;
};

/// Where a command writes what it was asked for.
struct Target {
    QString file;
    bool replace = false; ///< also where something is there already
    [[nodiscard]] backend::Output::Existing existing() const
    {
        return replace ? backend::Output::Existing::replace : backend::Output::Existing::keep;
    }
};

/// The same of what is laid out for people.
struct Document {
    Target target;
    QString format;   ///< csv or xlsx; empty: as the file's name says, else csv
    QString language; ///< zh or en; empty: en
};

/// Which rows of a list, and which come first; empty: any, and as the list is by itself.
struct ListWords {
    QString search = {};
    QString state = {};
    QString from = {};
    QString to = {};
    QString sort = {};
    [[nodiscard]] bool isOnlyState() const
    {
        return search.isEmpty() && from.isEmpty() && to.isEmpty() && sort.isEmpty();
    }
    [[nodiscard]] bool isEmpty() const { return isOnlyState() && state.isEmpty(); }
};

/// Which page of it: what the page before called `next`, and how many rows.
struct Paging {
    QString cursor;
    int limit = 100;
};

/// Which lines of a list, by what they have in them and the days they are of; empty: any.
struct LineWords {
    QString search;
    QString from;
    QString to;
};

/// What `zhangfangctl` can do with an opened folder. Each waits for the commit.
class Commands
{
public:
    explicit Commands(backend::ShopFolder& folder) : folder_(folder) {}

    /// What is guarded takes a decision once the shop has an owner; so with the two below.
    [[nodiscard]] Answer settingsSet(const QString& key, const QString& value, const Decision& decision);
    [[nodiscard]] Answer settingsGet(const QString& key);
    [[nodiscard]] Answer settingsList();
    /// Settings and secrets from one flat object; nothing where one of them is wrong.
    [[nodiscard]] Answer settingsImport(const QString& file, const Decision& decision);
    /// What is locked asks for its password on the terminal, where no file has it.
    [[nodiscard]] Answer secretsSet(
        const QString& name, const QString& file, const QString& p12PasswordFile, const Decision& decision);
    [[nodiscard]] Answer secretsList();
    [[nodiscard]] Answer doctor();
    /// For somebody who helps: written where `target` says, else to standard output. See
    /// `backend::diagnostics`.
    [[nodiscard]] Answer diagnostics(const Target& target, bool withDoctor);
    [[nodiscard]] Answer userAdd(const shop::NewUser& wanted);
    [[nodiscard]] Answer userRename(qint64 user, const QString& name);
    [[nodiscard]] Answer userList(const ListWords& words, const Paging& paging);
    /// The same user in another of the shop's apps.
    [[nodiscard]] Answer userLink(qint64 user, const QString& appid, const QString& openid);
    /// `key`, where given, makes a repeat the same act with the same answer; so with every `key` below.
    [[nodiscard]] Answer orderCreate(
        const QString& amount, const QString& purpose, payments::NewOrder order, const QString& key = {});
    /// With a link that can be handed out now.
    [[nodiscard]] Answer orderLink(const QString& number);
    [[nodiscard]] Answer orderShow(const QString& number);
    [[nodiscard]] Answer orderList(const ListWords& words, const Paging& paging);
    [[nodiscard]] Answer orderSync(const QString& number);
    [[nodiscard]] Answer orderClose(const QString& number);
    /// Takes a payment by the code a customer shows; waits for the outcome, and reverses it when time is up.
    [[nodiscard]] Answer orderPayCode(const QString& amount, payments::NewOrder order);
    /// What the customer's app invokes payment with.
    [[nodiscard]] Answer orderInvoke(const QString& number);
    /// `goodsFile` holds WeChat's array of goods that come back; may be empty.
    [[nodiscard]] Answer orderRefund(const QString& number, const QString& amount, const QString& reason,
        const QString& goodsFile, const QString& fundsAccount, const Decision& decision,
        const QString& key = {});
    [[nodiscard]] Answer orderRefunds(const QString& number);
    /// To the shop's bank card, or to the payer's: then `accountFile` holds the card's number.
    [[nodiscard]] Answer refundRedirect(const QString& outRefundNo, payments::Redirection redirection,
        const QString& accountFile, const Decision& decision);
    /// Asks WeChat at once.
    [[nodiscard]] Answer refundSync(const QString& outRefundNo);
    /// Says what became of one that WeChat tells nothing sure of.
    [[nodiscard]] Answer refundResolve(
        const QString& outRefundNo, const Word& word, const Decision& decision);
    [[nodiscard]] Answer refundWithdraw(
        const QString& outRefundNo, const QString& reason, const Decision& decision);
    /// Asks WeChat for each account's money, now or at the end of a day.
    [[nodiscard]] Answer accountBalances(const QString& day);
    /// Downloads a day's bill, checks it, and writes its rows as CSV.
    [[nodiscard]] Answer billTrade(
        const QString& day, const QString& kind, const QString& api, const Target& target);
    [[nodiscard]] Answer billFunds(
        const QString& day, const QString& account, const QString& api, const Target& target);
    /// Asks for a payee's consent to receive without confirming, tells how it stands, or takes it back.
    [[nodiscard]] Answer userAuthorize(qint64 user);
    [[nodiscard]] Answer userAuthorization(qint64 user);
    [[nodiscard]] Answer userDeauthorize(qint64 user);
    /// The electronic receipt of a paid withdrawal.
    [[nodiscard]] Answer withdrawalReceipt(qint64 id, const Target& target);
    [[nodiscard]] Answer walletShow(qint64 user);
    [[nodiscard]] Answer walletCredit(qint64 user, const QString& amount, const QString& reason,
        const Decision& decision, const QString& key = {});
    [[nodiscard]] Answer walletDebit(qint64 user, const QString& amount, const QString& reason,
        const Decision& decision, const QString& key = {});
    [[nodiscard]] Answer withdrawalRequest(qint64 user, const QString& amount, const QString& key = {});
    [[nodiscard]] Answer withdrawalList(const ListWords& words, const Paging& paging);
    [[nodiscard]] Answer withdrawalShow(qint64 id);
    /// Takes no decision, as in the window: the sum goes back to the user's own balance.
    [[nodiscard]] Answer withdrawalCancel(qint64 id);
    /// Asks WeChat at once.
    [[nodiscard]] Answer withdrawalSync(qint64 id);
    /// Says what became of one that WeChat tells nothing sure of.
    [[nodiscard]] Answer withdrawalResolve(qint64 id, const Word& word, const Decision& decision);
    /// What is under way with the outside world: all that has not ended, of one state, or `blocked`.
    [[nodiscard]] Answer errandList(const QString& state, const QString& after, int limit);
    [[nodiscard]] Answer errandShow(qint64 id);
    /// Says what became of it: by the rules of the withdrawal or the refund that it is about.
    [[nodiscard]] Answer errandResolve(qint64 id, const Word& word, const Decision& decision);
    /// Each on its own; the first refusal is the answer when there is only one.
    [[nodiscard]] Answer withdrawalApprove(const std::vector<qint64>& ids, const Decision& decision);
    /// Without a decision too: it only stops money from leaving.
    [[nodiscard]] Answer withdrawalTakeBack(qint64 id, const Decision& decision);
    [[nodiscard]] Answer withdrawalReject(qint64 id, const QString& reason, const Decision& decision);
    [[nodiscard]] Answer ledgerVerify();
    [[nodiscard]] Answer ledgerBalances();
    /// Writes to standard output.
    [[nodiscard]] Answer ledgerExport(const QString& format);
    [[nodiscard]] Answer ledgerMove(const QString& from, const QString& to, const QString& amount,
        const QString& reason, const Decision& decision, const QString& key = {});
    /// The newest first; those that have `search` in any part.
    [[nodiscard]] Answer auditList(const QString& search, qint64 before, int limit);
    /// Walks the hash chain of the audit log.
    [[nodiscard]] Answer auditVerify();
    [[nodiscard]] Answer reportSettlement(const QString& from, const QString& to, const Document& document);
    /// Lists as files, whole: {"file", "rows", "format"}.
    [[nodiscard]] Answer exportOrders(const ListWords& words, const Document& document);
    [[nodiscard]] Answer exportWithdrawals(const ListWords& words, const Document& document);
    [[nodiscard]] Answer exportUsers(const ListWords& words, const Document& document);
    [[nodiscard]] Answer exportStatement(qint64 user, const LineWords& words, const Document& document);
    [[nodiscard]] Answer exportTransfers(
        const QString& account, const LineWords& words, const Document& document);
    [[nodiscard]] Answer exportTasks(const Document& document);
    [[nodiscard]] Answer exportAudit(const LineWords& words, const Document& document);
    /// Notifications that were set aside, the oldest first.
    [[nodiscard]] Answer quarantineList(const QString& after, int limit);
    [[nodiscard]] Answer quarantineReplay(const QString& eventId);
    /// A refund made elsewhere, by its number; or the word that there are no more.
    [[nodiscard]] Answer refundAdopt(
        const QString& number, const QString& outRefundNo, const Decision& decision);
    [[nodiscard]] Answer refundsKnown(const QString& number, const QString& reason, const Decision& decision);
    [[nodiscard]] Answer complaintReply(const QString& id, const QString& text, const Decision& decision);
    [[nodiscard]] Answer complaintComplete(const QString& id, const Decision& decision);
    [[nodiscard]] Answer taskList(qint64 after, int limit);
    [[nodiscard]] Answer taskDone(qint64 id);
    [[nodiscard]] Answer backup(const QString& file);
    /// Whether the books were put back from a backup, and what was found to have happened since.
    [[nodiscard]] Answer recoveryStatus();
    [[nodiscard]] Answer recoveryConfirm(
        const QString& reason, const Decision& decision, bool withoutLooking);

private:
    /// By hand, `amount` less than zero for a debit.
    [[nodiscard]] Answer adjustWallet(
        qint64 user, base::Money amount, const QString& reason, const Decision& decision, const QString& key);
    [[nodiscard]] Result<QString> keyedNumber(const payments::NewOrder& order, const QString& key);
    [[nodiscard]] Answer withOrderDesk(const std::function<Result<shop::Order>(payments::OrderDesk&)>& act);
    [[nodiscard]] Result<QString> authenticated(const Decision& decision);
    [[nodiscard]] Result<access::Author> author(const Decision& decision, bool isGuarded = true);
    [[nodiscard]] Answer consent(
        qint64 user, Result<payouts::Consent> (payouts::ConsentDesk::*act)(base::UserId));
    backend::ShopFolder& folder_;
};

/// The first line of a password file, without its end. Errors: no_such_file.
[[nodiscard]] Result<QByteArray> readPassword(const QString& file);
/// `restore` needs the folder unopened: checks the copy, then puts it in place. Where the books that are
/// there cannot be read, or there are none, the copy's operators count. Errors: already_running, damaged,
/// wrong_password, operator_waits.
[[nodiscard]] Answer restore(const QString& folder, const QString& file, const Decision& decision);

} // namespace zhangfang::ctl
