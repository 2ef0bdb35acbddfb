#include "backend/configuration.h"
#include "backend/setup.h"
#include "base/json.h"
#include "ctl/groups.h"
#include "ctl/input_files.h"
#include "ctl/stored_answer.h"

namespace zhangfang::ctl
{
namespace
{

using access::Settings;

struct SettingWords {
    QString key = {};
    QString value = {};
    QString file = {};
};

Answer setSetting(Session& session, const SettingWords& w)
{
    backend::Given given;
    given.settings.insert(w.key, w.value);
    ZF_ASSIGN(const Settings now, session.folder().settings());
    const bool isGuarded = !access::guardedAmong(now, given.settings).isEmpty();
    ZF_ASSIGN(const access::Actor by, session.author(isGuarded, access::Permission::changeSettings));
    ZF_ASSIGN(
        const backend::Stored stored, withAdvice(backend::store(session.folder(), given, by, session.key())));
    return withConsequences({{w.key, stored.settings.value(w.key)}}, stored.alsoSet, stored.warnings);
}

Answer getSetting(Session& session, const SettingWords& w)
{
    if (!access::settingRule(w.key))
        return base::invalid("unknown_setting", QStringLiteral("There is no setting '%1'.").arg(w.key));
    return session.folder().settings().map([&](const Settings& settings) {
        return QJsonObject{{w.key, settings.all().value(w.key)}};
    });
}

Answer listSettings(Session& session)
{
    return session.folder().settings().map([](const Settings& settings) {
        QJsonObject all;
        const auto values = settings.all();
        for (auto value = values.begin(); value != values.end(); ++value)
            all.insert(value.key(), value.value());
        return all;
    });
}

/// Settings and secrets from one flat object; nothing where one of them is wrong.
Answer importSettings(Session& session, const SettingWords& w)
{
    ZF_ASSIGN(const QByteArray bytes, readFile(w.file));
    ZF_ASSIGN(const QJsonObject values, base::parseJsonObject(bytes));
    ZF_ASSIGN(const Settings now, session.folder().settings());
    ZF_ASSIGN(const access::Actor by,
        session.author(backend::isGuarded(now, values), access::Permission::changeSecrets));
    return withAdvice(backend::importSettings(session.folder(), values, by, session.key()))
        .map([](const backend::Imported& imported) {
            return withConsequences({{QStringLiteral("settings"), imported.settings},
                                        {QStringLiteral("secrets"), imported.secrets}},
                imported.alsoSet, imported.warnings);
        });
}

} // namespace

void addSettingsGroup(CommandLine& line)
{
    using Needed = CommandLine::Needed;
    const auto w = std::make_shared<SettingWords>();
    CLI::App* settings = line.group("settings", "read and change settings");
    CLI::App* set = line.verb(settings, "set",
        "change one; what tells how much money leaves, where to and by whose word takes an operator's "
        "password, "
        "once the shop has an owner",
        w, setSetting);
    addText(set, "key", w->key)->required();
    addText(set, "value", w->value)->required();
    line.takesDecision(set, Needed::whereGuarded);
    line.takesKey(set);
    CLI::App* get = line.verb(settings, "get", "show one", w, getSetting);
    addText(get, "key", w->key)->required();
    line.verb(settings, "list", "show all", listSettings);
    CLI::App* import = line.verb(settings, "import", "take a flat JSON object; as `set`", w, importSettings);
    addText(import, "file", w->file)->required();
    line.takesDecision(import, Needed::whereGuarded);
    line.takesKey(import);
}

} // namespace zhangfang::ctl
