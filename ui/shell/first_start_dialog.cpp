#include "shell/first_start_dialog.h"

#include "base/pasted.h"
#include "dialogs/operator_dialogs.h"
#include "kit/async.h"
#include "kit/file_drop.h"

#include <QPromise>
#include <QScrollArea>

namespace zhangfang::ui
{
namespace
{

constexpr QSize kSize(680, 640);

/// One of the two ways to begin: a large button with what it means below.
QWidget* way(QPushButton* button, const QString& meaning, QWidget* parent)
{
    auto* card = new Card({}, parent);
    card->body()->addWidget(button);
    card->body()->addWidget(mutedLabel(meaning, card));
    return card;
}

} // namespace

FirstStartDialog::FirstStartDialog(QString folder, Language language, QWidget* parent)
    : QDialog(parent), folder_(std::move(folder)), language_(language), notice_(new NoticeBar(this)),
      steps_(new QStackedWidget(this))
{
    setWindowIcon(icon("wallet-open"));
    resize(kSize);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kWide, space::kWide, space::kWide, space::kPad);
    layout->addWidget(notice_);
    layout->addWidget(steps_, 1);
    takeDroppedFiles(this, [this](const QStringList& files) { takeFiles(files); });
    begin();
}

void FirstStartDialog::takeFiles(const QStringList& files)
{
    if (merchant_) {
        merchant_->takeFiles(files);
        return steps_->setCurrentIndex(merchantAt_);
    }
    files_ << files;
    notice_->showText(
        Tone::info, tr("%n file(s) kept until your shop is made; then each goes where it belongs.", nullptr,
                        static_cast<int>(files_.size())));
}

void FirstStartDialog::begin()
{
    setWindowTitle(tr("Welcome to Zhangfang"));
    while (QWidget* step = steps_->widget(0)) {
        steps_->removeWidget(step);
        step->deleteLater();
    }
    steps_->addWidget(welcomeStep());
    steps_->addWidget(shopStep());
    letFilesPass(this);
}

FirstStartDialog::~FirstStartDialog()
{
    background_.waitForDone();
}

QWidget* FirstStartDialog::welcomeStep()
{
    auto* step = new QWidget(this);
    auto* layout = new QVBoxLayout(step);
    layout->setSpacing(space::kPad);
    layout->addWidget(textLabel(tr("The desk for your shop's money"), TextSize::title, step));
    layout->addWidget(mutedLabel(tr("Customers pay through WeChat Pay, users are owed, you approve what is "
                                    "paid out, and the books add up. "
                                    "Everything stays on this machine."),
        step));
    auto* practise = new QPushButton(icon("games-hint", Ink::accentText), tr("&Practise first"), step);
    makePrimary(practise);
    practise->setDefault(true);
    layout->addWidget(way(practise,
        tr("A tea-and-games shop with made-up customers on a practice WeChat Pay. No account, no keys, no "
           "real money."),
        step));
    auto* mine = new QPushButton(icon("view-bank"), tr("Set up my &merchant account"), step);
    layout->addWidget(way(mine,
        tr("You need your merchant number, the API certificate's key file and the APIv3 key from "
           "pay.weixin.qq.com. Each is tested as you give it; nothing here moves money."),
        step));
    layout->addStretch(1);
    auto* languages = new QHBoxLayout;
    for (const auto& [language, name] : {std::pair(Language::chinese, QStringLiteral("中文")),
             std::pair(Language::english, QStringLiteral("English"))}) {
        auto* button = new QPushButton(name, step);
        button->setCheckable(true);
        button->setChecked(language == language_);
        button->setProperty("chip", true);
        button->setAutoDefault(false);
        languages->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, language = language] {
            language_ = language;
            applyLanguage(language);
            begin();
        });
    }
    languages->addStretch(1);
    layout->addLayout(languages);
    connect(practise, &QPushButton::clicked, this, [this] {
        choice_ = Choice::practice;
        accept();
    });
    connect(mine, &QPushButton::clicked, this, [this] {
        steps_->setCurrentIndex(1);
        shopName_->setFocus();
    });
    return step;
}

QWidget* FirstStartDialog::shopStep()
{
    auto* step = new QWidget(this);
    auto* layout = new QVBoxLayout(step);
    layout->addWidget(textLabel(tr("1 of 3 · Your shop and you"), TextSize::title, step));
    auto* form = new QFormLayout;
    form->setSpacing(space::kGap);
    shopName_ = new QLineEdit(step);
    owner_ = new QLineEdit(step);
    password_ = new QLineEdit(step);
    again_ = new QLineEdit(step);
    password_->setEchoMode(QLineEdit::Password);
    again_->setEchoMode(QLineEdit::Password);
    const std::pair<QString, QLineEdit*> rows[] = {{tr("Shop name"), shopName_}, {tr("Your name"), owner_},
        {tr("Password"), password_}, {tr("Password again"), again_}};
    for (const auto& [label, line] : rows) {
        line->setAccessibleName(label);
        line->setMaxLength(64);
        form->addRow(label, line);
    }
    layout->addLayout(form);
    layout->addWidget(
        mutedLabel(tr("The password approves withdrawals. It is kept only as a scrypt hash: whoever "
                      "forgets it cannot read it anywhere."),
            step));
    layout->addWidget(mutedLabel(tr("The books will be in %1").arg(folder_), step));
    layout->addStretch(1);
    auto* next = new QPushButton(tr("Next"), step);
    auto* back = new QPushButton(tr("Back"), step);
    makePrimary(next);
    for (QPushButton* button : {next, back})
        button->setAutoDefault(false); // Enter goes on, wherever one is
    auto* row = new QHBoxLayout;
    row->addWidget(back);
    row->addStretch(1);
    row->addWidget(next);
    layout->addLayout(row);
    connect(back, &QPushButton::clicked, this, [this] {
        notice_->clear();
        steps_->setCurrentIndex(0);
    });
    for (QLineEdit* line : {shopName_, owner_, password_, again_})
        connect(line, &QLineEdit::returnPressed, next, &QPushButton::click);
    connect(next, &QPushButton::clicked, this, &FirstStartDialog::makeShop);
    return step;
}

