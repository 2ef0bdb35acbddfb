#include "kit/lazy_model.h"

#include <limits>

namespace zhangfang::ui
{
namespace
{
/// How many pages are read again after a change: those around what is on the screen.
constexpr size_t kPagesRefreshed = 3;
} // namespace

LazyModelBase::LazyModelBase(Top top, Growth growth, QObject* parent)
    : QAbstractTableModel(parent), top_(top), growth_(growth)
{
    soon_.setSingleShot(true);
    soon_.setInterval(0);
    connect(&soon_, &QTimer::timeout, this, &LazyModelBase::readWanted);
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
    refresh();
}

void LazyModelBase::refresh()
{
    if (reading_) {
        again_ = true;
        return;
    }
    reading_ = true;
    const bool startOver = std::exchange(startOver_, false);
    const bool extend = growth_ == Growth::appended && !startOver;
    const int generation = startOver ? ++generation_ : generation_;
    readIndex(extend ? index_ : PageIndex(), [this, generation, startOver](base::Result<PageIndex> fresh) {
        reading_ = false;
        if (generation == generation_) {
            if (!fresh)
                Q_EMIT failed(fresh.error());
            else if (startOver) {
                beginResetModel();
                forgetPages();
                index_ = std::move(*fresh);
                loaded_ = true;
                endResetModel();
            } else
                takeOver(std::move(*fresh));
            if (fresh)
                Q_EMIT refreshed();
        }
        if (std::exchange(again_, false) || startOver_)
            refresh();
    });
}

void LazyModelBase::takeOver(PageIndex fresh)
{
    const qint64 before = index_.rows;
    const bool appended = fresh.rows >= before && fresh.starts.size() >= index_.starts.size() &&
                          std::equal(index_.starts.begin(), index_.starts.end(), fresh.starts.begin());
    if (appended && fresh.rows > before) {
        const auto added = static_cast<int>(fresh.rows - before);
        const int first = top_ == Top::newest ? 0 : static_cast<int>(before);
        beginInsertRows({}, first, first + added - 1);
        index_ = std::move(fresh);
        endInsertRows();
    } else if (!appended) {
        beginResetModel();
        index_ = std::move(fresh);
        endResetModel();
    }
    // Rows may have changed in place; what is shown stays until the fresh ones are here.
    std::vector<qint64> held = heldPages();
    if (held.size() > kPagesRefreshed)
        held.resize(kPagesRefreshed);
    for (const qint64 page : held) {
        if (static_cast<size_t>(page) < index_.starts.size())
            readPage(page, index_.starts[static_cast<size_t>(page)]);
    }
}

} // namespace zhangfang::ui
