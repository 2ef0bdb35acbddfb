#pragma once

#include "backend/interfaces/authority.h"
#include "backend/interfaces/session.h"
#include "dialogs/decision_sheet.h"
#include "kit/story.h"
#include "kit/widgets.h"

#include <QRadioButton>

namespace zhangfang::ui
{

/// A person says what became of money of which WeChat Pay gives no clear word: what is known of it, one of
/// two answers, what follows from each in figures, where it is written, and the owner's password every time.
class VerdictDialog final : public DecisionSheet
{
    Q_OBJECT
public:
    /// One of the two answers.
    struct Answer {
        QString text;   ///< "It was paid"
        QString effect; ///< what follows, in figures
        QString button; ///< "Book ¥ 7.00 as paid"
    };
    struct Case {
        QString title;
        QString number; ///< to be looked up in the merchant platform
        Story evidence;
        Answer moved; ///< the money has gone to the other one
        Answer stayed;
    };
    struct Said {
        bool moved = false;
        QString proof;
        QString reason;
        backend::Authority authority;
        QString key; ///< what the decision is known by
    };
    /// Begins what was said, and tells what came of it.
    using Act = std::function<void(const Said& said, const Told& told)>;
    VerdictDialog(backend::Session& session, const Case& about, Act act, QWidget* parent);

private:
    [[nodiscard]] bool isComplete() const override;
    void tellWhatFollows() override;
    void decide() override;
    const Answer moved_;
    const Answer stayed_;
    const Act act_;
    StoryView* evidence_;
    QRadioButton* wasMoved_;
    QRadioButton* wasNot_;
    QLabel* effect_;
    QLineEdit* proof_;
    QLineEdit* reason_;
};

} // namespace zhangfang::ui
