#include "shell/command_palette.h"

#include "base/plain_text.h"
#include "kit/async.h"
#include "kit/theme.h"
#include "kit/words.h"

#include <QKeyEvent>
#include <QVBoxLayout>

namespace zhangfang::ui
{
namespace
{
constexpr int kTypingMs = 200; ///< until a person who types is taken to have stopped
} // namespace

CommandPalette::CommandPalette(
    std::vector<Entry> actions, Find find, std::function<void(const Place&)> goTo, QWidget* parent)
    : QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint), actions_(std::move(actions)),
      find_(std::move(find)), goTo_(std::move(goTo)), search_(new QLineEdit(this)),
      list_(new QListWidget(this))
{
    setWindowTitle(tr("Do or find"));
    resize(640, 420);
    auto* layout = new QVBoxLayout(this);
    search_->setPlaceholderText(tr("What to do, or a name, a product, a number"));
    search_->setAccessibleName(windowTitle());
    search_->installEventFilter(this);
    list_->setAccessibleName(tr("What can be done, and what was found"));
    list_->setFocusPolicy(Qt::NoFocus);
    list_->setTextElideMode(Qt::ElideRight);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    layout->addWidget(search_);
    layout->addWidget(list_, 1);
    typing_.setSingleShot(true);
    typing_.setInterval(kTypingMs);
    connect(&typing_, &QTimer::timeout, this, &CommandPalette::ask);
    connect(search_, &QLineEdit::textChanged, this, &CommandPalette::typed);
    connect(search_, &QLineEdit::returnPressed, this, &CommandPalette::enter);
    connect(list_, &QListWidget::itemClicked, this, &CommandPalette::run);
    fill();
}

void CommandPalette::typed()
{
    found_.clear();
    ++asked_;
    enterWaits_ = false;
    moved_ = false;
    isAsking_ = !search_->text().trimmed().isEmpty();
    if (isAsking_)
        typing_.start();
    else
        typing_.stop();
    fill();
}

void CommandPalette::ask()
{
    typing_.stop();
    whenDone<reports::QuickFinds>(this, find_(search_->text().trimmed()),
        [this, number = ++asked_](const base::Result<reports::QuickFinds>& finds) {
            if (number == asked_)
                answered(finds);
        });
}

void CommandPalette::answered(const base::Result<reports::QuickFinds>& finds)
{
    isAsking_ = false;
    const auto offer = [this](const char* iconName, const QStringList& parts, const Place& place) {
        QStringList told = parts;
        told.removeAll(QString());
        found_.push_back({base::shownOnOneLine(told.join(QStringLiteral("  ·  "))), {}, icon(iconName),
            [goTo = goTo_, place] { goTo(place); }});
    };
    if (finds) {
        for (const reports::UserRow& user : finds->users)
            offer("user-identity",
                {user.name.isEmpty() ? user.openid : user.name, tr("user %1").arg(user.key.id),
                    tr("available %1").arg(user.available.toDisplay()),
                    user.held.isZero() ? QString() : tr("held %1").arg(user.held.toDisplay())},
                {Place::Kind::user, QString::number(user.key.id), {}});
        for (const reports::OrderRow& order : finds->orders)
            offer("view-list-details",
                {order.description, order.amount.toDisplay(), word(order.state).text, order.userName,
                    order.number},
                {Place::Kind::order, order.number, {}});
        for (const reports::PayoutRecord& one : finds->payouts)
            offer("wallet-open",
                {tr("Withdrawal %1").arg(one.payout.id.value()),
                    one.payee.name.isEmpty() ? one.payee.openid : one.payee.name,
                    one.payout.amount.toDisplay(), word(one.payout.state).text},
                {Place::Kind::payout, one.payout.id.toString(), {}});
    } else {
        found_.push_back(
            {errorText(finds.error()), {}, icon("data-warning"), [] {}}); // there is nowhere to go
        enterWaits_ = false;
    }
    fill();
    if (enterWaits_)
        run();
}

void CommandPalette::fill()
{
    const QString text = search_->text().trimmed();
    const QStringList words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const int row = list_->currentRow();
    shown_.clear();
    for (const Entry& entry : actions_) {
        if (std::all_of(words.begin(), words.end(),
                [&entry](const QString& word) { return entry.text.contains(word, Qt::CaseInsensitive); }))
            shown_.push_back(entry);
    }
    fitting_ = shown_.size();
    shown_.insert(shown_.end(), found_.begin(), found_.end());
    if (!text.isEmpty()) {
        reports::OrderFilter filter;
        filter.search = text;
        for (const auto& [label, place] :
            {std::pair(tr("Find “%1” among the orders").arg(text), Place{Place::Kind::orders, {}, filter}),
                std::pair(tr("Find “%1” among the users").arg(text), Place{Place::Kind::users, text, {}})})
            shown_.push_back({base::shownOnOneLine(label), {}, icon("edit-find"),
                [goTo = goTo_, place = place] { goTo(place); }});
    }
    list_->clear();
    for (const Entry& entry : shown_)
        list_->addItem(new QListWidgetItem(entry.icon,
            entry.keys.isEmpty() ? entry.text : QStringLiteral("%1    %2").arg(entry.text, entry.keys)));
    // What came since stands behind the actions: one that was chosen by hand is where it was.
    const bool stays = moved_ && row >= 0 && static_cast<size_t>(row) < fitting_;
    list_->setCurrentRow(shown_.empty() ? -1 : stays ? row : 0);
}

void CommandPalette::enter()
{
    if (isSettled())
        return run();
    enterWaits_ = true;
    if (typing_.isActive())
        ask();
}

void CommandPalette::run()
{
    const int row = list_->currentRow();
    if (row < 0 || static_cast<size_t>(row) >= shown_.size())
        return;
    const auto chosen = shown_[static_cast<size_t>(row)].run;
    accept();
    chosen();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == search_ && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
        if (step != 0) {
            moved_ = true;
            list_->setCurrentRow(std::clamp(list_->currentRow() + step, 0, std::max(0, list_->count() - 1)));
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace zhangfang::ui
