#include "shell/status_strip.h"

#include "base/plain_text.h"
#include "kit/async.h"
#include "kit/read_aloud.h"
#include "kit/widgets.h"
#include "kit/words.h"

#include <QDateTime>
#include <QLocale>

namespace zhangfang::ui
{
namespace
{
constexpr int kTickMs = 1'000;
constexpr qint64 kJustNowMs = 60'000;
/// WeChat Pay refuses what is signed five minutes off; half of it is worth a warning.
constexpr qint64 kSkewWarnMs = 150'000;
} // namespace

StatusStrip::StatusStrip(backend::Withdrawals& withdrawals, backend::Session& session, QWidget* parent)
    : QStatusBar(parent), withdrawals_(withdrawals), session_(session),
      listener_(add(Item::listener, "network-connect", tr("Listener"))),
      wechat_(add(Item::wechat, "network-server", tr("WeChat Pay"))),
      clock_(add(Item::clock, "clock", tr("Clock"))),
      notification_(add(Item::notification, "mail-receive", tr("Last notification"))),
      coverage_(add(Item::coverage, "security-high", tr("Coverage"))),
      queue_(add(Item::queue, "wallet-open", tr("Queue"))),
      lock_(add(Item::session, "object-locked", tr("Lock")))
{
    setSizeGripEnabled(false);
    ticking_.setInterval(kTickMs);
    connect(&ticking_, &QTimer::timeout, this, &StatusStrip::update);
    session_.whenLockChanges(this, [this] { update(); });
    ticking_.start();
    update();
}

QToolButton* StatusStrip::add(Item item, const char* iconName, const QString& name)
{
    auto* button = new QToolButton(this);
    button->setIcon(icon(iconName));
    button->setIconSize(QSize(16, 16));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    names_.insert(button, name);
    button->setAccessibleName(name); // until there is something to tell of it
    connect(button, &QToolButton::clicked, this, [this, item] { Q_EMIT clicked(item); });
    if (item == Item::session)
        addPermanentWidget(button);
    else
        addWidget(button);
    return button;
}

void StatusStrip::put(QToolButton* button, const QString& text, const QString& why, bool trouble)
{
    button->setText((trouble ? QStringLiteral("⚠ ") : QString()) + base::shownOnOneLine(text));
    button->setToolTip(plainTip(why));
    button->setAccessibleName(readAs(names_.value(button), text));
    button->setAccessibleDescription(why);
    QPalette colors;
    if (trouble)
        colors.setColor(QPalette::ButtonText, tokens(colors).bad.text);
    button->setPalette(colors);
}

void StatusStrip::show(const reports::Pulse& pulse)
{
    pulse_ = pulse;
    update();
    askCoverage();
}

void StatusStrip::setEngineTrouble(const QString& trouble)
{
    engineTrouble_ = trouble;
    update();
}

void StatusStrip::askCoverage()
{
    if (asking_ || coverageOf_ == pulse_.lastTransfer)
        return;
    asking_ = true;
    const qint64 of = pulse_.lastTransfer;
    whenDone<payouts::Coverage>(
        this, withdrawals_.coverage(), [this, of](base::Result<payouts::Coverage> now) {
            asking_ = false;
            if (!now)
                return;
            coverageOf_ = of;
            const auto spare = now->available().minus(now->owed);
            put(coverage_,
                now->isCovered() ? tr("Covered, %1 spare").arg(spare ? spare->toDisplay() : QString())
                                 : tr("NOT covered"),
                tr("Owed to users %1, settled money to pay them %2")
                    .arg(now->owed.toDisplay(), now->available().toDisplay()),
                !now->isCovered());
            if (coverageOf_ != pulse_.lastTransfer)
                QTimer::singleShot(kTickMs, this, &StatusStrip::askCoverage);
        });
}

void StatusStrip::update()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const reports::EngineStatus& engine = pulse_.engine;
    const bool alive = now - engine.beatAtUtcMs < reports::kEngineSilentMs && !engine.listeningAt.isEmpty();
    put(listener_, alive ? tr("Listening at %1").arg(engine.listeningAt) : tr("Not listening"),
        alive ? tr("WeChat Pay's notifications are received here")
              : (engineTrouble_.isEmpty() ? tr("Starting…") : engineTrouble_),
        !alive && !engineTrouble_.isEmpty());
    if (!alive)
        put(wechat_, tr("WeChat Pay: not asked"), tr("Nothing is sent while the engine does not run"), false);
    else if (!engine.wechatTrouble.isEmpty())
        put(wechat_, tr("WeChat Pay: no answer"), engine.wechatTrouble, true);
    else if (engine.wechatOkAtUtcMs == 0)
        put(wechat_, tr("WeChat Pay: connecting"), tr("The first question is on its way"), false);
    else
        put(wechat_, tr("WeChat Pay answers"), tr("Last answer %1").arg(timeText(engine.wechatOkAtUtcMs)),
            false);
    const bool skewed = std::abs(engine.clockSkewMs) > kSkewWarnMs;
    put(clock_,
        std::abs(engine.clockSkewMs) < 2'000 ? tr("Clock right")
                                             : tr("Clock %1 s off").arg(engine.clockSkewMs / 1000),
        tr("WeChat Pay refuses what is signed five minutes off"), skewed);
    put(notification_,
        pulse_.lastNotificationUtcMs == 0 ? tr("No notification yet")
        : now - pulse_.lastNotificationUtcMs < kJustNowMs
            ? tr("Notified just now")
            : tr("Notified %1 ago").arg(ageText(now - pulse_.lastNotificationUtcMs)),
        timeText(pulse_.lastNotificationUtcMs), false);
    put(queue_,
        pulse_.waiting.count == 0 ? tr("Queue empty")
                                  : tr("%n waiting", nullptr, static_cast<int>(pulse_.waiting.count)),
        tr("Withdrawals over %1 wait for a decision").arg(pulse_.waiting.sum.toDisplay()), false);
    const qint64 until = session_.unlockedUntilUtcMs();
    lock_->setIcon(icon(until == 0 ? "object-locked" : "object-unlocked"));
    put(lock_, until == 0 ? tr("Locked") : tr("Unlocked, %1 s").arg((until - now) / 1000),
        until == 0 ? tr("Decisions ask for your password") : tr("Decisions need no password; click to lock"),
        false);
}

} // namespace zhangfang::ui
