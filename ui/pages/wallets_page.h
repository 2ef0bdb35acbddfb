#pragma once

#include "backend/interfaces/ledger.h"
#include "backend/interfaces/session.h"
#include "backend/interfaces/shop_settings.h"
#include "backend/interfaces/users.h"
#include "kit/list_page.h"
#include "pages/statement_pane.h"

namespace zhangfang::ui
{

/// Users and what they are owed, each with a statement; credit and debit by hand.
class WalletsPage final : public ListPage
{
    Q_OBJECT
public:
    [[nodiscard]] static PageLabel label();
    WalletsPage(backend::Users& users, backend::Ledger& ledger, backend::ShopSettings& settings,
        backend::Session& session, QSettings& memory, QWidget* parent);
    void refresh() override;
    void goTo(const Place& place) override;
    void remember() override;

private:
    using Model = LazyModel<reports::UserRow>;
    [[nodiscard]] static std::vector<Model::Column> columns();
    [[nodiscard]] reports::UserFilter filterNow() const;
    void readRows();
    void tellCurrent();
    void tell(const backend::Users::UserStory& story);
    void addUser();
    void rename();
    void adjust();
    void consent();
    void withdraw();
    [[nodiscard]] const reports::UserRow* current() const;
    backend::Users& users_;
    backend::ShopSettings& settings_;
    backend::Session& session_;
    Model* model_;
    StatementPane* statement_;
    QSplitter* halves_;
    QAction* rename_;
    QAction* adjust_;
    QAction* withdraw_;
    QAction* consent_;
};

} // namespace zhangfang::ui
