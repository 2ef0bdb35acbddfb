#pragma once

#include "backend/interfaces/audit_log.h"
#include "backend/interfaces/seal_check.h"
#include "kit/list_page.h"

namespace zhangfang::ui
{

/// Who did what, when, to what: searched, verified, exported.
class AuditPage final : public ListPage
{
    Q_OBJECT
public:
    [[nodiscard]] static PageLabel label();
    AuditPage(backend::AuditLog& audit, backend::SealCheck& seals, QSettings& memory, QWidget* parent);
    /// `place.number` is searched.
    void goTo(const Place& place) override;

private:
    using Model = LazyModel<reports::AuditRow>;
    [[nodiscard]] static std::vector<Model::Column> columns();
    void readRows(const ListFilter& filter);
    void tellCurrent();
    void verify();
    backend::AuditLog& audit_;
    backend::SealCheck& seals_;
    Model* model_;
};

} // namespace zhangfang::ui
