#pragma once

#include "backend/interfaces/books.h"
#include "backend/interfaces/session.h"
#include "dialogs/decision_sheet.h"
#include "kit/story.h"

#include <QCheckBox>
#include <QTimer>

namespace zhangfang::ui
{

/// Books that were put back: what WeChat Pay was asked since and what it says, in figures; and the owner's
/// word that they may go on.
class RecoveryDialog final : public DecisionSheet
{
    Q_OBJECT
public:
    RecoveryDialog(backend::Books& books, backend::Session& session, QWidget* parent);

private:
    void ask();
    void tell(const backend::RecoveryStatus& status);
    [[nodiscard]] bool isComplete() const override;
    void tellWhatFollows() override;
    void decide() override;
    void refused(const base::Error& error) override;
    [[nodiscard]] recovery::State state() const;
    backend::Books& books_;
    std::optional<backend::RecoveryStatus> status_;
    bool asking_ = false;
    StoryView* story_;
    QCheckBox* withoutLooking_;
    QLineEdit* reason_;
    QLabel* effect_;
    QTimer again_;
};

} // namespace zhangfang::ui
