#pragma once

#include "kit/lazy_table.h"
#include "kit/page.h"
#include "kit/story.h"

#include <QSplitter>
#include <QTreeWidget>

namespace zhangfang::ui
{

/// The books: accounts with balances, the transfers of one, one transfer to its hash; verified and exported.
class LedgerPage final : public Page
{
    Q_OBJECT
public:
    [[nodiscard]] static PageLabel label();
    LedgerPage(backend::Desk& desk, QSettings& memory, QWidget* parent);
    void refresh() override;
    QWidget* firstFocus() override;
    void remember() override;

private:
    using Model = LazyModel<reports::TransferRow>;
    [[nodiscard]] static std::vector<Model::Column> columns();
    void showBalances(const std::vector<ledger::AccountBalance>& balances);
    void showFigures();
    void chooseAccount();
    void showTransfer(PageKey key);
    void verify();
    void exportBooks();
    QTreeWidget* accounts_;
    std::vector<ledger::AccountBalance> shownBalances_;
    Model* model_;
    LazyTable* table_;
    StoryView* story_;
    QSplitter* splitter_;
    std::optional<ledger::AccountPath> account_;
    qint64 storyAsked_ = 0;
};

} // namespace zhangfang::ui
