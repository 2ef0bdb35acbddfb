#pragma once

#include "backend/interfaces/ledger.h"
#include "kit/export_action.h"
#include "kit/list_pane.h"

namespace zhangfang::ui
{

/// A user's statement: every line with the balances it left, of any days, searched and exported.
class StatementPane final : public QWidget
{
    Q_OBJECT
public:
    /// `notice` says what could not be read.
    StatementPane(backend::Ledger& ledger, NoticeBar* notice, QSettings& memory, QWidget* parent);
    /// Of this user; what is shown of them already stays.
    void open(base::UserId user);
    /// Of nobody.
    void clear();
    void refresh();
    void remember() { list_->remember(); }

private:
    using Model = LazyModel<reports::TransferRow>;
    [[nodiscard]] static std::vector<Model::Column> columns();
    [[nodiscard]] reports::TransferFilter filter() const;
    void readRows();
    backend::Ledger& ledger_;
    Model* model_;
    ListPane* list_;
    ExportAction* export_;
    base::UserId user_;
};

} // namespace zhangfang::ui
