#include "backend/configuration.h"
#include "crypto/secret.h"
#include "ctl/groups.h"
#include "ctl/input_files.h"
#include "ctl/stored_answer.h"
#include "ctl/terminal.h"

#include <QJsonArray>

namespace zhangfang::ctl
{
namespace
{

struct SecretWords {
    QString name = {};
    QString file = {};
    QString p12PasswordFile = {};
};

/// What is locked asks for its password on the terminal, where no file has it.
Answer setSecret(Session& session, const SecretWords& w)
{
    ZF_ASSIGN(const access::Actor by, session.author(true, access::Permission::changeSecrets));
    backend::Given given;
    ZF_ASSIGN(given.secrets[w.name], readFile(w.file));
    if (!w.p12PasswordFile.isEmpty()) {
        ZF_ASSIGN(given.filePassword, readPassword(w.p12PasswordFile).map(&crypto::Secret::taken));
    }
    auto stored = withAdvice(backend::store(session.folder(), given, by, session.key()));
    if (!stored && stored.error().code == QLatin1String("password_required") && w.p12PasswordFile.isEmpty()) {
        if (const auto typed = askUnseen("Password of the key's file:")) {
            given.filePassword = *typed;
            stored = backend::store(session.folder(), given, by, session.key());
        }
    }
    crypto::wipe(given.secrets[w.name]);
    ZF_TRY(stored);
    return withConsequences({{QStringLiteral("set"), w.name}}, stored->alsoSet, stored->warnings);
}

Answer listSecrets(Session& session)
{
    ZF_ASSIGN(const QStringList names, session.folder().secretNames());
    return QJsonObject{
        {QStringLiteral("items"), QJsonArray::fromStringList(names)}, {QStringLiteral("next"), QJsonValue()}};
}

} // namespace

void addSecretsGroup(CommandLine& line)
{
    const auto w = std::make_shared<SecretWords>();
    CLI::App* secrets = line.group("secrets", "keys, in the keyring or the vault");
    CLI::App* set = line.verb(
        secrets, "set", "store one; takes an operator's password, once the shop has an owner", w, setSecret);
    addText(set, "name", w->name)->required();
    addText(set, "--from", w->file,
        "file that holds it; the private key also as .p12, or the zip of the merchant platform")
        ->required();
    addText(set, "--p12-password-file", w->p12PasswordFile,
        "file with the .p12's password, where it is not the merchant's number; else it is asked for");
    line.takesDecision(set, CommandLine::Needed::whereGuarded);
    line.takesKey(set);
    line.verb(secrets, "list", "names of those that are set", listSecrets);
}

} // namespace zhangfang::ctl
