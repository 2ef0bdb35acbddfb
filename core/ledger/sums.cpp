#include "ledger/sums.h"

namespace zhangfang::ledger
{
namespace
{

tl::unexpected<base::Error> missing(Sum sum)
{
    return base::damaged("damaged", QStringLiteral("The sum '%1' is not in the books.").arg(toText(sum)));
}

} // namespace

QString toText(Sum sum)
{
    switch (sum) {
    case Sum::owed:
        return QStringLiteral("owed");
    case Sum::outBasic:
        return QStringLiteral("out:BASIC");
    case Sum::outOperation:
        return QStringLiteral("out:OPERATION");
    case Sum::refundsTaken:
        return QStringLiteral("refunds:taken");
    case Sum::refundsTakenUnsettled:
        return QStringLiteral("refunds:taken:unsettled");
    case Sum::refundsTakenHeld:
        return QStringLiteral("refunds:taken:held");
    case Sum::refundsAsked:
        break;
    }
    return QStringLiteral("refunds:asked");
}

Result<Money> sumOf(storage::Database& database, Sum sum)
{
    ZF_ASSIGN(auto rows, database.query("SELECT fen FROM sums WHERE name = :name", {{":name", toText(sum)}}));
    if (!rows.next())
        return missing(sum);
    return Money::fen(rows.number(0));
}

Status changeSum(storage::Database& database, Sum sum, Money by)
{
    ZF_ASSIGN(const qint64 changed, database.execute("UPDATE sums SET fen = fen + :by WHERE name = :name",
                                        {{":by", by.inFen()}, {":name", toText(sum)}}));
    if (changed != 1)
        return missing(sum);
    return {};
}

} // namespace zhangfang::ledger
