#include "backend/diagnostics.h"
#include "backend/setup.h"
#include "backend/watch.h"
#include "base/calendar.h"
#include "ctl/groups.h"
#include "ctl/json_views.h"
#include "ctl/list_words.h"
#include "ctl/target.h"
#include "reports/overview.h"
#include "shop/commands.h"

/// What keeps the desk in order: verbs that are in no group.
namespace zhangfang::ctl
{
namespace
{

using storage::Database;

struct DiagnosticsWords {
    Target target = {};
    bool withDoctor = false;
};

Answer doctor(Session& session)
{
    QJsonArray checks;
    bool allOk = true;
    for (const backend::Check& check : backend::diagnose(session.folder())) {
        const bool ok = check.outcome.has_value();
        allOk = allOk && ok;
        QJsonObject line{{QStringLiteral("check"), check.name}, {QStringLiteral("ok"), ok},
            {QStringLiteral("message"), ok ? *check.outcome : check.outcome.error().describe()}};
        if (check.isUnknown)
            line.insert(QStringLiteral("known"), false);
        checks.append(line);
    }
    QJsonObject report{{QStringLiteral("ok"), allOk}, {QStringLiteral("checks"), checks}};
    if (!allOk)
        report.insert(
            QStringLiteral("error"), errorView({base::ErrorKind::refused, QStringLiteral("unhealthy"),
                                         QStringLiteral("Not everything is in order; see the checks.")}));
    return report;
}

Answer taskDone(Session& session, const qint64& id)
{
    return session.office().door().run(Session::seat(), shop::TaskDone{id}, session.key());
}

Answer listTasks(Session& session, const NumberPaging& paging)
{
    return session.folder().readers().read<QJsonObject>([&](Database& database) -> Answer {
        ZF_ASSIGN(const auto tasks, reports::openTasks(database, paging.limit, paging.cursor));
        QJsonArray items;
        for (const reports::Task& task : tasks)
            items.append(
                QJsonObject{{QStringLiteral("id"), task.id}, {QStringLiteral("subject"), task.subject},
                    {QStringLiteral("code"), task.code}, {QStringLiteral("message"), task.message},
                    {QStringLiteral("created_at"), base::toRfc3339(task.createdAtUtcMs)},
                    {QStringLiteral("due_at"),
                        task.dueAtUtcMs ? QJsonValue(base::toRfc3339(*task.dueAtUtcMs)) : QJsonValue()}});
        return page(items, paging.limit, tasks.empty() ? 0 : tasks.back().id);
    });
}

/// For somebody who helps: written where the target says, else told. See `backend::diagnostics`.
Answer diagnostics(Session& session, const DiagnosticsWords& w)
{
    backend::ShopFolder& folder = session.folder();
    const QString text = backend::diagnostics(
        folder, w.withDoctor ? backend::diagnose(folder) : std::vector<backend::Check>{});
    if (w.target.file.isEmpty())
        return QJsonObject{
            {QStringLiteral("diagnostics"), QJsonArray::fromStringList(text.trimmed().split(u'\n'))}};
    ZF_TRY(backend::writeOutput(w.target.file, folder.path(), w.target.existing(), text.toUtf8()));
    return QJsonObject{{QStringLiteral("file"), w.target.file}};
}

Answer backup(Session& session, const QString& file)
{
    ZF_TRY(backend::backUp(session.folder(), file, kCommandLine));
    return QJsonObject{{QStringLiteral("file"), file}};
}

} // namespace

void addUpkeepVerbs(CommandLine& line)
{
    line.verb(line.top(), "doctor", "check that everything is in place", doctor);

    const auto task = std::make_shared<qint64>(0);
    CLI::App* done = line.verb(line.top(), "task-done", "a person has dealt with it", task, taskDone);
    done->add_option("id", *task)->required();
    line.takesKey(done);

    const auto paging = std::make_shared<NumberPaging>();
    CLI::App* tasks =
        line.verb(line.top(), "tasks", "what needs a person, the oldest first", paging, listTasks);
    addPaging(tasks, *paging, "--after");

    const auto w = std::make_shared<DiagnosticsWords>();
    CLI::App* told = line.verb(line.top(), "diagnostics",
        "what somebody who helps needs to see, without names, sums and secrets", w, diagnostics);
    addText(told, "--out", w->target.file, "a file for it; else it is printed");
    addReplace(told, w->target);
    told->add_flag("--with-doctor", w->withDoctor, "make the system check, too, which asks WeChat Pay");

    const auto file = std::make_shared<QString>();
    CLI::App* copied = line.verb(line.top(), "backup", "copy the books to a new file", file, backup);
    addText(copied, "file", *file)->required();
}

} // namespace zhangfang::ctl
