#include "pages/payouts_page.h"

#include "dialogs/approve_dialog.h"
#include "dialogs/reason_dialog.h"
#include "dialogs/verdict_dialog.h"
#include "kit/decided.h"
#include "kit/saved_views.h"
#include "pages/payout_list.h"
#include "pages/payout_story.h"

#include <QApplication>
#include <QDateTime>
#include <QFileDialog>

namespace zhangfang::ui
{
namespace
{
using Authority = backend::Authority;
} // namespace

PageLabel PayoutsPage::label()
{
    return {"withdrawals", "wallet-open", tr("Withdrawals")};
}

PayoutsPage::PayoutsPage(
    backend::Withdrawals& withdrawals, backend::Session& session, QSettings& memory, QWidget* parent)
    : ListPage(label(),
          {.kept = QStringLiteral("payouts"),
              .table = tr("Withdrawals"),
              .story = tr("The withdrawal's story"),
              .icon = "checkmark"},
          memory, parent),
      withdrawals_(withdrawals), session_(session), model_(new Model(Top::oldest, payoutColumns(), this)),
      coverage_(plainLabel({}, this))
{
    approve_ = act("dialog-ok-apply", tr("&Approve…"), Qt::Key_A, [this] { approve(); });
    approve_->setToolTip(tr("Show who gets what, then approve"));
    reject_ = act("dialog-cancel", tr("&Reject…"), Qt::Key_R, [this] { reject(); });
    reject_->setToolTip(tr("Give the sum back to the user's balance, with a reason"));
    takeBack_ = act("edit-undo", tr("&Take back"), Qt::Key_T, [this] { takeBack(); });
    takeBack_->setToolTip(tr("Undo the approval while the grace period lasts"));
    cancel_ = act("edit-delete", tr("&Cancel…"), Qt::Key_C, [this] { cancel(); });
    cancel_->setToolTip(tr("Stop it; at WeChat Pay too, while the payee has not confirmed"));
    receipt_ = act("document-save-as", tr("&Save receipt…"), Qt::Key_S, [this] { saveReceipt(); });
    receipt_->setToolTip(tr("WeChat Pay's electronic receipt of a paid withdrawal, as a PDF"));

    sync_ = act("view-refresh", tr("As&k WeChat now"), Qt::Key_W, [this] { sync(); });
    sync_->setToolTip(tr("Ask WeChat Pay at once how this withdrawal stands"));
    resolve_ = act("document-edit", tr("Sa&y what became of it…"), Qt::Key_Y, [this] { resolve(); });
    resolve_->setToolTip(tr("Decide yourself, with proof, where WeChat Pay gives no clear word"));

    list()->setModel(model_, {4, 21, 10, 36, 10, 6, 14, 16, 16, 16},
        {PayoutColumn::kOurNumber, PayoutColumn::kBatch, PayoutColumn::kWechatNumber});
    using Order = Columns::Order;
    list()->columns()->offerOrders({Order{PayoutColumn::kNumber, Qt::AscendingOrder},
        Order{PayoutColumn::kAmount, Qt::DescendingOrder}});
    auto* filter = new FilterBar(payoutFilters(), this);
    list()->setFilter(filter);
    headingRow()->addWidget(filter->viewsBar());
    headingRow()->addWidget(
        new SavedViews({{tr("Unclear ones"), {{}, payouts::toText(payouts::State::unclear), {}, {},
                                                 keptAs(reports::PayoutView::all)}}},
            filter, memory, QStringLiteral("payouts"), this));
    addExport(QStringLiteral("withdrawals"),
        [this](const backend::ExportTarget& target, std::shared_ptr<backend::Job> job) {
            return withdrawals_.exportPayouts(filterNow(), target, std::move(job));
        });
    addFind(tr("Find a withdrawal"), tr("Search by payee or any number"));

    auto* approveButton = actionButton(approve_, this);
    makePrimary(approveButton);
    approve_->setIcon(icon("dialog-ok-apply", Ink::accentText));
    QHBoxLayout* tools = list()->addTools();
    tools->addWidget(approveButton);
    for (QAction* action : {reject_, cancel_, receipt_})
        tools->addWidget(actionButton(action, this));
    tools->addStretch(1);
    coverage_->setAccessibleName(tr("Coverage"));
    tools->addWidget(coverage_);

    unclear_ = new QWidget(this);
    auto* unclearRow = new QHBoxLayout(unclear_);
    unclearRow->setContentsMargins(0, 0, 0, 0);
    unclearRow->setSpacing(space::kTight);
    unclearRow->addWidget(actionButton(sync_, unclear_), 1);
    unclearRow->addWidget(actionButton(resolve_, unclear_), 1);
    list()->addBeside(unclear_);

    list()->offer({approve_, reject_, takeBack_, cancel_, receipt_, sync_, resolve_});
    list()->setCount([](int rows) { return tr("%n withdrawal(s)", nullptr, rows); });
    list()->count()->setSums<reports::ListSum>([this] { return withdrawals_.payoutSum(filterNow()); },
        [this](std::vector<PageKey> keys) { return withdrawals_.payoutSumOf(std::move(keys)); },
        [](const reports::ListSum& sum) { return sum.amount.toDisplay(); });
    list()->setEmpty([this](bool filtered) {
        if (filtered)
            return ListPane::Empty{
                tr("No withdrawal matches"), tr("Try part of a name, another state or a longer period.")};
        return filterNow().view == reports::PayoutView::waiting
                   ? ListPane::Empty{tr("The queue is empty"),
                         tr("When a user asks for money, it waits here until you have looked at it.")}
                   : ListPane::Empty{
                         tr("Nothing here"), tr("Withdrawals appear here once they have been decided.")};
    });
    list()->setSource([this](const ListFilter&) { readRows(); });
    connect(list(), &ListPane::rowChosen, this, &PayoutsPage::tellCurrent);
    connect(list(), &ListPane::changed, this, &PayoutsPage::updateActions);
    updateActions();
}

reports::PayoutFilter PayoutsPage::filterNow() const
{
    return payoutFilter(list()->filter()->filter(), list()->columns()->order());
}

void PayoutsPage::readRows()
{
    const reports::PayoutFilter filter = filterNow();
    model_->setTop(topOf(filter.sort) == reports::Top::highest ? Top::newest : Top::oldest);
    model_->setSource(
        Growth::anywhere, [this, filter](const PageIndex&) { return withdrawals_.payoutIndex(filter); },
        [this, filter](PageKey start) { return withdrawals_.payoutPage(filter, std::move(start)); },
        [this, filter] { return withdrawals_.newestPayouts(filter); });
    // All that waits is in one state; its column would say nothing. What was to be looked at before it was
    // approved says nothing afterwards.
    const bool decided =
        filter.view == reports::PayoutView::underWay || filter.view == reports::PayoutView::done;
    list()->columns()->setIdle(decided ? std::set<int>{PayoutColumn::kLookAt}
                               : filter.view == reports::PayoutView::waiting
                                   ? std::set<int>{PayoutColumn::kState}
                                   : std::set<int>());
}

void PayoutsPage::refresh()
{
    ListPage::refresh();
    whenDone<payouts::Coverage>(this, withdrawals_.coverage(), [this](base::Result<payouts::Coverage> now) {
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
    const bool toOne = place.kind == Place::Kind::payout && !place.number.isEmpty();
    list()->filter()->setFilter(
        {{}, {}, {}, {}, keptAs(toOne ? reports::PayoutView::all : reports::PayoutView::waiting)});
    if (!toOne)
        return;
    list()->columns()->setOrder(
        {PayoutColumn::kNumber, Qt::AscendingOrder}); // rows are known by their numbers alone
    list()->openAt({0, place.number.toLongLong()});
}

const reports::PayoutRow* PayoutsPage::currentRow() const
{
    return model_->rowAt(list()->currentRow());
}

base::PayoutId PayoutsPage::current() const
{
    const reports::PayoutRow* row = currentRow();
    return row ? row->payout.id : base::PayoutId();
}

void PayoutsPage::withChosen(
    const std::set<payouts::State>& states, const std::function<void(const ChosenPayouts&)>& then)
{
    const std::vector<int> lines = list()->table()->selectedRows();
    const int beyond = list()->table()->chosenRows() - static_cast<int>(lines.size());
    const qint64 asked = ++choosing_;
    struct Reading {
        bool isDone = false;
        bool isTold = false;
    };
    const auto reading = std::make_shared<Reading>();
    model_->readRows(lines, [this, asked, beyond, states, then, reading](const Model::Read& read) {
        reading->isDone = true;
        if (asked != choosing_ || QApplication::activeModalWidget())
            return;
        if (reading->isTold)
            notice()->clear();
        if (!read.isSteady)
            return notice()->showText(Tone::warn, tr("The list has changed meanwhile. Choose once more."));
        ChosenPayouts chosen;
        chosen.all = beyond;
        for (const reports::PayoutRow& row : read.rows) {
            if (!states.contains(row.payout.state))
                continue;
            ++chosen.all;
            if (chosen.ids.size() < ChosenPayouts::kMost)
                chosen.ids.push_back(row.payout.id);
        }
        if (!chosen.ids.empty())
            return then(chosen);
        notice()->showText(Tone::info, tr("Of what is chosen, nothing is in a state for it."));
    });
    if (reading->isDone)
        return;
    reading->isTold = true;
    notice()->showText(Tone::info, tr("The chosen withdrawals are being read…"));
}

void PayoutsPage::updateActions()
{
    using payouts::State;
    using reports::PayoutView;
    const PayoutView view = filterNow().view;
    std::set<State> chosen;
    bool isUnread = false; // what is not read here is looked at when something is to be done with it
    for (const int line : list()->table()->selectedRows()) {
        if (const reports::PayoutRow* row = model_->heldRow(line))
            chosen.insert(row->payout.state);
        else
            isUnread = true;
    }
    const auto any = [&](std::initializer_list<State> states, PayoutView where) {
        return (isUnread && (view == where || view == PayoutView::all)) ||
               std::any_of(states.begin(), states.end(), [&](State one) { return chosen.contains(one); });
    };
    approve_->setEnabled(any({State::requested}, PayoutView::waiting));
    reject_->setEnabled(approve_->isEnabled());
    takeBack_->setEnabled(any({State::approved}, PayoutView::underWay));
    cancel_->setEnabled(any({State::approved, State::accepted, State::awaitingUser}, PayoutView::underWay));
    const reports::PayoutRow* row = currentRow();
    receipt_->setEnabled(row && payouts::hasReceipt(row->payout));
    const auto can = [](QAction* action, bool possible) {
        action->setVisible(possible);
        action->setEnabled(possible);
    };
    can(sync_, row && (isAtWechat(row->payout) || isStopped(row->payout)));
    sync_->setText(row && isStopped(row->payout) ? tr("Send &it again") : tr("As&k WeChat now"));
    sync_->setToolTip(row && isStopped(row->payout)
                          ? tr("What WeChat Pay did not take goes out again, under the same number")
                          : tr("Ask WeChat Pay at once how this withdrawal stands"));
    // What is decided is what the story tells, which comes after the row.
    can(resolve_, row && told_ && told_->row.payout.id == row->payout.id && isAtWechat(told_->row.payout));
    unclear_->setVisible(sync_->isVisible());
}

void PayoutsPage::tellCurrent()
{
    if (const base::PayoutId id = current(); id != base::PayoutId())
        list()->read<reports::PayoutStory>(
            withdrawals_.payoutStory(id), [this](const reports::PayoutStory& story) {
                told_ = story;
                updateActions();
                list()->story()->tell(storyOf(story, palette()));
            });
}

void PayoutsPage::approve()
{
    withChosen({payouts::State::requested}, [this](const ChosenPayouts& chosen) {
        openSheet<ApproveDialog>(
            new ApproveDialog(withdrawals_, session_, chosen, this), [this](ApproveDialog& sheet, bool) {
                if (sheet.waitingForAnother() > 0)
                    notice()->showText(
                        Tone::info, tr("%n withdrawal(s) approved by you wait for a second person.", nullptr,
                                        sheet.waitingForAnother()));
                Q_EMIT decided();
                refresh();
            });
    });
}

void PayoutsPage::afterDecision(const std::vector<backend::Withdrawals::Decided>& all, const QString& done)
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
        {payouts::State::requested},
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
        [this](const std::vector<base::PayoutId>& ids, const ReasonDialog::Said& said) {
            return withdrawals_.reject(ids, said.reason, said.authority, said.key);
        },
        tr("Rejected."));
}

void PayoutsPage::stop(const std::set<payouts::State>& states, const ReasonDialog::Asked& asked,
    const std::function<QString(int count, const QString& sum)>& what, const Decide& decide,
    const QString& done)
{
    withChosen(states, [this, asked, what, decide, done](const ChosenPayouts& chosen) {
        auto* dialog = new ReasonDialog(
            session_, asked,
            [this, ids = chosen.ids, decide, done](
                const ReasonDialog::Said& said, const ReasonDialog::Told& told) {
                using Outcome = base::Result<std::vector<backend::Withdrawals::Decided>>;
                whenDone<Outcome::value_type>(
                    this, decide(ids, said), [this, told, done](const Outcome& all) {
                        told(all ? base::Status() : base::fail(all.error()));
                        if (all)
                            afterDecision(*all, done);
                    });
            },
            this);
        dialog->about(withdrawals_, chosen, what);
        openSheet(dialog);
    });
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
    whenDone<int>(this, withdrawals_.saveReceipt(id, file, std::make_shared<backend::Job>()),
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
    whenDone<payouts::Payout>(
        this, withdrawals_.syncWithdrawal(id), [this](base::Result<payouts::Payout> now) {
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
    auto* dialog = new VerdictDialog(
        session_, verdictAbout(*told_, palette()),
        [this, id = told_->row.payout.id](const VerdictDialog::Said& said, const VerdictDialog::Told& told) {
            whenDone<payouts::Payout>(this,
                withdrawals_.resolveWithdrawal(id,
                    {said.moved ? payouts::Verdict::paid : payouts::Verdict::notPaid, said.proof,
                        said.reason},
                    said.authority, said.key),
                [this, told](base::Result<payouts::Payout> now) {
                    told(now ? base::Status() : base::fail(now.error()));
                    if (now)
                        notice()->showText(Tone::good,
                            tr("Withdrawal %1 is: %2.").arg(now->id.toString(), word(now->state).text));
                });
        },
        this);
    openSheet<VerdictDialog>(dialog, [this](VerdictDialog&, bool) { refresh(); });
}

void PayoutsPage::takeBack()
{
    withChosen({payouts::State::approved}, [this](const ChosenPayouts& chosen) {
        whenDone<std::vector<backend::Withdrawals::Decided>>(this, withdrawals_.takeBack(chosen.ids),
            [this, chosen](const base::Result<std::vector<backend::Withdrawals::Decided>>& all) {
                if (!all)
                    return notice()->showError(all.error());
                const QString done = tr("Taken back: nothing was sent.");
                afterDecision(*all, chosen.isCut() ? done + QLatin1Char('\n') + leftOutText(chosen) : done);
            });
    });
}

void PayoutsPage::cancel()
{
    stop(
        {payouts::State::approved, payouts::State::accepted, payouts::State::awaitingUser},
        {tr("Cancel withdrawals"), {}, {tr("Requested by mistake")}, tr("Stop"), AuthorityField::Ask::never},
        [](int count, const QString& sum) {
            return tr(
                "%n withdrawal(s) over %1 will be stopped. What WeChat Pay already has is cancelled there "
                "while the payee has not confirmed; the sum goes back to the balance when WeChat Pay says "
                "so.",
                nullptr, count)
                .arg(sum);
        },
        [this](const std::vector<base::PayoutId>& ids, const ReasonDialog::Said& said) {
            return withdrawals_.cancel(ids, said.reason, said.authority.operatorName, said.key);
        },
        tr("Cancellation is under way."));
}

} // namespace zhangfang::ui
