#include "pages/statement_pane.h"

namespace zhangfang::ui
{
namespace
{

/// A column for each of the two accounts: what a line did to it, where it did something.
QString changeText(const reports::AccountChange& change)
{
    return change.by.isZero() ? QString() : change.by.toDisplay();
}

} // namespace

std::vector<StatementPane::Model::Column> StatementPane::columns()
{
    using Row = reports::TransferRow;
    const auto side = Model::Side::right;
    return {{tr("No."), [](const Row& row) { return QString::number(row.key.id); }},
        {tr("Time"), [](const Row& row) { return timeText(row.occurredAtUtcMs); }},
        {tr("Kind"), [](const Row& row) { return transferKindText(row.kind); }},
        {tr("Available, change"), [](const Row& row) { return changeText(row.changes.front()); }, side},
        {tr("Available"), [](const Row& row) { return row.changes.front().after.toDisplay(); }, side},
        {tr("Held, change"), [](const Row& row) { return changeText(row.changes.back()); }, side},
        {tr("Held"), [](const Row& row) { return row.changes.back().after.toDisplay(); }, side},
        {tr("Memo"), [](const Row& row) { return row.description; }}};
}

StatementPane::StatementPane(backend::Ledger& ledger, NoticeBar* notice, QSettings& memory, QWidget* parent)
    : QWidget(parent), ledger_(ledger), model_(new Model(Top::newest, columns(), this)),
      list_(new ListPane({.kept = QStringLiteral("statement"),
                             .table = tr("The user's statement"),
                             .icon = "user-identity",
                             .selection = QAbstractItemView::ExtendedSelection},
          notice, memory, this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(list_);
    list_->setModel(model_, {5, 15, 10, 17, 11, 13, 11, 20});
    list_->setFilter(new FilterBar({tr("Memo or business number"), {}}, this));
    export_ = new ExportAction(
        QStringLiteral("statement"), list_->table(), notice,
        [this](const backend::ExportTarget& target, std::shared_ptr<backend::Job> job) {
            return ledger_.exportStatement(user_, filter(), target, std::move(job));
        },
        this);
    export_->setText(tr("E&xport the statement…"));
    export_->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E)); // Ctrl+E is the page's own
    list_->tools()->addWidget(actionButton(export_, this));
    list_->offer({export_});
    list_->setEmpty([](bool filtered) {
        return filtered ? ListPane::Empty{tr("No line matches"), tr("Search for less, or choose other days.")}
                        : ListPane::Empty{tr("Nothing has moved yet."), {}};
    });
    list_->setSource([this](const ListFilter&) { readRows(); });
    setEnabled(false);
}

reports::TransferFilter StatementPane::filter() const
{
    const ListFilter asked = list_->filter()->filter();
    return {{}, asked.search, asked.from, asked.to};
}

void StatementPane::readRows()
{
    const auto lines = std::make_shared<reports::TransferList>(reports::statementOf(user_, filter()));
    model_->setSource(
        Growth::appended,
        [this, lines](PageIndex known) { return ledger_.transferIndex(lines, std::move(known)); },
        [this, lines](PageKey start) { return ledger_.transferPage(lines, std::move(start)); },
        [this, lines] { return ledger_.newestTransfers(lines); });
}

void StatementPane::open(base::UserId user)
{
    if (user == user_)
        return;
    user_ = user;
    setEnabled(true);
    export_->setFileName(QStringLiteral("statement-%1").arg(user.toString()));
    list_->open();
}

void StatementPane::clear()
{
    if (user_ != base::UserId())
        open({});
    setEnabled(false);
}

void StatementPane::refresh()
{
    if (user_ != base::UserId())
        list_->refresh();
}

} // namespace zhangfang::ui
