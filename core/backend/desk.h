#pragma once

#include "access/operators.h"
#include "backend/decisions.h"
#include "backend/engine.h"
#include "backend/exports.h"
#include "backend/folder_use.h"
#include "backend/handed_out.h"
#include "backend/people.h"
#include "backend/recovery.h"
#include "backend/setup.h"
#include "ledger/ledger.h"
#include "payments/complaint.h"
#include "payments/order_desk.h"
#include "payments/refund_desk.h"
#include "payments/refund_resolve.h"
#include "payouts/consent.h"
#include "payouts/resolve.h"
#include "reports/audit_log.h"
#include "reports/countdowns.h"
#include "reports/notifications.h"
#include "reports/order_list.h"
#include "reports/overview.h"
#include "reports/payout_queue.h"
#include "reports/pulse.h"
#include "reports/quick_find.h"
#include "reports/settlement_report.h"
#include "reports/task_list.h"
#include "reports/transfer_list.h"

#include <QElapsedTimer>
#include <QFuture>
#include <QObject>
#include <QThreadPool>

namespace zhangfang::backend
{

/// Comes later, on a background thread. Cancelled without a result when the desk closes first.
template <class T> using Later = QFuture<Result<T>>;

/// Long work that can be watched and stopped.
struct Job {
    std::atomic<qint64> done{0};
    std::atomic<bool> cancelled{false};
};

/// What a person sitting at the desk can see and do: the whole backend behind calls that return at once.
/// Lives on the UI's thread; nothing here waits there. Signals are emitted on that thread.
class Desk final : public QObject
{
    Q_OBJECT
public:
    explicit Desk(std::unique_ptr<ShopFolder> folder);
    /// Stops long work, waits for the calls under way, drops those still queued.
    ~Desk() override;

    /// Listens and pays inside this process, unless another one already does. Errors: already_running,
    /// not_configured, cannot_listen.
    [[nodiscard]] Later<QString> startEngine();
    [[nodiscard]] Later<QString> restartEngine();
    [[nodiscard]] const QString& folderPath() const { return folder_->path(); }
    /// Whether an address is on this machine: what answers there is no real WeChat Pay.
    [[nodiscard]] static bool isOnThisMachine(const QString& url);

