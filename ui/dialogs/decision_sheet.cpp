#include "dialogs/decision_sheet.h"

#include <QPointer>

namespace zhangfang::ui
{

DecisionSheet::DecisionSheet(const QString& title, Weight weight, QWidget* parent)
    : Sheet(parent), body_(new QVBoxLayout), foot_(new QHBoxLayout),
      leave_(new QPushButton(tr("Cancel"), this)), go_(new QPushButton(this))
{
    setWindowTitle(title);
    weight == Weight::danger ? makeDanger(go_) : makePrimary(go_);
    go_->setDefault(true);
    leave_->setAutoDefault(false);
    foot_->addStretch(1);
    foot_->addWidget(leave_);
    foot_->addWidget(go_);
    body_->setSpacing(space::kGap + space::kTight);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(space::kGap + space::kTight);
    layout->addWidget(notice());
    layout->addLayout(body_, 1);
    layout->addLayout(foot_);
    connect(leave_, &QPushButton::clicked, this, &QDialog::reject);
    connect(go_, &QPushButton::clicked, this, [this] {
        if (!isSending())
            decide();
    });
}

AuthorityField* DecisionSheet::askAuthority(backend::Session& session, AuthorityField::Ask ask)
{
    authority_ = new AuthorityField(session, this, ask);
    connect(authority_, &AuthorityField::readyChanged, this, &DecisionSheet::judge);
    return authority_;
}

backend::Authority DecisionSheet::authority() const
{
    return authority_ ? authority_->authority() : backend::Authority();
}

void DecisionSheet::judge()
{
    tellWhatFollows();
    go_->setEnabled(!isSending() && isComplete() && (!authority_ || authority_->isReady()));
}

void DecisionSheet::refused(const base::Error& error)
{
    notice()->showError(error);
    if (authority_)
        authority_->askAgain(error);
    judge();
}

qint64 DecisionSheet::sending()
{
    setSending(go_, true);
    return ++sent_;
}

void DecisionSheet::sendBy(const std::function<void(const Told&)>& begin)
{
    if (isSending())
        return;
    begin([sheet = QPointer(this), mine = sending()](const base::Status& outcome) {
        if (sheet)
            sheet->came(mine, outcome, {});
    });
}

void DecisionSheet::came(qint64 number, const base::Status& outcome, const std::function<void()>& done)
{
    if (number != sent_ || !isSending())
        return; // of something sent before, or told twice
    setSending(go_, false);
    if (!outcome)
        return refused(outcome.error());
    done ? done() : accept();
}

} // namespace zhangfang::ui
