#include "pages/people_pane.h"

#include "base/plain_text.h"
#include "dialogs/operator_dialogs.h"
#include "dialogs/password_dialog.h"
#include "dialogs/password_sheet.h"
#include "kit/async.h"
#include "kit/role_words.h"

#include <QGridLayout>
#include <QHeaderView>

namespace zhangfang::ui
{
namespace
{

constexpr int kColumns = 5; ///< name, role, state, codes, sheet
constexpr int kButtonsInARow = 4;
constexpr int kMostRowsShown = 8;

void makeReadable(QTableWidget* table)
{
    table->verticalHeader()->hide();
    table->setShowGrid(false);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->setDefaultSectionSize(space::kRow);
    table->horizontalHeader()->setHighlightSections(false);
}

/// As high as so many rows; what is more is scrolled to.
void fitHeight(QTableWidget* table, int rows)
{
    table->setFixedHeight(
        table->horizontalHeader()->sizeHint().height() + rows * space::kRow + 2 * space::kTight);
}

} // namespace

PeoplePane::PeoplePane(backend::Staff& staff, backend::Session& session, backend::Diagnosis& files,
    NoticeBar* notice, QWidget* parent)
    : QWidget(parent), staff_(staff), session_(session), files_(files), notice_(notice),
      table_(new QTableWidget(0, kColumns, this)), buttons_(new QGridLayout)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    table_->setHorizontalHeaderLabels(
        {tr("Name"), tr("Role"), tr("State"), tr("One-time codes"), tr("Recovery sheet")});
    for (int column = 0; column < kColumns; ++column)
        table_->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table_->setAccessibleName(tr("The people who work here"));
    makeReadable(table_);
    table_->horizontalHeader()->setStretchLastSection(true);
    layout->addWidget(table_);
    layout->addLayout(buttons_);
    connect(table_, &QTableWidget::itemSelectionChanged, this, &PeoplePane::judge);
    fitHeight(table_, 1);
}

std::vector<PeoplePane::Act> PeoplePane::acts()
{
    return {{"list-add-user", tr("&Add an operator…"), [this] { add(); }, false},
        {"user-identity", tr("Change the ro&le…"), [this] { changeRole(); }, true},
        {"object-locked", tr("D&isable"), [this] { disableOrEnable(); }, true},
        {"password-copy", tr("Rese&t the password…"), [this] { resetPassword(); }, true},
        {"password-copy", tr("Change &password…"), [this] { changePassword(); }, true},
        {"view-refresh", tr("Enrol for &one-time codes…"), [this] { enrol(); }, true},
        {"edit-delete", tr("Re&move one-time codes…"), [this] { removeTotp(); }, true},
        {"document-print", tr("&New recovery sheet…"), [this] { newSheet(); }, true},
        {"object-unlocked", tr("Password &forgotten: use the sheet…"), [this] { recover(); }, true}};
}

void PeoplePane::place(QAction* action, const Act& act)
{
    auto* grid = static_cast<QGridLayout*>(buttons_);
    const int at = grid->count();
    grid->addWidget(actionButton(action, this), at / kButtonsInARow, at % kButtonsInARow);
    if (act.isOfChosen)
        ofChosen_.push_back(action);
    if (qstrcmp(act.icon, "object-locked") == 0)
        toggle_ = action;
    judge();
}

void PeoplePane::refresh()
{
    whenDone<std::vector<access::Operator>>(
        this, session_.operators(), [this](base::Result<std::vector<access::Operator>> all) {
            if (!all)
                return notice_->showError(all.error());
            if (*all != all_)
                tell(*all);
        });
}

void PeoplePane::tell(const std::vector<access::Operator>& all)
{
    const access::Operator* const before = chosen();
    const QString kept = before ? before->name : session_.lastOperator();
    all_ = all;
    table_->setRowCount(static_cast<int>(all.size()));
    int line = 0;
    for (const access::Operator& one : all_) {
        const QString cells[] = {base::shownOnOneLine(one.name), word(one.role).text,
            one.isEnabled ? tr("works here") : tr("disabled"),
            one.totp == access::Enrolment::complete ? tr("enrolled")
            : one.totp == access::Enrolment::begun  ? tr("begun, no code seen yet")
                                                    : tr("none"),
            one.role != access::Role::owner ? QString()
            : one.hasSheet                  ? tr("made")
                                            : tr("none yet")};
        for (int column = 0; column < kColumns; ++column) {
            auto* item = new QTableWidgetItem(cells[column]);
            item->setToolTip(plainTip(cells[column]));
            table_->setItem(line, column, item);
        }
        if (line == 0 || one.name == kept)
            table_->selectRow(line);
        ++line;
    }
    table_->resizeColumnsToContents();
    for (const bool stretched : {false, true})
        table_->horizontalHeader()->setStretchLastSection(stretched);
    fitHeight(table_, std::clamp(line, 1, kMostRowsShown));
    judge();
}

const access::Operator* PeoplePane::chosen() const
{
    const int row = table_->currentRow();
    return row >= 0 && row < static_cast<int>(all_.size()) ? &all_[static_cast<size_t>(row)] : nullptr;
}

void PeoplePane::judge()
{
    const access::Operator* const one = chosen();
    for (QAction* action : ofChosen_)
        action->setEnabled(one != nullptr);
    if (toggle_)
        toggle_->setText(one && !one->isEnabled ? tr("&Enable…") : tr("D&isable…"));
}

void PeoplePane::done(const QString& what)
{
    notice_->showText(Tone::good, what);
    refresh();
}

