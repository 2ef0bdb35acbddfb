#include "base/json.h"
#include "console/practice_folder.h"
#include "console/practice_shop.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "http/transport.h"

#include <QDir>
#include <QDirIterator>
#include <unistd.h>

using namespace zhangfang;
using base::Money;

namespace
{

/// For as long as it lives the test is somebody whom the system refuses something; root is refused nothing.
class Nobody
{
public:
    Nobody()
    {
        if (::geteuid() == 0 && ::setresuid(kNobody, kNobody, 0) != 0)
            qFatal("the test cannot become somebody else");
    }
    ~Nobody()
    {
        if (::setresuid(was_, was_, was_) != 0)
            qFatal("the test cannot become itself again");
    }
    Nobody(const Nobody&) = delete;
    Nobody& operator=(const Nobody&) = delete;
    static constexpr uid_t kNobody = 65'534;

private:
    const uid_t was_ = ::getuid();
};

/// Everything below: what it is, and what is in it.
QMap<QString, QByteArray> seenBelow(const QString& folder)
{
    QMap<QString, QByteArray> all;
    QDirIterator it(folder, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
        QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QFileInfo info(it.next());
        if (info.fileName().startsWith(QLatin1String("zhangfang.db-")))
            continue; // SQLite's own, of whoever looks
        QFile file(info.filePath());
        all.insert(info.filePath(), info.isSymLink() ? info.symLinkTarget().toUtf8()
                                    : info.isFile() && file.open(QIODevice::ReadOnly)
                                        ? file.readAll()
                                        : QByteArray("a folder"));
    }
    return all;
}

} // namespace

