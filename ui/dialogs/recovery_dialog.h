#pragma once

#include "dialogs/authority.h"
#include "kit/sheet.h"
#include "kit/story.h"

#include <QCheckBox>
#include <QTimer>

namespace zhangfang::ui
{

/// Books that were put back: what WeChat Pay was asked since and what it says, in figures; and the owner's
/// word that they may go on.
class RecoveryDialog final : public Sheet
{
    Q_OBJECT
public:
    RecoveryDialog(backend::Desk& desk, QWidget* parent);

private:
    void ask();
    void tell(const backend::RecoveryStatus& status);
    void update();
    void confirm();
    backend::Desk& desk_;
    std::optional<backend::RecoveryStatus> status_;
    bool asking_ = false;
    StoryView* story_;
    QCheckBox* withoutLooking_;
    QLineEdit* reason_;
    QLabel* effect_;
    AuthorityField* authority_;
    QPushButton* go_;
    QTimer again_;
};

} // namespace zhangfang::ui