void PeoplePane::sheet(const QString& title, const QString& what, const QString& button,
    const std::function<backend::Later<int>(const backend::Authority&)>& act, const QString& told)
{
    auto* asks = new PasswordSheet(
        session_, title, what, button,
        [this, act, told](const backend::Authority& authority, const PasswordSheet::Told& say) {
            whenDone<int>(this, act(authority), [this, told, say](const base::Result<int>& outcome) {
                say(outcome.map([](int) {}));
                if (outcome)
                    done(told);
                else if (!PasswordSheet::asksAgain(outcome.error()))
                    notice_->showError(outcome.error());
            });
        },
        this, AuthorityField::Ask::always);
    openSheet<PasswordSheet>(asks);
}

void PeoplePane::add()
{
    openSheet<OperatorDialog>(new OperatorDialog(staff_, session_, OperatorDialog::For::adding, {}, this),
        [this](OperatorDialog&, bool added) {
            if (added)
                done(tr("The operator has been added."));
        });
}

void PeoplePane::changeRole()
{
    if (const access::Operator* const one = chosen())
        openSheet<OperatorDialog>(new OperatorDialog(staff_, session_, OperatorDialog::For::role, *one, this),
            [this](OperatorDialog&, bool changed) {
                if (changed)
                    done(tr("The role has been changed."));
            });
}

void PeoplePane::resetPassword()
{
    if (const access::Operator* const one = chosen())
        openSheet<OperatorDialog>(
            new OperatorDialog(staff_, session_, OperatorDialog::For::password, *one, this),
            [this](OperatorDialog&, bool changed) {
                if (changed)
                    done(tr("The password has been reset."));
            });
}

void PeoplePane::disableOrEnable()
{
    const access::Operator* const one = chosen();
    if (!one)
        return;
    const QString who = one->name;
    if (one->isEnabled)
        return sheet(
            tr("Disable %1").arg(base::shownOnOneLine(who)),
            tr("%1 can do nothing here any more, and a desk they have unlocked locks itself at once. "
               "Approvals of "
               "theirs that wait for a second person count no more. They can be enabled again.")
                .arg(base::shownOnOneLine(who)),
            tr("Disable"),
            [this, who](const backend::Authority& by) { return staff_.disableOperator(who, by); },
            tr("The operator is disabled."));
    sheet(
        tr("Enable %1").arg(base::shownOnOneLine(who)),
        tr("%1 can work here again, with the password and the role they had.").arg(base::shownOnOneLine(who)),
        tr("Enable"), [this, who](const backend::Authority& by) { return staff_.enableOperator(who, by); },
        tr("The operator is enabled."));
}

void PeoplePane::changePassword()
{
    if (const access::Operator* const one = chosen())
        openSheet<PasswordDialog>(
            new PasswordDialog(staff_, one->name, this), [this](PasswordDialog&, bool changed) {
                if (changed)
                    done(tr("The password has been changed."));
            });
}

void PeoplePane::enrol()
{
    if (const access::Operator* const one = chosen())
        openSheet<EnrolDialog>(new EnrolDialog(staff_, *one, this), [this](EnrolDialog&, bool enrolled) {
            if (enrolled)
                done(tr("Enrolled: from now on the codes are taken where they are asked for."));
            else
                refresh();
        });
}

void PeoplePane::removeTotp()
{
    const access::Operator* const one = chosen();
    if (!one)
        return;
    const QString who = one->name;
    sheet(
        tr("Remove one-time codes"),
        tr("The authenticator and the recovery codes of %1 count no more. One's own take one last code; "
           "those of "
           "others an owner's password.")
            .arg(base::shownOnOneLine(who)),
        tr("Remove"), [this, who](const backend::Authority& by) { return staff_.removeTotp(who, by); },
        tr("The one-time codes are removed."));
}

void PeoplePane::newSheet()
{
    if (const access::Operator* const one = chosen())
        openSheet<SheetDialog>(
            new SheetDialog(staff_, files_, one->name, this), [this](SheetDialog&, bool) { refresh(); });
}

void PeoplePane::recover()
{
    if (const access::Operator* const one = chosen())
        openSheet<RecoverDialog>(
            new RecoverDialog(staff_, files_, one->name, this), [this](RecoverDialog&, bool recovered) {
                if (recovered)
                    done(tr("The password has been changed."));
            });
}

PermissionTable::PermissionTable(QWidget* parent)
    : QTableWidget(static_cast<int>(access::permissions().size()), 7, parent)
{
    setAccessibleName(tr("Who may do what"));
    QStringList headings{tr("Who may do what")};
    for (const access::Role one : access::kRoles)
        headings << word(one).text;
    headings << tr("Anybody here") << tr("Takes a password");
    setHorizontalHeaderLabels(headings);
    makeReadable(this);
    int line = 0;
    for (const access::PermissionRow& row : access::permissions()) {
        auto* what = new QTableWidgetItem(permissionText(row.permission));
        setItem(line, 0, what);
        const bool cells[] = {row.owner, row.approver, row.clerk, row.auditor, row.seat, row.proof};
        int column = 1;
        for (const bool yes : cells) {
            auto* item = new QTableWidgetItem(yes ? tr("yes") : QStringLiteral("–"));
            item->setTextAlignment(Qt::AlignCenter);
            item->setData(Qt::AccessibleTextRole, yes ? tr("yes") : tr("no"));
            setItem(line, column++, item);
        }
        ++line;
    }
    resizeColumnsToContents();
    horizontalHeader()->setStretchLastSection(false);
    horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    fitHeight(this, line);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

} // namespace zhangfang::ui
