#pragma once

#include "storage/statement.h"

#include <any>
#include <functional>
#include <memory>
#include <QString>
#include <typeindex>
#include <unordered_map>
#include <vector>

class QSqlError;

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
    /// Replaces the marks {{id}}, {{blob}}, {{append_only TABLE}}, {{no_older TABLE COLUMN VALUE}},
    /// {{any_age TABLE}} (takes that guard away again), {{text_index NAME}} and {{text_index NAME changing}}
    /// of a migration.
    [[nodiscard]] virtual QString expand(QString migration) const = 0;
    /// Statements for a fresh connection.
    [[nodiscard]] virtual QStringList onOpen() const = 0;
    [[nodiscard]] virtual const char* beginWrite() const = 0;
    /// Sorts the driver's native code: a code for programs and a kind for callers.
    [[nodiscard]] virtual base::Error translate(int code, const QString& text) const = 0;
    /// On the connection of that name.
    [[nodiscard]] virtual Result<std::unique_ptr<Statement>> prepare(
        const QString& connection, const char* sql) const = 0;
};

[[nodiscard]] const Dialect& sqliteDialect();

/// A statement's text: always a literal, so its address stands for it and nothing can be pasted into it.
struct Sql {
    consteval Sql(const char* literal) : text(literal) {}
    const char* text;
};

/// The rows of one SELECT, read forward once. Valid until the same statement runs again.
class Rows
{
public:
    /// `failure`: where it says why the rows end before the last.
    Rows(Statement* statement, std::optional<base::Error>* failure) : statement_(statement), failure_(failure)
    {
    }
    ~Rows()
    {
        // An unfinished SELECT would keep its read transaction open.
        if (statement_)
            statement_->finish();
    }
    Rows(const Rows&) = delete;
    Rows& operator=(const Rows&) = delete;
    Rows(Rows&& other) noexcept
        : statement_(std::exchange(other.statement_, nullptr)), failure_(other.failure_)
    {
    }
    Rows& operator=(Rows&&) = delete;
    /// False also where reading on failed, which the transaction's end tells: see Database::cutShort.
    [[nodiscard]] bool next()
    {
        if (statement_->next())
            return true;
        if (auto failure = statement_->failure(); failure && !*failure_)
            *failure_ = std::move(failure);
        return false;
    }
    [[nodiscard]] qint64 number(int column) const { return statement_->number(column); }
    [[nodiscard]] QString text(int column) const { return statement_->text(column); }
    [[nodiscard]] QByteArray bytes(int column) const { return statement_->bytes(column); }
    [[nodiscard]] bool isNull(int column) const { return statement_->isNull(column); }

private:
    Statement* statement_;
    std::optional<base::Error>* failure_;
};

/// One connection. Lives on the thread that opened it.
/// Errors of every call: locked, disk_full, damaged, not_a_database, constraint, storage_error.
class Database
{
public:
    /// `readWrite` makes a file that is not there; `existing` never does.
    enum class Access { readWrite, existing, readOnly };
    /// `busyTimeoutMs`: how long a write waits for another process's before it reports `locked`.
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(
        const QString& file, Access access, int busyTimeoutMs = 10'000);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// Runs a statement, prepared once per connection.
    [[nodiscard]] Result<Rows> query(Sql sql, Bindings values = {});
    /// Runs a statement and answers how many rows it changed.
    [[nodiscard]] Result<qint64> execute(Sql sql, Bindings values = {});
    [[nodiscard]] Status executeScript(const QString& sql);
    [[nodiscard]] const Dialect& dialect() const { return dialect_; }
    /// Whether another file, or none, is at the path by now: books have been put back over damaged ones. What
    /// is written here from then on is in the file that was moved away.
    [[nodiscard]] bool isElsewhere() const { return opened_ != FileIdentity::of(file_); }

    /// A transaction that may write; begin() waits for another process's, up to the time-out.
    [[nodiscard]] Status begin();
    [[nodiscard]] Status commit();
    [[nodiscard]] Status rollback();
    /// Runs `step` inside the open transaction; when it fails, it undoes itself alone. The inner status is
    /// the step's own; an error instead of it means that the whole transaction is lost.
    [[nodiscard]] Result<Status> nested(const std::function<Status()>& step);
    /// A transaction that only reads, all of it from the same commit; ended by rollback().
    [[nodiscard]] Status beginRead();

    /// What a room remembers of its tables while this transaction holds them still. Forgotten, and made anew,
    /// when the transaction ends or anything in it is undone.
    template <class T> [[nodiscard]] T& remembered()
    {
        std::any& slot = remembered_[typeid(T)];
        if (!slot.has_value())
            slot = T{};
        return *std::any_cast<T>(&slot);
    }

    /// What this transaction's work is done for, like "audit:17" or "event:EV-…": whoever posts to the ledger
    /// keeps it there. Ends with the transaction, and with each of a Writer's commands. Said by `Because`.
    [[nodiscard]] const QString& cause() const { return cause_; }
    void setCause(const QString& cause) { cause_ = cause; }

    /// An error where rows that were read ended before the last, for a reason that is the disk's. Whoever
    /// runs a step on this asks when the step is done: what it made of those rows is not so. commit() and
    /// nested() ask by themselves. Told once.
    [[nodiscard]] Status cutShort();

    /// Goes up with every statement run that is not a SELECT, whether or not it changed a row.
    [[nodiscard]] quint64 writes() const { return writes_; }
    /// The statements prepared so far; tests check their plans.
    [[nodiscard]] std::vector<const char*> statements() const;

private:
    /// Which file a path leads to. Not told apart on systems without inodes, where an open file cannot be
    /// renamed either.
    struct FileIdentity {
        quint64 device = 0;
        quint64 inode = 0;
        [[nodiscard]] static FileIdentity of(const QByteArray& file);
        friend bool operator==(const FileIdentity&, const FileIdentity&) = default;
    };
    struct Prepared {
        std::unique_ptr<Statement> statement;
        bool writes = false;
    };
    Database(QString connection, const Dialect& dialect);
    [[nodiscard]] Status connect(const QString& file, Access access, int busyTimeoutMs);
    [[nodiscard]] Result<Statement*> run(const char* sql, Bindings values);
    [[nodiscard]] Status control(const char* sql);
    [[nodiscard]] base::Error failureOf(const QSqlError& error) const;
    QString connection_;
    const Dialect& dialect_;
    QByteArray file_; ///< as the system calls it
    FileIdentity opened_;
    std::unordered_map<const char*, Prepared> statements_;
    std::unordered_map<std::type_index, std::any> remembered_;
    std::optional<base::Error> failure_; ///< of reading on, in this transaction
    quint64 writes_ = 0;
    QString cause_;
};

} // namespace zhangfang::storage
