#include "shell/countdown_strip.h"

#include "base/plain_text.h"
#include "kit/async.h"
#include "kit/decided.h"
#include "kit/words.h"

#include <QDateTime>
#include <QHBoxLayout>

namespace zhangfang::ui
{
namespace
{

constexpr int kTickMs = 250;
/// The others are counted; their way back is on the page of withdrawals.
constexpr size_t kMostLines = 4;

qint64 nowUtcMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

} // namespace

CountdownStrip::CountdownStrip(backend::Withdrawals& withdrawals, backend::Session& session, QWidget* parent)
    : QWidget(parent), withdrawals_(withdrawals), session_(session),
      latest_(new QAction(icon("edit-undo"), tr("Take back the latest approval"), this)),
      notice_(new NoticeBar(this)), lines_(new QVBoxLayout), more_(mutedLabel({}, this))
{
    setObjectName(QStringLiteral("countdowns"));
    latest_->setShortcut(QKeySequence::Undo);
    latest_->setToolTip(tr("What was approved last and has not been sent yet waits for you again"));
    latest_->setEnabled(false);
    connect(latest_, &QAction::triggered, this, [this] {
        if (!shown_.empty() && !isLooking_)
            takeBack(shown_.front().ids);
    });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(notice_);
    layout->addLayout(lines_);
    lines_->setSpacing(0);
    more_->setContentsMargins(space::kWide, 0, space::kWide, space::kTight);
    layout->addWidget(more_);
    ticking_.setInterval(kTickMs);
    connect(&ticking_, &QTimer::timeout, this, &CountdownStrip::tick);
    hide();
}

void CountdownStrip::refresh()
{
    const qint64 asked = ++asked_;
    isLooking_ = true;
    latest_->setEnabled(false);
    whenDone<std::vector<reports::Countdown>>(
        this, withdrawals_.countdowns(), [this, asked](base::Result<std::vector<reports::Countdown>> all) {
            if (asked != asked_)
                return;
            isLooking_ = false;
            if (all)
                show(*all);
            else
                tick(); // what was shown before runs out by itself
        });
}

void CountdownStrip::show(const std::vector<reports::Countdown>& all)
{
    const bool anyNew = std::any_of(all.begin(), all.end(), [this](const reports::Countdown& one) {
        return std::none_of(shown_.begin(), shown_.end(),
            [&one](const reports::Countdown& known) { return known.approvedAtUtcMs == one.approvedAtUtcMs; });
    });
    if (anyNew)
        notice_->clear(); // what was said of the approvals before is not said of these
    shown_ = {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), kMostLines))};
    hidden_ = all.size() - shown_.size();
    while (widgets_.size() < shown_.size()) {
        const size_t at = widgets_.size();
        auto* frame = new QFrame(this);
        frame->setProperty("card", true);
        auto* row = new QHBoxLayout(frame);
        row->setContentsMargins(space::kWide, space::kTight, space::kWide, space::kTight);
        auto* text = textLabel({}, TextSize::heading, frame);
        text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        auto* back = new QPushButton(icon("edit-undo"), tr("Take back"), frame);
        connect(back, &QPushButton::pressed, this, [this, at] {
            widgets_[at].aimed = at < shown_.size() ? shown_[at].ids : std::vector<base::PayoutId>();
        });
        connect(back, &QPushButton::clicked, this, [this, at] { takeBack(widgets_[at].aimed); });
        row->addWidget(text, 1);
        row->addWidget(back);
        lines_->addWidget(frame);
        widgets_.push_back({frame, text, back, {}});
    }
    tick();
}

void CountdownStrip::tick()
{
    const qint64 now = nowUtcMs();
    const bool anyOver = std::any_of(shown_.begin(), shown_.end(),
        [now](const reports::Countdown& one) { return one.sentFromUtcMs <= now; });
    std::erase_if(shown_, [now](const reports::Countdown& one) { return one.sentFromUtcMs <= now; });
    for (size_t at = 0; at < widgets_.size(); ++at) {
        widgets_[at].frame->setVisible(at < shown_.size());
        if (at >= shown_.size())
            continue;
        const reports::Countdown& one = shown_[at];
        const int count = static_cast<int>(one.ids.size());
        const QString who =
            one.people == 1 ? base::shownOnOneLine(one.payee) : tr("%n people", nullptr, one.people);
        widgets_[at].text->setText(tr("%n withdrawal(s) over %1 to %2 will be sent in %3.", nullptr, count)
                                       .arg(one.sum.toDisplay(), who, leftText(one.sentFromUtcMs - now)));
        widgets_[at].back->setAccessibleName(tr("Take back %1 to %2").arg(one.sum.toDisplay(), who));
        widgets_[at].back->setEnabled(!isBusy_);
    }
    more_->setText(
        tr("and %n more approval(s): under Withdrawals, Under way", nullptr, static_cast<int>(hidden_)));
    more_->setVisible(hidden_ > 0);
    latest_->setEnabled(!shown_.empty() && !isBusy_ && !isLooking_);
    setVisible(!shown_.empty() || notice_->isVisibleTo(this));
    if (shown_.empty())
        ticking_.stop();
    else
        ticking_.start();
    if (anyOver)
        refresh(); // what was approved a moment later than the first stays a moment longer
}

void CountdownStrip::takeBack(const std::vector<base::PayoutId>& ids)
{
    const auto go = std::find_if(
        shown_.begin(), shown_.end(), [&ids](const reports::Countdown& one) { return one.ids == ids; });
    if (go == shown_.end() || isBusy_)
        return;
    isBusy_ = true;
    const QString sum = go->sum.toDisplay();
    const auto ofThese = [ids](const reports::Countdown& one) { return one.ids == ids; };
    tick();
    whenDone<std::vector<backend::Withdrawals::Decided>>(this, withdrawals_.takeBack(ids),
        [this, sum, ofThese](const base::Result<std::vector<backend::Withdrawals::Decided>>& all) {
            isBusy_ = false;
            if (!all)
                notice_->showError(all.error());
            else {
                const QStringList refused = refusalsOf(*all);
                std::erase_if(shown_, ofThese);
                if (refused.isEmpty())
                    notice_->showText(Tone::good, tr("Taken back: nothing of the %1 was sent.").arg(sum));
                else
                    notice_->showText(Tone::bad, refused.join(QLatin1Char('\n')));
            }
            tick();
            refresh();
        });
}

} // namespace zhangfang::ui