    // What there is to see.
    [[nodiscard]] Later<reports::Pulse> pulse();
    [[nodiscard]] Later<reports::Overview> overview();
    [[nodiscard]] Later<payouts::Coverage> coverage();
    [[nodiscard]] Later<reports::PageIndex> orderIndex(reports::OrderFilter filter, reports::PageIndex known);
    [[nodiscard]] Later<reports::PageIndex> newestOrders(reports::OrderFilter filter);
    [[nodiscard]] Later<std::vector<reports::OrderRow>> orderPage(
        reports::OrderFilter filter, reports::PageKey start);
    /// How many pass, and their sum; and the same of chosen rows, by their keys.
    [[nodiscard]] Later<reports::ListSum> orderSum(reports::OrderFilter filter);
    [[nodiscard]] Later<reports::ListSum> orderSumOf(std::vector<reports::PageKey> keys);
    [[nodiscard]] Later<reports::OrderStory> orderStory(QString number);
    /// What happened to each of these refunds, in their order.
    [[nodiscard]] Later<std::vector<std::vector<payments::RefundStory>>> refundStories(
        std::vector<payments::RefundId> ids);
    /// The number of the order a refund belongs to. Errors: no_such_refund.
    [[nodiscard]] Later<QString> orderOfRefund(QString outRefundNo);
    /// What giving so much of an order back would take, before WeChat has said anything.
    struct RefundPreview {
        payments::Takings takings;
        base::Money fromUser; ///< of a top-up: leaves its user's balance
    };
    [[nodiscard]] Later<RefundPreview> previewRefund(QString orderNumber, base::Money amount);
    [[nodiscard]] Later<reports::PageIndex> payoutIndex(reports::PayoutFilter filter);
    [[nodiscard]] Later<reports::PageIndex> newestPayouts(reports::PayoutFilter filter);
    [[nodiscard]] Later<std::vector<reports::PayoutRow>> payoutPage(
        reports::PayoutFilter filter, reports::PageKey start);
    [[nodiscard]] Later<reports::ListSum> payoutSum(reports::PayoutFilter filter);
    [[nodiscard]] Later<reports::ListSum> payoutSumOf(std::vector<reports::PageKey> keys);
    [[nodiscard]] Later<reports::PayoutStory> payoutStory(base::PayoutId id);
    /// The chosen withdrawals as they are now, with what stands behind them.
    [[nodiscard]] Later<std::vector<reports::PayoutStory>> payoutStories(std::vector<base::PayoutId> ids);
    /// What was approved and has not left yet, the latest first.
    [[nodiscard]] Later<std::vector<reports::Countdown>> countdowns();
    /// What the engine is in the middle of; nothing where another process runs it.
    [[nodiscard]] Later<reports::Underway> underwayHere();
    /// A withdrawal's number by what WeChat calls it. Errors: no_such_withdrawal.
    [[nodiscard]] Later<base::PayoutId> payoutByNumber(QString outBillNo);
    [[nodiscard]] Later<reports::PageIndex> userIndex(reports::UserFilter filter, reports::PageIndex known);
    [[nodiscard]] Later<reports::PageIndex> newestUsers(reports::UserFilter filter);
    [[nodiscard]] Later<std::vector<reports::UserRow>> userPage(
        reports::UserFilter filter, reports::PageKey start);
    [[nodiscard]] Later<reports::UserSum> userSum(reports::UserFilter filter);
    [[nodiscard]] Later<reports::UserSum> userSumOf(std::vector<reports::PageKey> keys);
    /// At most `most` users, orders and withdrawals each that what was typed can mean, the newest first.
    [[nodiscard]] Later<reports::QuickFinds> quickFind(QString search, int most);
    struct UserStory {
        shop::User user;
        shop::Wallet wallet;
        std::optional<payouts::Consent> consent;
    };
    [[nodiscard]] Later<UserStory> userStory(base::UserId user);
    [[nodiscard]] Later<std::optional<payouts::Consent>> consentOf(base::UserId user);
    [[nodiscard]] Later<std::vector<ledger::AccountBalance>> balances();
    /// Of the ledger or of a user's statement; whoever looks keeps the list, and with it what is known of the
    /// balances on it.
    using Transfers = std::shared_ptr<reports::TransferList>;
    [[nodiscard]] Later<reports::PageIndex> transferIndex(Transfers list, reports::PageIndex known);
    [[nodiscard]] Later<reports::PageIndex> newestTransfers(Transfers list);
    [[nodiscard]] Later<std::vector<reports::TransferRow>> transferPage(
        Transfers list, reports::PageKey start);
    [[nodiscard]] Later<reports::TransferDetail> transfer(base::TransferId id);
    /// The audit log; see `reports/audit_log.h`.
    [[nodiscard]] Later<reports::PageIndex> auditIndex(reports::AuditFilter filter, reports::PageIndex known);
    [[nodiscard]] Later<reports::PageIndex> newestAudit(reports::AuditFilter filter);
    [[nodiscard]] Later<std::vector<reports::AuditRow>> auditPage(
        reports::AuditFilter filter, reports::PageKey start);
    /// What needs a person and is open, the oldest first.
    [[nodiscard]] Later<reports::PageIndex> taskIndex();
    [[nodiscard]] Later<std::vector<reports::TaskRow>> taskPage(reports::PageKey start);
    /// What WeChat Pay sent about the subject of a task; see `reports::notificationsAbout`.
    [[nodiscard]] Later<std::vector<reports::NotificationRow>> notificationsAbout(QString subject);
    [[nodiscard]] Later<reports::SettlementReport> settlementReport(QDate from, QDate to);
    [[nodiscard]] Later<access::Settings> settings();
    [[nodiscard]] Later<std::vector<access::Operator>> operators();
    [[nodiscard]] Later<std::vector<Check>> diagnose();
    /// See `backend::diagnostics`; with the system check of `diagnose`, or without.
    [[nodiscard]] Later<QString> diagnostics(bool withCheck);
    /// Which secrets are set; never what they are.
    [[nodiscard]] Later<QStringList> secretNames();
    /// Files that somebody gives, sorted by where each goes; nothing is stored. See `backend::sortHandedOut`.
    [[nodiscard]] Later<HandedOut> readHandedOut(QStringList files, QString mchid);

