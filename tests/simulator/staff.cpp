#include "simulator/days.h"

namespace zhangfang::simulator
{

using access::Actor;
using access::Role;
using storage::Database;

namespace
{

struct Person {
    const char* name;
    Role role;
};
constexpr Person kStaff[] = {{"mei", Role::owner}, {"hong", Role::approver}, {"jun", Role::approver},
    {"lan", Role::clerk}, {"wen", Role::auditor}};
constexpr auto kAway = "hong"; ///< who is disabled at times

Actor sessionOf(const access::Operator& person)
{
    return {Actor::Kind::person, person.name, person.role, QStringLiteral("window"), QStringLiteral("till"),
        true, false, person.version};
}

} // namespace

Status Days::hire(Database& database)
{
    for (const auto& [name, role] : kStaff) {
        const QString who = QString::fromLatin1(name);
        ZF_TRY(access::addOperator(database, who, role, QStringLiteral("x"), time_.nowUtcMs()));
        ZF_ASSIGN(const access::Operator added, access::findOperator(database, who));
        staff_[name] = sessionOf(added);
    }
    return {};
}

void Days::signIn(Life& life)
{
    for (const auto& [name, role] : kStaff) {
        const QString who = QString::fromLatin1(name);
        const auto found = life.read<access::Operator>(
            [&](Database& database) { return access::findOperator(database, who); });
        if (!took("sign in", found))
            continue; // with what they had
        staff_[name] = sessionOf(*found);
        if (who == QLatin1String(kAway))
            isAway_ = !found->isEnabled;
    }
}

Actor Days::seat() const
{
    Actor actor = Actor::atSeat(QStringLiteral("window"));
    actor.machine = QStringLiteral("till"); // the same on every machine
    return actor;
}

const Actor& Days::someoneDeciding()
{
    static constexpr const char* kLots[] = {
        "mei", "mei", "mei", "hong", "hong", "hong", "jun", "jun", "lan", "wen"};
    return staff(kLots[static_cast<size_t>(chance_.below(10))]);
}

void Days::changeStaff(Life& life)
{
    const QString who = QString::fromLatin1(kAway);
    const auto changed = life.write<int>([&](Database& database) -> Result<int> {
        if (isAway_)
            ZF_TRY(access::enableOperator(database, who));
        else
            ZF_TRY(access::disableOperator(database, who, clock_.nowUtcMs()));
        return 0;
    });
    if (!took("staff", changed))
        return;
    isAway_ = !isAway_;
    note(QStringLiteral("%1 is %2").arg(who, isAway_ ? QStringLiteral("away") : QStringLiteral("back")));
    did("people disabled or let in again");
    // Whoever comes back has to prove who they are; whoever is shut out goes on with what they had.
    if (!isAway_)
        signIn(life);
}

Result<QJsonObject> Days::act(
    Life& life, const Actor& actor, const QString& name, const QJsonObject& input, const QString& key)
{
    const office::Command* const command = life.office().catalogue().find(name);
    if (!command) {
        violated(QStringLiteral("nobody offers ") + name);
        return base::invalid("no_such_command", name);
    }
    auto answer = life.office().run(actor, name, input, key);
    const bool mayNot = !access::permitted(actor, command->permission) ||
                        (isAway_ && actor.name == QLatin1String(kAway) && actor.kind == Actor::Kind::person);
    if (answer && mayNot)
        violated(QStringLiteral("%1 did %2, who may not").arg(actor.name, name));
    if (!answer && mayNot)
        did("people refused");
    if (!answer && answer.error().code == QLatin1String("key_reused"))
        violated(QStringLiteral("%1 under %2: %3").arg(name, key, answer.error().describe()));
    return answer;
}

} // namespace zhangfang::simulator
