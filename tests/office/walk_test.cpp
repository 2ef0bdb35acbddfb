#include "access/audit.h"
#include "backend/shop_office.h"
#include "harness/decisions.h"
#include "harness/desk_shop.h"
#include "harness/run.h"
#include "reports/audit_log.h"

#include <QJsonArray>

using namespace zhangfang;
using access::Actor;
using access::Role;
using office::Field;
using office::FieldType;

namespace
{

/// A value that the field takes by its type; what it is about need not be there.
QJsonValue plausible(const Field& field)
{
    switch (field.type) {
    case FieldType::choice:
        return QString::fromLatin1(field.choices.front());
    case FieldType::day:
        return QStringLiteral("2026-01-31");
    case FieldType::sum:
        return std::max<qint64>(field.least, 100);
    case FieldType::number:
    case FieldType::id:
        return 1;
    case FieldType::flag:
        return true;
    case FieldType::texts:
        return QJsonObject{{QStringLiteral("payouts.poll_ms"), QStringLiteral("5000")}};
    case FieldType::document:
        return QStringLiteral("{}");
    case FieldType::text:
    case FieldType::lines:
    case FieldType::secret:
        break;
    }
    return QStringLiteral("N0815");
}

QJsonObject plausible(const std::vector<Field>& fields)
{
    QJsonObject input;
    for (const Field& field : fields)
        input.insert(QString::fromLatin1(field.name), plausible(field));
    return input;
}

struct Hostile {
    const char* what;
    QJsonValue value;
};

/// What no field of this type may take.
std::vector<Hostile> hostileTo(const Field& field)
{
    std::vector<Hostile> all{{"a list", QJsonArray{1}}};
    const auto text = [&](const char* what, const QString& value) { all.push_back({what, value}); };
    switch (field.type) {
    case FieldType::text:
        text("a line end", QStringLiteral("a\nb"));
        text("a control character", QStringLiteral("a\u0007b"));
        text("a mark of direction", QStringLiteral("a\u202eb"));
        [[fallthrough]];
    case FieldType::lines:
    case FieldType::secret:
    case FieldType::document:
        text("too much", QString(static_cast<qsizetype>(field.most) + 1, QLatin1Char('x')));
        all.push_back({"a number", 12});
        all.push_back({"an object", QJsonObject{{QStringLiteral("x"), 1}}});
        break;
    case FieldType::choice:
        text("no choice", QStringLiteral("something else"));
        all.push_back({"a number", 1});
        break;
    case FieldType::day:
        text("no day", QStringLiteral("2026-02-30"));
        break;
    case FieldType::sum:
        text("yuan", QStringLiteral("1.00"));
        all.push_back({"part of a fen", 1.5});
        all.push_back({"more than there is", 1e300});
        break;
    case FieldType::number:
        text("a text", QStringLiteral("1"));
        all.push_back({"a part", 0.5});
        break;
    case FieldType::id:
        text("a text", QStringLiteral("1"));
        all.push_back({"nobody's", 0});
        all.push_back({"less than nobody's", -1});
        break;
    case FieldType::flag:
        text("a text", QStringLiteral("true"));
        break;
    case FieldType::texts:
        all.push_back({"an object of numbers", QJsonObject{{QStringLiteral("payouts.poll_ms"), 5}}});
        text("a text", QStringLiteral("x"));
        break;
    }
    return all;
}

} // namespace

/// Every command of the shop, by its description alone.
class WalkTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<harness::DeskShop> shop_;
    std::unique_ptr<backend::ShopOffice> office_;

    [[nodiscard]] qint64 changes()
    {
        const auto count =
            shop_->books().readers().read<qint64>([](storage::Database& database) -> base::Result<qint64> {
                ZF_ASSIGN(auto rows,
                    database.query("SELECT (SELECT COUNT(*) FROM audit) + (SELECT COUNT(*) FROM acts) + "
                                   "(SELECT COUNT(*) FROM payouts) + (SELECT COUNT(*) FROM users) + "
                                   "(SELECT COUNT(*) FROM orders) + (SELECT COUNT(*) FROM transfers)"));
                return rows.next() ? rows.number(0) : -1;
            });
        return count.value_or(-1);
    }
    void columns()
    {
        QTest::addColumn<QString>("name");
        for (const auto& [name, command] : office_->door().catalogue().commands())
            QTest::newRow(qPrintable(name)) << name;
    }
    [[nodiscard]] const office::Command& command(const QString& name)
    {
        return *office_->door().catalogue().find(name);
    }
    [[nodiscard]] QString refusal(const Actor& actor, const QString& name, const QJsonObject& input)
    {
        const auto done = office_->door().run(actor, name, input);
        return done ? QStringLiteral("done") : done.error().code;
    }

