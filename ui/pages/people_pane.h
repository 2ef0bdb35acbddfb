#pragma once

#include "backend/interfaces/diagnosis.h"
#include "backend/interfaces/session.h"
#include "backend/interfaces/staff.h"
#include "dialogs/decision_sheet.h"
#include "kit/widgets.h"

#include <QAction>
#include <QTableWidget>

namespace zhangfang::ui
{

/// The people who work here: who they are, what they may, and how they prove it. Each change asks for the
/// password of whoever makes it.
class PeoplePane final : public QWidget
{
    Q_OBJECT
public:
    PeoplePane(backend::Staff& staff, backend::Session& session, backend::Diagnosis& files, NoticeBar* notice,
        QWidget* parent);
    void refresh();

    /// What can be done here; the page makes actions of them, so that the palette lists them.
    struct Act {
        const char* icon;
        QString text;
        std::function<void()> what;
        bool isOfChosen = false; ///< about the operator who is chosen in the table
    };
    [[nodiscard]] std::vector<Act> acts();
    void place(QAction* action, const Act& act);

private:
    void tell(const std::vector<access::Operator>& all);
    void judge();
    [[nodiscard]] const access::Operator* chosen() const;
    void add();
    void changeRole();
    void disableOrEnable();
    void resetPassword();
    void changePassword();
    void enrol();
    void removeTotp();
    void newSheet();
    void recover();
    void done(const QString& what);
    /// Asks for the password and does it; `what` says what follows.
    void sheet(const QString& title, const QString& what, const QString& button,
        const std::function<backend::Later<int>(const backend::Authority&)>& act, const QString& told);
    backend::Staff& staff_;
    backend::Session& session_;
    backend::Diagnosis& files_; ///< where a recovery sheet is saved
    NoticeBar* notice_;
    QTableWidget* table_;
    QLayout* buttons_;
    std::vector<access::Operator> all_;
    std::vector<QAction*> ofChosen_;
    QAction* toggle_ = nullptr;
};

/// Who may do what, as a table: a row for each thing, a column for each role.
class PermissionTable final : public QTableWidget
{
    Q_OBJECT
public:
    explicit PermissionTable(QWidget* parent);
};

} // namespace zhangfang::ui