    // What can be done without a password: nothing here moves money.
    [[nodiscard]] Later<shop::Order> createOrder(payments::NewOrder order);
    [[nodiscard]] Later<shop::Order> syncOrder(QString number);
    [[nodiscard]] Later<shop::Order> closeOrder(QString number);
    /// The order with a link that can be handed out now; see `payments::OrderDesk::link`.
    [[nodiscard]] Later<shop::Order> orderLink(QString number);
    [[nodiscard]] Later<shop::User> addUser(shop::NewUser user);
    [[nodiscard]] Later<int> renameUser(base::UserId user, QString name);
    /// `key`, here and with every decision below: the sheet's that asks for it. The same again, with the same
    /// input, is the same act, however often it is sent and whatever became of the answer; another input
    /// under it is refused (key_reused). Of several withdrawals it counts for each; empty: not protected.
    [[nodiscard]] Later<payouts::Payout> requestWithdrawal(
        base::UserId user, base::Money amount, QString key = {});
    [[nodiscard]] Later<int> resolveTask(qint64 id);
    /// A user's consent to receive without confirming; see `payouts::ConsentDesk`.
    [[nodiscard]] Later<payouts::Consent> askConsent(base::UserId user);
    [[nodiscard]] Later<payouts::Consent> queryConsent(base::UserId user);
    [[nodiscard]] Later<payouts::Consent> endConsent(base::UserId user);

    // What a person decides, with the password or while the desk is unlocked.
    struct Authority {
        QString operatorName;
        QByteArray password; ///< empty: by the unlocked session
        QString totp = {};   ///< a one-time code, where one is asked for (totp_needed)
    };
    /// Until when decisions need no password; 0: they do.
    [[nodiscard]] qint64 unlockedUntilUtcMs() const;
    /// Whose session is, or was last, unlocked here; empty: nobody's yet.
    [[nodiscard]] QString lastOperator() const;
    void lock();
    /// All or nothing. Authority is needed where something guarded changes (access::Guard), and not looked at
    /// otherwise. Errors: unknown_setting, invalid_setting, wrong_password, operator_waits, locked_session.
    [[nodiscard]] Later<int> saveSettings(QMap<QString, QString> values, Authority authority);
    /// Settings together, then secrets, which are all guarded; see `backend::importSettings`. Answers how
    /// many.
    [[nodiscard]] Later<Imported> importSettings(QJsonObject values, Authority authority);
    struct Decided {
        base::PayoutId id;
        Result<payouts::Payout> outcome;
    };
    struct Approval {
        base::PayoutId id;
        payouts::Seen seen;
    };
    /// Each on its own. Errors of the whole: wrong_password, operator_waits, locked_session.
    [[nodiscard]] Later<std::vector<Decided>> approve(
        const std::vector<Approval>& approvals, Authority authority, const QString& key = {});
    [[nodiscard]] Later<std::vector<Decided>> reject(
        std::vector<base::PayoutId> ids, QString reason, Authority authority, const QString& key = {});
    /// What only stops money from leaving takes no password, from no face: taking back, and cancelling, which
    /// gives a user's own money back to their balance. Both are in the audit log, under `operatorName`, which
    /// nobody proves; empty: whoever unlocked this desk last, else the only operator there is, else "window".
    [[nodiscard]] Later<std::vector<Decided>> takeBack(
        std::vector<base::PayoutId> ids, QString operatorName = {});
    [[nodiscard]] Later<std::vector<Decided>> cancel(
        std::vector<base::PayoutId> ids, QString reason, QString operatorName, const QString& key = {});
    [[nodiscard]] Later<int> adjustWallet(
        base::UserId user, base::Money amount, QString reason, Authority authority, QString key = {});
    /// Gives money of a paid order back; the engine sends it. Errors: as `payments::requestRefund`.
    [[nodiscard]] Later<payments::RefundRow> refund(
        QString orderNumber, base::Money amount, QString reason, Authority authority, QString key = {});
    /// See `payments::ComplaintDesk`: a complaint by its number at WeChat Pay.
    [[nodiscard]] Later<int> answerComplaint(QString id, QString text, Authority authority);
    [[nodiscard]] Later<int> completeComplaint(QString id, Authority authority);
    [[nodiscard]] Later<int> changePassword(Authority authority, QByteArray wanted);

