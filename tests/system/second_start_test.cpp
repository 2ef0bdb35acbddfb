#include "backend/shop_folder.h"
#include "console/one_instance.h"
#include "harness/run.h"
#include "harness/shop.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QTimer>
#include <thread>

using namespace zhangfang;
using console::OneInstance;

namespace
{

constexpr int kSoonMs = 30'000;

} // namespace

/// The program is started while it runs already, while it is ending, and after it was killed.
class SecondStartTest : public QObject
{
    Q_OBJECT

    /// The program itself, offscreen, on a real shop's folder.
    [[nodiscard]] std::unique_ptr<QProcess> start(const QString& folder) const
    {
        auto program = std::make_unique<QProcess>();
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        environment.insert(
            QStringLiteral("ZHANGFANG_VAULT_PASSPHRASE_FILE"), temp_.filePath(QStringLiteral("passphrase")));
        program->setProcessEnvironment(environment);
        program->start(QStringLiteral(ZHANGFANG_PROGRAMS "/zhangfang"), {QStringLiteral("--data"), folder});
        return program;
    }
    [[nodiscard]] static bool ends(QProcess& program)
    {
        return QTest::qWaitFor([&program] { return program.state() == QProcess::NotRunning; }, kSoonMs);
    }
    static void kill(QProcess& program)
    {
        program.kill();
        program.waitForFinished(kSoonMs);
    }
    /// Whether a window of that folder answers whoever starts second.
    [[nodiscard]] static bool answers(const QString& folder)
    {
        return QTest::qWaitFor(
            [&folder] {
                return OneInstance(folder, std::chrono::seconds(5)).begin() == OneInstance::Other::shown;
            },
            kSoonMs);
    }
    QTemporaryDir temp_;
    QString folder_;
    int serial_ = 0;

private Q_SLOTS:
    void initTestCase()
    {
        QFile passphrase(temp_.filePath(QStringLiteral("passphrase")));
        QVERIFY(passphrase.open(QIODevice::WriteOnly) && passphrase.write("a vault passphrase") > 0);
    }
    void init()
    {
        folder_ = temp_.filePath(QString::number(++serial_));
        REQUIRE(backend::ShopFolder::initialise(
            folder_, QStringLiteral("Tea"), QStringLiteral("mei"), QByteArray("a good password")));
    }

    /// However its path is written, and also before there is anything in it.
    void whileTheFirstRunsItIsShown_data()
    {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        QTest::newRow("the same path") << QStringLiteral("a") << QStringLiteral("a");
        QTest::newRow("with a slash") << QStringLiteral("a") << QStringLiteral("a/");
        QTest::newRow("a way around") << QStringLiteral("a") << QStringLiteral("b/../a");
        QTest::newRow("a link") << QStringLiteral("a") << QStringLiteral("link");
        QTest::newRow("not there yet") << QStringLiteral("new") << QStringLiteral("new/");
    }
    void whileTheFirstRunsItIsShown()
    {
        QFETCH(QString, first);
        QFETCH(QString, second);
        for (const char* name : {"a", "b"})
            QVERIFY(QDir(folder_).mkpath(QString::fromLatin1(name)));
        QFile::link(folder_ + QStringLiteral("/a"), folder_ + QStringLiteral("/link"));
        OneInstance one(QDir(folder_).filePath(first));
        QCOMPARE(one.begin(), OneInstance::Other::none);
        int shown = 0;
        one.onShow([&shown] { ++shown; });
        std::optional<OneInstance::Other> other;
        std::thread starting([&] { other = OneInstance(QDir(folder_).filePath(second)).begin(); });
        const bool told = QTest::qWaitFor([&shown] { return shown > 0; }, kSoonMs);
        starting.join();
        QVERIFY(told);
        QCOMPARE(other, std::optional(OneInstance::Other::shown));
        QCOMPARE(shown, 1);
    }

    void anotherFolderIsAnotherShop()
    {
        OneInstance one(folder_ + QStringLiteral("/a"));
        QCOMPARE(one.begin(), OneInstance::Other::none);
        OneInstance other(folder_ + QStringLiteral("/b"));
        QCOMPARE(other.begin(), OneInstance::Other::none);
    }

