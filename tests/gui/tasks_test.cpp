#include "dialogs/doctor_dialog.h"
#include "dialogs/recovery_dialog.h"
#include "gui/hand.h"
#include "gui/page_of.h"
#include "harness/desk_shop.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "kit/preferences.h"
#include "kit/task_places.h"
#include "pages/tasks_page.h"
#include "shell/main_window.h"
#include "shop/tasks.h"

#include <QDirIterator>
#include <QFile>
#include <QFileDialog>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTabWidget>

using namespace zhangfang;
using namespace zhangfang::gui;
using harness::DeskShop;
using Kind = ui::Place::Kind;

namespace
{

struct Known {
    const char* code;
    const char* subject;
    Kind leads;
    const char* number;
};
/// Everything a person is asked to look at, with a subject as the room that asks writes it.
constexpr Known kKnown[] = {
    {"payment_mismatch", "payment:4200001", Kind::notification, "payment:4200001"},
    {"paid_after_close", "order:20251009000000000001", Kind::order, "20251009000000000001"},
    {"payment_doubtful", "order:20251009000000000001", Kind::order, "20251009000000000001"},
    {"paid_and_reversed", "order:20251009000000000001", Kind::order, "20251009000000000001"},
    {"reverse_expired", "order:20251009000000000001", Kind::order, "20251009000000000001"},
    {"order_unclear", "order:20251009000000000001", Kind::order, "20251009000000000001"},
    {"refund_balance_gone", "order:20251009000000000001", Kind::order, "20251009000000000001"},
    {"refund_unknown", "order:20251009000000000001", Kind::order, "20251009000000000001"},
    {"refund_mismatch", "refund:R1", Kind::refund, "R1"},
    {"refund_doubtful", "refund:R1", Kind::refund, "R1"},
    {"refund_elsewhere", "refund:R1", Kind::refund, "R1"},
    {"refund_surfaced", "refund:R1", Kind::refund, "R1"},
    {"refund_abnormal", "refund:R1", Kind::refund, "R1"},
    {"refund_not_found", "refund:R1", Kind::refund, "R1"},
    {"refund_not_taken", "refund:R1", Kind::refund, "R1"},
    {"payout_mismatch", "payout:W1", Kind::payoutNumber, "W1"},
    {"payout_surfaced", "payout:W1", Kind::payoutNumber, "W1"},
    {"package_missing", "payout:W1", Kind::payoutNumber, "W1"},
    {"not_covered", "payout:W1", Kind::payoutNumber, "W1"},
    {"not_cancelled", "payout:W1", Kind::payoutNumber, "W1"},
    {"not_taken", "payout:W1", Kind::payoutNumber, "W1"},
    {"vanished", "payout:W1", Kind::payoutNumber, "W1"},
    {"unknown_state", "payout:W1", Kind::payoutNumber, "W1"},
    {"unclear_too_long", "payout:W1", Kind::payoutNumber, "W1"},
    {"unclear_too_long", "refund:R1", Kind::refund, "R1"},
    {"unclear_too_long", "user:7", Kind::user, "7"},
    {"complaint", "complaint:20020", Kind::complaint, "20020"},
    {"event_not_understood", "event:EV1", Kind::notification, "event:EV1"},
    {"event_unknown", "event-type:COUPON.USE", Kind::notification, "event-type:COUPON.USE"},
    {"notifications_refused", "listener", Kind::doctor, ""},
    {"books_restored", "books", Kind::recovery, ""},
    {"operator_waits", "operator:mei", Kind::audit, "mei"},
    {"merchant_certificate_ends", "certificate:1790000000000", Kind::settings, "merchant"},
    {"platform_certificate_ends", "certificate:1790000000000", Kind::settings, "merchant"},
    {"disk_full", "shop:disk", Kind::doctor, "disk"},
    {"clock_skew", "shop:clock", Kind::doctor, "clock"},
    {"backup_missing", "shop:backup", Kind::settings, "data"},
    {"seals_differ", "shop:seals", Kind::doctor, "seals"},
    {"seals_stopped", "shop:seals", Kind::doctor, "seals"},
    {"seals_changed", "shop:seals", Kind::doctor, "seals"},
    {"books_differ_from_wechat", "shop:books_at_wechat", Kind::ledger, "books_at_wechat"},
};

/// What stands for a code where a task is raised, and which code that is. Whatever stops a withdrawal from
/// going on is a task under the error's own code, about the withdrawal.
const QMap<QString, QString> kNamed{{QStringLiteral("kTooLong"), QStringLiteral("unclear_too_long")},
    {QStringLiteral("QString::fromLatin1(errands::kTooLong)"), QStringLiteral("unclear_too_long")},
    {QStringLiteral("QString::fromLatin1(kTask)"), QStringLiteral("complaint")},
    {QStringLiteral("code"), QString()}, {QStringLiteral("taskCode()"), QStringLiteral("books_restored")},
    {QStringLiteral("unknown"), QStringLiteral("unknown_state")}, {QStringLiteral("error.code"), QString()}};

/// The second thing that stands in brackets behind `raiseTask`, without blanks.
QStringList codesRaised(const QString& source)
{
    QStringList codes;
    static const QRegularExpression kRaised(QStringLiteral("raiseTask\\(\\s*database,"));
    for (auto found = kRaised.globalMatch(source); found.hasNext();) {
        const auto match = found.next();
        QStringList arguments{QString()};
        int depth = 0;
        bool isText = false;
        for (qsizetype at = match.capturedEnd(); at < source.size() && arguments.size() < 3; ++at) {
            const QChar letter = source[at];
            isText = isText != (letter == QLatin1Char('"'));
            depth += isText ? 0 : letter == QLatin1Char('(') ? 1 : letter == QLatin1Char(')') ? -1 : 0;
            if (!isText && depth == 0 && letter == QLatin1Char(','))
                arguments << QString();
            else if (!letter.isSpace())
                arguments.back() += letter;
        }
        codes << arguments.value(1);
    }
    return codes;
}

reports::Task taskOf(const Known& known)
{
    return {1, QString::fromLatin1(known.subject), QString::fromLatin1(known.code), QStringLiteral("said"), 1,
        std::nullopt};
}

} // namespace

