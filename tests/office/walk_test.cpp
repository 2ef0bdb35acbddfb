#include "access/audit.h"
#include "backend/shop_office.h"
#include "harness/decisions.h"
#include "harness/desk_shop.h"
#include "harness/run.h"
#include "shop/tasks.h"

#include <QDateTime>
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

/// Whether it stands in an answer as its column says.
bool fits(const office::Column& column, const QJsonValue& value)
{
    if (value.isNull() || value.isUndefined())
        return column.mayBeMissing;
    switch (column.type) {
    case office::CellType::text:
        return value.isString();
    case office::CellType::time:
        return value.isString() && QDateTime::fromString(value.toString(), Qt::ISODateWithMs).isValid();
    case office::CellType::number:
    case office::CellType::sum:
        return value.isDouble() && value.toDouble() == static_cast<double>(value.toInteger());
    case office::CellType::flag:
        return value.isBool();
    case office::CellType::object:
        return value.isObject() || value.isArray();
    case office::CellType::rows:
        return value.isArray();
    }
    return false;
}

/// The first of what is in a row and not described, or the other way round; empty: they agree.
QString difference(const std::vector<office::Column>& columns, const QJsonObject& row)
{
    for (const office::Column& column : columns) {
        if (!fits(column, row.value(QLatin1String(column.name))))
            return QString::fromLatin1(column.name);
    }
    for (const QString& name : row.keys()) {
        const bool isKnown = std::any_of(columns.begin(), columns.end(),
            [&](const office::Column& column) { return name == QLatin1String(column.name); });
        if (!isKnown)
            return name;
    }
    return {};
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

/// Every command and query of the shop, by its description alone.
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
                                   "(SELECT COUNT(*) FROM orders) + (SELECT COUNT(*) FROM transfers) + "
                                   "(SELECT SUM(authority_version) + COUNT(*) FROM operators) + "
                                   "(SELECT COUNT(*) FROM operator_totp) + "
                                   "(SELECT COUNT(*) FROM recovery_sheets)"));
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
    void queryColumns()
    {
        QTest::addColumn<QString>("name");
        for (const auto& [name, query] : office_->door().catalogue().queries())
            QTest::newRow(qPrintable(name)) << name;
    }
    [[nodiscard]] const office::Query& query(const QString& name)
    {
        return *office_->door().catalogue().findQuery(name);
    }
    [[nodiscard]] QString silence(const Actor& actor, const QString& name, const QJsonObject& input)
    {
        const auto told = office_->enquiries().ask(actor, name, input);
        return told ? QStringLiteral("told") : told.error().code;
    }
    static void describesItsFields(const std::vector<Field>& fields)
    {
        for (const Field& field : fields) {
            QVERIFY2(*field.words, field.name);
            const bool isText = field.type == FieldType::text || field.type == FieldType::lines ||
                                field.type == FieldType::secret || field.type == FieldType::document;
            QVERIFY2(!isText || field.most > 0, field.name);
            QVERIFY2(field.type != FieldType::choice || field.choices.size() > 1, field.name);
        }
    }
    using Do = std::function<base::Result<QJsonObject>(const QJsonObject& input)>;
    /// Each field, with whatever it must not take; and one that is not there.
    static void refusesHostileInput(const std::vector<Field>& fields, const Do& act)
    {
        const auto isNamed = [&](const QJsonObject& input, const QString& field, const char* what) {
            const auto done = act(input);
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
    }
    [[nodiscard]] QString refusal(const Actor& actor, const QString& name, const QJsonObject& input)
    {
        const auto done = office_->door().run(actor, name, input);
        return done ? QStringLiteral("done") : done.error().code;
    }

private Q_SLOTS:
    static void whatCameAlongWhenItWasPastedIsLetGo()
    {
        const std::vector<Field> fields{{"openid", FieldType::text, "of the app", true, 1, 64}};
        const auto taken = [&](const QString& given) {
            const auto meant = office::checked(fields, {{QStringLiteral("openid"), given}});
            return meant ? meant->value(QLatin1String("openid")).toString() : QStringLiteral("refused");
        };
        QCOMPARE(taken(QStringLiteral(" oBob\n")), QStringLiteral("oBob"));
        QCOMPARE(taken(QStringLiteral("\u200boBob")), QStringLiteral("oBob"));
        QCOMPARE(taken(QStringLiteral(" oBob ")), QStringLiteral(" oBob ")); // the room says what blanks mean
        QCOMPARE(taken(QStringLiteral("o\nBob")), QStringLiteral("refused"));
        QCOMPARE(taken(QStringLiteral("\n")), QStringLiteral("refused"));
        // A filter that nobody can see is not no filter.
        const std::vector<Field> filter{{"user", FieldType::text, "of one user", false, 1, 64}};
        for (const char* unseen : {"\n", "\u200b", "\r\n\t"}) {
            const auto meant = office::checked(filter, {{QStringLiteral("user"), QString::fromUtf8(unseen)}});
            QVERIFY(!meant);
            QVERIFY(meant.error().message.startsWith(QLatin1String("The field user")));
        }
        QVERIFY(office::checked(filter, {{QStringLiteral("user"), QString()}}));
    }

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
        describesItsFields(it.fields);
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
        refusesHostileInput(command(name).fields,
            [&](const QJsonObject& input) { return office_->door().run(owner, name, input); });
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

    void everyQueryIsDescribed_data() { queryColumns(); }
    void everyQueryIsDescribed()
    {
        QFETCH(QString, name);
        const office::Query& it = query(name);
        QVERIFY(*it.words);
        QVERIFY(static_cast<bool>(it.read) != static_cast<bool>(it.readElsewhere));
        QVERIFY(!it.columns.empty());
        for (const office::Column& column : it.columns)
            QVERIFY2(*column.words, column.name);
        describesItsFields(it.fields);
    }

    void withoutThePermissionNothingIsTold_data() { queryColumns(); }
    void withoutThePermissionNothingIsTold()
    {
        QFETCH(QString, name);
        const access::PermissionRow& row = access::rowOf(query(name).permission);
        const QJsonObject input = plausible(query(name).fields);
        QCOMPARE(silence(Actor{}, name, input), QStringLiteral("no_actor"));
        for (const Role role : access::kRoles) {
            Actor actor = harness::ownerNamed(QStringLiteral("mei"));
            actor.role = role;
            actor.proven = !row.proof;
            const QString said = silence(actor, name, input);
            const bool isRefused =
                said == QStringLiteral("not_permitted") || said == QStringLiteral("password_needed");
            QCOMPARE(isRefused, !access::may(role, row.permission) || row.proof);
        }
        Actor stranger = harness::ownerNamed(QStringLiteral("eve"));
        stranger.role = Role::unknown;
        QCOMPARE(silence(stranger, name, input), QStringLiteral("not_permitted"));
        QCOMPARE(silence(Actor::atSeat(QStringLiteral("window")), name, input) ==
                     QStringLiteral("password_needed"),
            !row.seat);
    }

    /// As the matrix has it: an auditor sees everything, a clerk no secrets, not even which there are.
    void anAuditorSeesAllAndAClerkNoSecrets()
    {
        for (const auto& [name, query] : office_->door().catalogue().queries()) {
            QVERIFY2(access::may(Role::auditor, query.permission), qPrintable(name));
            const bool isOfSecrets = query.permission == access::Permission::seeSecretNames;
            QVERIFY2(access::may(Role::clerk, query.permission) == !isOfSecrets, qPrintable(name));
        }
        Actor clerk = harness::ownerNamed(QStringLiteral("lin"));
        clerk.role = Role::clerk;
        QCOMPARE(silence(clerk, QStringLiteral("secrets.list"), {}), QStringLiteral("not_permitted"));
    }

    void hostileQuestionsNameTheirField_data() { queryColumns(); }
    void hostileQuestionsNameTheirField()
    {
        QFETCH(QString, name);
        const Actor owner = harness::ownerNamed(QStringLiteral("mei"));
        refusesHostileInput(query(name).fields,
            [&](const QJsonObject& input) { return office_->enquiries().ask(owner, name, input); });
    }

    /// In a shop where there is something to tell: every column is there, of its type, and no other.
    void everyQueryAnswersAsItIsDescribed()
    {
        const Actor owner = harness::ownerNamed(QStringLiteral("mei"));
        const auto user = shop_->userWith(QStringLiteral("oWalk_1"), 10'000);
        REQUIRE(user);
        const auto asked = office_->withdrawal(
            owner, payouts::RequestWithdrawal{*user, base::Money::fen(2'000), {}}, QString());
        REQUIRE(asked);
        REQUIRE(office_->withdrawal(owner, payouts::ApproveWithdrawal::of(asked->id), QString()));
        REQUIRE(shop_->books().writer().runNow<int>([](storage::Database& database) -> base::Result<int> {
            ZF_TRY(shop::raiseTask(database, QStringLiteral("event:EV-1"), QStringLiteral("quarantined"),
                QStringLiteral("it does not fit"), 1));
            ZF_TRY(database.execute(
                "INSERT INTO inbox (event_id, event_type, body, body_sha256, outcome, note, received_at) "
                "VALUES ('EV-1', 'REFUND.SUCCESS', :body, 'x', 'quarantined', 'it does not fit', 1)",
                {{":body", QByteArray("{}")}}));
            return 0;
        }));
        // Nobody listens there: what WeChat would tell is not waited for.
        REQUIRE(shop_->set("wechatpay.notify_url", QStringLiteral("http://127.0.0.1:9/notify")));
        payments::NewOrder wanted;
        wanted.amount = base::Money::fen(1'000);
        wanted.description = QStringLiteral("tea");
        wanted.channel = QStringLiteral("native");
        const auto order = office_->order(owner, payments::CreateOrder{wanted});
        REQUIRE(order);
        const auto errands = office_->enquiries().ask(owner, QStringLiteral("errand.list"), {});
        REQUIRE(errands);
        const QJsonArray underWay = errands->value(QLatin1String("items")).toArray();
        QVERIFY(!underWay.isEmpty());
        const QJsonValue errand = underWay.first().toObject().value(QLatin1String("id"));
        const std::map<QString, QJsonObject> asking{
            {QStringLiteral("order.show"), {{QStringLiteral("number"), order->number.toString()}}},
            {QStringLiteral("withdrawal.show"), {{QStringLiteral("id"), asked->id.value()}}},
            {QStringLiteral("settings.get"), {{QStringLiteral("key"), QStringLiteral("payouts.poll_ms")}}},
            {QStringLiteral("wallet.show"), {{QStringLiteral("user"), user->value()}}},
            {QStringLiteral("errand.show"), {{QStringLiteral("id"), errand}}}};
        // What has an order of its own is asked for twice: with it, and without.
        std::vector<std::pair<QString, QJsonObject>> questions;
        for (const auto& [name, query] : office_->door().catalogue().queries()) {
            const auto given = asking.find(name);
            questions.emplace_back(name, given == asking.end() ? QJsonObject() : given->second);
            for (const Field& field : query.fields) {
                if (field.type == FieldType::choice && QLatin1String(field.name) == QLatin1String("sort"))
                    questions.emplace_back(name,
                        QJsonObject{{QStringLiteral("sort"), QString::fromLatin1(field.choices.back())}});
            }
        }
        for (const auto& [name, question] : questions) {
            const office::Query& query = *office_->door().catalogue().findQuery(name);
            const auto told = office_->enquiries().ask(owner, name, question);
            QVERIFY2(told, qPrintable(name + QStringLiteral(": ") + (told ? QString() : told.error().code)));
            if (query.answers == office::Query::Answers::one) {
                QCOMPARE(difference(query.columns, *told), QString());
                continue;
            }
            QJsonObject around = *told;
            around.remove(QLatin1String("items"));
            QVERIFY2(around.contains(QLatin1String("next")), qPrintable(name));
            around.remove(QLatin1String("next"));
            QCOMPARE(difference(query.beside, around), QString());
            const QJsonArray rows = told->value(QLatin1String("items")).toArray();
            QVERIFY2(!rows.isEmpty(), qPrintable(name));
            for (const auto& row : rows) {
                if (query.answers == office::Query::Answers::names)
                    QVERIFY2(row.isString(), qPrintable(name));
                else
                    QCOMPARE(difference(query.columns, row.toObject()), QString());
            }
        }
    }

    /// What a person says of an errand is an act like any other, and its command takes it.
    void everyWordOnAnErrandIsACommand()
    {
        int found = 0;
        for (const rooms::Room& room : backend::allRooms(shop_->books())) {
            for (const rooms::ErrandKind& kind : room.errands) {
                if (kind.resolvedBy.isEmpty())
                    continue;
                const office::Command* const command = office_->door().catalogue().find(kind.resolvedBy);
                QVERIFY2(command, qPrintable(kind.kind));
                for (const bool isDone : {true, false}) {
                    const auto input = office::checked(
                        command->fields, kind.input({QStringLiteral("1"), QStringLiteral("N0815"), isDone,
                                             QStringLiteral("bill"), QStringLiteral("seen")}));
                    QVERIFY2(input, qPrintable(kind.kind));
                }
                QVERIFY(office_->errandKind(kind.kind));
                ++found;
            }
        }
        QVERIFY(found >= 2);
    }

    void nobodyKnowsOtherCommands()
    {
        QCOMPARE(refusal(harness::ownerNamed(QStringLiteral("mei")), QStringLiteral("money.burn"), {}),
            QStringLiteral("no_such_command"));
        QCOMPARE(silence(harness::ownerNamed(QStringLiteral("mei")), QStringLiteral("money.seek"), {}),
            QStringLiteral("no_such_command"));
    }
};

ZHANGFANG_TEST(WalkTest)
#include "walk_test.moc"