/// The shop that a newcomer plays with: its made-up past is WeChat's past too, whatever WeChat takes.
class LivingShopTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itsBooksAreWechats()
    {
        QTemporaryDir temp;
        auto shop = console::PracticeShop::open(temp.filePath(QStringLiteral("shop")));
        REQUIRE(shop);
        const auto folder = (*shop)->takeFolder();
        const auto settings = folder->settings();
        REQUIRE(settings);
        QCOMPARE(settings->text("wechatpay.fee_rate"), QStringLiteral("0.60"));
        const auto answer = http::makeTransport()->exchange(
            QUrl(settings->text("wechatpay.api_base_url")), {"GET", "/control/books", {}, {}, {}}, 10'000);
        QVERIFY(answer);
        const auto theirs = base::parseJsonObject(answer->body);
        REQUIRE(theirs);
        const auto ours =
            folder->readers().read<Money>([](storage::Database& database) -> base::Result<Money> {
                ZF_ASSIGN(const Money basic, ledger::balance(database, ledger::AccountPath::wechatBasic()));
                ZF_ASSIGN(
                    const auto path, ledger::AccountPath::parse(QStringLiteral("assets:wechat:unsettled")));
                ZF_ASSIGN(const Money unsettled, ledger::balance(database, path));
                return basic.plus(unsettled);
            });
        REQUIRE(ours);
        QVERIFY(ours->isPositive());
        QCOMPARE(theirs->value(QLatin1String("balance_fen")).toInteger(), ours->inFen());
    }

    /// Practice neither opens, writes into nor empties what it has not made.
    void whatIsSomebodysIsLeftAlone_data()
    {
        QTest::addColumn<QString>("what");
        for (const char* what : {"a document", "a hidden file", "a shop", "a shop with practice's marker",
                 "a shop of an earlier version", "a damaged shop with practice's marker", "a way to a shop",
                 "a folder whose books are a way to a shop's"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void whatIsSomebodysIsLeftAlone()
    {
        QFETCH(QString, what);
        QTemporaryDir temp;
        QString folder = temp.filePath(QStringLiteral("shop"));
        const auto put = [&](const char* name, const QByteArray& bytes) {
            QFile file(folder + QLatin1Char('/') + QString::fromLatin1(name));
            return QDir().mkpath(folder) && file.open(QIODevice::WriteOnly) && file.write(bytes) >= 0;
        };
        if (what.contains(QLatin1String("shop")))
            REQUIRE(backend::ShopFolder::initialise(
                folder, QStringLiteral("Tea"), QStringLiteral("mei"), QByteArray("correct horse 9")));
        if (what.contains(QLatin1String("earlier"))) {
            const auto database = storage::Database::open(
                folder + QStringLiteral("/zhangfang.db"), storage::Database::Access::existing);
            REQUIRE(database);
            REQUIRE((*database)->executeScript(QStringLiteral("DROP TABLE practice_books")));
        }
        if (what.contains(QLatin1String("marker")))
            QVERIFY(put("practice-shop", "copied"));
        if (what.contains(QLatin1String("damaged")))
            QVERIFY(put("zhangfang.db", QByteArray(8192, 'x')));
        if (what == QLatin1String("a document"))
            QVERIFY(put("thesis.odt", "years of work"));
        if (what == QLatin1String("a hidden file"))
            QVERIFY(put(".diary", "years of work"));
        if (what == QLatin1String("a way to a shop")) {
            QVERIFY(QFile::link(folder, temp.filePath(QStringLiteral("way"))));
            folder = temp.filePath(QStringLiteral("way"));
        }
        if (what.contains(QLatin1String("a way to a shop's"))) {
            const QString books = folder + QStringLiteral("/zhangfang.db");
            folder = temp.filePath(QStringLiteral("other"));
            QVERIFY(QDir().mkpath(folder));
            QVERIFY(QFile::link(books, folder + QStringLiteral("/zhangfang.db")));
            QVERIFY(put("practice-shop", "copied"));
        }
        const auto seen = [&temp] { return seenBelow(temp.path()); };
        const auto before = seen();
        const auto opened = console::PracticeShop::open(folder);
        QVERIFY(!opened);
        const auto emptied = console::emptyPractice(folder);
        QVERIFY(!emptied);
        QCOMPARE(opened.error().code, QStringLiteral("not_practice"));
        QCOMPARE(emptied.error().code, QStringLiteral("not_practice"));
        for (const base::Error& error : {opened.error(), emptied.error()})
            QVERIFY2(error.describe().contains(folder), qPrintable(error.describe()));
        QCOMPARE(seen(), before);
    }

    /// Where the system does not let practice look or write, it says where, and leaves what is there.
    void whereItMayNotItSaysSo_data()
    {
        QTest::addColumn<QFile::Permissions>("rights");
        QTest::addColumn<bool>("isFolder");
        QTest::addColumn<bool>("isEmpty");
        QTest::newRow("a file in its place") << QFile::Permissions(QFile::ReadOwner) << false << false;
        QTest::newRow("no rights at all") << QFile::Permissions() << true << false;
        QTest::newRow("written and not read")
            << QFile::Permissions(QFile::WriteOwner | QFile::ExeOwner) << true << false;
        QTest::newRow("read and not written")
            << QFile::Permissions(QFile::ReadOwner | QFile::ExeOwner) << true << false;
        QTest::newRow("empty, read and not written")
            << QFile::Permissions(QFile::ReadOwner | QFile::ExeOwner) << true << true;
    }
    void whereItMayNotItSaysSo()
    {
        QFETCH(QFile::Permissions, rights);
        QFETCH(bool, isFolder);
        QFETCH(bool, isEmpty);
        QTemporaryDir temp;
        const QString place = temp.filePath(QStringLiteral("place"));
        const QString file = isFolder ? place + QStringLiteral("/thesis.odt") : place;
        if (isFolder)
            QVERIFY(QDir().mkpath(place));
        if (!isEmpty) {
            QFile thesis(file);
            QVERIFY(thesis.open(QIODevice::WriteOnly) && thesis.write("years of work") > 0);
        }
        const auto before = seenBelow(temp.path());
        if (::geteuid() == 0) {
            for (const QString& one : {temp.path(), place})
                QVERIFY(::chown(QFile::encodeName(one).constData(), Nobody::kNobody, Nobody::kNobody) == 0);
        }
        QVERIFY(QFile::setPermissions(place, rights));
        QString said;
        {
            const Nobody nobody;
            // As the program does with --fresh, and without.
            const auto emptied = console::emptyPractice(place);
            const auto opened = console::PracticeShop::open(place);
            QVERIFY(!opened);
            said = opened.error().describe();
            if (isFolder && !isEmpty)
                QVERIFY(!emptied);
        }
        QVERIFY(QFile::setPermissions(place, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        QVERIFY2(said.contains(place), qPrintable(said));
        QCOMPARE(seenBelow(temp.path()), before);
    }

    /// What practice made is opened again, and made anew; what somebody has put beside it stays.
    void whatPracticeMadeIsItsOwn()
    {
        QTemporaryDir temp;
        const QString folder = temp.filePath(QStringLiteral("shop"));
        const auto orders = [&]() -> qint64 {
            const auto shop = console::PracticeShop::open(folder);
            if (!shop)
                return -1;
            const auto books = (*shop)->takeFolder();
            return books->readers()
                .read<qint64>([](storage::Database& database) -> base::Result<qint64> {
                    ZF_ASSIGN(auto rows, database.query("SELECT COUNT(*) FROM orders"));
                    return rows.next() ? rows.number(0) : -1;
                })
                .value_or(-1);
        };
        const qint64 first = orders();
        QVERIFY(first > 0);
        QCOMPARE(orders(), first);
        QFile beside(folder + QStringLiteral("/notes.txt"));
        QVERIFY(beside.open(QIODevice::WriteOnly));
        beside.close();
        REQUIRE(console::emptyPractice(folder));
        QVERIFY(beside.exists());
        QVERIFY(!QFile::exists(folder + QStringLiteral("/zhangfang.db")));
        QVERIFY(orders() > 0);
    }
};

ZHANGFANG_TEST(LivingShopTest)
#include "living_shop_test.moc"