private Q_SLOTS:
    void initTestCase()
    {
        shop_ = std::make_unique<harness::DeskShop>(harness::DeskShop::WithEngine::no);
        QVERIFY2(shop_->problem().isEmpty(), qPrintable(shop_->problem()));
        office_ = std::make_unique<backend::ShopOffice>(shop_->books());
        QVERIFY(office_->door().catalogue().commands().size() > 20);
    }

    void everyCommandIsDescribed_data() { columns(); }
    void everyCommandIsDescribed()
    {
        QFETCH(QString, name);
        const office::Command& it = command(name);
        QVERIFY(*it.words);
        QVERIFY(it.apply || it.prepare);
        QVERIFY(!it.fields.empty());
        for (const Field& field : it.fields) {
            QVERIFY2(*field.words, field.name);
            const bool isText = field.type == FieldType::text || field.type == FieldType::lines ||
                                field.type == FieldType::secret || field.type == FieldType::document;
            QVERIFY2(!isText || field.most > 0, field.name);
            QVERIFY2(field.type != FieldType::choice || field.choices.size() > 1, field.name);
        }
    }

    void withoutAnActorNothingIsDone_data() { columns(); }
    void withoutAnActorNothingIsDone()
    {
        QFETCH(QString, name);
        const qint64 before = changes();
        QCOMPARE(refusal(Actor{}, name, plausible(command(name).fields)), QStringLiteral("no_actor"));
        QCOMPARE(changes(), before);
    }

    void withoutThePermissionNothingIsDone_data() { columns(); }
    void withoutThePermissionNothingIsDone()
    {
        QFETCH(QString, name);
        const qint64 before = changes();
        const access::Permission permission = command(name).permission;
        const QJsonObject input = plausible(command(name).fields);
        int refused = 0;
        for (const Role role : access::kRoles) {
            Actor actor = harness::ownerNamed(QStringLiteral("mei"));
            actor.role = role;
            if (access::may(role, permission)) {
                if (!access::rowOf(permission).proof)
                    continue;
                actor.proven = false;
                QCOMPARE(refusal(actor, name, input), QStringLiteral("password_needed"));
            } else {
                QCOMPARE(refusal(actor, name, input), QStringLiteral("not_permitted"));
            }
            ++refused;
        }
        Actor stranger = harness::ownerNamed(QStringLiteral("eve"));
        stranger.role = Role::unknown;
        QCOMPARE(refusal(stranger, name, input), QStringLiteral("not_permitted"));
        if (!access::rowOf(permission).seat)
            QCOMPARE(refusal(Actor::atSeat(QStringLiteral("window")), name, input),
                QStringLiteral("password_needed"));
        QVERIFY(refused > 0);
        QCOMPARE(changes(), before);
    }

    void hostileInputNamesItsField_data() { columns(); }
    void hostileInputNamesItsField()
    {
        QFETCH(QString, name);
        const qint64 before = changes();
        const Actor owner = harness::ownerNamed(QStringLiteral("mei"));
        const std::vector<Field>& fields = command(name).fields;
        const auto isNamed = [&](const QJsonObject& input, const QString& field, const char* what) {
            const auto done = office_->door().run(owner, name, input);
            const QString said = done ? QStringLiteral("it was done") : done.error().message;
            QVERIFY2(!done && done.error().kind == base::ErrorKind::invalid && said.contains(field) &&
                         done.error().figures.contains(field),
                qPrintable(QStringLiteral("%1 with %2: %3").arg(field, QLatin1String(what), said)));
        };
        QJsonObject more = plausible(fields);
        more.insert(QStringLiteral("not_described"), 1);
        isNamed(more, QStringLiteral("not_described"), "a field that is not there");
        for (const Field& field : fields) {
            const QString key = QString::fromLatin1(field.name);
            QJsonObject input = plausible(fields);
            if (field.required) {
                input.remove(key);
                isNamed(input, key, "nothing");
            }
            for (const Hostile& hostile : hostileTo(field)) {
                input.insert(key, hostile.value);
                isNamed(input, key, hostile.what);
            }
        }
        QCOMPARE(changes(), before);
    }

    void aKeyThatIsNoneIsRefused_data() { columns(); }
    void aKeyThatIsNoneIsRefused()
    {
        QFETCH(QString, name);
        const qint64 before = changes();
        const auto done = office_->door().run(harness::ownerNamed(QStringLiteral("mei")), name,
            plausible(command(name).fields), QStringLiteral("a key with blanks"));
        QVERIFY(!done);
        QCOMPARE(done.error().code, QStringLiteral("invalid_key"));
        QCOMPARE(changes(), before);
    }

    void nobodyKnowsOtherCommands()
    {
        QCOMPARE(refusal(harness::ownerNamed(QStringLiteral("mei")), QStringLiteral("money.burn"), {}),
            QStringLiteral("no_such_command"));
    }
};

ZHANGFANG_TEST(WalkTest)
#include "walk_test.moc"
