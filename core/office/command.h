#pragma once

#include "office/query.h"
#include "storage/database.h"

#include <map>
#include <memory>

namespace zhangfang::office
{

/// What a command works with, in the write transaction that everything about it shares.
struct Context {
    storage::Database& database;
    const Actor& actor;
    qint64 nowUtcMs = 0;
};

/// What became of it, for whoever asked and for the audit log.
struct Outcome {
    QJsonObject answer;       ///< kept under the key: a repeat hears the same
    QString action;           ///< what happened, as the audit log calls it: "withdrawal.approved"
    QString subject;          ///< what it happened to: a number
    QString detail = {};      ///< in words
    QJsonObject changed = {}; ///< states, ids of transfers
    /// Secrets that belong to the answer, of a command that says so (`Command::handsOut`): whoever asked is
    /// told them this once, and they are kept nowhere.
    QJsonObject handedOut = {};
};

/// Something that can be done here: described, so that every face, the checks of its input and its test come
/// from the one description.
struct Command {
    /// Inside the transaction. An error undoes it.
    using Apply = std::function<Result<Outcome>(const Context&, const QJsonObject& input)>;

    QString name; ///< "withdrawal.reject"
    Permission permission = Permission::look;
    const char* words = ""; ///< what it does, one line
    std::vector<Field> fields;
    Apply apply;

    // Outside of any transaction, for what has to ask somebody else; each may wait.
    /// In place of `apply`: asks, and says with what it heard how to go on. Not called where the act was done
    /// already under its key.
    std::function<Result<Apply>(const Actor&, const QJsonObject& input)> prepare = {};
    /// Where it was refused: whether what was wrong has been put right, so that it is tried once more.
    std::function<Result<bool>(const base::Error&, const QJsonObject& input)> cure = {};
    /// After the commit, and as `again` says when its key is given again: goes on where it was left, and
    /// answers in its place.
    std::function<Result<QJsonObject>(const Actor&, const QJsonObject& input, const QJsonObject& answer)>
        after = {};
    /// What giving its key again does about `after`.
    enum class Again {
        goesOn,    ///< it is called each time: it looks where it was left
        untilDone, ///< it looks where it was left, until it has answered: from then on that stands
        never,     ///< it cannot look: an error other than wechat_unclear says that nothing was done
    };
    Again again = Again::goesOn;

    /// For what was given a secret, which is kept nowhere and tells no two acts apart: whether what its key
    /// did is still what is asked for now. Where it is not, the key is taken for another act's.
    std::function<Result<bool>(storage::Database&, const QJsonObject& input)> stands = {};

    /// Whether it answers with secrets that are made by it. What is kept under a key has none of them, so its
    /// repeat cannot be the same answer, and to make others would be another act: it is refused (shown_once),
    /// and says that the first was done.
    bool handsOut = false;
};

/// All that can be done and looked at here. Filled by the rooms when the program is put together; read-only
/// from then on.
class Catalogue
{
public:
    /// A name that is there already is a mistake of the program's: it aborts.
    Command& add(Command command);
    template <class C> using ApplyTo = std::function<Result<Outcome>(const Context&, const C&)>;
    /// The struct says its name, permission, words and fields.
    template <class C> Command& offer(ApplyTo<C> apply)
    {
        Command command = described<C>();
        command.apply = reading<C>(std::move(apply));
        return add(std::move(command));
    }
    template <class C>
    Command& offerPrepared(std::function<Result<ApplyTo<C>>(const Actor&, const C&)> prepare)
    {
        Command command = described<C>();
        command.prepare = [shape = C::shape(), prepare = std::move(prepare)](
                              const Actor& actor, const QJsonObject& input) -> Result<Command::Apply> {
            return prepare(actor, shape.read(input)).map(&Catalogue::reading<C>);
        };
        return add(std::move(command));
    }
    /// As `add`.
    Query& addQuery(Query query);
    template <class Q> using ReadOf = std::function<Result<QJsonObject>(storage::Database&, const Q&)>;
    /// The struct says its name, permission, words, fields and columns.
    template <class Q> Query& offerQuery(ReadOf<Q> read)
    {
        Query query = describedQuery<Q>();
        query.read = [shape = Q::shape(), read = std::move(read)](storage::Database& database,
                         const QJsonObject& input) { return read(database, shape.read(input)); };
        return addQuery(std::move(query));
    }
    /// The same of what is not in the books.
    template <class Q> Query& offerQueryElsewhere(std::function<Result<QJsonObject>(const Q&)> read)
    {
        Query query = describedQuery<Q>();
        query.readElsewhere = [shape = Q::shape(), read = std::move(read)](
                                  const QJsonObject& input) { return read(shape.read(input)); };
        return addQuery(std::move(query));
    }
    [[nodiscard]] const Command* find(const QString& name) const;
    [[nodiscard]] const Query* findQuery(const QString& name) const;
    /// By name.
    [[nodiscard]] const std::map<QString, Command>& commands() const { return commands_; }
    [[nodiscard]] const std::map<QString, Query>& queries() const { return queries_; }

private:
    template <class C> [[nodiscard]] static Command described()
    {
        return {QString::fromLatin1(C::kName), C::kPermission, C::kWords, C::shape().fields(), {}};
    }
    template <class C> [[nodiscard]] static Command::Apply reading(ApplyTo<C> apply)
    {
        return [shape = C::shape(), apply = std::move(apply)](const Context& context,
                   const QJsonObject& input) { return apply(context, shape.read(input)); };
    }
    template <class Q> [[nodiscard]] static Query describedQuery()
    {
        Query query{QString::fromLatin1(Q::kName), Q::kPermission, Q::kWords, Q::kAnswers,
            Q::shape().fields(), Q::columns(), {}};
        if constexpr (requires { Q::beside(); })
            query.beside = Q::beside();
        return query;
    }
    std::map<QString, Command> commands_;
    std::map<QString, Query> queries_;
};

} // namespace zhangfang::office
