#include "kit/list_pane.h"

namespace zhangfang::ui
{

ListPane::ListPane(const Setup& setup, NoticeBar* notice, QSettings& memory, QWidget* parent)
    : QWidget(parent), kept_(setup.kept), notice_(notice), memory_(memory), above_(new QVBoxLayout),
      tools_(new QHBoxLayout), table_(new LazyTable(setup.table, this)),
      nothing_(new EmptyState(setup.icon, {}, {}, this)), stack_(new QStackedWidget(this)),
      splitter_(new QSplitter(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kGap + space::kTight);
    above_->setSpacing(space::kGap);
    above_->addLayout(tools_);
    layout->addLayout(above_);
    layout->addWidget(splitter_, 1);
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

void ListPane::setModel(LazyModelBase* model, const std::vector<int>& widths, const std::set<int>& unseen)
{
    model_ = model;
    table_->setLazyModel(model);
    columns_ = new Columns(table_, widths, unseen, memory_, kept_);
    count_ = new CountLine(table_, model_, notice_, this);
    count_->hide();
    layout()->addWidget(count_);
    connect(columns_, &Columns::orderChanged, this, &ListPane::open);
    connect(table_, &LazyTable::currentKeyChanged, this, [this] {
        Q_EMIT changed();
        Q_EMIT rowChosen();
    });
    connect(table_, &LazyTable::selectionChangedTo, this, &ListPane::changed);
    connect(model_, &LazyModelBase::failed, this,
        [this](const base::Error& error) { notice_->showError(error); });
    connect(model_, &LazyModelBase::refreshed, this, &ListPane::shown);
}

QString ListPane::memoryKey(const char* what) const
{
    return kept_ + QLatin1Char('/') + QLatin1String(what);
}

void ListPane::remember()
{
    columns_->remember();
    if (filter_)
        memory_.setValue(memoryKey("filter"), filter_->text());
    memory_.setValue(memoryKey("splitter"), splitter_->saveState());
}

void ListPane::setFilter(FilterBar* filter)
{
    filter_ = filter;
    tools_->insertWidget(0, filter, 1);
    if (const QString left = memory_.value(memoryKey("filter")).toString(); !left.isEmpty())
        filter->setText(left);
    connect(filter, &FilterBar::changed, this, &ListPane::open);
}

QHBoxLayout* ListPane::addTools()
{
    auto* row = new QHBoxLayout;
    above_->addLayout(row);
    return row;
}

void ListPane::offer(const QList<QAction*>& actions)
{
    table_->addActions(actions);
}

void ListPane::addBeside(QWidget* widget)
{
    beside_->addWidget(widget);
}

void ListPane::setCount(std::function<QString(int rows)> words)
{
    count_->setCount(std::move(words));
    count_->show();
}

void ListPane::open()
{
    isOpen_ = true;
    count_->restart();
    wanted_.reset();
    asked_ = filter_ ? filter_->filter() : ListFilter();
    source_(asked_);
    table_->clearChoice();
    ++reading_; // what is still to come is of a row that is gone
    if (story_)
        story_->clear();
    Q_EMIT changed();
}

void ListPane::openAt(const PageKey& key)
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
