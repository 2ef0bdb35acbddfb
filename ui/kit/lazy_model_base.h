#pragma once

#include "base/result.h"
#include "reports/paging.h"

#include <functional>
#include <QAbstractTableModel>
#include <QTimer>
#include <vector>

namespace zhangfang::ui
{

using reports::PageIndex;
using reports::PageKey;

/// What a row of any lazy table is known by.
inline constexpr int kKeyRole = Qt::UserRole + 1;
/// A `Word` to be drawn as a badge; several as a list of them.
inline constexpr int kWordsRole = Qt::UserRole + 2;

/// Which end of the list is on top.
enum class Top { newest, oldest };
/// Whether rows only ever come at the newest end. Then the pages already known are kept when the list grows.
/// It belongs to what is asked for: of all orders it is so, of those in one state it is not.
enum class Growth { appended, anywhere };

/// The part of a lazy table model that does not depend on what a row is. It holds an index of the pages and
/// the pages last looked at, never the table; everything is read in the background. Lives on the UI's thread.
class LazyModelBase : public QAbstractTableModel
{
    Q_OBJECT
public:
    LazyModelBase(Top top, QObject* parent);
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    /// Reads again what may have changed. Calls while a read is under way are joined into one.
    void refresh();
    /// From the next `restart` on: a list may be ordered the other way round.
    void setTop(Top top) { nextTop_ = top; }
    /// Forgets everything and starts anew, for another filter.
    void restart();
    [[nodiscard]] bool isLoaded() const { return loaded_; }
    /// Only the newest rows are here yet; how many there are is still being found out.
    [[nodiscard]] bool isPartial() const { return partial_; }
    /// No read is under way or due.
    [[nodiscard]] bool isIdle() const { return !reading_ && !again_ && wanted_.empty(); }
    [[nodiscard]] virtual PageKey keyAt(int row) const = 0;
    /// The same, asking for nothing.
    [[nodiscard]] virtual PageKey heldKeyAt(int row) const = 0;
    /// What stands in these rows, top first, also where their pages are not held: those are read for it. Of a
    /// row that has left the list meanwhile there is nothing. Called at once where all are held, and never
    /// when the list has become another one; what cannot be read is told as of any other read.
    virtual void readTexts(
        const std::vector<int>& rows, std::function<void(std::vector<QStringList>)> then) = 0;
    /// By what these rows are known, in the same way.
    virtual void readKeys(const std::vector<int>& rows, std::function<void(std::vector<PageKey>)> then) = 0;
    static constexpr int kOnItsWay = -1;
    static constexpr int kNotHere = -2;
    /// The row that carries `key`, wherever in the list it is. Asks for its page where that is not held.
    [[nodiscard]] virtual int locate(PageKey key) const = 0;

Q_SIGNALS:
    /// After each read that was taken over.
    void refreshed();
    void failed(const zhangfang::base::Error& error);

protected:
    /// How often rows may have come to stand elsewhere.
    [[nodiscard]] int resets() const { return resets_; }
    struct Place {
        qint64 page = 0;
        int offset = 0;
    };
    [[nodiscard]] Place placeOf(int row) const;
    [[nodiscard]] int rowOf(qint64 page, int offset) const;
    /// Pages hold rows counted from the oldest, so that new ones change the last page alone.
    [[nodiscard]] const PageIndex& pages() const { return index_; }
    /// Asks for the page, soon; called from data().
    void want(qint64 page) const;
    void pageArrived(qint64 page, int rows);
    /// The page that would hold `key`; -1 when it comes before all.
    [[nodiscard]] qint64 pageFor(const PageKey& key) const;

    [[nodiscard]] virtual Growth growth() const = 0;
    /// Whether the newest page can be read alone, before the index of the whole.
    [[nodiscard]] virtual bool readsNewest() const = 0;
    virtual void readNewest(std::function<void(base::Result<PageIndex>)> then) = 0;
    virtual void readIndex(PageIndex known, std::function<void(base::Result<PageIndex>)> then) = 0;
    virtual void readPage(qint64 page, PageKey start) = 0;
    virtual void forgetPages() = 0;
    /// All but these: what changes while they are out of sight would be stale when somebody comes back.
    virtual void forgetOthers(const std::vector<qint64>& kept) = 0;
    /// Pages to read again when something may have changed, the one looked at last first.
    [[nodiscard]] virtual std::vector<qint64> heldPages() const = 0;
    /// Reads pages aside, for `adopt`; what is shown stays as it is meanwhile.
    virtual void readAside(std::vector<std::pair<qint64, PageKey>> pages, std::function<void(bool)> then) = 0;
    /// Whether what was read aside has the same rows in the same places as what is shown.
    [[nodiscard]] virtual bool isAsideInPlace() const = 0;
    /// Whether what was read aside begins, at the newest end of `rows` rows, with what is shown.
    [[nodiscard]] virtual bool isAsideOnTop(qint64 rows) const = 0;
    /// Shows the newest of what was read aside where there is only the newest page yet.
    virtual void showAsideOnTop(qint64 rows) = 0;
    /// Shows what was read aside.
    virtual void adopt() = 0;

private:
    void arrived(PageIndex fresh, bool startOver);
    void takeOverAppended(PageIndex fresh);
    void takeOverAside(PageIndex fresh);
    void takeOverWhole(PageIndex fresh);
    void showAnew(const PageIndex& fresh); ///< with what was read aside
    void done();
    void readWanted();
    Top top_;
    Top nextTop_;
    PageIndex index_;
    bool loaded_ = false;
    bool partial_ = false;
    bool reading_ = false;
    bool again_ = false;
    bool startOver_ = false;
    bool starting_ = false; ///< the source is another one than that of the index: no page is read by both
    bool failedToStart_ = false;
    int generation_ = 0;
    int resets_ = 0;
    mutable std::vector<qint64> wanted_;
    mutable QTimer soon_;
};

} // namespace zhangfang::ui
