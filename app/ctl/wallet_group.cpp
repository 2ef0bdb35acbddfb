#include "ctl/amount.h"
#include "ctl/groups.h"
#include "ctl/json_views.h"
#include "shop/commands.h"

namespace zhangfang::ctl
{
namespace
{

using base::UserId;

struct WalletWords {
    qint64 user = 0;
    QString amount = {};
    QString reason = {};
};

Answer showWallet(Session& session, const WalletWords& w)
{
    return session.folder().readers().read<QJsonObject>([&](storage::Database& database) {
        return shop::wallet(database, UserId(w.user)).map([](const shop::Wallet& wallet) {
            return view(wallet);
        });
    });
}

/// By hand, `amount` less than zero for a debit.
Answer adjustWallet(Session& session, const WalletWords& w, base::Money amount)
{
    using base::Money;
    ZF_ASSIGN(const access::Actor who, session.actor(access::Permission::adjustWallet));
    ZF_ASSIGN(
        const QJsonObject told, session.office().door().run(who,
                                    shop::AdjustWallet{UserId(w.user), amount, w.reason}, session.key()));
    const auto fenOf = [&told](const char* name) {
        return Money::fen(told.value(QLatin1String(name)).toInteger());
    };
    return view(shop::Wallet{UserId(w.user), fenOf("available_fen"), fenOf("held_fen")});
}

Answer creditWallet(Session& session, const WalletWords& w)
{
    ZF_ASSIGN(const base::Money sum, positive(w.amount));
    return adjustWallet(session, w, sum);
}

Answer debitWallet(Session& session, const WalletWords& w)
{
    ZF_ASSIGN(const base::Money sum, positive(w.amount));
    ZF_ASSIGN(const base::Money less, sum.negated());
    return adjustWallet(session, w, less);
}

} // namespace

void addWalletGroup(CommandLine& line)
{
    const auto w = std::make_shared<WalletWords>();
    CLI::App* wallet = line.group("wallet", "what a user is owed");
    CLI::App* show = line.verb(wallet, "show", "available and held", w, showWallet);
    show->add_option("user", w->user)->required();
    CLI::App* credit = line.verb(wallet, "credit", "owe a user more", w, creditWallet);
    CLI::App* debit = line.verb(wallet, "debit", "owe a user less", w, debitWallet);
    for (CLI::App* change : {credit, debit}) {
        change->add_option("user", w->user)->required();
        addText(change, "amount", w->amount, "yuan")->required();
        addText(change, "--reason", w->reason)->required();
        line.takesDecision(change);
        line.takesKey(change);
    }
}

} // namespace zhangfang::ctl
