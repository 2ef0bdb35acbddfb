#pragma once

#include "backend/shop_folder.h"
#include "payments/order_desk.h"
#include "shop/users.h"

#include <QJsonObject>

namespace zhangfang::ctl
{

using base::Result;
using Answer = Result<QJsonObject>;

/// Who decides about money, and the file that holds their password.
struct Decision {
    QString operatorName;
    QString passwordFile;
};

/// What `zhangfangctl` can do with an opened folder. Each waits for the commit.
class Commands
{
public:
    explicit Commands(backend::ShopFolder& folder) : folder_(folder) {}

    [[nodiscard]] Answer settingsSet(const QString& key, const QString& value);
    [[nodiscard]] Answer settingsGet(const QString& key);
    [[nodiscard]] Answer settingsList();
    /// Settings and secrets from one flat object; all or nothing for the settings.
    [[nodiscard]] Answer settingsImport(const QString& file);
    [[nodiscard]] Answer secretsSet(const QString& name, const QString& file);
    [[nodiscard]] Answer secretsList();
    [[nodiscard]] Answer doctor();
    [[nodiscard]] Answer userAdd(const shop::NewUser& wanted);
    [[nodiscard]] Answer userRename(qint64 user, const QString& name);
    [[nodiscard]] Answer userList(qint64 after, int limit);
    [[nodiscard]] Answer orderCreate(const QString& amount, const QString& purpose, payments::NewOrder order);
    [[nodiscard]] Answer orderShow(const QString& number);
    [[nodiscard]] Answer orderList(qint64 before, int limit);
    [[nodiscard]] Answer orderSync(const QString& number);
    [[nodiscard]] Answer orderClose(const QString& number);
    [[nodiscard]] Answer walletShow(qint64 user);
    [[nodiscard]] Answer walletCredit(qint64 user, const QString& amount, const QString& reason);
    [[nodiscard]] Answer walletDebit(qint64 user, const QString& amount, const QString& reason);
    [[nodiscard]] Answer withdrawalRequest(qint64 user, const QString& amount);
    [[nodiscard]] Answer withdrawalList(const QString& state, qint64 before, int limit);
    [[nodiscard]] Answer withdrawalShow(qint64 id);
    [[nodiscard]] Answer withdrawalCancel(qint64 id);
    /// Each on its own; the first refusal is the answer when there is only one.
    [[nodiscard]] Answer withdrawalApprove(const std::vector<qint64>& ids, const Decision& decision);
    [[nodiscard]] Answer withdrawalTakeBack(qint64 id, const Decision& decision);
    [[nodiscard]] Answer withdrawalReject(qint64 id, const QString& reason, const Decision& decision);
    [[nodiscard]] Answer ledgerVerify();
    [[nodiscard]] Answer ledgerBalances();
    /// Writes to standard output.
    [[nodiscard]] Answer ledgerExport(const QString& format);
    [[nodiscard]] Answer ledgerMove(
        const QString& from, const QString& to, const QString& amount, const QString& reason);
    [[nodiscard]] Answer reportSettlement(const QString& from, const QString& to, const QString& file);
    [[nodiscard]] Answer taskList();
    [[nodiscard]] Answer taskDone(qint64 id);
    [[nodiscard]] Answer backup(const QString& file);

private:
    /// By hand, `amount` less than zero for a debit.
    [[nodiscard]] Answer adjustWallet(qint64 user, base::Money amount, const QString& reason);
    [[nodiscard]] Answer withOrderDesk(const std::function<Result<shop::Order>(payments::OrderDesk&)>& act);
    [[nodiscard]] Result<QString> authenticated(const Decision& decision);
    backend::ShopFolder& folder_;
};

/// The first line of a password file, without its end. Errors: no_such_file.
[[nodiscard]] Result<QByteArray> readPassword(const QString& file);
/// `restore` needs the folder unopened: checks the copy, then puts it in place. Errors: already_running,
/// damaged.
[[nodiscard]] Answer restore(const QString& folder, const QString& file);

} // namespace zhangfang::ctl
