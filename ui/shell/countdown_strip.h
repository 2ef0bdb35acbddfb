#pragma once

#include "backend/desk.h"
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
    CountdownStrip(backend::Desk& desk, QWidget* parent);
    /// Looks at the books again.
    void refresh();
    [[nodiscard]] QAction* takeBackLatest() const { return latest_; }
    [[nodiscard]] bool isAny() const { return !shown_.empty(); }

private:
    struct Line {
        QFrame* frame;
        QLabel* text;
        QPushButton* back;
    };
    void show(const std::vector<reports::Countdown>& all);
    void tick();
    void takeBack(size_t at);
    backend::Desk& desk_;
    QAction* latest_;
    NoticeBar* notice_;
    QVBoxLayout* lines_;
    QLabel* more_;
    QString operator_;
    std::vector<reports::Countdown> shown_;
    size_t hidden_ = 0; ///< under way besides those
    std::vector<Line> widgets_;
    QTimer ticking_;
    qint64 asked_ = 0;
    bool isBusy_ = false; ///< something is being taken back
};

} // namespace zhangfang::ui