void FirstStartDialog::makeShop()
{
    if (isMaking_)
        return;
    for (QLineEdit* line : {shopName_, owner_}) {
        line->setText(base::pasted(line->text()));
        if (line->text().isEmpty()) {
            line->setFocus();
            return notice_->showText(
                Tone::bad, line == shopName_ ? tr("Give the shop a name.") : tr("Give your name."));
        }
    }
    if (password_->text() != again_->text())
        return notice_->showText(Tone::bad, tr("The passwords differ."));
    struct Shop {
        QByteArray sheet;
        std::unique_ptr<backend::ShopFolder> folder;
    };
    using Made = base::Result<std::shared_ptr<Shop>>;
    isMaking_ = true;
    auto promise = std::make_shared<QPromise<Made>>();
    promise->start();
    background_.start([promise, folder = folder_, name = shopName_->text(), owner = owner_->text(),
                          password = password_->text().toUtf8()] {
        const auto make = [&]() -> Made {
            auto shop = std::make_shared<Shop>();
            ZF_ASSIGN(shop->sheet, backend::ShopFolder::initialise(folder, name, owner, password));
            ZF_ASSIGN(shop->folder, backend::ShopFolder::open(folder));
            return shop;
        };
        promise->addResult(make());
        promise->finish();
    });
    whenDone<std::shared_ptr<Shop>>(this, promise->future(), [this](Made made) {
        isMaking_ = false;
        if (!made)
            return notice_->showError(made.error());
        notice_->clear();
        desk_ = std::make_unique<backend::Desk>(std::move((*made)->folder));
        sheetStep((*made)->sheet);
    });
}

void FirstStartDialog::sheetStep(const QByteArray& sheet)
{
    auto* step = new QWidget(this);
    auto* layout = new QVBoxLayout(step);
    layout->addWidget(textLabel(tr("1 of 3 · Your way back in"), TextSize::title, step));
    layout->addWidget(
        mutedLabel(tr("Whoever forgets the password makes a new one with this sheet, once. It is "
                      "shown only now: print it, and keep it where nobody else gets at it."),
            step));
    auto* paper = new SheetPaper(*desk_, notice_, step);
    paper->show(sheet);
    layout->addWidget(paper, 1);
    auto* next = new QPushButton(tr("I have kept it"), step);
    makePrimary(next);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(next);
    layout->addLayout(row);
    connect(next, &QPushButton::clicked, this, [this] {
        notice_->clear();
        merchantStep();
    });
    letFilesPass(step);
    steps_->setCurrentIndex(steps_->addWidget(step));
    next->setFocus();
}

void FirstStartDialog::merchantStep()
{
    auto* step = new QWidget(this);
    auto* layout = new QVBoxLayout(step);
    layout->addWidget(textLabel(tr("2 of 3 · What the merchant platform gives"), TextSize::title, step));
    merchant_ = new MerchantForm(*desk_, step);
    auto* area = new QScrollArea(step);
    area->setWidget(merchant_);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    layout->addWidget(area, 1);
    auto* next = new QPushButton(tr("Next: test it"), step);
    makePrimary(next);
    auto* skip = new QPushButton(tr("Skip for now"), step);
    skip->setToolTip(tr("The desk opens without WeChat Pay; all of this can be set later under Settings."));
    auto* row = new QHBoxLayout;
    row->addWidget(skip);
    row->addStretch(1);
    row->addWidget(next);
    layout->addLayout(row);
    connect(skip, &QPushButton::clicked, this, [this] {
        choice_ = Choice::merchant;
        accept();
    });
    connect(merchant_, &MerchantForm::changed, this,
        [this, next] { next->setEnabled(merchant_->isAcceptable() && merchant_->isChanged()); });
    connect(next, &QPushButton::clicked, this, [this] {
        const backend::Authority owner{owner_->text(), password_->text().toUtf8()};
        merchant_->save(owner, {}, [this](const base::Result<backend::Imported>& saved) {
            if (!saved)
                return notice_->showError(saved.error());
            notice_->clear();
            testStep();
        });
    });
    letFilesPass(step);
    merchant_->load();
    merchant_->takeFiles(std::exchange(files_, {}));
    merchantAt_ = steps_->addWidget(step);
    steps_->setCurrentIndex(merchantAt_);
}

void FirstStartDialog::testStep()
{
    auto* step = new QWidget(this);
    auto* layout = new QVBoxLayout(step);
    layout->addWidget(textLabel(tr("3 of 3 · Does it work?"), TextSize::title, step));
    auto* list = new DoctorList(*desk_, step);
    layout->addWidget(list, 1);
    auto* row = new QHBoxLayout;
    auto* back = new QPushButton(tr("Back"), step);
    auto* open = new QPushButton(tr("Open the desk"), step);
    makePrimary(open);
    row->addWidget(back);
    row->addStretch(1);
    row->addWidget(open);
    layout->addLayout(row);
    const int before = steps_->currentIndex();
    connect(back, &QPushButton::clicked, this, [this, before] { steps_->setCurrentIndex(before); });
    connect(open, &QPushButton::clicked, this, [this] {
        choice_ = Choice::merchant;
        accept();
    });
    steps_->setCurrentIndex(steps_->addWidget(step));
    list->run();
}

} // namespace zhangfang::ui
