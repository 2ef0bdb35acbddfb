#include "dialogs/operator_dialogs.h"

#include "base/plain_text.h"
#include "dialogs/new_order_dialog.h"
#include "kit/role_words.h"

#include <QFileDialog>
#include <QFontDatabase>
#include <QFormLayout>
#include <QPrintDialog>
#include <QPrinter>
#include <QTextDocument>

namespace zhangfang::ui
{
namespace
{

constexpr int kScanSide = 220;
constexpr int kFieldWidth = 260;
constexpr int kLongestCode = 32; ///< a recovery code, with its hyphens

QLineEdit* line(QFormLayout* form, const QString& label, QLineEdit::EchoMode echo, QWidget* parent)
{
    auto* made = new QLineEdit(parent);
    made->setEchoMode(echo);
    made->setAccessibleName(label);
    made->setMinimumWidth(kFieldWidth);
    form->addRow(label, made);
    return made;
}

QFormLayout* fields()
{
    auto* form = new QFormLayout;
    form->setSpacing(space::kGap);
    return form;
}

QString titleOf(OperatorDialog::For what, const QString& who)
{
    switch (what) {
    case OperatorDialog::For::adding:
        return OperatorDialog::tr("Add an operator");
    case OperatorDialog::For::role:
        return OperatorDialog::tr("The role of %1").arg(who);
    case OperatorDialog::For::password:
        break;
    }
    return OperatorDialog::tr("Another password for %1").arg(who);
}

} // namespace

OperatorDialog::OperatorDialog(
    backend::Staff& staff, backend::Session& session, For what, const access::Operator& one, QWidget* parent)
    : DecisionSheet(titleOf(what, base::shownOnOneLine(one.name)), Weight::usual, parent), staff_(staff),
      for_(what), who_(one.name), name_(nullptr), role_(nullptr), password_(nullptr), again_(nullptr),
      follows_(mutedLabel({}, this))
{
    setMinimumWidth(560);
    auto* form = fields();
    if (what == For::adding) {
        name_ = line(form, tr("Name"), QLineEdit::Normal, this);
        name_->setMaxLength(64);
        connect(name_, &QLineEdit::textChanged, this, &OperatorDialog::judge);
    }
    if (what != For::password) {
        role_ = new QComboBox(this);
        role_->setAccessibleName(tr("Role"));
        for (const access::Role role : access::kRoles)
            role_->addItem(word(role).text, static_cast<int>(role));
        // The least that is useful, not the most.
        role_->setCurrentIndex(
            role_->findData(static_cast<int>(what == For::adding ? access::Role::clerk : one.role)));
        form->addRow(tr("Role"), role_);
        connect(role_, &QComboBox::currentIndexChanged, this, &OperatorDialog::judge);
    }
    if (what != For::role) {
        password_ = line(form, tr("Their password"), QLineEdit::Password, this);
        again_ = line(form, tr("Their password again"), QLineEdit::Password, this);
        for (QLineEdit* either : {password_, again_})
            connect(either, &QLineEdit::textChanged, this, &OperatorDialog::judge);
    }
    body()->addLayout(form);
    body()->addWidget(follows_);
    body()->addWidget(askAuthority(session, AuthorityField::Ask::always));
    goButton()->setText(what == For::adding ? tr("Add") : tr("Change"));
    (name_ ? static_cast<QWidget*>(name_) : role_ ? static_cast<QWidget*>(role_) : password_)->setFocus();
    judge();
}

bool OperatorDialog::isComplete() const
{
    return (!name_ || !name_->text().trimmed().isEmpty()) && (!password_ || !password_->text().isEmpty());
}

void OperatorDialog::tellWhatFollows()
{
    QString text;
    if (role_)
        text = explain(static_cast<access::Role>(role_->currentData().toInt()));
    if (for_ == For::password)
        text = tr("Give it to them, and have them change it. A desk they have unlocked locks itself.");
    if (for_ == For::role)
        text += QLatin1Char('\n') + tr("A desk they have unlocked locks itself.");
    follows_->setText(text);
}

void OperatorDialog::decide()
{
    if (password_ && password_->text() != again_->text())
        return notice()->showText(Tone::bad, tr("The passwords differ."));
    send<int>([this] {
        const auto role =
            role_ ? static_cast<access::Role>(role_->currentData().toInt()) : access::Role::unknown;
        switch (for_) {
        case For::adding:
            return staff_.addOperator(name_->text().trimmed(), role, password_->text().toUtf8(), authority());
        case For::role:
            return staff_.setRole(who_, role, authority());
        case For::password:
            break;
        }
        return staff_.resetPassword(who_, password_->text().toUtf8(), authority());
    });
}

EnrolDialog::EnrolDialog(backend::Staff& staff, const access::Operator& one, QWidget* parent)
    : DecisionSheet(tr("One-time codes for %1").arg(base::shownOnOneLine(one.name)), Weight::usual, parent),
      staff_(staff), who_(one.name), password_(nullptr), second_(new QWidget(this)),
      code_(plainLabel({}, second_)), secret_(plainLabel({}, second_)), recovery_(plainLabel({}, second_)),
      first_(nullptr)
{
    setMinimumWidth(640);
    auto* form = fields();
    password_ =
        line(form, tr("Password of %1").arg(base::shownOnOneLine(one.name)), QLineEdit::Password, this);
    connect(password_, &QLineEdit::textChanged, this, &EnrolDialog::judge);
    body()->addWidget(mutedLabel(tr("An authenticator on a telephone shows a new code every half minute. "
                                    "Whoever has the password alone "
                                    "cannot approve with it."),
        this));
    body()->addLayout(form);
    auto* layout = new QVBoxLayout(second_);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::kWide);
    auto* right = new QVBoxLayout;
    code_->setAccessibleName(tr("Code for the authenticator"));
    row->addWidget(code_, 0, Qt::AlignTop);
    right->addWidget(textLabel(tr("1. Scan it with the authenticator"), TextSize::heading, second_));
    right->addWidget(mutedLabel(tr("Or type this:"), second_));
    right->addWidget(secret_);
    right->addWidget(textLabel(tr("2. Write these down"), TextSize::heading, second_));
    right->addWidget(mutedLabel(
        tr("Each stands for a code, once, when the telephone is gone. They are shown only now."), second_));
    right->addWidget(recovery_);
    right->addStretch(1);
    row->addLayout(right, 1);
    layout->addLayout(row);
    layout->addWidget(textLabel(tr("3. Give the code it shows"), TextSize::heading, second_));
    auto* last = fields();
    first_ = line(last, tr("First code"), QLineEdit::Normal, second_);
    first_->setMaxLength(kLongestCode);
    connect(first_, &QLineEdit::textChanged, this, &EnrolDialog::judge);
    layout->addLayout(last);
    for (QLabel* label : {secret_, recovery_}) {
        label->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        label->setWordWrap(true);
    }
    secret_->setAccessibleName(tr("Secret for the authenticator"));
    recovery_->setAccessibleName(tr("Recovery codes"));
    body()->addWidget(second_);
    second_->hide();
    goButton()->setText(tr("Next"));
    password_->setFocus();
    judge();
}

