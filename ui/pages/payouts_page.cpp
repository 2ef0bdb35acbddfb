#include "pages/payouts_page.h"

#include "dialogs/approve_dialog.h"
#include "dialogs/reason_dialog.h"
#include "dialogs/verdict_dialog.h"
#include "kit/decided.h"
#include "kit/export_action.h"

#include <QDateTime>
#include <QFileDialog>
#include <QHeaderView>
#include <QShortcut>

namespace zhangfang::ui
{
namespace
{
constexpr int kLookAtColumn = 3;
constexpr int kStateColumn = 6;

qint64 nowUtcMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

/// WeChat may have it, and it is not at its end. One in doubt stays so while it is being sent once more: what
/// can be done about it does not come and go with each attempt.
bool isAtWechat(const payouts::Payout& payout)
{
    return payout.state == payouts::State::unclear || payout.state == payouts::State::accepted ||
           payout.state == payouts::State::awaitingUser ||
           (payout.state == payouts::State::submitting && payout.doubt.sinceUtcMs);
}

/// WeChat certainly has not got it, and a person is to put something right first.
bool isStopped(const payouts::Payout& payout)
{
    return payout.state == payouts::State::approved && !payout.blocked.isEmpty();
}

QString less(base::Money from, base::Money what)
{
    const auto left = from.minus(what);
    return QStringLiteral("%1 → %2").arg(from.toDisplay(), left ? left->toDisplay() : QStringLiteral("–"));
}

QString more(base::Money from, base::Money what)
{
    const auto sum = from.plus(what);
    return QStringLiteral("%1 → %2").arg(from.toDisplay(), sum ? sum->toDisplay() : QStringLiteral("–"));
}
} // namespace

std::vector<PayoutsPage::Model::Column> PayoutsPage::columns()
{
    using Row = reports::PayoutRow;
    const auto flags = [](const Row& row) {
        std::vector<Word> words;
        for (const reports::PayoutFlag flag : row.flags)
            words.push_back(word(flag));
        return words;
    };
    return {{tr("No."), [](const Row& row) { return row.payout.id.toString(); }},
        {tr("Payee"),
            [](const Row& row) { return row.payee.name.isEmpty() ? row.payee.openid : row.payee.name; }},
        {tr("Amount"), [](const Row& row) { return row.payout.amount.toDisplay(); }, Model::Side::right},
        {tr("Flags"),
            [flags](const Row& row) {
                QStringList texts;
                for (const Word& flag : flags(row))
                    texts << flag.text;
                return texts.join(QStringLiteral(", "));
            },
            Model::Side::left, flags},
        {tr("Balance left"), [](const Row& row) { return row.available.toDisplay(); }, Model::Side::right},
        {tr("Age"), [](const Row& row) { return ageText(nowUtcMs() - row.payout.requestedAtUtcMs); }},
        {tr("State"), [](const Row& row) { return word(row.payout.state).text; }, Model::Side::left,
            [](const Row& row) { return std::vector<Word>{word(row.payout.state)}; }}};
}

PageLabel PayoutsPage::label()
{
    return {"withdrawals", "wallet-open", tr("Withdrawals")};
}

PayoutsPage::PayoutsPage(backend::Desk& desk, QSettings& memory, QWidget* parent)
    : Page(label(), desk, memory, parent), views_(new QButtonGroup(this)),
      model_(new Model(Top::oldest, columns(), this)), table_(new LazyTable(tr("Withdrawals"), this)),
      story_(new StoryView(tr("The withdrawal's story"), this)), splitter_(new QSplitter(this)),
      stack_(new QStackedWidget(this)), empty_(new EmptyState("checkmark", {}, {}, this)),
      selection_(mutedLabel({}, this)), coverage_(plainLabel({}, this))
{
    approve_ = act("dialog-ok-apply", tr("&Approve…"), Qt::Key_A, [this] { approve(); });
    approve_->setToolTip(tr("Show who gets what, then approve"));
    reject_ = act("dialog-cancel", tr("&Reject…"), Qt::Key_R, [this] { reject(); });
    reject_->setToolTip(tr("Give the sum back to the user's balance, with a reason"));
    takeBack_ = act("edit-undo", tr("&Take back"), Qt::Key_T,
        [this] { takeBack(selectedIn({payouts::State::approved})); });
    takeBack_->setToolTip(tr("Undo the approval while the grace period lasts"));
    cancel_ = act("edit-delete", tr("&Cancel…"), Qt::Key_C, [this] { cancel(); });
    cancel_->setToolTip(tr("Stop it; at WeChat Pay too, while the payee has not confirmed"));
    receipt_ = act("document-save-as", tr("&Save receipt…"), Qt::Key_S, [this] { saveReceipt(); });
    receipt_->setToolTip(tr("WeChat Pay's electronic receipt of a paid withdrawal, as a PDF"));

    sync_ = act("view-refresh", tr("As&k WeChat now"), Qt::Key_W, [this] { sync(); });
    sync_->setToolTip(tr("Ask WeChat Pay at once how this withdrawal stands"));
    resolve_ = act("document-edit", tr("Sa&y what became of it…"), Qt::Key_Y, [this] { resolve(); });
    resolve_->setToolTip(tr("Decide yourself, with proof, where WeChat Pay gives no clear word"));

    struct Named {
        reports::PayoutView view;
        QString text;
    };
    for (const Named& named : {Named{reports::PayoutView::waiting, tr("Waiting for you")},
             {reports::PayoutView::underWay, tr("Under way")}, {reports::PayoutView::done, tr("Done")},
             {reports::PayoutView::all, tr("All")}}) {
        auto* button = new QPushButton(named.text, this);
        button->setCheckable(true);
        button->setProperty("chip", true);
        views_->addButton(button, static_cast<int>(named.view));
        headingRow()->addWidget(button);
    }
    auto* save = new ExportAction(
        QStringLiteral("withdrawals"), table_, notice(),
        [this](const backend::ExportTarget& target, std::shared_ptr<backend::Job> job) {
            return this->desk().exportPayouts({view_, {}}, target, std::move(job));
        },
        this);
    headingRow()->addWidget(actionButton(save, this));
    views_->button(static_cast<int>(view_))->setChecked(true);
    connect(views_, &QButtonGroup::idClicked, this,
        [this](int id) { setView(static_cast<reports::PayoutView>(id)); });

    auto* row = new QHBoxLayout;
    auto* approveButton = actionButton(approve_, this);
    makePrimary(approveButton);
    approve_->setIcon(icon("dialog-ok-apply", Ink::accentText));
    row->addWidget(approveButton);
    row->addWidget(actionButton(reject_, this));
    row->addWidget(actionButton(cancel_, this));
    row->addWidget(actionButton(receipt_, this));
    row->addWidget(selection_, 1);
    coverage_->setAccessibleName(tr("Coverage"));
    row->addWidget(coverage_);
    body()->addLayout(row);

    table_->setLazyModel(model_);
    table_->setColumnWidths({4, 21, 10, 36, 10, 6, 14});
    table_->setContextMenuPolicy(Qt::ActionsContextMenu);
    table_->addActions({approve_, reject_, takeBack_, cancel_, receipt_, sync_, resolve_, save});
    stack_->addWidget(table_);
    stack_->addWidget(empty_);
    splitter_->addWidget(stack_);
    auto* side = new QWidget(this);
    auto* sideColumn = new QVBoxLayout(side);
    sideColumn->setContentsMargins(0, 0, 0, 0);
    sideColumn->setSpacing(space::kGap);
    sideColumn->addWidget(story_, 1);
    unclear_ = new QWidget(side);
    auto* unclearRow = new QHBoxLayout(unclear_);
    unclearRow->setContentsMargins(0, 0, 0, 0);
    unclearRow->setSpacing(space::kTight);
    unclearRow->addWidget(actionButton(sync_, unclear_), 1);
    unclearRow->addWidget(actionButton(resolve_, unclear_), 1);
    sideColumn->addWidget(unclear_);
    splitter_->addWidget(side);
    splitter_->setStretchFactor(0, 3);
    splitter_->setStretchFactor(1, 1);
    splitter_->setChildrenCollapsible(false);
    body()->addWidget(splitter_, 1);

    connect(table_, &LazyTable::currentKeyChanged, this, &PayoutsPage::showCurrent);
    connect(table_, &LazyTable::selectionChangedTo, this, [this] { updateActions(); });
    connect(table_, &LazyTable::opened, this, [this] { story_->setFocus(); });
    connect(model_, &LazyModelBase::failed, this,
        [this](const base::Error& error) { notice()->showError(error); });
    connect(model_, &LazyModelBase::refreshed, this, [this] {
        const bool none = model_->rowCount() == 0;
        if (view_ == reports::PayoutView::waiting)
            empty_->setWords(tr("The queue is empty"),
                tr("When a user asks for money, it waits here until you have looked at it."));
        else
            empty_->setWords(tr("Nothing here"), tr("Withdrawals appear here once they have been decided."));
        stack_->setCurrentWidget(none ? static_cast<QWidget*>(empty_) : table_);
        if (none)
            story_->clear();
        if (goTo_)
            table_->selectKey(*std::exchange(goTo_, std::nullopt));
        else if (!none && !table_->hasCurrent())
            table_->setCurrentIndex(model_->index(0, 0));
        updateActions();
    });
    whenDone<std::vector<access::Operator>>(
        this, desk.operators(), [this](base::Result<std::vector<access::Operator>> all) {
            if (all && !all->empty())
                operator_ = all->front().name;
        });
    table_->horizontalHeader()->restoreState(memory.value(QStringLiteral("payouts/header")).toByteArray());
    if (!splitter_->restoreState(memory.value(QStringLiteral("payouts/splitter")).toByteArray()))
        splitter_->setSizes({720, 320});
}

void PayoutsPage::remember()
{
    memory().setValue(QStringLiteral("payouts/header"), table_->horizontalHeader()->saveState());
    memory().setValue(QStringLiteral("payouts/splitter"), splitter_->saveState());
}

QWidget* PayoutsPage::firstFocus()
{
    return table_;
}

void PayoutsPage::setView(reports::PayoutView view)
{
    view_ = view;
    views_->button(static_cast<int>(view))->setChecked(true);
    model_->setSource(
        Growth::anywhere, [this, view](const PageIndex&) { return desk().payoutIndex(view); },
        [this, view](PageKey start) { return desk().payoutPage(view, start); });
    // All that waits is in one state; its column would say nothing. What was to be looked at before it was
    // approved says nothing afterwards.
    table_->setColumnHidden(
        kLookAtColumn, view == reports::PayoutView::underWay || view == reports::PayoutView::done);
    table_->setColumnHidden(kStateColumn, view == reports::PayoutView::waiting);
    table_->clearChoice();
    story_->clear();
}

void PayoutsPage::refresh()
{
    if (model_->isLoaded())
        model_->refresh();
    else
        setView(view_);
    const auto at = table_->currentIndex();
    if (at.isValid())
        showCurrent(model_->keyAt(at.row()));
    whenDone<payouts::Coverage>(this, desk().coverage(), [this](base::Result<payouts::Coverage> now) {
        if (!now)
            return;
        const Word covered =
            now->isCovered() ? Word{tr("covered"), Tone::good} : Word{tr("NOT covered"), Tone::bad};
        coverage_->setText(tr("Owed %1 · settled %2 · %3")
                               .arg(now->owed.toDisplay(), now->available().toDisplay(), covered.text));
        QPalette colors;
        colors.setColor(QPalette::WindowText, tokens(palette()).tone(covered.tone).text);
        coverage_->setPalette(colors);
    });
}

void PayoutsPage::goTo(const Place& place)
{
    if (place.kind != Place::Kind::payout || place.number.isEmpty())
        return setView(reports::PayoutView::waiting);
    goTo_ = PageKey{0, place.number.toLongLong()};
    setView(reports::PayoutView::all);
}

const reports::PayoutRow* PayoutsPage::currentRow() const
{
    const auto at = table_->currentIndex();
    return at.isValid() ? model_->rowAt(at.row()) : nullptr;
}

base::PayoutId PayoutsPage::current() const
{
    const reports::PayoutRow* row = currentRow();
    return row ? row->payout.id : base::PayoutId();
}

std::vector<base::PayoutId> PayoutsPage::selectedIn(std::initializer_list<payouts::State> states) const
{
    std::vector<base::PayoutId> ids;
    for (const int line : table_->selectedRows()) {
        const reports::PayoutRow* row = model_->rowAt(line);
        if (row && std::find(states.begin(), states.end(), row->payout.state) != states.end())
            ids.push_back(row->payout.id);
    }
    return ids;
}

void PayoutsPage::updateActions()
{
    using payouts::State;
    const auto waiting = selectedIn({State::requested});
    approve_->setEnabled(!waiting.empty());
    reject_->setEnabled(!waiting.empty());
    takeBack_->setEnabled(!selectedIn({State::approved}).empty());
    cancel_->setEnabled(!selectedIn({State::approved, State::accepted, State::awaitingUser}).empty());
    const reports::PayoutRow* row = currentRow();
    receipt_->setEnabled(row && payouts::hasReceipt(row->payout));
    const auto can = [](QAction* action, bool possible) {
        action->setVisible(possible);
        action->setEnabled(possible);
    };
    can(sync_, row && (isAtWechat(row->payout) || isStopped(row->payout)));
    sync_->setText(row && isStopped(row->payout) ? tr("&Send it again") : tr("As&k WeChat now"));
    sync_->setToolTip(row && isStopped(row->payout)
                          ? tr("What WeChat Pay did not take goes out again, under the same number")
                          : tr("Ask WeChat Pay at once how this withdrawal stands"));
    // What is decided is what the story tells, which comes after the row.
    can(resolve_, row && told_ && told_->row.payout.id == row->payout.id && isAtWechat(told_->row.payout));
    unclear_->setVisible(sync_->isVisible());
    base::Money sum;
    int rows = 0;
    for (const int line : table_->selectedRows()) {
        if (const reports::PayoutRow* chosen = model_->rowAt(line)) {
            if (const auto more = sum.plus(chosen->payout.amount))
                sum = *more;
            ++rows;
        }
    }
    selection_->setText(rows > 1 ? tr("%n selected, %1", nullptr, rows).arg(sum.toDisplay()) : QString());
}

void PayoutsPage::showCurrent(PageKey)
{
    updateActions();
    const base::PayoutId id = current();
    if (id == base::PayoutId())
        return;
    const qint64 asked = ++storyAsked_;
    whenDone<reports::PayoutStory>(
        this, desk().payoutStory(id), [this, asked](base::Result<reports::PayoutStory> story) {
            if (asked != storyAsked_)
                return;
            if (!story)
                return notice()->showError(story.error());
            tell(*story);
        });
}

void PayoutsPage::tell(const reports::PayoutStory& told)
{
    told_ = told;
    updateActions();
    const payouts::Payout& payout = told.row.payout;
    Story story(palette());
    const QString who = told.row.payee.name.isEmpty() ? told.row.payee.openid : told.row.payee.name;
    story.heading(QStringLiteral("%1  %2").arg(payout.amount.toDisplay(), who));
    std::vector<Word> words{word(payout.state)};
    for (const reports::PayoutFlag flag : told.row.flags)
        words.push_back(word(flag));
    story.badges(words);
    story.paragraph(explain(payout));
    if (!payout.note.isEmpty())
        story.fact(tr("In WeChat's words"), evidenceText(payout.note));
    if (payout.doubt.sinceUtcMs) {
        story.fact(tr("Unclear since"), QStringLiteral("%1 · %2").arg(timeText(*payout.doubt.sinceUtcMs),
                                            ageText(nowUtcMs() - *payout.doubt.sinceUtcMs)));
        story.fact(tr("Asked in vain"), tr("%n time(s)", nullptr, payout.doubt.rounds));
    }
    if (payout.state != payouts::State::unclear && payout.state != payouts::State::approved)
        story.fact(tr("Stopped"), taskText(payout.blocked)); // of the others the first sentence tells
    story.fact(
        tr("Payee"), QStringLiteral("%1 · %2").arg(told.row.payee.id.toString(), told.row.payee.openid));
    story.fact(tr("Known since"), timeText(told.row.payee.createdAtUtcMs));
    story.money(tr("Balance left"), told.row.available);
    story.money(tr("Held"), told.row.held);
    story.fact(tr("Paid before"),
        told.row.paidBefore == 0
            ? tr("never")
            : tr("%n time(s), %1", nullptr, told.row.paidBefore).arg(told.row.paidBeforeSum.toDisplay()));
    if (!payouts::isFinal(payout.state)) {
        const auto owedAfter = told.coverage.owed.minus(payout.amount);
        const auto leftAfter = told.coverage.available().minus(payout.amount);
        story.fact(tr("Owed, now and after"), QStringLiteral("%1 → %2").arg(told.coverage.owed.toDisplay(),
                                                  owedAfter ? owedAfter->toDisplay() : QStringLiteral("–")));
        story.fact(
            tr("Settled, now and after"), QStringLiteral("%1 → %2").arg(told.coverage.available().toDisplay(),
                                              leftAfter ? leftAfter->toDisplay() : QStringLiteral("–")));
    }
    story.fact(tr("Our number"), payout.number.toString());
    story.fact(tr("Batch"), payout.batchNo);
    story.fact(tr("Paid through"), channelText(payout.channel));
    story.fact(tr("WeChat's number"), payout.transferBillNo);
    story.heading(tr("What happened"));
    for (const payouts::PayoutEvent& event : told.events)
        story.event(event.atUtcMs, payoutEventText(event.event), actorText(event.actor),
            evidenceText(event.evidence));
    story_->tell(story);
}

void PayoutsPage::approve()
{
    const auto ids = selectedIn({payouts::State::requested});
    if (ids.empty())
        return;
    openSheet<ApproveDialog>(new ApproveDialog(desk(), ids, this), [this](ApproveDialog&, bool) {
        Q_EMIT decided();
        refresh();
    });
}

void PayoutsPage::afterDecision(const std::vector<backend::Desk::Decided>& all, const QString& done)
{
    const QStringList refused = refusalsOf(all);
    if (refused.isEmpty())
        notice()->showText(Tone::good, done);
    else
        notice()->showText(Tone::bad, refused.join(QLatin1Char('\n')));
    refresh();
}

void PayoutsPage::reject()
{
    stop(
        selectedIn({payouts::State::requested}),
        {tr("Reject withdrawals"), {},
            {tr("Name and account do not agree"), tr("Unusual activity, please contact us"),
                tr("Requested by mistake")},
            tr("Reject")},
        [](int count, const QString& sum) {
            return tr(
                "%n withdrawal(s) over %1 will not be paid. The held sums go back to the users' balances "
                "at once.",
                nullptr, count)
                .arg(sum);
        },
        [this](const std::vector<base::PayoutId>& ids, const ReasonDialog& dialog) {
            return desk().reject(ids, dialog.reason(), dialog.authority(), dialog.key());
        },
        tr("Rejected."));
}

void PayoutsPage::stop(const std::vector<base::PayoutId>& ids, const ReasonDialog::Asked& asked,
    std::function<QString(int count, const QString& sum)> what, Decide decide, const QString& done)
{
    if (ids.empty())
        return;
    auto* dialog = new ReasonDialog(
        desk(), asked,
        [this, ids, decide = std::move(decide), done](ReasonDialog& asking) {
            whenDone<std::vector<backend::Desk::Decided>>(&asking, decide(ids, asking),
                [this, &asking, done](const base::Result<std::vector<backend::Desk::Decided>>& all) {
                    if (!all)
                        return asking.finish(all.error());
                    asking.finish(std::nullopt);
                    afterDecision(*all, done);
                });
        },
        this);
    dialog->about(ids, std::move(what));
    openSheet(dialog);
}

void PayoutsPage::saveReceipt()
{
    const reports::PayoutRow* row = currentRow();
    if (!row)
        return;
    const base::PayoutId id = row->payout.id;
    const QString file = QFileDialog::getSaveFileName(this, tr("Save the receipt"),
        QStringLiteral("receipt-%1.pdf").arg(row->payout.number.toString()), QStringLiteral("PDF (*.pdf)"));
    if (file.isEmpty())
        return;
    notice()->showText(Tone::info, tr("WeChat Pay is making the receipt…"));
    whenDone<int>(this, desk().saveReceipt(id, file, std::make_shared<backend::Job>()),
        [this, file](base::Result<int> saved) {
            if (!saved)
                return notice()->showError(saved.error());
            notice()->showText(Tone::good, tr("Saved: %1").arg(file));
        });
}

void PayoutsPage::sync()
{
    const base::PayoutId id = current();
    if (id == base::PayoutId())
        return;
    notice()->showText(Tone::info, tr("WeChat Pay is being asked…"));
    whenDone<payouts::Payout>(this, desk().syncWithdrawal(id), [this](base::Result<payouts::Payout> now) {
        if (!now)
            notice()->showError(now.error());
        else
            notice()->showText(word(now->state).tone == Tone::bad ? Tone::warn : Tone::good,
                tr("Withdrawal %1 is: %2.").arg(now->id.toString(), word(now->state).text));
        refresh();
    });
}

void PayoutsPage::resolve()
{
    if (!told_ || told_->row.payout.id != current() || !isAtWechat(told_->row.payout))
        return;
    const reports::PayoutStory told = *told_;
    const payouts::Payout& payout = told.row.payout;
    const QString sum = payout.amount.toDisplay();
    const QString who = told.row.payee.name.isEmpty() ? told.row.payee.openid : told.row.payee.name;
    Story story(palette());
    story.heading(QStringLiteral("%1  %2").arg(sum, who));
    story.badges({word(payout.state)});
    story.paragraph(explain(payout));
    if (payout.doubt.sinceUtcMs)
        story.fact(tr("Unclear since"), QStringLiteral("%1 · %2").arg(timeText(*payout.doubt.sinceUtcMs),
                                            ageText(nowUtcMs() - *payout.doubt.sinceUtcMs)));
    story.fact(tr("Asked in vain"), tr("%n time(s)", nullptr, payout.doubt.rounds));
    story.fact(tr("Last heard"), evidenceText(payout.note));
    story.fact(tr("Paid through"), channelText(payout.channel));
    story.fact(tr("Batch"), payout.batchNo);
    story.fact(tr("WeChat's number"), payout.transferBillNo);
    story.heading(tr("What happened"));
    for (auto event = told.events.rbegin(); event != told.events.rend(); ++event)
        story.event(event->atUtcMs, payoutEventText(event->event), actorText(event->actor),
            evidenceText(event->evidence));
    const VerdictDialog::Case stands{tr("What became of withdrawal %1?").arg(payout.id.toString()),
        payout.number.toString(), story,
        {tr("It was paid"),
            tr("%1 leave the account in the books: the payee has the money. Held for the user %2, owed to "
               "all users %3. If it was not paid, the user has lost %1.")
                .arg(sum, less(told.row.held, payout.amount), less(told.coverage.owed, payout.amount)),
            tr("Book %1 as paid").arg(sum)},
        {tr("It was not paid"),
            tr("%1 go back to the user's balance and can be withdrawn again: %2. Nothing leaves the account. "
               "If it was paid after all, the shop has lost %1.")
                .arg(sum, more(told.row.available, payout.amount)),
            tr("Give %1 back to the balance").arg(sum)}};
    auto* dialog = new VerdictDialog(
        desk(), stands,
        [this, id = payout.id](VerdictDialog& asking, const VerdictDialog::Said& said) {
            whenDone<payouts::Payout>(&asking,
                desk().resolveWithdrawal(id,
                    {said.moved ? payouts::Verdict::paid : payouts::Verdict::notPaid, said.proof,
                        said.reason},
                    said.authority, asking.key()),
                [this, &asking](base::Result<payouts::Payout> now) {
                    asking.finish(now ? std::nullopt : std::optional(now.error()));
                    if (now)
                        notice()->showText(Tone::good,
                            tr("Withdrawal %1 is: %2.").arg(now->id.toString(), word(now->state).text));
                });
        },
        this);
    openSheet<VerdictDialog>(dialog, [this](VerdictDialog&, bool) { refresh(); });
}

void PayoutsPage::takeBack(const std::vector<base::PayoutId>& ids)
{
    if (ids.empty())
        return;
    whenDone<std::vector<backend::Desk::Decided>>(this, desk().takeBack(ids, operator_),
        [this](const base::Result<std::vector<backend::Desk::Decided>>& all) {
            if (!all)
                return notice()->showError(all.error());
            afterDecision(*all, tr("Taken back: nothing was sent."));
        });
}

void PayoutsPage::cancel()
{
    stop(
        selectedIn({payouts::State::approved, payouts::State::accepted, payouts::State::awaitingUser}),
        {tr("Cancel withdrawals"), {}, {tr("Requested by mistake")}, tr("Stop"), AuthorityField::Ask::never},
        [](int count, const QString& sum) {
            return tr(
                "%n withdrawal(s) over %1 will be stopped. What WeChat Pay already has is cancelled there "
                "while the payee has not confirmed; the sum goes back to the balance when WeChat Pay says "
                "so.",
                nullptr, count)
                .arg(sum);
        },
        [this](const std::vector<base::PayoutId>& ids, const ReasonDialog& dialog) {
            return desk().cancel(ids, dialog.reason(), dialog.authority().operatorName, dialog.key());
        },
        tr("Cancellation is under way."));
}

} // namespace zhangfang::ui
