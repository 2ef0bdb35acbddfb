#include "shop/queries.h"

namespace zhangfang::shop
{

namespace
{

Result<QJsonObject> walletOf(storage::Database& database, const ShowWallet& asked)
{
    ZF_ASSIGN(const Wallet now, wallet(database, asked.user));
    return QJsonObject{{QStringLiteral("user"), now.user.value()},
        {QStringLiteral("available_fen"), now.available.inFen()},
        {QStringLiteral("held_fen"), now.held.inFen()}};
}

} // namespace

office::Shape<ShowWallet> ShowWallet::shape()
{
    return office::Shape<ShowWallet>().with(&ShowWallet::user, {.name = "user",
                                                                   .type = office::FieldType::id,
                                                                   .words = "the user's number",
                                                                   .code = "no_such_user"});
}

std::vector<office::Column> ShowWallet::columns()
{
    using office::CellType;
    return {{"user", CellType::number, "the user's number"},
        {"available_fen", CellType::sum, "what they may withdraw"},
        {"held_fen", CellType::sum, "what is on its way to them, or waits"}};
}

void offerQueries(office::Catalogue& catalogue)
{
    catalogue.offerQuery<ShowWallet>(walletOf);
}

} // namespace zhangfang::shop