bool EnrolDialog::isComplete() const
{
    return isShown_ ? !first_->text().trimmed().isEmpty() : !password_->text().isEmpty();
}

void EnrolDialog::decide()
{
    const backend::Authority own{who_, password_->text().toUtf8()};
    if (isShown_)
        return send<int>([this, own] { return staff_.confirmTotp(first_->text().trimmed(), own); });
    send<access::TotpEnrolment>([this, own] { return staff_.enrolTotp(own); },
        [this](const access::TotpEnrolment& enrolment) { show(enrolment); });
}

void EnrolDialog::show(const access::TotpEnrolment& enrolment)
{
    isShown_ = true;
    notice()->clear();
    code_->setPixmap(qrCode(enrolment.uri, kScanSide, devicePixelRatioF()));
    QString letters;
    for (qsizetype at = 0; at < enrolment.secret.size(); at += 4)
        letters += enrolment.secret.mid(at, 4) + QLatin1Char(' ');
    secret_->setText(letters.trimmed());
    QString codes;
    for (qsizetype at = 0; at < enrolment.recoveryCodes.size(); ++at)
        codes += enrolment.recoveryCodes[at] + QLatin1String(at % 2 == 0 ? "   " : "\n");
    recovery_->setText(codes.trimmed());
    second_->show();
    goButton()->setText(tr("Enrol"));
    first_->setFocus();
    judge();
}

void EnrolDialog::refused(const base::Error& error)
{
    DecisionSheet::refused(error);
    QLineEdit* const again = isShown_ ? first_ : password_;
    again->setFocus();
    again->selectAll();
}

SheetDialog::SheetDialog(
    backend::Staff& staff, backend::Diagnosis& files, const QString& who, QWidget* parent)
    : DecisionSheet(tr("Recovery sheet of %1").arg(base::shownOnOneLine(who)), Weight::usual, parent),
      staff_(staff), files_(files), who_(who), password_(nullptr), totp_(nullptr)
{
    setMinimumWidth(640);
    body()->addWidget(mutedLabel(tr("An owner who has lost the password makes a new one with it, once. A new "
                                    "sheet makes the one before "
                                    "worthless."),
        this));
    auto* form = fields();
    password_ = line(form, tr("Password of %1").arg(base::shownOnOneLine(who)), QLineEdit::Password, this);
    totp_ = line(form, tr("One-time code, where one is asked for"), QLineEdit::Normal, this);
    totp_->setMaxLength(kLongestCode);
    connect(password_, &QLineEdit::textChanged, this, &SheetDialog::judge);
    body()->addLayout(form);
    goButton()->setText(tr("Make it"));
    password_->setFocus();
    judge();
}

bool SheetDialog::isComplete() const
{
    return isMade_ || !password_->text().isEmpty();
}

