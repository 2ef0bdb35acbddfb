#pragma once

#include "backend/engine.h"
#include "backend/exports.h"
#include "backend/interfaces/audit_log.h"
#include "backend/interfaces/books.h"
#include "backend/interfaces/capabilities.h"
#include "backend/interfaces/diagnosis.h"
#include "backend/interfaces/finder.h"
#include "backend/interfaces/heartbeat.h"
#include "backend/interfaces/ledger.h"
#include "backend/interfaces/orders.h"
#include "backend/interfaces/refunds.h"
#include "backend/interfaces/reports.h"
#include "backend/interfaces/seal_check.h"
#include "backend/interfaces/session.h"
#include "backend/interfaces/shop_settings.h"
#include "backend/interfaces/staff.h"
#include "backend/interfaces/tasks.h"
#include "backend/interfaces/users.h"
#include "backend/interfaces/withdrawals.h"
#include "backend/people.h"
#include "backend/shop_office.h"
#include "payments/complaint.h"
#include "payments/refund_desk.h"
#include "reports/pulse.h"

#include <QElapsedTimer>
#include <QThreadPool>

namespace zhangfang::backend
{

/// The whole backend behind the interfaces that the window sees, each a capability: for whoever composes.
/// What shows something is given the interfaces it uses, and none of it knows this class. Lives on the UI's
/// thread; nothing here waits there. Signals are emitted on that thread.
class Desk final : public QObject,
                   public Orders,
                   public Refunds,
                   public Withdrawals,
                   public Users,
                   public Ledger,
                   public AuditLog,
                   public Tasks,
                   public Reports,
                   public ShopSettings,
                   public Diagnosis,
                   public Books,
                   public SealCheck,
                   public Session,
                   public Staff,
                   public Heartbeat,
                   public Finder
{
    Q_OBJECT
public:
    using Authority = backend::Authority;
    explicit Desk(std::unique_ptr<ShopFolder> folder);
    /// Stops long work, waits for the calls under way, drops those still queued.
    ~Desk() override;

    /// Listens and pays inside this process, unless another one already does. Errors: already_running,
    /// not_configured, cannot_listen.
    [[nodiscard]] Later<QString> startEngine();

    // Orders
    [[nodiscard]] Later<reports::PageIndex> orderIndex(
        reports::OrderFilter filter, reports::PageIndex known) override;
    [[nodiscard]] Later<reports::PageIndex> newestOrders(reports::OrderFilter filter) override;
    [[nodiscard]] Later<std::vector<reports::OrderRow>> orderPage(
        reports::OrderFilter filter, reports::PageKey start) override;
    [[nodiscard]] Later<reports::ListSum> orderSum(reports::OrderFilter filter) override;
    [[nodiscard]] Later<reports::ListSum> orderSumOf(std::vector<reports::PageKey> keys) override;
    [[nodiscard]] Later<reports::OrderStory> orderStory(QString number) override;
    [[nodiscard]] Later<shop::Order> createOrder(payments::NewOrder order) override;
    [[nodiscard]] Later<shop::Order> syncOrder(QString number) override;
    [[nodiscard]] Later<shop::Order> closeOrder(QString number) override;
    [[nodiscard]] Later<shop::Order> orderLink(QString number) override;
    [[nodiscard]] Later<qint64> exportOrders(
        const reports::OrderFilter& filter, const ExportTarget& target, std::shared_ptr<Job> job) override;

    // Refunds
    [[nodiscard]] Later<std::vector<std::vector<payments::RefundStory>>> refundStories(
        std::vector<payments::RefundId> ids) override;
    [[nodiscard]] Later<RefundPreview> previewRefund(QString orderNumber, base::Money amount) override;
    [[nodiscard]] Later<payments::RefundRow> refund(QString orderNumber, base::Money amount, QString reason,
        Authority authority, QString key = {}) override;
    [[nodiscard]] Later<payments::RefundRow> resolveRefund(QString outRefundNo,
        payments::RefundResolution resolution, Authority authority, QString key = {}) override;
    [[nodiscard]] Later<payments::RefundRow> syncRefund(QString outRefundNo) override;
    [[nodiscard]] Later<payments::RefundRow> withdrawRefund(
        QString outRefundNo, QString reason, Authority authority, QString key = {}) override;

    // Withdrawals
    [[nodiscard]] Later<reports::PageIndex> payoutIndex(reports::PayoutFilter filter) override;
    [[nodiscard]] Later<reports::PageIndex> newestPayouts(reports::PayoutFilter filter) override;
    [[nodiscard]] Later<std::vector<reports::PayoutRow>> payoutPage(
        reports::PayoutFilter filter, reports::PageKey start) override;
    [[nodiscard]] Later<reports::ListSum> payoutSum(reports::PayoutFilter filter) override;
    [[nodiscard]] Later<reports::ListSum> payoutSumOf(std::vector<reports::PageKey> keys) override;
    [[nodiscard]] Later<reports::PayoutStory> payoutStory(base::PayoutId id) override;
    [[nodiscard]] Later<std::vector<reports::PayoutStory>> payoutStories(
        std::vector<base::PayoutId> ids) override;
    [[nodiscard]] Later<std::vector<reports::Countdown>> countdowns() override;
    [[nodiscard]] Later<payouts::Coverage> coverage() override;
    [[nodiscard]] Later<std::vector<Decided>> approve(
        const std::vector<Approval>& approvals, Authority authority, const QString& key = {}) override;
    [[nodiscard]] Later<std::vector<Decided>> reject(std::vector<base::PayoutId> ids, QString reason,
        Authority authority, const QString& key = {}) override;
    [[nodiscard]] Later<std::vector<Decided>> takeBack(
        std::vector<base::PayoutId> ids, QString operatorName = {}) override;
    [[nodiscard]] Later<std::vector<Decided>> cancel(std::vector<base::PayoutId> ids, QString reason,
        QString operatorName, const QString& key = {}) override;
    [[nodiscard]] Later<payouts::Payout> resolveWithdrawal(
        base::PayoutId id, payouts::Resolution resolution, Authority authority, QString key = {}) override;
    [[nodiscard]] Later<payouts::Payout> syncWithdrawal(base::PayoutId id) override;
    [[nodiscard]] Later<qint64> exportPayouts(
        const reports::PayoutFilter& filter, const ExportTarget& target, std::shared_ptr<Job> job) override;
    [[nodiscard]] Later<int> saveReceipt(base::PayoutId id, QString file, std::shared_ptr<Job> job) override;

    // Users
    [[nodiscard]] Later<reports::PageIndex> userIndex(
        reports::UserFilter filter, reports::PageIndex known) override;
    [[nodiscard]] Later<reports::PageIndex> newestUsers(reports::UserFilter filter) override;
    [[nodiscard]] Later<std::vector<reports::UserRow>> userPage(
        reports::UserFilter filter, reports::PageKey start) override;
    [[nodiscard]] Later<reports::UserSum> userSum(reports::UserFilter filter) override;
    [[nodiscard]] Later<reports::UserSum> userSumOf(std::vector<reports::PageKey> keys) override;
    [[nodiscard]] Later<UserStory> userStory(base::UserId user) override;
    [[nodiscard]] Later<std::optional<payouts::Consent>> consentOf(base::UserId user) override;
    [[nodiscard]] Later<shop::User> addUser(shop::NewUser user) override;
    [[nodiscard]] Later<int> renameUser(base::UserId user, QString name) override;
    [[nodiscard]] Later<payouts::Payout> requestWithdrawal(
        base::UserId user, base::Money amount, QString key = {}) override;
    [[nodiscard]] Later<int> adjustWallet(base::UserId user, base::Money amount, QString reason,
        Authority authority, QString key = {}) override;
    [[nodiscard]] Later<payouts::Consent> askConsent(base::UserId user) override;
    [[nodiscard]] Later<payouts::Consent> queryConsent(base::UserId user) override;
    [[nodiscard]] Later<payouts::Consent> endConsent(base::UserId user) override;
    [[nodiscard]] Later<qint64> exportUsers(
        const reports::UserFilter& filter, const ExportTarget& target, std::shared_ptr<Job> job) override;

    // Ledger
    [[nodiscard]] Later<std::vector<ledger::AccountBalance>> balances() override;
    [[nodiscard]] Later<reports::PageIndex> transferIndex(Transfers list, reports::PageIndex known) override;
    [[nodiscard]] Later<reports::PageIndex> newestTransfers(Transfers list) override;
    [[nodiscard]] Later<std::vector<reports::TransferRow>> transferPage(
        Transfers list, reports::PageKey start) override;
    [[nodiscard]] Later<reports::TransferDetail> transfer(base::TransferId id) override;
    [[nodiscard]] Later<ledger::Proof> verify(std::shared_ptr<Job> job) override;
    [[nodiscard]] Later<int> exportBooks(
        QString file, ledger::ExportFormat format, std::shared_ptr<Job> job) override;
    [[nodiscard]] Later<qint64> exportTransfers(
        const reports::TransferFilter& filter, const ExportTarget& target, std::shared_ptr<Job> job) override;
    [[nodiscard]] Later<qint64> exportStatement(base::UserId user, const reports::TransferFilter& filter,
        const ExportTarget& target, std::shared_ptr<Job> job) override;

    // AuditLog
    [[nodiscard]] Later<reports::PageIndex> auditIndex(
        reports::AuditFilter filter, reports::PageIndex known) override;
    [[nodiscard]] Later<reports::PageIndex> newestAudit(reports::AuditFilter filter) override;
    [[nodiscard]] Later<std::vector<reports::AuditRow>> auditPage(
        reports::AuditFilter filter, reports::PageKey start) override;
    [[nodiscard]] Later<access::AuditProof> verifyAudit(std::shared_ptr<Job> job) override;
    [[nodiscard]] Later<qint64> exportAudit(
        const reports::AuditFilter& filter, const ExportTarget& target, std::shared_ptr<Job> job) override;

    // Tasks
    [[nodiscard]] Later<reports::PageIndex> taskIndex() override;
    [[nodiscard]] Later<std::vector<reports::TaskRow>> taskPage(reports::PageKey start) override;
    [[nodiscard]] Later<std::vector<reports::NotificationRow>> notificationsAbout(QString subject) override;
    [[nodiscard]] Later<QString> orderOfRefund(QString outRefundNo) override;
    [[nodiscard]] Later<base::PayoutId> payoutByNumber(QString outBillNo) override;
    [[nodiscard]] Later<int> resolveTask(qint64 id) override;
    [[nodiscard]] Later<int> answerComplaint(QString id, QString text, Authority authority) override;
    [[nodiscard]] Later<int> completeComplaint(QString id, Authority authority) override;
    [[nodiscard]] Later<qint64> exportTasks(const ExportTarget& target, std::shared_ptr<Job> job) override;

    // Reports
    [[nodiscard]] Later<reports::Overview> overview() override;
    [[nodiscard]] Later<reports::SettlementReport> settlementReport(QDate from, QDate to) override;
    [[nodiscard]] Later<qint64> exportSettlement(const reports::SettlementReport& report,
        const ExportTarget& target, std::shared_ptr<Job> job) override;

    // ShopSettings
    [[nodiscard]] Later<access::Settings> settings() override;
    [[nodiscard]] Later<QStringList> secretNames() override;
    [[nodiscard]] Later<HandedOut> readHandedOut(QStringList files, QString mchid) override;
    [[nodiscard]] Later<int> saveSettings(QMap<QString, QString> values, Authority authority) override;
    [[nodiscard]] Later<Imported> importSettings(QJsonObject values, Authority authority) override;
    [[nodiscard]] Later<QString> restartEngine() override;

    // Diagnosis
    [[nodiscard]] Later<std::vector<Check>> diagnose() override;
    [[nodiscard]] Later<QString> diagnostics(bool withCheck) override;
    [[nodiscard]] Later<int> saveFile(QString file, QByteArray content) override;

    // Books
    [[nodiscard]] const QString& folderPath() const override { return folder_->path(); }
    [[nodiscard]] Later<int> backup(QString file) override;
    [[nodiscard]] Later<ShopFolder::CheckedBackup> checkBackup(QString file) override;
    [[nodiscard]] Later<Backups> backups() override;
    [[nodiscard]] Later<QString> restore(QString file, Authority authority) override;
    [[nodiscard]] Later<RecoveryStatus> recovery() override;
    [[nodiscard]] Later<int> confirmRecovery(
        QString reason, Authority authority, bool withoutLooking = false, QString key = {}) override;

    // Seals
    [[nodiscard]] Later<SealProof> verifySeals() override;

    // Session
    [[nodiscard]] Later<std::vector<access::Operator>> operators() override;
    [[nodiscard]] qint64 unlockedUntilUtcMs() const override;
    [[nodiscard]] QString lastOperator() const override;
    void lock() override;
    void whenLockChanges(QObject* listener, std::function<void()> heard) override;

    // Staff
    [[nodiscard]] Later<int> changePassword(Authority authority, QByteArray wanted) override;
    [[nodiscard]] Later<int> addOperator(
        QString name, access::Role role, QByteArray password, Authority authority) override;
    [[nodiscard]] Later<int> disableOperator(QString name, Authority authority) override;
    [[nodiscard]] Later<int> enableOperator(QString name, Authority authority) override;
    [[nodiscard]] Later<int> setRole(QString name, access::Role role, Authority authority) override;
    [[nodiscard]] Later<int> resetPassword(QString name, QByteArray password, Authority authority) override;
    [[nodiscard]] Later<access::TotpEnrolment> enrolTotp(Authority authority) override;
    [[nodiscard]] Later<int> confirmTotp(QString code, Authority authority) override;
    [[nodiscard]] Later<int> removeTotp(QString name, Authority authority) override;
    [[nodiscard]] Later<QByteArray> newRecoverySheet(Authority authority) override;
    [[nodiscard]] Later<QByteArray> recoverBySheet(
        QString operatorName, QByteArray sheet, QByteArray password) override;

    // Heartbeat
    [[nodiscard]] Later<reports::Pulse> pulse() override;
    [[nodiscard]] Later<reports::Underway> underwayHere() override;
    void whenPulsed(QObject* listener, std::function<void(const reports::Pulse&)> heard) override;

    // Finder
    [[nodiscard]] Later<reports::QuickFinds> quickFind(QString search, int most) override;

Q_SIGNALS:
    /// Something in the books, or about the engine, is different from last time.
    void pulsed(const zhangfang::reports::Pulse& pulse);
    void lockChanged();

private:
    template <class T> Later<T> on(QThreadPool& pool, std::function<Result<T>()> work);
    template <class T> Later<T> read(std::function<Result<T>(storage::Database&)> work);
    template <class T> Later<T> write(std::function<Result<T>(storage::Database&, qint64 nowUtcMs)> work);
    Later<shop::Order> atOrderDesk(std::function<Result<shop::Order>(payments::OrderDesk&)> act);
    template <class C> Later<int> aboutComplaint(C command, Authority authority);
    template <class C> Later<payouts::Consent> consent(C command);
    /// What is done with each of several withdrawals; `key` is that one's own.
    using DecideOne =
        std::function<Result<payouts::Payout>(base::PayoutId, const Actor& actor, const QString& key)>;
    Later<std::vector<Decided>> decide(
        std::vector<base::PayoutId> ids, Authority authority, QString key, DecideOne act);
    /// Without a password, under a name that was given, or that stands for whoever sits here.
    Later<std::vector<Decided>> stop(
        std::vector<base::PayoutId> ids, QString operatorName, QString key, DecideOne act);
    [[nodiscard]] static std::vector<Decided> eachOf(
        const std::vector<base::PayoutId>& ids, const Actor& who, const QString& key, const DecideOne& act);
    /// On a background thread: who decides, and that they may. Errors: as `backend::authenticated`, and
    /// locked_session.
    [[nodiscard]] Result<Actor> actor(const Authority& authority, access::Permission wanted);
    /// Whoever sits at the window; with a name that they gave, and that nobody has proven.
    [[nodiscard]] static Actor atWindow(const QString& name = {});
    /// Whoever changes settings; proven only where `isGuarded`.
    [[nodiscard]] Result<Actor> author(const Authority& authority, bool isGuarded, access::Permission wanted);
    /// By the password alone. Errors: password_needed, and as `backend::authenticated`.
    [[nodiscard]] Result<Actor> provenBy(const Authority& authority, access::Permission wanted);
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
    ShopOffice office_{*folder_};
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
    OpenSession session_;
    qint64 sessionUntilUtcMs_ = 0;
    std::mutex watching_;
    std::condition_variable wake_;
    bool closing_ = false;
    std::thread watcher_;
};

} // namespace zhangfang::backend
