#include "kit/lazy_model_base.h"

#include <algorithm>
#include <limits>

namespace zhangfang::ui
{
namespace
{
/// How many pages are read again after a change: those around what is on the screen.
constexpr size_t kPagesRefreshed = 3;
} // namespace

LazyModelBase::LazyModelBase(Top top, QObject* parent) : QAbstractTableModel(parent), top_(top), nextTop_(top)
{
    soon_.setSingleShot(true);
    soon_.setInterval(0);
    connect(&soon_, &QTimer::timeout, this, &LazyModelBase::readWanted);
    connect(this, &QAbstractItemModel::modelReset, this, [this] { ++resets_; });
}

int LazyModelBase::rowCount(const QModelIndex& parent) const
{
    return parent.isValid()
               ? 0
               : static_cast<int>(std::min<qint64>(index_.rows, std::numeric_limits<int>::max()));
}

LazyModelBase::Place LazyModelBase::placeOf(int row) const
{
    const qint64 ordinal = top_ == Top::newest ? index_.rows - 1 - row : row;
    return {ordinal / reports::kPageRows, static_cast<int>(ordinal % reports::kPageRows)};
}

int LazyModelBase::rowOf(qint64 page, int offset) const
{
    const qint64 ordinal = page * reports::kPageRows + offset;
    return static_cast<int>(top_ == Top::newest ? index_.rows - 1 - ordinal : ordinal);
}

void LazyModelBase::want(qint64 page) const
{
    if (std::find(wanted_.begin(), wanted_.end(), page) == wanted_.end())
        wanted_.push_back(page);
    if (!soon_.isActive())
        soon_.start();
}

void LazyModelBase::readWanted()
{
    // Fast scrolling asks for many pages; the ones asked for last are the ones still on the screen.
    const std::vector<qint64> wanted = std::exchange(wanted_, {});
    if (starting_)
        return; // what is shown is about to go
    const size_t skip = wanted.size() > kPagesRefreshed ? wanted.size() - kPagesRefreshed : 0;
    for (size_t i = skip; i < wanted.size(); ++i) {
        const auto page = static_cast<size_t>(wanted[i]);
        if (page < index_.starts.size())
            readPage(wanted[i], index_.starts[page]);
    }
}

void LazyModelBase::pageArrived(qint64 page, int rows)
{
    if (rows == 0 || index_.rows == 0)
        return;
    const int one = std::clamp(rowOf(page, 0), 0, rowCount() - 1);
    const int other = std::clamp(rowOf(page, rows - 1), 0, rowCount() - 1);
    Q_EMIT dataChanged(index(std::min(one, other), 0), index(std::max(one, other), columnCount() - 1));
}

void LazyModelBase::restart()
{
    startOver_ = true;
    starting_ = true;
    refresh();
}

qint64 LazyModelBase::pageFor(const PageKey& key) const
{
    const auto behind = std::upper_bound(index_.starts.begin(), index_.starts.end(), key);
    return static_cast<qint64>(behind - index_.starts.begin()) - 1;
}

void LazyModelBase::refresh()
{
    if (reading_) {
        again_ = true;
        return;
    }
    reading_ = true;
    const bool startOver = std::exchange(startOver_, false) || std::exchange(failedToStart_, false);
    const bool newestFirst = startOver && nextTop_ == Top::newest && readsNewest();
    const bool extend = growth() == Growth::appended && !startOver && !partial_;
    const int generation = startOver ? ++generation_ : generation_;
    const auto take = [this, generation, startOver, newestFirst](base::Result<PageIndex> fresh) {
        if (!fresh)
            Q_EMIT failed(fresh.error());
        if (!fresh && startOver && !startOver_) { // rows of the source before are none of this one's
            failedToStart_ = true;
            beginResetModel();
            forgetPages();
            index_ = {};
            top_ = nextTop_;
            endResetModel();
        }
        if (!fresh || generation != generation_ || startOver_)
            return done();
        if (startOver) {
            partial_ = newestFirst && fresh->rows == reports::kPageRows; // fewer are all there are
            again_ = again_ || partial_;
        }
        arrived(std::move(*fresh), startOver);
    };
    if (newestFirst)
        readNewest(take);
    else
        readIndex(extend ? index_ : PageIndex(), take);
}

void LazyModelBase::arrived(PageIndex fresh, bool startOver)
{
    if (startOver) {
        beginResetModel();
        forgetPages();
        index_ = std::move(fresh);
        top_ = nextTop_;
        loaded_ = true;
        starting_ = false;
        endResetModel();
        Q_EMIT refreshed();
        return done();
    }
    if (partial_)
        return takeOverWhole(std::move(fresh));
    const bool appended = growth() == Growth::appended && fresh.rows >= index_.rows &&
                          fresh.starts.size() >= index_.starts.size() &&
                          std::equal(index_.starts.begin(), index_.starts.end(), fresh.starts.begin());
    if (!appended)
        return takeOverAside(std::move(fresh));
    takeOverAppended(std::move(fresh));
    Q_EMIT refreshed();
    done();
}

void LazyModelBase::done()
{
    reading_ = false;
    if (std::exchange(again_, false) || startOver_)
        refresh();
}

void LazyModelBase::takeOverAppended(PageIndex fresh)
{
    if (const qint64 before = index_.rows; fresh.rows > before) {
        const auto added = static_cast<int>(fresh.rows - before);
        const int first = top_ == Top::newest ? 0 : static_cast<int>(before);
        beginInsertRows({}, first, first + added - 1);
        index_ = std::move(fresh);
        endInsertRows();
    }
    // Rows may have changed in place; what is shown stays until the fresh ones are here.
    std::vector<qint64> held = heldPages();
    if (held.size() > kPagesRefreshed)
        held.resize(kPagesRefreshed);
    forgetOthers(held);
    for (const qint64 page : held) {
        if (static_cast<size_t>(page) < index_.starts.size())
            readPage(page, index_.starts[static_cast<size_t>(page)]);
    }
}

void LazyModelBase::showAnew(const PageIndex& fresh)
{
    beginResetModel();
    index_ = fresh;
    adopt();
    endResetModel();
}

void LazyModelBase::takeOverWhole(PageIndex fresh)
{
    // What is shown are the newest rows; in the whole they are cut into two other pages. The others come
    // behind them, so that nothing that is seen or chosen moves.
    std::vector<std::pair<qint64, PageKey>> pages;
    for (size_t page = fresh.starts.size() - std::min<size_t>(fresh.starts.size(), 2);
         page < fresh.starts.size(); ++page)
        pages.emplace_back(static_cast<qint64>(page), fresh.starts[page]);
    const int generation = generation_;
    readAside(std::move(pages), [this, generation, fresh = std::move(fresh)](bool whole) {
        if (!whole || generation != generation_ || startOver_)
            return done();
        partial_ = false;
        const int shown = rowCount();
        if (fresh.rows > shown && isAsideOnTop(fresh.rows)) {
            showAsideOnTop(fresh.rows);
            Q_EMIT dataChanged(index(0, 0), index(shown - 1, columnCount() - 1));
            beginInsertRows({}, shown, static_cast<int>(fresh.rows) - 1);
            index_ = fresh;
            adopt();
            endInsertRows();
        } else {
            showAnew(fresh);
        }
        Q_EMIT refreshed();
        done();
    });
}

void LazyModelBase::takeOverAside(PageIndex fresh)
{
    // Rows may have left the middle of the list. Were the pages read after the index is taken over, a row
    // that is selected would for a moment, or for good, be another one than the person chose: so both change
    // at once, and what is selected is found again by its key.
    std::vector<std::pair<qint64, PageKey>> pages;
    for (const qint64 page : heldPages()) {
        if (static_cast<size_t>(page) < fresh.starts.size() && pages.size() < kPagesRefreshed)
            pages.emplace_back(page, fresh.starts[static_cast<size_t>(page)]);
    }
    const int generation = generation_;
    readAside(std::move(pages), [this, generation, fresh = std::move(fresh)](bool whole) {
        if (!whole || generation != generation_ || startOver_)
            return done();
        if (fresh == index_ && isAsideInPlace()) {
            adopt();
            if (index_.rows > 0)
                Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        } else {
            showAnew(fresh);
        }
        Q_EMIT refreshed();
        done();
    });
}

} // namespace zhangfang::ui
