#pragma once

#include "base/plain_text.h"
#include "kit/async.h"
#include "kit/lazy_model_base.h"
#include "kit/widgets.h"
#include "kit/words.h"

#include <algorithm>
#include <memory>
#include <QGuiApplication>

namespace zhangfang::ui
{

/// A lazy table of `Row`s, each with a `PageKey key`, shown by its columns.
template <class Row> class LazyModel final : public LazyModelBase
{
public:
    enum class Side { left, right };
    struct Column {
        using Text = std::function<QString(const Row&)>;
        using Words = std::function<std::vector<Word>(const Row&)>;
        // A constructor: GCC 12 breaks over default member values here.
        Column(QString heading_, Text text_, Side side_ = Side::left, Words words_ = nullptr)
            : heading(std::move(heading_)), text(std::move(text_)), side(side_), words(std::move(words_))
        {
        }
        QString heading;
        Text text;
        Side side;
        Words words; ///< drawn as badges where there is one; `text` says the same for who cannot see them
    };
    LazyModel(Top top, std::vector<Column> columns, QObject* parent)
        : LazyModelBase(top, parent), columns_(std::move(columns))
    {
    }
    [[nodiscard]] int columnCount(const QModelIndex& = {}) const override
    {
        return static_cast<int>(columns_.size());
    }
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
            return {};
        const Column& column = columns_[static_cast<size_t>(section)];
        if (role == Qt::TextAlignmentRole)
            return alignment(column);
        return role == Qt::DisplayRole ? column.heading : QVariant();
    }
    [[nodiscard]] QVariant data(const QModelIndex& at, int role) const override
    {
        const Row* row = rowAt(at.row());
        if (!row) // on its way
            return role == Qt::DisplayRole && at.column() == 1 ? QStringLiteral("…") : QVariant();
        const Column& column = columns_[static_cast<size_t>(at.column())];
        switch (role) {
        case Qt::TextAlignmentRole:
            return alignment(column);
        case kWordsRole:
            return column.words ? QVariant::fromValue(column.words(*row)) : QVariant();
        case Qt::ForegroundRole: // a negative sum carries its sign and a colour
            return column.side == Side::right && column.text(*row).startsWith(QLatin1Char('-'))
                       ? tokens(QGuiApplication::palette()).bad.text
                       : QVariant();
        case Qt::ToolTipRole:
            return plainTip(column.text(*row));
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole:
            return base::shownOnOneLine(column.text(*row));
        default:
            return {};
        }
    }
    using ReadIndex = std::function<QFuture<base::Result<PageIndex>>(PageIndex known)>;
    using ReadPage = std::function<QFuture<base::Result<std::vector<Row>>>(PageKey start)>;
    using ReadNewest = std::function<QFuture<base::Result<PageIndex>>()>;
    /// All from the next `restart` on. `newest`, where there is one and the newest is on top, makes the first
    /// rows wait for nothing that grows with the list.
    void setSource(Growth growth, ReadIndex index, ReadPage page, ReadNewest newest = nullptr)
    {
        growthOfSource_ = growth;
        readIndex_ = std::move(index);
        readPage_ = std::move(page);
        readNewest_ = std::move(newest);
        restart();
    }
    /// Nothing while the row's page is on its way, and of no row.
    [[nodiscard]] const Row* rowAt(int row) const
    {
        const Row* held = heldRow(row);
        if (!held && row >= 0 && row < rowCount())
            want(placeOf(row).page);
        return held;
    }
    /// The same, asking for nothing: for going through many.
    [[nodiscard]] const Row* heldRow(int row) const
    {
        if (row < 0 || row >= rowCount())
            return nullptr;
        const Place place = placeOf(row);
        for (const Page& page : pages_) {
            if (page.number != place.page)
                continue;
            page.used = ++uses_;
            return place.offset < static_cast<int>(page.rows->size())
                       ? &(*page.rows)[static_cast<size_t>(place.offset)]
                       : nullptr;
        }
        return nullptr;
    }
    [[nodiscard]] PageKey keyAt(int row) const override
    {
        const Row* found = rowAt(row);
        return found ? found->key : PageKey{-1, -1};
    }
    [[nodiscard]] PageKey heldKeyAt(int row) const override
    {
        const Row* found = heldRow(row);
        return found ? found->key : PageKey{-1, -1};
    }
    struct Read {
        std::vector<Row> rows;
        bool isSteady; ///< the list did not change meanwhile: they are those that stood there
    };
    /// See `readTexts`.
    void readRows(const std::vector<int>& rows, std::function<void(Read)> then)
    {
        auto reading = std::make_shared<RowsRead>();
        reading->source = sourceNumber_;
        reading->resets = resets();
        reading->then = std::move(then);
        for (const int row : rows) {
            const Place place = placeOf(row);
            const auto page = static_cast<size_t>(place.page);
            if (reading->parts.empty() || reading->parts.back().page != place.page) {
                const bool isLast = page + 1 == pages().starts.size();
                reading->parts.push_back({place.page, pages().starts[page],
                    isLast ? std::nullopt : std::optional(pages().starts[page + 1]), {}});
            }
            reading->parts.back().offsets.push_back(static_cast<size_t>(place.offset));
        }
        readOn(std::move(reading));
    }
    void readTexts(const std::vector<int>& rows, std::function<void(std::vector<QStringList>)> then) override
    {
        readRows(rows, [this, then = std::move(then)](const Read& read) {
            std::vector<QStringList> texts;
            for (const Row& row : read.rows) {
                QStringList cells;
                for (const Column& column : columns_)
                    cells << base::shownOnOneLine(column.text(row));
                texts.push_back(std::move(cells));
            }
            then(std::move(texts));
        });
    }
    void readKeys(const std::vector<int>& rows, std::function<void(std::vector<PageKey>)> then) override
    {
        readRows(rows, [then = std::move(then)](const Read& read) {
            std::vector<PageKey> keys;
            keys.reserve(read.rows.size());
            for (const Row& row : read.rows)
                keys.push_back(row.key);
            then(std::move(keys));
        });
    }
    [[nodiscard]] int locate(PageKey key) const override
    {
        const qint64 number = pageFor(key);
        if (number < 0)
            return kNotHere;
        const auto page = std::find_if(
            pages_.begin(), pages_.end(), [number](const Page& held) { return held.number == number; });
        if (page == pages_.end()) {
            want(number);
            return kOnItsWay;
        }
        for (size_t i = 0; i < page->rows->size(); ++i) {
            if ((*page->rows)[i].key == key)
                return rowOf(number, static_cast<int>(i));
        }
        return kNotHere;
    }

protected:
    Growth growth() const override { return growthOfSource_; }
    bool readsNewest() const override { return readNewest_ != nullptr; }
    void readNewest(std::function<void(base::Result<PageIndex>)> then) override
    {
        whenDone<PageIndex>(this, readNewest_(), std::move(then));
    }
    void readIndex(PageIndex known, std::function<void(base::Result<PageIndex>)> then) override
    {
        whenDone<PageIndex>(this, readIndex_(std::move(known)), std::move(then));
    }
    void readPage(qint64 number, PageKey start) override
    {
        const int source = sourceNumber_;
        const qint64 read = ++reads_;
        whenDone<std::vector<Row>>(
            this, readPage_(start), [this, number, source, read](base::Result<std::vector<Row>> rows) {
                if (source != sourceNumber_)
                    return; // of a filter that has been left
                if (!rows)
                    return Q_EMIT failed(rows.error());
                const auto held = std::find_if(pages_.begin(), pages_.end(),
                    [number](const Page& page) { return page.number == number; });
                // Reads overtake each other. One that began before what is shown now would put other rows
                // where the chosen ones are.
                if (held != pages_.end() && held->read > read)
                    return;
                if (read <= listChangedAt_)
                    return want(number);
                // One that saw the list change before the index was read again moves rows just as well:
                // what is chosen has to be found again.
                const bool moves = held != pages_.end() && !isInPlace(*held->rows, *rows);
                if (moves)
                    beginResetModel();
                if (held != pages_.end())
                    pages_.erase(held);
                const int count = static_cast<int>(rows->size());
                if (pages_.size() >= kPagesHeld)
                    pages_.erase(std::min_element(pages_.begin(), pages_.end(),
                        [](const Page& a, const Page& b) { return a.used < b.used; }));
                pages_.push_back(
                    {number, read, std::make_shared<const std::vector<Row>>(std::move(*rows)), ++uses_});
                if (moves)
                    return endResetModel();
                pageArrived(number, count);
            });
    }
    void forgetPages() override
    {
        ++sourceNumber_;
        pages_.clear();
    }
    void forgetOthers(const std::vector<qint64>& kept) override
    {
        std::erase_if(pages_, [&kept](const Page& page) {
            return std::find(kept.begin(), kept.end(), page.number) == kept.end();
        });
    }
    [[nodiscard]] std::vector<qint64> heldPages() const override
    {
        std::vector<const Page*> byUse;
        byUse.reserve(pages_.size());
        for (const Page& page : pages_)
            byUse.push_back(&page);
        std::sort(byUse.begin(), byUse.end(), [](const Page* a, const Page* b) { return a->used > b->used; });
        std::vector<qint64> numbers;
        numbers.reserve(byUse.size());
        for (const Page* page : byUse)
            numbers.push_back(page->number);
        return numbers;
    }

