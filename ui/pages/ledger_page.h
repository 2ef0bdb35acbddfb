#pragma once

#include "backend/interfaces/ledger.h"
#include "backend/interfaces/seal_check.h"
#include "kit/list_page.h"

#include <QTreeWidget>

namespace zhangfang::ui
{

/// The books: accounts with balances, the transfers of one with the balance after each, one transfer to its
/// hash; filtered, verified and exported.
class LedgerPage final : public ListPage
{
    Q_OBJECT
public:
    [[nodiscard]] static PageLabel label();
    LedgerPage(backend::Ledger& ledger, backend::SealCheck& seals, QSettings& memory, QWidget* parent);
    void refresh() override;
    QWidget* firstFocus() override;
    void remember() override;

private:
    using Model = LazyModel<reports::TransferRow>;
    [[nodiscard]] static std::vector<Model::Column> columns();
    [[nodiscard]] reports::TransferFilter filter() const;
    void readRows();
    void showBalances(const std::vector<ledger::AccountBalance>& balances);
    void showFigures();
    void chooseAccount();
    void tellCurrent();
    void tell(const reports::TransferDetail& transfer);
    void verify();
    void exportBooks();
    backend::Ledger& ledger_;
    backend::SealCheck& seals_;
    QTreeWidget* accounts_;
    std::vector<ledger::AccountBalance> shownBalances_;
    Model* model_;
    QSplitter* splitter_;
    std::optional<ledger::AccountPath> account_;
};

} // namespace zhangfang::ui
