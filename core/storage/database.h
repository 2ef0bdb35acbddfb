#pragma once

#include "base/result.h"

#include <functional>
#include <initializer_list>
#include <memory>
#include <QSqlQuery>
#include <QString>
#include <QVariant>
#include <unordered_map>

namespace zhangfang::storage
{

using base::Result;
using base::Status;

/// What one dialect of SQL says differently from another; everything else is portable SQL.
class Dialect
{
public:
    virtual ~Dialect() = default;
    [[nodiscard]] virtual QString driver() const = 0;
    /// Replaces the marks {{id}}, {{blob}} and {{append_only TABLE}} of a migration.
    [[nodiscard]] virtual QString expand(QString migration) const = 0;
    /// Statements for a fresh connection.
    [[nodiscard]] virtual QStringList onOpen() const = 0;
    [[nodiscard]] virtual const char* beginWrite() const = 0;
    /// Sorts the driver's native code: a code for programs and a kind for callers.
    [[nodiscard]] virtual base::Error translate(const QSqlError& error) const = 0;
};

[[nodiscard]] const Dialect& sqliteDialect();

/// Named values for a prepared statement: {{":id", 7}, …}.
using Bindings = std::initializer_list<std::pair<const char*, QVariant>>;

/// The rows of one SELECT, read forward once. Valid until the same statement runs again.
class Rows
{
public:
    explicit Rows(QSqlQuery* query) : query_(query) {}
    ~Rows();
    Rows(const Rows&) = delete;
    Rows& operator=(const Rows&) = delete;
    Rows(Rows&& other) noexcept : query_(std::exchange(other.query_, nullptr)) {}
    Rows& operator=(Rows&&) = delete;
    [[nodiscard]] bool next() { return query_->next(); }
    [[nodiscard]] qint64 number(int column) const { return query_->value(column).toLongLong(); }
    [[nodiscard]] QString text(int column) const { return query_->value(column).toString(); }
    [[nodiscard]] QByteArray bytes(int column) const { return query_->value(column).toByteArray(); }
    [[nodiscard]] bool isNull(int column) const { return query_->isNull(column); }

private:
    QSqlQuery* query_;
};

/// One connection. Lives on the thread that opened it.
/// Errors of every call: locked, disk_full, damaged, not_a_database, constraint, storage_error.
class Database
{
public:
    enum class Access { readWrite, readOnly };
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(const QString& file, Access access);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// Runs a statement, prepared once per text. `sql` is a literal: its address is not kept, its text is.
    [[nodiscard]] Result<Rows> query(const char* sql, Bindings values = {});
    /// Runs a statement and answers how many rows it changed.
    [[nodiscard]] Result<qint64> execute(const char* sql, Bindings values = {});
    [[nodiscard]] Status executeScript(const QString& sql);
    [[nodiscard]] const Dialect& dialect() const { return dialect_; }

private:
    Database(QString connection, const Dialect& dialect);
    [[nodiscard]] Result<QSqlQuery*> run(const char* sql, Bindings values);
    QString connection_;
    const Dialect& dialect_;
    std::unordered_map<std::string, std::unique_ptr<QSqlQuery>> statements_;
};

} // namespace zhangfang::storage
