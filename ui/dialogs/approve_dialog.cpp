#include "dialogs/approve_dialog.h"

#include "base/plain_text.h"

#include <QCompleter>
#include <QFormLayout>
#include <QHeaderView>

namespace zhangfang::ui
{
namespace
{
enum Column { payee, amount, balance, before, flags, columns };
constexpr int kRowsShown = 8;
constexpr int kWidestPayee = 320;
} // namespace

ApproveDialog::ApproveDialog(backend::Desk& desk, std::vector<base::PayoutId> ids, QWidget* parent)
    : Sheet(parent), desk_(desk), ids_(std::move(ids)), table_(new QTableWidget(0, columns, this)),
      totals_(plainLabel({}, this)), warning_(mutedLabel({}, this)),
      authority_(new AuthorityField(desk, this)), go_(new QPushButton(this)),
      close_(new QPushButton(tr("Not now"), this))
{
    setWindowTitle(tr("Approve withdrawals"));
    setMinimumWidth(900);
    table_->setHorizontalHeaderLabels(
        {tr("Payee"), tr("Gets"), tr("Balance left"), tr("Paid before"), tr("Flags")});
    for (int column = 0; column < columns; ++column)
        table_->horizontalHeaderItem(column)->setTextAlignment(column == payee || column == flags
                                                                   ? Qt::AlignLeft | Qt::AlignVCenter
                                                                   : Qt::AlignRight | Qt::AlignVCenter);
    table_->setAccessibleName(tr("Who gets what"));
    table_->verticalHeader()->hide();
    table_->setShowGrid(false);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setSelectionMode(QAbstractItemView::NoSelection);
    table_->setFocusPolicy(Qt::NoFocus);
    table_->verticalHeader()->setDefaultSectionSize(space::kRow);
    table_->horizontalHeader()->setStretchLastSection(true);
    totals_->setTextFormat(Qt::RichText);
    totals_->setAccessibleName(tr("Totals"));
    makePrimary(go_);
    go_->setDefault(true);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(space::kGap + space::kTight);
    layout->addWidget(notice());
    layout->addWidget(table_, 1);
    layout->addWidget(totals_);
    layout->addWidget(warning_);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(authority_, 1);
    buttons->addWidget(close_);
    buttons->addWidget(go_);
    layout->addLayout(buttons);
    connect(authority_, &AuthorityField::readyChanged, this, &ApproveDialog::updateButton);
    connect(go_, &QPushButton::clicked, this, &ApproveDialog::approve);
    connect(close_, &QPushButton::clicked, this, [this] { approved_.empty() ? reject() : accept(); });
    authority_->setFocus();
    updateButton();
    load();
}

void ApproveDialog::load()
{
    whenDone<std::vector<reports::PayoutStory>>(
        this, desk_.payoutStories(ids_), [this](base::Result<std::vector<reports::PayoutStory>> stories) {
            if (!stories)
                return notice()->showError(stories.error());
            show(*stories);
        });
}

void ApproveDialog::show(const std::vector<reports::PayoutStory>& stories)
{
    stories_ = stories;
    total_ = base::Money::zero();
    table_->setRowCount(static_cast<int>(stories.size()));
    int line = 0;
    const auto put = [&](int column, const QString& text, bool right) {
        auto* item = new QTableWidgetItem(base::shownOnOneLine(text));
        item->setToolTip(plainTip(text));
        item->setTextAlignment(right ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
        table_->setItem(line, column, item);
    };
    for (const reports::PayoutStory& story : stories) {
        const reports::PayoutRow& row = story.row;
        const auto sum = total_.plus(row.payout.amount);
        if (!sum)
            return notice()->showError(sum.error());
        total_ = *sum;
        put(payee,
            QStringLiteral("%1 · %2 · %3")
                .arg(row.payee.id.toString(), row.payee.name.isEmpty() ? tr("(no name)") : row.payee.name,
                    row.payee.openid),
            false);
        put(amount, row.payout.amount.toDisplay(), true);
        put(balance, row.available.toDisplay(), true);
        put(before,
            row.paidBefore == 0
                ? tr("never")
                : QStringLiteral("%1 · %2").arg(row.paidBefore).arg(row.paidBeforeSum.toDisplay()),
            true);
        QStringList words;
        for (const reports::PayoutFlag flag : row.flags)
            words << word(flag).text;
        put(flags, words.join(QStringLiteral(" · ")), false);
        ++line;
    }
    table_->resizeColumnsToContents();
    table_->setColumnWidth(payee, std::min(table_->columnWidth(payee), kWidestPayee));
    table_->horizontalHeader()->setStretchLastSection(true); // fitting the contents has undone it
    const int shown = std::clamp(line, 1, kRowsShown);
    table_->setMinimumHeight(table_->horizontalHeader()->height() + shown * space::kRow + 2 * space::kTight);
    if (!stories.empty()) {
        const payouts::Coverage& now = stories.front().coverage;
        const auto owedAfter = now.owed.minus(total_);
        const auto leftAfter = now.available().minus(total_);
        totals_->setText(tr(
            "<table cellpadding='3'><tr><td></td><td align='right'>now</td><td align='right'>after</td></tr>"
            "<tr><td>Owed to all users</td><td align='right'>%1</td><td align='right'>%2</td></tr>"
            "<tr><td>Settled money to pay them</td><td align='right'>%3</td><td align='right'>%4</td></tr>"
            "</table>")
                             .arg(now.owed.toDisplay(),
                                 owedAfter ? owedAfter->toDisplay() : QStringLiteral("–"),
                                 now.available().toDisplay(),
                                 leftAfter ? leftAfter->toDisplay() : QStringLiteral("–")));
    }
    warning_->setText(
        tr("For some seconds after approval you can still take it back. Once WeChat Pay has it, it cannot be "
           "undone here: the payee confirms it in WeChat."));
    updateButton();
}

void ApproveDialog::updateButton()
{
    go_->setText(
        tr("Pay %1 to %n person(s)", nullptr, static_cast<int>(stories_.size())).arg(total_.toDisplay()));
    go_->setEnabled(!isSending() && !stories_.empty() && authority_->isReady());
}

void ApproveDialog::approve()
{
    std::vector<backend::Desk::Approval> approvals;
    for (const reports::PayoutStory& story : stories_)
        approvals.push_back({story.row.payout.id, story.row.seen()});
    send<std::vector<backend::Desk::Decided>>(
        go_, [&] { return desk_.approve(approvals, authority_->authority()); },
        [this](base::Result<std::vector<backend::Desk::Decided>> all) {
            if (!all) {
                notice()->showError(all.error());
                authority_->askAgain();
                return updateButton();
            }
            decided(*all);
        });
}

void ApproveDialog::decided(const std::vector<backend::Desk::Decided>& all)
{
    QStringList refused;
    std::vector<base::PayoutId> again;
    for (const auto& one : all) {
        if (one.outcome) {
            approved_.push_back(*one.outcome);
            continue;
        }
        again.push_back(one.id);
        refused << QStringLiteral("%1: %2").arg(one.id.toString(), errorText(one.outcome.error()));
    }
    if (refused.isEmpty())
        return accept();
    // What was approved is approved; what is left is shown as it is now.
    notice()->showText(Tone::bad, tr("%1 approved, %2 refused.").arg(approved_.size()).arg(again.size()) +
                                      QLatin1Char('\n') + refused.join(QLatin1Char('\n')));
    ids_ = again;
    close_->setText(tr("Close"));
    load();
}

ReasonDialog::ReasonDialog(backend::Desk& desk, const QString& title, const QString& what,
    const QStringList& offered, const QString& button, QWidget* parent, AuthorityField::Ask ask)
    : QDialog(parent), reason_(new QLineEdit(this)), authority_(new AuthorityField(desk, this, ask)),
      go_(new QPushButton(button, this))
{
    setWindowTitle(title);
    setMinimumWidth(520);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(space::kGap + space::kTight);
    auto* text = plainLabel(what, this);
    text->setWordWrap(true);
    layout->addWidget(text);
    reason_->setMaxLength(200);
    reason_->setPlaceholderText(tr("Reason"));
    reason_->setAccessibleName(tr("Reason"));
    auto* completer = new QCompleter(offered, this);
    completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    reason_->setCompleter(completer);
    layout->addWidget(reason_);
    layout->addWidget(authority_);
    auto* buttons = new QHBoxLayout;
    auto* cancel = new QPushButton(tr("Cancel"), this);
    makeDanger(go_);
    go_->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(go_);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(go_, &QPushButton::clicked, this, &QDialog::accept);
    connect(reason_, &QLineEdit::textChanged, this, &ReasonDialog::updateButton);
    connect(authority_, &AuthorityField::readyChanged, this, &ReasonDialog::updateButton);
    reason_->setFocus();
    updateButton();
}

void ReasonDialog::updateButton()
{
    go_->setEnabled(!reason().isEmpty() && authority_->isReady());
}

} // namespace zhangfang::ui
