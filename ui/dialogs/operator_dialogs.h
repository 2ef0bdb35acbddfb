#pragma once

#include "backend/interfaces/diagnosis.h"
#include "backend/interfaces/staff.h"
#include "dialogs/decision_sheet.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace zhangfang::ui
{

/// Another operator, another role for one, or another password for one who has lost it.
class OperatorDialog final : public DecisionSheet
{
    Q_OBJECT
public:
    enum class For { adding, role, password };
    OperatorDialog(backend::Staff& staff, backend::Session& session, For what, const access::Operator& one,
        QWidget* parent);

private:
    [[nodiscard]] bool isComplete() const override;
    void tellWhatFollows() override;
    void decide() override;
    backend::Staff& staff_;
    const For for_;
    const QString who_; ///< of one who is there already
    QLineEdit* name_;
    QComboBox* role_;
    QLineEdit* password_;
    QLineEdit* again_;
    QLabel* follows_;
};

/// One's own authenticator: the password, then a code to scan and ten to write down, then the first code.
class EnrolDialog final : public DecisionSheet
{
    Q_OBJECT
public:
    EnrolDialog(backend::Staff& staff, const access::Operator& one, QWidget* parent);

private:
    [[nodiscard]] bool isComplete() const override;
    void decide() override;
    void refused(const base::Error& error) override;
    void show(const access::TotpEnrolment& enrolment);
    backend::Staff& staff_;
    const QString who_;
    QLineEdit* password_;
    QWidget* second_;
    QLabel* code_;
    QLabel* secret_;
    QLabel* recovery_;
    QLineEdit* first_;
    bool isShown_ = false;
};

/// An owner's own recovery sheet: made anew, printed or saved, and shown once.
class SheetDialog final : public DecisionSheet
{
    Q_OBJECT
public:
    SheetDialog(backend::Staff& staff, backend::Diagnosis& files, const QString& who, QWidget* parent);

private:
    [[nodiscard]] bool isComplete() const override;
    void decide() override;
    void refused(const base::Error& error) override;
    backend::Staff& staff_;
    backend::Diagnosis& files_; ///< where the sheet is saved
    const QString who_;
    QLineEdit* password_;
    QLineEdit* totp_;
    bool isMade_ = false;
};

/// A new password for an owner who has lost it, by the recovery sheet; then the next sheet.
class RecoverDialog final : public DecisionSheet
{
    Q_OBJECT
public:
    RecoverDialog(backend::Staff& staff, backend::Diagnosis& files, const QString& who, QWidget* parent);

private:
    [[nodiscard]] bool isComplete() const override;
    void decide() override;
    backend::Staff& staff_;
    backend::Diagnosis& files_; ///< where the sheet is saved
    const QString who_;
    QLineEdit* code_;
    QLineEdit* password_;
    QLineEdit* again_;
    bool isDone_ = false;
};

/// A recovery sheet on the screen, with what prints and saves it.
class SheetPaper final : public QWidget
{
    Q_OBJECT
public:
    SheetPaper(backend::Diagnosis& files, NoticeBar* notice, QWidget* parent);
    void show(const QByteArray& sheet);

Q_SIGNALS:
    /// It is on paper or in a file.
    void kept();

private:
    void print();
    void save();
    backend::Diagnosis& files_;
    NoticeBar* notice_;
    QPlainTextEdit* text_;
};

} // namespace zhangfang::ui
