#include "pages/audit_page.h"

#include "dialogs/job_dialog.h"
#include "dialogs/seal_notice.h"

namespace zhangfang::ui
{
namespace
{

reports::AuditFilter auditFilter(const ListFilter& filter)
{
    return {filter.search, filter.from, filter.to};
}

/// From where it was done; empty: an entry of a program that did not tell.
QString fromText(const reports::AuditRow& row)
{
    QString face = row.face;
    if (face == QLatin1String("window"))
        face = AuditPage::tr("Window");
    else if (face == QLatin1String("command line"))
        face = AuditPage::tr("Command line");
    else if (face == QLatin1String("engine"))
        face = AuditPage::tr("Engine");
    return row.machine.isEmpty() ? face : AuditPage::tr("%1 on %2").arg(face, row.machine);
}

} // namespace

std::vector<AuditPage::Model::Column> AuditPage::columns()
{
    using Row = reports::AuditRow;
    return {{tr("No."), [](const Row& row) { return QString::number(row.key.id); }},
        {tr("When"), [](const Row& row) { return timeText(row.atUtcMs); }},
        {tr("Who"), [](const Row& row) { return actorText(row.actor); }},
        {tr("What"), [](const Row& row) { return auditText(row.action); }},
        {tr("About"), [](const Row& row) { return row.subject; }},
        {tr("Detail"), [](const Row& row) { return saidText(row.detail); }},
        {tr("From"), [](const Row& row) { return fromText(row); }}};
}

PageLabel AuditPage::label()
{
    return {"audit", "clock", tr("Audit log")};
}

AuditPage::AuditPage(backend::AuditLog& audit, backend::SealCheck& seals, QSettings& memory, QWidget* parent)
    : ListPage(label(),
          {.kept = QStringLiteral("audit"),
              .table = tr("Audit log"),
              .story = tr("The entry"),
              .icon = "clock",
              .selection = QAbstractItemView::SingleSelection},
          memory, parent),
      audit_(audit), seals_(seals), model_(new Model(Top::newest, columns(), this))
{
    QAction* check = act("security-high", tr("&Verify the audit log"), QKeySequence(Qt::CTRL | Qt::Key_B),
        [this] { verify(); });
    check->setToolTip(tr("Walk the chain of hashes: whoever has changed an entry has broken it"));
    addFind(tr("Find an entry"), tr("Search in who, what, to what and the details"));
    list()->setModel(model_, {5, 15, 10, 22, 20, 18, 10});
    list()->setFilter(new FilterBar({tr("Who, what, to what, details"), {}}, this));
    addExport(QStringLiteral("audit"),
        [this](const backend::ExportTarget& target, std::shared_ptr<backend::Job> job) {
            return audit_.exportAudit(auditFilter(list()->filter()->filter()), target, std::move(job));
        });
    headingRow()->addWidget(actionButton(check, this));
    list()->setCount([](int rows) { return tr("%n entry(ies)", nullptr, rows); });
    list()->setEmpty([](bool filtered) {
        return filtered
                   ? ListPane::Empty{tr("No entry matches"), tr("Search for less, or choose other days.")}
                   : ListPane::Empty{
                         tr("Nothing yet"), tr("Whatever somebody decides or changes is written down here.")};
    });
    list()->setSource([this](const ListFilter& filter) { readRows(filter); });
    connect(list(), &ListPane::rowChosen, this, &AuditPage::tellCurrent);
}

void AuditPage::readRows(const ListFilter& filter)
{
    model_->setSource(
        Growth::appended, // nothing that is written down here changes
        [this, asked = auditFilter(filter)](
            PageIndex known) { return audit_.auditIndex(asked, std::move(known)); },
        [this, asked = auditFilter(filter)](
            PageKey start) { return audit_.auditPage(asked, std::move(start)); },
        [this, asked = auditFilter(filter)] { return audit_.newestAudit(asked); });
}

void AuditPage::goTo(const Place& place)
{
    list()->filter()->setFilter({place.number, {}, {}, {}});
}

void AuditPage::tellCurrent()
{
    const reports::AuditRow* row = model_->rowAt(list()->currentRow());
    if (!row)
        return;
    Story story(palette());
    story.heading(auditText(row->action));
    story.fact(tr("No."), QString::number(row->key.id));
    story.fact(tr("When"), timeText(row->atUtcMs));
    story.fact(tr("Who"), actorText(row->actor));
    story.fact(tr("About"), row->subject);
    story.fact(tr("Code"), row->action);
    const auto known = [&story](const QString& name, const QString& value) {
        if (!value.isEmpty())
            story.fact(name, value);
    };
    known(tr("Role"), row->role);
    known(tr("From"), fromText(*row));
    known(tr("Asked for"), row->input);
    known(tr("Changed"), row->changed);
    known(tr("Key"), row->actKey);
    if (!row->detail.isEmpty())
        story.paragraph(saidText(row->detail));
    list()->story()->tell(story);
}

void AuditPage::verify()
{
    const auto job = std::make_shared<backend::Job>();
    auto* progress = new JobDialog(tr("Verify the audit log"), tr("%1 entries checked"), job, this);
    whenDone<access::AuditProof>(
        this, audit_.verifyAudit(job), [this, progress](base::Result<access::AuditProof> proof) {
            progress->finish();
            if (!proof)
                return notice()->showError(proof.error());
            if (!proof->ok())
                return notice()->showText(Tone::bad,
                    tr("The audit log does NOT verify. First difference: %1. Somebody has changed it "
                       "outside Zhangfang: keep a copy, and compare it with a backup.")
                        .arg(proof->firstDifference));
            showVerified(notice(), seals_,
                tr("The audit log verifies: %n entry(ies), none changed and none missing.", nullptr,
                    static_cast<int>(proof->entries)));
        });
}

} // namespace zhangfang::ui
