#include "kit/count_line.h"

#include "kit/read_aloud.h"

namespace zhangfang::ui
{
namespace
{

/// A sum over a long list costs the database something: it rests this much longer than it took, and this long
/// at least, however fast the list changes.
constexpr qint64 kRestTimes = 10;
constexpr qint64 kRestMs = 1'000;
constexpr int kSettledMs = 120;

} // namespace

CountLine::CountLine(LazyTable* table, LazyModelBase* model, NoticeBar* notice, QWidget* parent)
    : QLabel(parent), table_(table), model_(model), notice_(notice)
{
    readLabelsWhole();
    setTextFormat(Qt::PlainText);
    setProperty("muted", true);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    pause_.setSingleShot(true);
    settled_.setSingleShot(true);
    settled_.setInterval(kSettledMs);
    connect(&pause_, &QTimer::timeout, this, [this] {
        if (std::exchange(addAgain_, false))
            sumAll();
    });
    connect(&settled_, &QTimer::timeout, this, &CountLine::sumChosen);
    connect(model_, &LazyModelBase::refreshed, this, &CountLine::listChanged);
    connect(model_, &LazyModelBase::failed, this, [this] {
        if (model_->rowCount() == 0)
            restart(); // how many there are is not known
    });
    connect(table_, &LazyTable::selectionChangedTo, this, &CountLine::choiceChanged);
}

void CountLine::restart()
{
    ++list_;
    ++choice_;
    all_.clear();
    chosen_.clear();
    pause_.stop();
    settled_.stop();
    addAgain_ = false;
    clear();
}

void CountLine::listChanged()
{
    tell();
    sumAll();
    if (table_->chosenRows() > 1)
        settled_.start();
}

void CountLine::sumAll()
{
    if (!sumOfAll_)
        return;
    if (adding_ || pause_.isActive()) {
        addAgain_ = true;
        return;
    }
    adding_ = true;
    took_.start();
    sumOfAll_([this, list = list_](const QString& sum) {
        adding_ = false;
        if (list != list_) {
            addAgain_ = false;
            return sumAll();
        }
        all_ = sum;
        tell();
        pause_.start(static_cast<int>(std::max(kRestMs, kRestTimes * took_.elapsed())));
    });
}

void CountLine::choiceChanged()
{
    ++choice_;
    chosen_.clear();
    tell();
    if (table_->chosenRows() > 1)
        settled_.start();
    else
        settled_.stop();
}

void CountLine::sumChosen()
{
    const int rows = table_->chosenRows();
    // All are what the filter comes to; of more than can be acted on at once nothing is added up.
    if (!sumOfKeys_ || rows < 2 || rows == model_->rowCount() || rows > LazyTable::kMostChosen)
        return tell();
    const qint64 choice = ++choice_;
    model_->readKeys(table_->selectedRows(), [this, choice](std::vector<PageKey> keys) {
        if (choice != choice_)
            return;
        sumOfKeys_(std::move(keys), [this, choice](const QString& sum) {
            if (choice != choice_)
                return;
            chosen_ = sum;
            tell();
        });
    });
}

void CountLine::tell()
{
    if (!words_)
        return;
    const auto joined = [](const QString& count, const QString& sum) {
        return sum.isEmpty() ? count : count + QStringLiteral(" · ") + sum;
    };
    const int rows = model_->rowCount();
    QString text = model_->isPartial() ? QStringLiteral("…") : joined(words_(rows), all_);
    const int chosen = table_->chosenRows();
    if (chosen > 1)
        text += QStringLiteral("      ") +
                joined(tr("%n chosen", nullptr, chosen), chosen == rows ? all_ : chosen_);
    setText(text);
}

} // namespace zhangfang::ui