void SheetDialog::decide()
{
    if (isMade_)
        return accept();
    send<QByteArray>(
        [this] {
            return staff_.newRecoverySheet({who_, password_->text().toUtf8(), totp_->text().trimmed()});
        },
        [this](const QByteArray& sheet) {
            isMade_ = true;
            notice()->clear();
            for (QLineEdit* either : {password_, totp_})
                either->setEnabled(false);
            password_->clear();
            auto* paper = new SheetPaper(files_, notice(), this);
            paper->show(sheet);
            body()->addWidget(paper, 1);
            leaveButton()->hide();
            goButton()->setText(tr("I have kept it"));
            judge();
        });
}

void SheetDialog::refused(const base::Error& error)
{
    DecisionSheet::refused(error);
    QLineEdit* const again = error.code.startsWith(QLatin1String("totp_")) ? totp_ : password_;
    again->setFocus();
    again->selectAll();
}

RecoverDialog::RecoverDialog(
    backend::Staff& staff, backend::Diagnosis& files, const QString& who, QWidget* parent)
    : DecisionSheet(tr("A new password for %1").arg(base::shownOnOneLine(who)), Weight::usual, parent),
      staff_(staff), files_(files), who_(who), code_(nullptr), password_(nullptr), again_(nullptr)
{
    setMinimumWidth(640);
    body()->addWidget(mutedLabel(tr("By the code on the recovery sheet, which is used up by it. One-time "
                                    "codes of theirs are removed, and "
                                    "can be enrolled for again."),
        this));
    auto* form = fields();
    code_ = line(form, tr("Recovery code"), QLineEdit::Normal, this);
    password_ = line(form, tr("New password"), QLineEdit::Password, this);
    again_ = line(form, tr("New password again"), QLineEdit::Password, this);
    for (QLineEdit* one : {code_, password_, again_})
        connect(one, &QLineEdit::textChanged, this, &RecoverDialog::judge);
    body()->addLayout(form);
    goButton()->setText(tr("Make it"));
    code_->setFocus();
    judge();
}

bool RecoverDialog::isComplete() const
{
    return isDone_ || (!code_->text().trimmed().isEmpty() && !password_->text().isEmpty());
}

void RecoverDialog::decide()
{
    if (isDone_)
        return accept();
    if (password_->text() != again_->text())
        return notice()->showText(Tone::bad, tr("The passwords differ."));
    send<QByteArray>(
        [this] { return staff_.recoverBySheet(who_, code_->text().toUtf8(), password_->text().toUtf8()); },
        [this](const QByteArray& next) {
            isDone_ = true;
            for (QLineEdit* one : {code_, password_, again_}) {
                one->clear();
                one->setEnabled(false);
            }
            notice()->showText(Tone::good, tr("The password is new. This is your next recovery sheet."));
            auto* paper = new SheetPaper(files_, notice(), this);
            paper->show(next);
            body()->addWidget(paper, 1);
            leaveButton()->hide();
            goButton()->setText(tr("I have kept it"));
            judge();
        });
}

SheetPaper::SheetPaper(backend::Diagnosis& files, NoticeBar* notice, QWidget* parent)
    : QWidget(parent), files_(files), notice_(notice), text_(new QPlainTextEdit(this))
{
    text_->setReadOnly(true);
    text_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    text_->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    text_->setMinimumHeight(12 * space::kWide);
    text_->setAccessibleName(tr("Recovery sheet"));
    text_->setTabChangesFocus(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(text_, 1);
    auto* row = new QHBoxLayout;
    auto* onPaper = new QPushButton(icon("document-print"), tr("&Print…"), this);
    auto* inFile = new QPushButton(icon("document-save-as"), tr("&Save to a file…"), this);
    for (QPushButton* button : {onPaper, inFile}) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    row->addStretch(1);
    layout->addLayout(row);
    connect(onPaper, &QPushButton::clicked, this, &SheetPaper::print);
    connect(inFile, &QPushButton::clicked, this, &SheetPaper::save);
}

void SheetPaper::show(const QByteArray& sheet)
{
    text_->setPlainText(QString::fromUtf8(sheet));
}

void SheetPaper::print()
{
    auto* dialog = new QPrintDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, qOverload<QPrinter*>(&QPrintDialog::accepted), this, [this](QPrinter* printer) {
        QTextDocument paper;
        paper.setPlainText(text_->toPlainText());
        paper.print(printer);
        Q_EMIT kept();
    });
    dialog->open();
}

void SheetPaper::save()
{
    auto* dialog = new QFileDialog(this, tr("Save the recovery sheet"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Text (*.txt)")});
    dialog->setDefaultSuffix(QStringLiteral("txt"));
    dialog->selectFile(QStringLiteral("zhangfang-recovery-sheet.txt"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        whenDone<int>(this, files_.saveFile(file, text_->toPlainText().toUtf8()),
            [this, file](const base::Result<int>& saved) {
                if (!saved)
                    return notice_->showError(saved.error());
                notice_->showText(Tone::good,
                    tr("Saved: %1. Print it, and delete the file: whoever has it can make your password new.")
                        .arg(file));
                Q_EMIT kept();
            });
    });
    dialog->open();
}

} // namespace zhangfang::ui
