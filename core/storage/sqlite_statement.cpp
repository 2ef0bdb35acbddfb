#include "storage/sqlite_statement.h"

#include <cstring>
#include <sqlite3.h>

namespace zhangfang::storage
{
namespace
{

using Handle = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

class SqliteStatement final : public Statement
{
public:
    SqliteStatement(Handle handle, sqlite3* connection, const Dialect& dialect)
        : handle_(std::move(handle)), connection_(connection), dialect_(dialect)
    {
    }

    Status run(Bindings values) override
    {
        sqlite3_reset(handle_.get());
        if (!isKnown(values))
            ZF_TRY(learn(values));
        size_t at = 0;
        for (const auto& [name, value] : values) {
            if (const int code = bind(places_[at++].second, value); code != SQLITE_OK)
                return failed(code);
        }
        state_ = sqlite3_step(handle_.get());
        isBeforeFirst_ = true;
        if (state_ == SQLITE_ROW || state_ == SQLITE_DONE) {
            changed_ = sqlite3_changes64(connection_);
            return {};
        }
        const auto error = failed(sqlite3_extended_errcode(connection_));
        finish();
        return error;
    }

    bool next() override
    {
        if (!std::exchange(isBeforeFirst_, false) && state_ == SQLITE_ROW)
            state_ = sqlite3_step(handle_.get());
        return state_ == SQLITE_ROW;
    }

    std::optional<base::Error> failure() const override
    {
        if (state_ == SQLITE_ROW || state_ == SQLITE_DONE)
            return std::nullopt;
        return failed(sqlite3_extended_errcode(connection_)).value();
    }

    qint64 number(int column) const override { return sqlite3_column_int64(handle_.get(), column); }

    QString text(int column) const override
    {
        // In this order: the text is what makes the size that of UTF-16.
        const void* const text = sqlite3_column_text16(handle_.get(), column);
        const int bytes = sqlite3_column_bytes16(handle_.get(), column);
        return QString(static_cast<const QChar*>(text), bytes / static_cast<int>(sizeof(QChar)));
    }

    QByteArray bytes(int column) const override
    {
        const void* const blob = sqlite3_column_blob(handle_.get(), column);
        return {static_cast<const char*>(blob), sqlite3_column_bytes(handle_.get(), column)};
    }

    bool isNull(int column) const override
    {
        return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
    }

    qint64 changed() const override { return changed_; }

    void finish() override
    {
        sqlite3_reset(handle_.get());
        state_ = SQLITE_DONE;
    }

private:
    [[nodiscard]] tl::unexpected<base::Error> failed(int code) const
    {
        return base::fail(dialect_.translate(code, QString::fromUtf8(sqlite3_errmsg(connection_))));
    }

    /// The same names, at the same addresses as the last time: the same place in the program.
    [[nodiscard]] bool isKnown(Bindings values) const
    {
        size_t at = 0;
        for (const auto& [name, value] : values) {
            if (at == places_.size() || places_[at++].first != name)
                return false;
        }
        return isLearnt_ && at == places_.size();
    }

    [[nodiscard]] Status learn(Bindings values)
    {
        places_.clear();
        for (const auto& [name, value] : values) {
            const int place = sqlite3_bind_parameter_index(handle_.get(), name);
            if (place == 0)
                return mismatch(name);
            places_.emplace_back(name, place);
        }
        for (int place = 1; place <= sqlite3_bind_parameter_count(handle_.get()); ++place) {
            const auto given = std::find_if(
                places_.begin(), places_.end(), [place](const auto& known) { return known.second == place; });
            if (given == places_.end())
                return mismatch(sqlite3_bind_parameter_name(handle_.get(), place));
        }
        isLearnt_ = true;
        return {};
    }

    /// A value that is left out would be NULL without a word.
    [[nodiscard]] Status mismatch(const char* name) const
    {
        return base::fail(dialect_.translate(SQLITE_MISUSE,
            QStringLiteral("the value %1 is on one side only").arg(QString::fromLatin1(name ? name : "?"))));
    }

    [[nodiscard]] int bind(int place, const QVariant& value)
    {
        sqlite3_stmt* const handle = handle_.get();
        switch (value.typeId()) {
        case QMetaType::UnknownType:
        case QMetaType::Nullptr:
            return sqlite3_bind_null(handle, place);
        case QMetaType::Bool:
        case QMetaType::Int:
        case QMetaType::UInt:
        case QMetaType::LongLong:
            return sqlite3_bind_int64(handle, place, value.toLongLong());
        case QMetaType::Double:
            return sqlite3_bind_double(handle, place, value.toDouble());
        case QMetaType::QByteArray: {
            const auto& bytes = *static_cast<const QByteArray*>(value.constData());
            if (bytes.isNull())
                return sqlite3_bind_null(handle, place);
            return sqlite3_bind_blob64(handle, place, bytes.constData(),
                static_cast<sqlite3_uint64>(bytes.size()), SQLITE_TRANSIENT);
        }
        case QMetaType::QString: {
            const auto& text = *static_cast<const QString*>(value.constData());
            return sqlite3_bind_text64(handle, place, reinterpret_cast<const char*>(text.utf16()),
                static_cast<sqlite3_uint64>(text.size()) * sizeof(QChar), SQLITE_TRANSIENT, SQLITE_UTF16);
        }
        default:
            return SQLITE_MISMATCH; // no room binds anything else
        }
    }

    Handle handle_;
    sqlite3* const connection_;
    const Dialect& dialect_;
    std::vector<std::pair<const char*, int>> places_;
    bool isLearnt_ = false;
    bool isBeforeFirst_ = false;
    int state_ = SQLITE_DONE;
    qint64 changed_ = 0;
};

} // namespace

Result<std::unique_ptr<Statement>> prepareSqlite(sqlite3* connection, const char* sql, const Dialect& dialect)
{
    sqlite3_stmt* raw = nullptr;
    const int code = sqlite3_prepare_v3(connection, sql, -1, SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
    Handle handle(raw, &sqlite3_finalize);
    if (code != SQLITE_OK)
        return base::fail(dialect.translate(
            sqlite3_extended_errcode(connection), QString::fromUtf8(sqlite3_errmsg(connection))));
    return std::make_unique<SqliteStatement>(std::move(handle), connection, dialect);
}

void stopSqliteWhen(sqlite3* connection, const std::function<bool()>* stopping)
{
    constexpr int kStepsBetween = 20'000; // some milliseconds
    if (!stopping)
        return sqlite3_progress_handler(connection, 0, nullptr, nullptr);
    sqlite3_progress_handler(
        connection, kStepsBetween,
        [](void* asked) { return (*static_cast<const std::function<bool()>*>(asked))() ? 1 : 0; },
        const_cast<std::function<bool()>*>(stopping));
}

} // namespace zhangfang::storage
