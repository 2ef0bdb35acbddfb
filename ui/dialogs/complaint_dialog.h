#pragma once

#include "backend/interfaces/session.h"
#include "backend/interfaces/tasks.h"
#include "dialogs/decision_sheet.h"

#include <QPlainTextEdit>
#include <QStringList>

namespace zhangfang::ui
{

/// Answers a customer's complaint at WeChat Pay, or says there that it is dealt with.
class ComplaintDialog final : public DecisionSheet
{
    Q_OBJECT
public:
    enum class What { answer, complete };
    ComplaintDialog(backend::Tasks& tasks, backend::Session& session, What what, const reports::Task& task,
        QWidget* parent);
    /// A complaint's number, or nothing where the task is about something else.
    [[nodiscard]] static QString complaintOf(const reports::Task& task);

private:
    [[nodiscard]] bool isComplete() const override;
    void tellWhatFollows() override;
    void decide() override;
    backend::Tasks& tasks_;
    const What what_;
    const QString id_;
    QPlainTextEdit* text_;
    QLabel* count_;
    QStringList texts_; ///< that were sent, each under a key of its own
};

} // namespace zhangfang::ui
