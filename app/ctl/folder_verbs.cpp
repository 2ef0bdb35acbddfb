#include "backend/authentication.h"
#include "ctl/groups.h"
#include "ctl/input_files.h"
#include "ctl/sheet_target.h"

/// `init` and `restore`, which work on a folder that is not open.
namespace zhangfang::ctl
{
namespace
{

struct InitWords {
    QString merchantName = {};
    QString owner = {};
    QString passwordFile = {};
    QString sheetFile = {}; ///< where the owner's recovery sheet goes; may be empty
};

Answer initialise(const QString& folder, const InitWords& w)
{
    ZF_ASSIGN(const QByteArray password, readPassword(w.passwordFile));
    ZF_ASSIGN(SheetTarget target, SheetTarget::open(w.sheetFile, folder));
    ZF_ASSIGN(
        const QByteArray sheet, backend::ShopFolder::initialise(folder, w.merchantName, w.owner, password));
    QJsonObject json = target.handOut(sheet);
    json.insert(QStringLiteral("initialised"), folder);
    json.insert(QStringLiteral("owner"), w.owner);
    return json;
}

/// Checks the copy, then puts it in place. Where the books that are there cannot be read, or there are none,
/// the copy's operators count.
Answer restore(const Unopened& at, const QString& file)
{
    const Decision& by = at.decision;
    ZF_ASSIGN(const QByteArray password, readPassword(by.passwordFile));
    auto who = backend::ShopFolder::open(at.folder).and_then([&](const auto& opened) {
        return backend::authenticated(
            *opened, {by.operatorName, password, by.totp}, access::Permission::recover, backend::kCommandLine)
            .map([](const access::Actor& actor) { return actor.name; });
    });
    if (!who && backend::isUnreadable(who.error()))
        who = backend::authenticatedBy(file, by.operatorName, password);
    ZF_TRY(who);
    ZF_ASSIGN(const QString before, backend::ShopFolder::restore(at.folder, file, *who));
    return QJsonObject{{QStringLiteral("restored"), file}, {QStringLiteral("before"), before},
        {QStringLiteral("recovery"), QStringLiteral("looking")}};
}

} // namespace

void addFolderVerbs(CommandLine& line)
{
    const auto w = std::make_shared<InitWords>();
    CLI::App* init = line.unopenedVerb("init", "make the data folder and its owner",
        [w](const Unopened& at) { return initialise(at.folder, *w); });
    addText(init, "--merchant-name", w->merchantName)->required();
    addText(init, "--owner", w->owner)->required();
    // The owner's, who is made: not that of one who decides.
    addText(init, "--password-file", w->passwordFile)->required();
    addText(init, "--recovery-sheet", w->sheetFile,
        "the file that the owner's recovery sheet is written to; else its code is printed");

    const auto file = std::make_shared<QString>();
    CLI::App* restored = line.unopenedVerb("restore", "put a checked backup in place",
        [file](const Unopened& at) { return restore(at, *file); });
    addText(restored, "file", *file)->required();
    line.takesDecision(restored);
}

} // namespace zhangfang::ctl
