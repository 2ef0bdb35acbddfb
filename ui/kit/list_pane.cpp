#include "kit/list_pane.h"

#include <QHeaderView>

namespace zhangfang::ui
{

ListPane::ListPane(const Setup& setup, NoticeBar* notice, QSettings& memory, QWidget* parent)
    : QWidget(parent), kept_(setup.kept), notice_(notice), memory_(memory), tools_(new QHBoxLayout),
      table_(new LazyTable(setup.table, this)), nothing_(new EmptyState(setup.icon, {}, {}, this)),
      stack_(new QStackedWidget(this)), splitter_(new QSplitter(this)), count_(mutedLabel({}, this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kGap + space::kTight);
    layout->addLayout(tools_);
    layout->addWidget(splitter_, 1);
    layout->addWidget(count_);
    count_->hide();
    table_->setSelectionMode(setup.selection);
    table_->setContextMenuPolicy(Qt::ActionsContextMenu);
    stack_->addWidget(table_);
    stack_->addWidget(nothing_);
    splitter_->addWidget(stack_);
    splitter_->setStretchFactor(0, 3);
    splitter_->setChildrenCollapsible(false);
    if (!setup.story.isEmpty()) {
        auto* side = new QWidget(splitter_);
        beside_ = new QVBoxLayout(side);
        beside_->setContentsMargins(0, 0, 0, 0);
        beside_->setSpacing(space::kGap);
        story_ = new StoryView(setup.story, side);
        beside_->addWidget(story_, 1);
        splitter_->addWidget(side);
        splitter_->setStretchFactor(1, 1);
        connect(table_, &LazyTable::opened, story_, [this] { story_->setFocus(); });
    }
    if (!splitter_->restoreState(memory_.value(memoryKey("splitter")).toByteArray()))
        splitter_->setSizes({720, 320});
}

void ListPane::setModel(LazyModelBase* model, const std::vector<int>& widths)
{
    model_ = model;
    table_->setLazyModel(model);
    table_->setColumnWidths(widths);
    connect(table_, &LazyTable::currentKeyChanged, this, [this] {
        Q_EMIT changed();
        Q_EMIT rowChosen();
    });
    connect(table_, &LazyTable::selectionChangedTo, this, &ListPane::changed);
    connect(model_, &LazyModelBase::failed, this, [this](const base::Error& error) {
        notice_->showError(error);
        if (model_->rowCount() == 0)
            count_->clear(); // how many there are is not known
    });
    connect(model_, &LazyModelBase::refreshed, this, &ListPane::shown);
    table_->horizontalHeader()->restoreState(memory_.value(memoryKey("header")).toByteArray());
}

QString ListPane::memoryKey(const char* what) const
{
    return kept_ + QLatin1Char('/') + QLatin1String(what);
}

void ListPane::remember()
{
    memory_.setValue(memoryKey("header"), table_->horizontalHeader()->saveState());
    memory_.setValue(memoryKey("splitter"), splitter_->saveState());
}

void ListPane::setFilter(FilterBar* filter)
{
    filter_ = filter;
    tools_->insertWidget(0, filter, 1);
    connect(filter, &FilterBar::changed, this, &ListPane::open);
}

void ListPane::offer(const QList<QAction*>& actions)
{
    table_->addActions(actions);
}

void ListPane::addBeside(QWidget* widget)
{
    beside_->addWidget(widget);
}

void ListPane::open()
{
    isOpen_ = true;
    wanted_.reset();
    asked_ = filter_ ? filter_->filter() : ListFilter();
    source_(asked_);
    table_->clearChoice();
    ++reading_; // what is still to come is of a row that is gone
    if (story_)
        story_->clear();
    Q_EMIT changed();
}

void ListPane::openAt(PageKey key)
{
    open();
    wanted_ = key;
}

void ListPane::refresh()
{
    if (!isOpen_ || (filter_ && filter_->filter() != asked_))
        return open();
    model_->refresh();
    if (table_->currentIndex().isValid())
        Q_EMIT rowChosen();
}

void ListPane::shown()
{
    const int rows = model_->rowCount();
    if (countOf_) {
        count_->show();
        count_->setText(model_->isPartial() ? QStringLiteral("…") : countOf_(rows));
    }
    if (rows == 0 && empty_) {
        const Empty words = empty_(isFiltered());
        nothing_->setWords(words.title, words.advice);
    }
    stack_->setCurrentWidget(rows == 0 && empty_ ? static_cast<QWidget*>(nothing_) : table_);
    if (rows == 0 && story_)
        story_->clear();
    if (wanted_)
        table_->selectKey(*std::exchange(wanted_, std::nullopt));
    else if (rows > 0 && !table_->hasCurrent())
        table_->setCurrentIndex(model_->index(0, 0));
    Q_EMIT changed();
}

} // namespace zhangfang::ui
