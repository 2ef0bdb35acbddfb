#pragma once

#include "dialogs/authority.h"
#include "kit/sheet.h"

#include <QPlainTextEdit>

namespace zhangfang::ui
{

/// Answers a customer's complaint at WeChat Pay, or says there that it is dealt with.
class ComplaintDialog final : public Sheet
{
    Q_OBJECT
public:
    enum class What { answer, complete };
    ComplaintDialog(backend::Desk& desk, What what, const reports::Task& task, QWidget* parent);
    /// A complaint's number, or nothing where the task is about something else.
    [[nodiscard]] static QString complaintOf(const reports::Task& task);

private:
    void update();
    void send();
    backend::Desk& desk_;
    const What what_;
    const QString id_;
    QPlainTextEdit* text_;
    QLabel* count_;
    AuthorityField* authority_;
    QPushButton* go_;
};

} // namespace zhangfang::ui