    void readAside(std::vector<std::pair<qint64, PageKey>> pages, std::function<void(bool)> then) override
    {
        aside_.clear();
        if (pages.empty())
            return then(true);
        const int source = sourceNumber_;
        const auto left = std::make_shared<size_t>(pages.size());
        const auto whole = std::make_shared<bool>(true);
        for (const auto& [number, start] : pages) {
            whenDone<std::vector<Row>>(this, readPage_(start),
                [this, number = number, source, read = ++reads_, left, whole, then](
                    base::Result<std::vector<Row>> rows) {
                    if (rows && source == sourceNumber_)
                        aside_.push_back({number, read,
                            std::make_shared<const std::vector<Row>>(std::move(*rows)), ++uses_});
                    else
                        *whole = false;
                    if (--*left == 0)
                        then(*whole);
                });
        }
    }
    [[nodiscard]] bool isAsideInPlace() const override
    {
        return std::all_of(aside_.begin(), aside_.end(), [this](const Page& fresh) {
            const auto held = std::find_if(pages_.begin(), pages_.end(),
                [&fresh](const Page& page) { return page.number == fresh.number; });
            return held != pages_.end() && held->rows->size() == fresh.rows->size() &&
                   isInPlace(*held->rows, *fresh.rows);
        });
    }
    [[nodiscard]] bool isAsideOnTop(qint64 rows) const override
    {
        for (int row = 0; row < rowCount(); ++row) {
            const qint64 ordinal = rows - 1 - row;
            const auto page = std::find_if(aside_.begin(), aside_.end(),
                [ordinal](const Page& one) { return one.number == ordinal / reports::kPageRows; });
            const auto offset = static_cast<size_t>(ordinal % reports::kPageRows);
            if (ordinal < 0 || page == aside_.end() || offset >= page->rows->size())
                return false;
            const Row* shown = rowAt(row);
            if (shown && !(shown->key == (*page->rows)[offset].key))
                return false;
        }
        return true;
    }
    void showAsideOnTop(qint64 rows) override
    {
        auto top = std::make_shared<std::vector<Row>>();
        for (qint64 ordinal = rows - rowCount(); ordinal < rows; ++ordinal) {
            const auto page = std::find_if(aside_.begin(), aside_.end(),
                [ordinal](const Page& one) { return one.number == ordinal / reports::kPageRows; });
            top->push_back((*page->rows)[static_cast<size_t>(ordinal % reports::kPageRows)]);
        }
        pages_ = {Page{0, reads_, std::move(top), ++uses_}};
    }
    void adopt() override
    {
        listChangedAt_ = reads_;
        pages_ = std::exchange(aside_, {});
    }

private:
    /// Rows that are wanted, page by page; what they are called is held fast when it begins.
    struct RowsRead {
        struct Part {
            qint64 page;
            PageKey start;
            std::optional<PageKey> next; ///< where the page behind it begins
            std::vector<size_t> offsets;
        };
        int source = 0;
        int resets = 0;
        std::vector<Part> parts;
        size_t done = 0; ///< parts
        Read read{{}, true};
        std::function<void(Read)> then;
    };
    static void takeRows(RowsRead& reading, const std::vector<Row>& rows)
    {
        const auto& part = reading.parts[reading.done];
        for (const size_t offset : part.offsets) {
            if (offset < rows.size())
                reading.read.rows.push_back(rows[offset]);
            else
                reading.read.isSteady = false;
        }
        if (part.next && !rows.empty() && !(rows.back().key < *part.next))
            reading.read.isSteady = false; // some have left, and others come after them
        ++reading.done;
    }
    void readOn(std::shared_ptr<RowsRead> reading)
    {
        while (reading->done < reading->parts.size()) {
            const auto& part = reading->parts[reading->done];
            const auto held = std::find_if(
                pages_.begin(), pages_.end(), [&part](const Page& page) { return page.number == part.page; });
            if (held == pages_.end())
                return whenDone<std::vector<Row>>(
                    this, readPage_(part.start), [this, reading](base::Result<std::vector<Row>> rows) {
                        if (reading->source != sourceNumber_)
                            return;
                        if (!rows)
                            return Q_EMIT failed(rows.error());
                        takeRows(*reading, *rows);
                        readOn(reading);
                    });
            takeRows(*reading, *held->rows);
        }
        reading->read.isSteady = reading->read.isSteady && reading->resets == resets();
        reading->then(std::move(reading->read));
    }
    /// The same rows in the same places, but for some that came behind.
    [[nodiscard]] static bool isInPlace(const std::vector<Row>& before, const std::vector<Row>& now)
    {
        return before.size() <= now.size() && std::equal(before.begin(), before.end(), now.begin(),
                                                  [](const Row& a, const Row& b) { return a.key == b.key; });
    }
    [[nodiscard]] static QVariant alignment(const Column& column)
    {
        return QVariant((column.side == Side::right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    static constexpr size_t kPagesHeld = 12; ///< some 3,000 rows: what a person scrolls through in a while
    struct Page {
        qint64 number;
        qint64 read; ///< which read brought it, counted as they began
        std::shared_ptr<const std::vector<Row>> rows;
        mutable qint64 used; ///< when it was looked at last, counted
    };
    const std::vector<Column> columns_;
    Growth growthOfSource_ = Growth::anywhere;
    ReadIndex readIndex_;
    ReadNewest readNewest_;
    ReadPage readPage_;
    std::vector<Page> pages_;
    std::vector<Page> aside_;
    int sourceNumber_ = 0; ///< goes up when the filter is left
    qint64 reads_ = 0;
    mutable qint64 uses_ = 0;
    qint64 listChangedAt_ = 0; ///< the last read that began before the index and pages were swapped
};

} // namespace zhangfang::ui
