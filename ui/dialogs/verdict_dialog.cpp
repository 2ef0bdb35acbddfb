#include "dialogs/verdict_dialog.h"

#include <QApplication>
#include <QButtonGroup>
#include <QClipboard>
#include <QFormLayout>

namespace zhangfang::ui
{
namespace
{
/// See `payments::kWordsLength`.
constexpr int kWordsLength = 200;
} // namespace

VerdictDialog::VerdictDialog(backend::Desk& desk, const Case& told, Act act, QWidget* parent)
    : Sheet(parent), moved_(told.moved), stayed_(told.stayed), act_(std::move(act)),
      evidence_(new StoryView(tr("What is known"), this)), wasMoved_(new QRadioButton(told.moved.text, this)),
      wasNot_(new QRadioButton(told.stayed.text, this)), effect_(plainLabel({}, this)),
      proof_(new QLineEdit(this)), reason_(new QLineEdit(this)),
      authority_(new AuthorityField(desk, this, AuthorityField::Ask::always)), go_(new QPushButton(this))
{
    setWindowTitle(told.title);
    resize(660, 600);
    evidence_->tell(told.evidence);
    auto* number = plainLabel(told.number, this);
    number->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* copy = new QPushButton(icon("edit-copy"), tr("Copy"), this);
    copy->setAutoDefault(false);
    connect(copy, &QPushButton::clicked, this,
        [text = told.number] { QApplication::clipboard()->setText(text); });
    auto* numberRow = new QHBoxLayout;
    numberRow->addWidget(number, 1);
    numberRow->addWidget(copy);
    auto* answers = new QButtonGroup(this);
    auto* answerRow = new QHBoxLayout;
    for (QRadioButton* one : {wasMoved_, wasNot_}) {
        one->setAccessibleName(one->text());
        answers->addButton(one);
        answerRow->addWidget(one);
        connect(one, &QRadioButton::toggled, this, &VerdictDialog::update);
    }
    answerRow->addStretch(1);
    effect_->setWordWrap(true);
    effect_->setAccessibleName(tr("What follows"));
    // Room for both answers from the start: nothing jumps when one is chosen.
    effect_->setMinimumHeight(3 * effect_->fontMetrics().lineSpacing());
    effect_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    proof_->setMaxLength(kWordsLength);
    proof_->setAccessibleName(tr("Proof"));
    proof_->setPlaceholderText(tr("Where it is written: a row of a bill, a page of the merchant platform"));
    reason_->setMaxLength(kWordsLength);
    reason_->setAccessibleName(tr("Reason"));
    reason_->setPlaceholderText(tr("Why you decide it instead of WeChat Pay"));
    auto* form = new QFormLayout;
    form->setSpacing(space::kGap);
    form->addRow(tr("Look up"), numberRow);
    form->addRow(tr("What became of it"), answerRow);
    form->addRow({}, effect_);
    form->addRow(tr("Proof"), proof_);
    form->addRow(tr("Reason"), reason_);
    form->addRow({}, authority_);
    makeDanger(go_);
    go_->setDefault(true);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    auto* foot = new QHBoxLayout;
    foot->addStretch(1);
    foot->addWidget(cancel);
    foot->addWidget(go_);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(space::kGap + space::kTight);
    layout->addWidget(notice());
    layout->addWidget(evidence_, 1);
    layout->addLayout(form);
    layout->addLayout(foot);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(proof_, &QLineEdit::textChanged, this, &VerdictDialog::update);
    connect(reason_, &QLineEdit::textChanged, this, &VerdictDialog::update);
    connect(authority_, &AuthorityField::readyChanged, this, &VerdictDialog::update);
    connect(go_, &QPushButton::clicked, this, &VerdictDialog::decide);
    wasMoved_->setFocus();
    update();
}

void VerdictDialog::update()
{
    const bool chosen = wasMoved_->isChecked() || wasNot_->isChecked();
    const Answer& answer = wasMoved_->isChecked() ? moved_ : stayed_;
    // A sum stays on one line.
    effect_->setText(
        chosen ? QString(answer.effect).replace(QStringLiteral("¥ "), QStringLiteral("¥\u00a0"))
               : tr("WeChat Pay is asked once more first. If it tells the end, that is what stands."));
    go_->setText(chosen ? answer.button : tr("Decide"));
    go_->setEnabled(!isSending() && chosen && !proof_->text().trimmed().isEmpty() &&
                    !reason_->text().trimmed().isEmpty() && authority_->isReady());
}

void VerdictDialog::decide()
{
    setSending(go_, true);
    update();
    notice()->showText(Tone::info, tr("WeChat Pay is being asked once more…"));
    act_(*this, {wasMoved_->isChecked(), proof_->text().trimmed(), reason_->text().trimmed(),
                    authority_->authority()});
}

void VerdictDialog::finish(const std::optional<base::Error>& error)
{
    setSending(go_, false);
    if (!error)
        return accept();
    notice()->showError(*error);
    authority_->askAgain();
    update();
}

} // namespace zhangfang::ui