    // The people who work here; see `backend::People`. All of it takes the password each time.
    [[nodiscard]] Later<int> addOperator(
        QString name, access::Role role, QByteArray password, Authority authority);
    [[nodiscard]] Later<int> disableOperator(QString name, Authority authority);
    [[nodiscard]] Later<int> enableOperator(QString name, Authority authority);
    [[nodiscard]] Later<int> setRole(QString name, access::Role role, Authority authority);
    [[nodiscard]] Later<int> resetPassword(QString name, QByteArray password, Authority authority);
    /// One's own; what it answers is shown once.
    [[nodiscard]] Later<access::TotpEnrolment> enrolTotp(Authority authority);
    [[nodiscard]] Later<int> confirmTotp(QString code, Authority authority);
    [[nodiscard]] Later<int> removeTotp(QString name, Authority authority);
    /// The text of an owner's new recovery sheet.
    [[nodiscard]] Later<QByteArray> newRecoverySheet(Authority authority);
    /// By a recovery sheet; answers the text of the next one. See `backend::recoverBySheet`.
    [[nodiscard]] Later<QByteArray> recoverBySheet(
        QString operatorName, QByteArray sheet, QByteArray password);

    // What stays unclear. A person's word needs the owner's password each time (password_needed without).
    /// See `payouts::ResolveDesk`: WeChat is asked first, and what it says stands.
    [[nodiscard]] Later<payouts::Payout> resolveWithdrawal(
        base::PayoutId id, payouts::Resolution resolution, Authority authority, QString key = {});
    [[nodiscard]] Later<payouts::Payout> syncWithdrawal(base::PayoutId id);
    /// See `payments::RefundResolveDesk`.
    [[nodiscard]] Later<payments::RefundRow> resolveRefund(
        QString outRefundNo, payments::RefundResolution resolution, Authority authority, QString key = {});
    [[nodiscard]] Later<payments::RefundRow> syncRefund(QString outRefundNo);
    /// Of a refund that WeChat certainly has not got. Errors: as `payments::withdrawRefund`.
    [[nodiscard]] Later<payments::RefundRow> withdrawRefund(
        QString outRefundNo, QString reason, Authority authority, QString key = {});

