#include "base/calendar.h"
#include "base/csv.h"
#include "base/plain_text.h"
#include "ledger/ledger.h"

namespace zhangfang::ledger
{
namespace
{

constexpr auto kJournal =
    "SELECT t.id, t.key, t.kind, t.description, t.occurred_at, a.path, e.amount_fen, t.hash "
    "FROM transfers t JOIN entries e ON e.transfer_id = t.id JOIN accounts a ON a.id = e.account_id "
    "ORDER BY t.id, e.line";

/// Journals are line-based, and `;` and `|` begin comments or notes there.
QString journalText(QString text)
{
    for (QChar& c : text) {
        if (c.category() == QChar::Other_Control || c == QLatin1Char(';') || c == QLatin1Char('|'))
            c = QLatin1Char(' ');
    }
    return base::shownOnOneLine(text.simplified());
}

} // namespace

Status exportBooks(storage::Database& database, ExportFormat format, const Sink& sink)
{
    ZF_ASSIGN(auto rows, database.query(kJournal));
    const bool csv = format == ExportFormat::csv;
    if (csv)
        ZF_TRY(sink(base::kCsvBom +
                    base::csvLine({QStringLiteral("transfer"), QStringLiteral("key"), QStringLiteral("kind"),
                        QStringLiteral("description"), QStringLiteral("occurred_at"),
                        QStringLiteral("account"), QStringLiteral("amount_yuan"), QStringLiteral("hash")})));
    else
        ZF_TRY(sink("; Zhangfang journal. Debits are positive; dates are days in Asia/Shanghai.\n"));
    qint64 current = 0;
    while (rows.next()) {
        const qint64 id = rows.number(0);
        const qint64 occurredAt = rows.number(4);
        const QString amount = Money::fen(rows.number(6)).toYuan();
        if (csv) {
            ZF_TRY(sink(base::csvLine({QString::number(id), base::shownOnOneLine(rows.text(1)), rows.text(2),
                base::shownOnOneLine(rows.text(3)), base::toRfc3339(occurredAt), rows.text(5), amount,
                rows.text(7)})));
            continue;
        }
        if (id != current) {
            ZF_TRY(sink(QStringLiteral("\n%1 * (%2) %3\n    ; key: %4\n")
                            .arg(base::businessDay(occurredAt).toString(Qt::ISODate))
                            .arg(id)
                            .arg(journalText(rows.text(2) + QLatin1Char(' ') + rows.text(3)),
                                journalText(rows.text(1)))
                            .toUtf8()));
            current = id;
        }
        ZF_TRY(sink(QStringLiteral("    %1  CNY %2\n").arg(rows.text(5), amount).toUtf8()));
    }
    return {};
}

} // namespace zhangfang::ledger
