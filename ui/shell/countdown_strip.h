#pragma once

#include "backend/interfaces/session.h"
#include "backend/interfaces/withdrawals.h"
#include "kit/widgets.h"

#include <QAction>
#include <QTimer>

namespace zhangfang::ui
{

/// Across the window, on every page: each approval that has not left yet, how long it stays, and its own way
/// back. The latest one has a key as well.
class CountdownStrip final : public QWidget
{
    Q_OBJECT
public:
    CountdownStrip(backend::Withdrawals& withdrawals, backend::Session& session, QWidget* parent);
    /// Looks at the books again; until they have answered, the key for the latest does nothing, for another
    /// may be the latest by now.
    void refresh();
    [[nodiscard]] QAction* takeBackLatest() const { return latest_; }
    [[nodiscard]] bool isAny() const { return !shown_.empty(); }

private:
    struct Line {
        QFrame* frame;
        QLabel* text;
        QPushButton* back;
        std::vector<base::PayoutId> aimed; ///< what the line showed when its button went down
    };
    void show(const std::vector<reports::Countdown>& all);
    void tick();
    void takeBack(const std::vector<base::PayoutId>& ids);
    backend::Withdrawals& withdrawals_;
    backend::Session& session_;
    QAction* latest_;
    NoticeBar* notice_;
    QVBoxLayout* lines_;
    QLabel* more_;
    std::vector<reports::Countdown> shown_;
    size_t hidden_ = 0; ///< under way besides those
    std::vector<Line> widgets_;
    QTimer ticking_;
    qint64 asked_ = 0;
    bool isBusy_ = false;    ///< something is being taken back
    bool isLooking_ = false; ///< the books have not answered yet
};

} // namespace zhangfang::ui
