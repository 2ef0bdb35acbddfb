#include "backend/output.h"
#include "harness/run.h"
#include "harness/shop.h"

#include <fcntl.h>
#include <sys/stat.h>

using namespace zhangfang;
using backend::Output;

/// Whatever a person names as an output: nothing of the shop's, and nothing that is there already, is lost.
class OutputTest : public QObject
{
    Q_OBJECT
    QTemporaryDir temp_;
    QString place(const char* name) const { return temp_.filePath(QString::fromLatin1(name)); }
    QString shop() const { return place("shop"); }
    static QByteArray contentOf(const QString& file)
    {
        QFile in(file);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray("unreadable");
    }
    static bool put(const QString& file, const QByteArray& content)
    {
        QFile out(file);
        return out.open(QIODevice::WriteOnly) && out.write(content) == content.size();
    }
    static mode_t rightsOf(const QString& file)
    {
        struct stat found {
        };
        return ::stat(QFile::encodeName(file).constData(), &found) == 0 ? found.st_mode & 0777U : 0;
    }

private Q_SLOTS:
    void init()
    {
        temp_ = QTemporaryDir();
        QVERIFY(QDir(temp_.path()).mkdir(QStringLiteral("shop")));
        QVERIFY(QDir(temp_.path()).mkdir(QStringLiteral("folder")));
        QVERIFY(put(shop() + QStringLiteral("/zhangfang.db"), "the books"));
        QVERIFY(put(place("there"), "before"));
        QVERIFY(QFile::link(shop() + QStringLiteral("/zhangfang.db"), place("to-books")));
        QVERIFY(QFile::link(shop(), place("to-shop")));
        QVERIFY(QFile::link(place("there"), place("to-there")));
        QVERIFY(QFile::link(place("nowhere"), place("to-nowhere")));
    }

    void targets_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("kept");
        QTest::addColumn<QString>("replaced");
        const auto row = [](const char* name, const char* kept, const char* replaced) {
            QTest::newRow(name) << QString::fromLatin1(name) << QString::fromLatin1(kept)
                                << QString::fromLatin1(replaced);
        };
        row("new", "", "");
        row("folder/new", "", "");
        row("there", "output_exists", "");
        row("to-there", "output_exists", "");
        row("to-nowhere", "not_a_file", "not_a_file");
        row("folder", "not_a_file", "not_a_file");
        row("folder/", "not_a_file", "not_a_file");
        row("no-such-folder/new", "disk_error", "disk_error");
        row("shop/new", "output_in_data_folder", "output_in_data_folder");
        row("shop/zhangfang.db", "output_in_data_folder", "output_in_data_folder");
        row("folder/../shop/new", "output_in_data_folder", "output_in_data_folder");
        row("to-shop/new", "output_in_data_folder", "output_in_data_folder");
        row("to-books", "output_in_data_folder", "output_in_data_folder");
        row("shop", "not_a_file", "not_a_file");
    }
    void targets()
    {
        QFETCH(QString, name);
        QFETCH(QString, kept);
        QFETCH(QString, replaced);
        for (const auto& [existing, expected] :
            {std::pair(Output::Existing::keep, kept), std::pair(Output::Existing::replace, replaced)}) {
            const QString target = temp_.path() + QLatin1Char('/') + name;
            const auto done = backend::writeOutput(target, shop(), existing, "after");
            QCOMPARE(done ? QString() : done.error().code, expected);
            if (done) {
                QCOMPARE(contentOf(target), QByteArray("after"));
                QCOMPARE(rightsOf(target), mode_t(0600));
            } else {
                QVERIFY2(done.error().message.contains(target), qPrintable(done.error().message));
            }
            if (existing == Output::Existing::keep)
                QCOMPARE(contentOf(place("there")), QByteArray("before"));
        }
        QCOMPARE(contentOf(shop() + QStringLiteral("/zhangfang.db")), QByteArray("the books"));
        QVERIFY(QFileInfo(place("to-there")).isSymLink());
    }

    void whatIsCutOffLeavesNothing()
    {
        {
            auto output = Output::open(place("new"), shop(), Output::Existing::keep);
            REQUIRE(output);
            REQUIRE(output->write("half"));
        }
        QVERIFY(!QFile::exists(place("new")));
        auto output = Output::open(place("there"), shop(), Output::Existing::replace);
        REQUIRE(output);
        REQUIRE(output->write("half"));
        QCOMPARE(contentOf(place("there")), QByteArray("before"));
        REQUIRE(output->commit());
        QCOMPARE(contentOf(place("there")), QByteArray("half"));
    }

    void whatCameToBeMeanwhileIsKept()
    {
        auto output = Output::open(place("new"), shop(), Output::Existing::keep);
        REQUIRE(output);
        REQUIRE(output->write("ours"));
        QVERIFY(put(place("new"), "theirs"));
        const auto done = output->commit();
        QCOMPARE(done ? QString() : done.error().code, QStringLiteral("output_exists"));
        QCOMPARE(contentOf(place("new")), QByteArray("theirs"));
    }

    void aDeviceAndAPipeAreWrittenTo()
    {
        REQUIRE(backend::writeOutput(
            QStringLiteral("/dev/null"), shop(), Output::Existing::keep, "away with it"));
        QVERIFY(!QFileInfo(QStringLiteral("/dev/null")).isFile());
        const QByteArray pipe = QFile::encodeName(place("pipe"));
        QCOMPARE(::mkfifo(pipe.constData(), 0600), 0);
        const int reader = ::open(pipe.constData(), O_RDONLY | O_NONBLOCK);
        QVERIFY(reader >= 0);
        REQUIRE(backend::writeOutput(place("pipe"), shop(), Output::Existing::keep, "through"));
        char read[16] = {};
        QCOMPARE(::read(reader, read, sizeof read), ssize_t(7));
        QCOMPARE(QByteArray(read), QByteArray("through"));
        ::close(reader);
        struct stat found {
        };
        QVERIFY(::stat(pipe.constData(), &found) == 0 && S_ISFIFO(found.st_mode));
    }

    void aFullDeviceIsAnError()
    {
        const auto done = backend::writeOutput(
            QStringLiteral("/dev/full"), shop(), Output::Existing::keep, QByteArray(100'000, 'x'));
        QCOMPARE(done ? QString() : done.error().code, QStringLiteral("disk_error"));
    }
};

ZHANGFANG_TEST(OutputTest)
#include "output_test.moc"