/// What needs a person leads to what it is about.
class TasksTest : public QObject
{
    Q_OBJECT

    static base::Status raise(DeskShop& shop, const char* subject, const char* code, const QString& message)
    {
        return shop.books()
            .writer()
            .runNow<int>([&](storage::Database& database) -> base::Result<int> {
                ZF_TRY(shop::raiseTask(database, QString::fromUtf8(subject), QString::fromLatin1(code),
                    message, shop.books().clock().nowUtcMs()));
                return 0;
            })
            .map([](int) {});
    }
    struct Shown {
        explicit Shown(DeskShop& shop) : page(gui::pageOf<ui::TasksPage>(shop, shop.memory()))
        {
            page.resize(1'100, 600);
            page.setVisible(true);
            page.refresh();
            table = page.findChild<ui::LazyTable*>();
        }
        [[nodiscard]] bool has(int rows) const
        {
            return QTest::qWaitFor(
                [&] {
                    return table->model()->rowCount() == rows &&
                           (rows == 0 || page.findChild<ui::StoryView*>()->toPlainText().size() > 1);
                },
                10'000);
        }
        [[nodiscard]] QAction* action(const QKeySequence& keys) const
        {
            for (QAction* one : page.actions()) {
                if (one->shortcut() == keys)
                    return one;
            }
            return nullptr;
        }
        ui::TasksPage page;
        ui::LazyTable* table;
    };

private Q_SLOTS:
    void initTestCase()
    {
        ui::applyLanguage(ui::Language::english);
        ui::applyTheme(*qApp, ui::Appearance::light);
    }

    void everyTaskLeadsSomewhere_data()
    {
        QTest::addColumn<int>("at");
        for (size_t at = 0; at < std::size(kKnown); ++at)
            QTest::addRow("%s of %s", kKnown[at].code, kKnown[at].subject) << static_cast<int>(at);
    }
    void everyTaskLeadsSomewhere()
    {
        QFETCH(int, at);
        const Known& known = kKnown[at];
        const auto place = ui::placeOf(taskOf(known));
        QVERIFY(place);
        QCOMPARE(static_cast<int>(place->kind), static_cast<int>(known.leads));
        QCOMPARE(place->number, QString::fromLatin1(known.number));
        QVERIFY(!ui::aboutText(taskOf(known)).contains(QLatin1Char('%')));
        QVERIFY(!ui::taskText(QString::fromLatin1(known.code)).isEmpty());
    }

    /// Whoever has the program ask a person for something new says here where it leads.
    void everyCodeIsKnown()
    {
        QStringList unknown;
        int raised = 0;
        QDirIterator files(QStringLiteral(ZHANGFANG_SOURCE "/core"), {QStringLiteral("*.cpp")}, QDir::Files,
            QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            for (const QString& written : codesRaised(QString::fromUtf8(file.readAll()))) {
                ++raised;
                static const QRegularExpression kLiteral(QStringLiteral("^QStringLiteral\\(\"(\\w+)\"\\)$"));
                const auto literal = kLiteral.match(written);
                const QString code =
                    literal.hasMatch() ? literal.captured(1) : kNamed.value(written, QStringLiteral("?"));
                const bool known =
                    code.isEmpty() || std::any_of(std::begin(kKnown), std::end(kKnown),
                                          [&](const Known& one) { return code == QLatin1String(one.code); });
                if (!known)
                    unknown << written + QStringLiteral(" of ") + file.fileName();
            }
        }
        QVERIFY(raised > 40); // the scan finds what it looks for
        QVERIFY2(unknown.isEmpty(), qPrintable(unknown.join(QLatin1Char('\n'))));
    }

    /// A payment that does not fit names its order, which is what there is to look at.
    void aPaymentThatDoesNotFitLeadsToItsOrder()
    {
        reports::Task task = taskOf(kKnown[0]);
        task.message =
            QStringLiteral("Payment 4200001 for order 20251009000000000007 was set aside: its sum.");
        const auto place = ui::placeOf(task);
        QVERIFY(place);
        QCOMPARE(static_cast<int>(place->kind), static_cast<int>(Kind::order));
        QCOMPARE(place->number, QStringLiteral("20251009000000000007"));
    }

    void theListShowsLeadsAndLetsGo()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        const auto user = shop.userWith(QStringLiteral("oA"), 10'000);
        REQUIRE(user);
        const auto payout = shop.requested(*user, 700);
        REQUIRE(payout);
        const QByteArray subject = "payout:" + payout->number.toString().toUtf8();
        REQUIRE(raise(shop, subject.constData(), "not_taken", QStringLiteral("WeChat did not take it.")));
        REQUIRE(raise(shop, "shop:backup", "backup_missing", QStringLiteral("since 9 days")));
        Shown shown(shop);
        QVERIFY(shown.has(2));
        QCOMPARE(shown.table->model()->index(0, 1).data().toString(),
            QStringLiteral("Withdrawal ") + payout->number.toString());
        QVERIFY(shown.page.findChild<ui::StoryView*>()->toPlainText().contains(
            QStringLiteral("WeChat did not take it.")));
        QSignalSpy goes(&shown.page, &ui::Page::wantsToGo);
        QTRY_VERIFY(shown.action(Qt::Key_S)->isEnabled());
        shown.action(Qt::Key_S)->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(goes.size(), 1, 10'000);
        const auto place = goes.front().front().value<ui::Place>();
        QCOMPARE(static_cast<int>(place.kind), static_cast<int>(Kind::payout));
        QCOMPARE(place.number, payout->id.toString());
        QVERIFY(!shown.action(QKeySequence(Qt::CTRL | Qt::Key_R))->isEnabled()); // it is no complaint
        shown.action(Qt::Key_D)->trigger();
        QVERIFY(shown.has(1));
        QCOMPARE(shown.table->model()->index(0, 1).data().toString(), QStringLiteral("Backup"));
        QTRY_VERIFY(shown.table->currentIndex().isValid());
        Q_EMIT shown.table->opened(0); // Enter
        QTRY_COMPARE_WITH_TIMEOUT(goes.size(), 2, 10'000);
        QCOMPARE(goes.back().front().value<ui::Place>().number, QStringLiteral("data"));
        shown.action(Qt::Key_D)->trigger();
        QVERIFY(shown.has(0));
        QTRY_VERIFY(!shown.action(Qt::Key_S)->isEnabled());
    }

    /// The window knows every place that a task leads to.
    void everyPlaceIsReached_data()
    {
        QTest::addColumn<ui::Place>("place");
        QTest::addColumn<QString>("page");
        QTest::addColumn<QString>("tab");
        const auto row = [](const char* name, Kind kind, const char* number, const char* page,
                             const char* tab = "") {
            QTest::newRow(name) << ui::Place{kind, QString::fromLatin1(number), {}}
                                << QString::fromLatin1(page) << QString::fromLatin1(tab);
        };
        row("an order", Kind::order, "2025", "orders");
        row("a withdrawal", Kind::payout, "1", "withdrawals");
        row("the ledger", Kind::ledger, "books_at_wechat", "ledger");
        row("the audit log", Kind::audit, "mei", "audit");
        row("all tasks", Kind::tasks, "", "tasks");
        row("the merchant's keys", Kind::settings, "merchant", "settings", "Merchant account");
        row("the backups", Kind::settings, "data", "settings", "Data");
    }
    void everyPlaceIsReached()
    {
        QFETCH(ui::Place, place);
        QFETCH(QString, page);
        QFETCH(QString, tab);
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        ui::MainWindow window(shop.desk(), shop.memory(), ui::MainWindow::Mode::merchant, {});
        window.show();
        window.goTo(place);
        QVERIFY(window.page(page)->isVisible());
        if (const auto* tabs = window.page(page)->findChild<QTabWidget*>())
            QCOMPARE(tabs->tabText(tabs->currentIndex()), tab);
    }

    void theDoctorAndTheRecoveryAreReached()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        ui::MainWindow window(shop.desk(), shop.memory(), ui::MainWindow::Mode::merchant, {});
        window.show();
        Next<ui::DoctorDialog> doctor([](ui::DoctorDialog& dialog) { dialog.reject(); });
        window.goTo({Kind::doctor, {}, {}});
        QVERIFY(doctor.came());
        Next<ui::RecoveryDialog> recovery([](ui::RecoveryDialog& dialog) { dialog.reject(); });
        window.goTo({Kind::recovery, {}, {}});
        QVERIFY(recovery.came());
    }

    /// Of what the books do not know, what WeChat Pay sent is shown.
    void whatIsUnknownLeadsToWhatWasSent_data()
    {
        QTest::addColumn<QByteArray>("subject");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("a notification") << QByteArray("event:EV7") << QByteArray("event_not_understood");
        QTest::newRow("a kind of them") << QByteArray("event-type:ODD.KIND") << QByteArray("event_unknown");
        QTest::newRow("a refund") << QByteArray("refund:R77") << QByteArray("refund_mismatch");
        QTest::newRow("a withdrawal") << QByteArray("payout:R77") << QByteArray("payout_mismatch");
    }
    void whatIsUnknownLeadsToWhatWasSent()
    {
        QFETCH(QByteArray, subject);
        QFETCH(QByteArray, code);
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        REQUIRE(shop.books().writer().runNow<int>([](storage::Database& database) -> base::Result<int> {
            ZF_TRY(
                database.execute("INSERT INTO inbox (event_id, event_type, received_at, body, outcome, note) "
                                 "VALUES ('EV7', 'ODD.KIND', 1, '{}', 'quarantined', "
                                 "'Refund R77 was set aside: it fits nothing')"));
            return 0;
        }));
        REQUIRE(raise(shop, subject.constData(), code.constData(), QStringLiteral("look at it")));
        Shown shown(shop);
        QVERIFY(shown.has(1));
        QString told;
        Next<QDialog> next([&told](QDialog& dialog) {
            told = dialog.findChild<ui::StoryView*>()->toPlainText();
            dialog.accept();
        });
        QTRY_VERIFY(shown.action(Qt::Key_S)->isEnabled());
        shown.action(Qt::Key_S)->trigger();
        QVERIFY(next.came());
        QVERIFY2(told.contains(QStringLiteral("EV7")) && told.contains(QStringLiteral("look at it")),
            qPrintable(told));
    }

    void theListIsExported()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        for (int i = 0; i < 5; ++i)
            REQUIRE(raise(shop, qPrintable(QStringLiteral("order:2025%1").arg(i)), "payment_doubtful",
                QStringLiteral("compare it")));
        Shown shown(shop);
        QVERIFY(shown.has(5));
        const QTemporaryDir temp;
        const QString file = temp.filePath(QStringLiteral("tasks.csv"));
        shown.action(QKeySequence(Qt::CTRL | Qt::Key_E))->trigger();
        QTRY_VERIFY(shown.page.findChild<QFileDialog*>());
        auto* field = shown.page.findChild<QFileDialog*>()->findChild<QLineEdit*>();
        field->setText(file);
        QTest::keyClick(field, Qt::Key_Return);
        const auto* notice = shown.page.findChild<ui::NoticeBar*>();
        QTRY_VERIFY_WITH_TIMEOUT(notice->text().startsWith(QStringLiteral("Saved 5 row")), 20'000);
        QFile saved(file);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        QCOMPARE(saved.readAll().count("compare it"), 5);
    }
};

ZHANGFANG_TEST(TasksTest)
#include "tasks_test.moc"
