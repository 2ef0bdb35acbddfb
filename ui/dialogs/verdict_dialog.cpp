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

VerdictDialog::VerdictDialog(backend::Session& session, const Case& about, Act act, QWidget* parent)
    : DecisionSheet(about.title, Weight::danger, parent), moved_(about.moved), stayed_(about.stayed),
      act_(std::move(act)), evidence_(new StoryView(tr("What is known"), this)),
      wasMoved_(new QRadioButton(about.moved.text, this)), wasNot_(new QRadioButton(about.stayed.text, this)),
      effect_(plainLabel({}, this)), proof_(new QLineEdit(this)), reason_(new QLineEdit(this))
{
    resize(660, 600);
    evidence_->tell(about.evidence);
    auto* number = plainLabel(about.number, this);
    number->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* copy = new QPushButton(icon("edit-copy"), tr("Copy"), this);
    copy->setAutoDefault(false);
    connect(copy, &QPushButton::clicked, this,
        [text = about.number] { QApplication::clipboard()->setText(text); });
    auto* numberRow = new QHBoxLayout;
    numberRow->addWidget(number, 1);
    numberRow->addWidget(copy);
    auto* answers = new QButtonGroup(this);
    auto* answerRow = new QHBoxLayout;
    for (QRadioButton* one : {wasMoved_, wasNot_}) {
        one->setAccessibleName(one->text());
        answers->addButton(one);
        answerRow->addWidget(one);
        connect(one, &QRadioButton::toggled, this, &VerdictDialog::judge);
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
    form->addRow({}, askAuthority(session, AuthorityField::Ask::always));
    body()->addWidget(evidence_, 1);
    body()->addLayout(form);
    connect(proof_, &QLineEdit::textChanged, this, &VerdictDialog::judge);
    connect(reason_, &QLineEdit::textChanged, this, &VerdictDialog::judge);
    wasMoved_->setFocus();
    judge();
}

bool VerdictDialog::isComplete() const
{
    return (wasMoved_->isChecked() || wasNot_->isChecked()) && !proof_->text().trimmed().isEmpty() &&
           !reason_->text().trimmed().isEmpty();
}

void VerdictDialog::tellWhatFollows()
{
    const bool chosen = wasMoved_->isChecked() || wasNot_->isChecked();
    const Answer& answer = wasMoved_->isChecked() ? moved_ : stayed_;
    // A sum stays on one line.
    effect_->setText(
        chosen ? QString(answer.effect).replace(QStringLiteral("¥ "), QStringLiteral("¥\u00a0"))
               : tr("WeChat Pay is asked once more first. If it tells the end, that is what stands."));
    goButton()->setText(chosen ? answer.button : tr("Decide"));
}

void VerdictDialog::decide()
{
    notice()->showText(Tone::info, tr("WeChat Pay is being asked once more…"));
    const Said said{
        wasMoved_->isChecked(), proof_->text().trimmed(), reason_->text().trimmed(), authority(), key()};
    sendBy([&](const Told& told) { act_(said, told); });
}

} // namespace zhangfang::ui
