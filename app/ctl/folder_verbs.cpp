#include "backend/decisions.h"
#include "ctl/groups.h"
#include "ctl/input_files.h"

/// `init` and `restore`, which work on a folder that is not open.
namespace zhangfang::ctl
{
namespace
{

struct InitWords {
    QString merchantName = {};
    QString owner = {};
    QString passwordFile = {};
};

Answer initialise(const QString& folder, const InitWords& w)
{
    ZF_ASSIGN(const QByteArray password, readPassword(w.passwordFile));
    ZF_TRY(backend::ShopFolder::initialise(folder, w.merchantName, w.owner, password));
    return QJsonObject{{QStringLiteral("initialised"), folder}, {QStringLiteral("owner"), w.owner}};
}

/// Checks the copy, then puts it in place. Where the books that are there cannot be read, or there are none,
/// the copy's operators count.
Answer restore(const Unopened& at, const QString& file)
{
    ZF_ASSIGN(const QByteArray password, readPassword(at.decision.passwordFile));
    auto who = backend::ShopFolder::open(at.folder).and_then([&](const auto& opened) {
        return backend::authenticated(*opened, at.decision.operatorName, password);
    });
    if (!who && backend::isUnreadable(who.error()))
        who = backend::authenticatedBy(file, at.decision.operatorName, password);
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

    const auto file = std::make_shared<QString>();
    CLI::App* restored = line.unopenedVerb("restore", "put a checked backup in place",
        [file](const Unopened& at) { return restore(at, *file); });
    addText(restored, "file", *file)->required();
    line.takesDecision(restored);
}

} // namespace zhangfang::ctl
