#pragma once

#include "backend/interfaces/later.h"
#include "kit/page.h"
#include "reports/quick_find.h"

#include <QDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QTimer>

namespace zhangfang::ui
{

/// Everything the program can do, and whatever of users, orders and withdrawals is meant, found by typing.
/// Actions are there at once; what the books have comes a moment later, from the background.
class CommandPalette final : public QDialog
{
    Q_OBJECT
public:
    struct Entry {
        QString text;
        QString keys;
        QIcon icon;
        std::function<void()> run;
    };
    using Find = std::function<backend::Later<reports::QuickFinds>(const QString&)>;
    /// `find` asks the books for what was typed; `goTo` leads to what was chosen of them.
    CommandPalette(
        std::vector<Entry> actions, Find find, std::function<void(const Place&)> goTo, QWidget* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void typed();
    void ask();
    void answered(const base::Result<reports::QuickFinds>& finds);
    /// The actions that fit, what was found, and where else to look.
    void fill();
    void enter();
    void run();
    /// An action fits, or the books have answered: what is on top is what Enter means.
    [[nodiscard]] bool isSettled() const { return !isAsking_ || fitting_ > 0 || moved_; }
    std::vector<Entry> actions_;
    const Find find_;
    const std::function<void(const Place&)> goTo_;
    std::vector<Entry> found_; ///< of what stands in the field now
    std::vector<Entry> shown_;
    size_t fitting_ = 0; ///< of what is shown, the actions
    QTimer typing_;
    int asked_ = 0; ///< goes up with every question: an answer to an earlier one comes too late
    bool isAsking_ = false;
    bool enterWaits_ = false; ///< Enter was pressed before the books have answered
    bool moved_ = false;      ///< the row was chosen by hand
    QLineEdit* search_;
    QListWidget* list_;
};

} // namespace zhangfang::ui