    /// It waits until the first has ended, and then has the folder.
    void whileTheFirstIsEndingItWaits()
    {
        auto one = std::make_unique<OneInstance>(folder_);
        QCOMPARE(one->begin(), OneInstance::Other::none);
        int shown = 0;
        one->onShow([&shown] { ++shown; });
        one->leave();
        std::atomic<bool> isOver = false;
        std::optional<OneInstance::Other> other;
        const std::unique_ptr<QThread> starting(QThread::create([&] {
            OneInstance second(folder_);
            other = second.begin();
            isOver = true;
        }));
        starting->start();
        QTimer ending; // it has greeted several times by then
        ending.setSingleShot(true);
        ending.start(1'500);
        const bool ended = QTest::qWaitFor([&ending] { return !ending.isActive(); }, kSoonMs);
        const bool waited = !isOver;
        one.reset();
        const bool went = QTest::qWaitFor([&isOver] { return isOver.load(); }, kSoonMs);
        starting->wait();
        QVERIFY(ended && waited && went);
        QCOMPARE(other, std::optional(OneInstance::Other::none));
        QCOMPARE(shown, 0);
    }

    /// A first one that does not end in its time is told of, and nothing is opened beside it.
    void aFirstThatDoesNotEndIsToldOf()
    {
        OneInstance one(folder_);
        QCOMPARE(one.begin(), OneInstance::Other::none);
        // Its event loop does not run meanwhile: it answers nobody.
        OneInstance second(folder_, std::chrono::milliseconds(700));
        QCOMPARE(second.begin(), OneInstance::Other::stillEnding);
    }

    void whatAKilledOneLeftHoldsNobodyUp()
    {
        auto first = start(folder_);
        QVERIFY2(answers(folder_), first->readAllStandardError().constData());
        auto second = start(folder_);
        QVERIFY(ends(*second));
        QCOMPARE(second->exitCode(), 0);
        QCOMPARE(first->state(), QProcess::Running);
        kill(*first); // SIGKILL: its socket and its locks stay behind
        auto third = start(folder_);
        QVERIFY2(answers(folder_), third->readAllStandardError().constData());
        QCOMPARE(third->state(), QProcess::Running);
        kill(*third);
    }

    /// Two clicks on the icon.
    void twoAtOnceAreOne()
    {
        std::vector<std::unique_ptr<QProcess>> both;
        for (int i = 0; i < 2; ++i)
            both.push_back(start(folder_));
        const auto running = [&both] {
            return std::count_if(both.begin(), both.end(),
                [](const auto& one) { return one->state() != QProcess::NotRunning; });
        };
        QTRY_COMPARE_WITH_TIMEOUT(running(), 1, kSoonMs);
        QVERIFY(answers(folder_));
        QCOMPARE(running(), 1);
        for (auto& one : both) {
            if (one->state() == QProcess::NotRunning)
                QCOMPARE(one->exitCode(), 0);
            else
                kill(*one);
        }
    }

    /// Practice refuses somebody's folder before it has written anything there, its own preferences included.
    void practiceLeavesFoldersOfOthers_data()
    {
        QTest::addColumn<bool>("fresh");
        QTest::addColumn<bool>("isShop");
        for (const bool fresh : {false, true}) {
            for (const bool isShop : {false, true})
                QTest::addRow("%s%s", isShop ? "a shop" : "a document", fresh ? ", --fresh" : "")
                    << fresh << isShop;
        }
    }
    void practiceLeavesFoldersOfOthers()
    {
        QFETCH(bool, fresh);
        QFETCH(bool, isShop);
        const QTemporaryDir temp;
        const QString folder = isShop ? folder_ : temp.path();
        if (!isShop) {
            QFile thesis(temp.filePath(QStringLiteral("thesis.odt")));
            QVERIFY(thesis.open(QIODevice::WriteOnly) && thesis.write("years of work") > 0);
        }
        const auto seen = [&folder] {
            QMap<QString, QByteArray> all;
            for (const QFileInfo& info :
                QDir(folder).entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot)) {
                QFile file(info.filePath());
                if (!info.fileName().startsWith(QLatin1String("zhangfang.db-")) &&
                    file.open(QIODevice::ReadOnly))
                    all.insert(info.fileName(), file.readAll());
            }
            return all;
        };
        const auto before = seen();
        QProcess program;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        program.setProcessEnvironment(environment);
        QStringList arguments{QStringLiteral("--practice"), QStringLiteral("--data"), folder};
        if (fresh)
            arguments << QStringLiteral("--fresh");
        program.start(QStringLiteral(ZHANGFANG_PROGRAMS "/zhangfang"), arguments);
        QByteArray said;
        const bool told = QTest::qWaitFor(
            [&] {
                said += program.readAllStandardError();
                return said.contains("practice has not made");
            },
            kSoonMs);
        kill(program); // it waits for somebody to read it
        QVERIFY2(told, said.constData());
        QVERIFY2(said.contains(folder.toUtf8()), said.constData());
        QCOMPARE(seen(), before);
    }
};

ZHANGFANG_TEST(SecondStartTest)
#include "second_start_test.moc"
