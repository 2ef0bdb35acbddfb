#pragma once

#include "backend/interfaces/later.h"
#include "backend/interfaces/session.h"
#include "backend/interfaces/withdrawals.h"
#include "dialogs/reason_dialog.h"
#include "kit/list_page.h"

#include <set>

namespace zhangfang::ui
{

/// The queue of withdrawals: seen, approved, rejected, taken back, followed to their end.
class PayoutsPage final : public ListPage
{
    Q_OBJECT
public:
    [[nodiscard]] static PageLabel label();
    PayoutsPage(
        backend::Withdrawals& withdrawals, backend::Session& session, QSettings& memory, QWidget* parent);
    void refresh() override;
    void goTo(const Place& place) override;

private:
    using Model = LazyModel<reports::PayoutRow>;
    [[nodiscard]] reports::PayoutFilter filterNow() const;
    void readRows();
    void tellCurrent();
    void updateActions();
    void approve();
    void reject();
    void takeBack();
    void cancel();
    void saveReceipt();
    void sync();
    void resolve();
    using Decide = std::function<backend::Later<std::vector<backend::Withdrawals::Decided>>(
        const std::vector<base::PayoutId>& ids, const ReasonDialog::Said& said)>;
    void stop(const std::set<payouts::State>& states, const ReasonDialog::Asked& asked,
        const std::function<QString(int count, const QString& sum)>& what, const Decide& decide,
        const QString& done);
    void afterDecision(const std::vector<backend::Withdrawals::Decided>& all, const QString& done);
    /// Those of the chosen that are in one of these states, also where they are not read yet: that is done in
    /// the background.
    void withChosen(
        const std::set<payouts::State>& states, const std::function<void(const ChosenPayouts&)>& then);
    [[nodiscard]] const reports::PayoutRow* currentRow() const;
    [[nodiscard]] base::PayoutId current() const;

    backend::Withdrawals& withdrawals_;
    backend::Session& session_;
    Model* model_;
    QLabel* coverage_;
    QAction* approve_;
    QAction* reject_;
    QAction* takeBack_;
    QAction* cancel_;
    QAction* receipt_;
    QAction* sync_;
    QAction* resolve_;
    QWidget* unclear_;                         ///< what can be done about one whose end is not known
    std::optional<reports::PayoutStory> told_; ///< the story that is shown
    qint64 choosing_ = 0;
};

} // namespace zhangfang::ui