    // Long work.
    [[nodiscard]] Later<ledger::Proof> verify(std::shared_ptr<Job> job);
    /// The same of the audit log.
    [[nodiscard]] Later<access::AuditProof> verifyAudit(std::shared_ptr<Job> job);
    [[nodiscard]] Later<int> exportBooks(QString file, ledger::ExportFormat format, std::shared_ptr<Job> job);
    [[nodiscard]] Later<int> saveFile(QString file, QByteArray content);
    /// Lists as files: all that the filter matches, in the order of the screen. Each answers how many rows it
    /// wrote, which its job counts. Errors: as `backend::exportTable`, and those of the list.
    [[nodiscard]] Later<qint64> exportOrders(
        const reports::OrderFilter& filter, const ExportTarget& target, std::shared_ptr<Job> job);
    [[nodiscard]] Later<qint64> exportPayouts(
        const reports::PayoutFilter& filter, const ExportTarget& target, std::shared_ptr<Job> job);
    [[nodiscard]] Later<qint64> exportUsers(
        const reports::UserFilter& filter, const ExportTarget& target, std::shared_ptr<Job> job);
    /// `filter`: besides the user's own accounts.
    [[nodiscard]] Later<qint64> exportStatement(base::UserId user, const reports::TransferFilter& filter,
        const ExportTarget& target, std::shared_ptr<Job> job);
    [[nodiscard]] Later<qint64> exportTransfers(
        const reports::TransferFilter& filter, const ExportTarget& target, std::shared_ptr<Job> job);
    [[nodiscard]] Later<qint64> exportTasks(const ExportTarget& target, std::shared_ptr<Job> job);
    [[nodiscard]] Later<qint64> exportAudit(
        const reports::AuditFilter& filter, const ExportTarget& target, std::shared_ptr<Job> job);
    /// The report as it was made, whatever the books say by now.
    [[nodiscard]] Later<qint64> exportSettlement(
        const reports::SettlementReport& report, const ExportTarget& target, std::shared_ptr<Job> job);
    /// The electronic receipt of a paid withdrawal. Errors: as `payouts::fetchReceipt`, disk_error.
    [[nodiscard]] Later<int> saveReceipt(base::PayoutId id, QString file, std::shared_ptr<Job> job);
    [[nodiscard]] Later<int> backup(QString file);
    /// Whether the file is a sound backup whose books verify.
    [[nodiscard]] Later<ShopFolder::CheckedBackup> checkBackup(QString file);
    /// The daily ones, and when the latest of any kind was made.
    struct Backups {
        QString folder;
        int daily = 0;
        qint64 latestAtUtcMs = 0; ///< 0: there has never been one
        FolderUse use = {};       ///< of the data folder, with the daily ones
        friend bool operator==(const Backups&, const Backups&) = default;
    };
    /// Cheap enough to be asked whenever the books change: the folder is read once a minute, and when there
    /// is a newer one.
    [[nodiscard]] Later<Backups> backups();
    /// Stops the engine, puts the checked copy in place, starts the engine. Answers where the old books are.
    /// Where those are too damaged to know their operators, the copy's count, and a password is needed.
    [[nodiscard]] Later<QString> restore(QString file, Authority authority);
    /// Whether the books were put back, and what has been found since.
    [[nodiscard]] Later<RecoveryStatus> recovery();
    /// Always with the password. Errors: as `backend::confirmRecovery`, wrong_password, locked_session.
    [[nodiscard]] Later<int> confirmRecovery(
        QString reason, Authority authority, bool withoutLooking = false, QString key = {});

Q_SIGNALS:
    /// Something in the books, or about the engine, is different from last time.
    void pulsed(const zhangfang::reports::Pulse& pulse);
    void lockChanged();

private:
    template <class T> Later<T> on(QThreadPool& pool, std::function<Result<T>()> work);
    template <class T> Later<T> read(std::function<Result<T>(storage::Database&)> work);
    template <class T> Later<T> write(std::function<Result<T>(storage::Database&, qint64 nowUtcMs)> work);
    Later<shop::Order> atOrderDesk(std::function<Result<shop::Order>(payments::OrderDesk&)> act);
    Later<int> atComplaintDesk(Authority authority,
        std::function<Status(payments::ComplaintDesk&, const QString& operatorName)> act);
    Later<payouts::Consent> consent(
        base::UserId user, Result<payouts::Consent> (payouts::ConsentDesk::*act)(base::UserId));
    /// What is done with each of several withdrawals; `key` is that one's own.
    using DecideOne = std::function<Result<payouts::Payout>(
        base::PayoutId, const QString& operatorName, const QString& key)>;
    Later<std::vector<Decided>> decide(
        std::vector<base::PayoutId> ids, Authority authority, QString key, DecideOne act);
    /// Without a password.
    Later<std::vector<Decided>> stopEach(std::vector<base::PayoutId> ids, QString operatorName,
        std::function<Result<payouts::Payout>(payouts::PayoutDesk&, base::PayoutId, const QString& who)> act);
    /// On a background thread: who decides, and that they may. Errors: as `backend::authenticated`, and
    /// locked_session.
    [[nodiscard]] Result<access::Actor> actor(const Authority& authority, access::Permission wanted);
    [[nodiscard]] Result<QString> authorised(const Authority& authority, access::Permission wanted);
    /// Whoever changes settings; proven only where `isGuarded`.
    [[nodiscard]] Result<access::Author> author(
        const Authority& authority, bool isGuarded, access::Permission wanted);
    /// By the password alone. Errors: password_needed, and as `backend::authenticated`.
    [[nodiscard]] Result<QString> provenBy(const Authority& authority, access::Permission wanted);
    template <class T>
    Later<T> withPeople(
        Authority authority, access::Permission wanted, std::function<Result<T>(People&)> act);
    /// Under whose name stands what takes no password.
    [[nodiscard]] QString seated(const QString& given);
    /// Whose session is open; empty: nobody's.
    [[nodiscard]] QString sessionOperator() const;
    /// Ends a session whose operator may no longer what they could when it was opened.
    void lookAtSession();
    /// From any thread: the next decision needs the password.
    void endSession();
    template <class T, class Desk> Later<T> atResolveDesk(std::function<Result<T>(Desk&)> act);
    void watch();
    Later<qint64> exportTable(reports::Table table, ExportTarget target, std::shared_ptr<Job> job);
    /// So that closing the desk does not wait for it.
    std::shared_ptr<Job> watched(std::shared_ptr<Job> job);

    std::unique_ptr<ShopFolder> folder_;
    std::mutex engineInUse_;
    std::unique_ptr<Engine> engine_;
    QThreadPool readers_;
    QThreadPool deciders_;
    QThreadPool wechat_; ///< one thread: WeChat is asked one thing after the other
    QThreadPool longWork_;
    std::vector<std::weak_ptr<Job>> jobs_; ///< of the UI's thread
    Backups counted_;                      ///< of longWork_'s thread, as everything about it
    std::optional<QElapsedTimer> countedAt_;
    mutable std::mutex sessionInUse_;
    Session session_;
    qint64 sessionUntilUtcMs_ = 0;
    std::mutex watching_;
    std::condition_variable wake_;
    bool closing_ = false;
    std::thread watcher_;
};

} // namespace zhangfang::backend
