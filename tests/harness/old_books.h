#pragma once

#include <QMap>
#include <QSqlDatabase>
#include <QStringList>
#include <QTemporaryDir>
#include <QVariant>

namespace zhangfang::harness
{

/// The names of the steps that brought the schema to where it is, the first one first.
[[nodiscard]] QStringList schemaSteps();

/// A connection that asks a database what it likes; one at a time.
class Look
{
public:
    explicit Look(const QString& file);
    ~Look();
    Look(const Look&) = delete;
    Look& operator=(const Look&) = delete;
    /// The error; empty: it was done.
    [[nodiscard]] QString run(const QString& sql, const QVariantList& values = {}) const;
    [[nodiscard]] QVariantList column(const QString& sql) const;
    [[nodiscard]] qint64 number(const QString& sql) const { return column(sql).value(0).toLongLong(); }
    /// Those that hold what somebody wrote: not what an index of texts is made of.
    [[nodiscard]] QStringList tables() const;
    /// Column by column, "table.column", in the order the rows were written.
    [[nodiscard]] QMap<QString, QVariantList> content() const;

private:
    QSqlDatabase database_;
};

/// Books of a shop as they stood at some step of the schema, filled as the programs of those days filled
/// them: the rows of tests/data/books, with the ledger and the audit log to them, and beside them the file
/// that says how far they had come.
class OldBooks
{
public:
    static constexpr auto kPassword = "a good password"; ///< of their owner, mei
    static constexpr int kBeforeErrands =
        17; ///< the last in which payouts and refunds were sent from their rows
    explicit OldBooks(int schema);
    [[nodiscard]] QString folder() const { return temp_.path(); }
    [[nodiscard]] QString file() const { return temp_.filePath(QStringLiteral("zhangfang.db")); }
    /// What was in them before anybody opened them.
    [[nodiscard]] const QMap<QString, QVariantList>& content() const { return before_; }
    [[nodiscard]] const QStringList& tables() const { return tables_; }

private:
    /// The steps of the schema from one to the other, by the real migrations.
    void bring(int from, int to) const;
    /// The rows of the files from that step on which are for `schema`.
    void fill(const Look& look, int least, int schema) const;
    void post(const Look& look) const;
    void audit(const Look& look) const;
    void mark() const;
    const int schema_;
    QTemporaryDir temp_;
    QMap<QString, QVariantList> before_;
    QStringList tables_;
};

} // namespace zhangfang::harness
