#include "backend/queries.h"

namespace zhangfang::backend
{

namespace
{

constexpr qint64 kLongestKey = 200;

Result<QMap<QString, QString>> valuesIn(storage::Database& database)
{
    return access::Settings::load(database).map(
        [](const access::Settings& settings) { return settings.all(); });
}

Result<QJsonObject> settingsOf(storage::Database& database, const SettingsList&)
{
    ZF_ASSIGN(const auto values, valuesIn(database));
    QJsonObject all;
    for (auto value = values.begin(); value != values.end(); ++value)
        all.insert(value.key(), value.value());
    return all;
}

Result<QJsonObject> settingOf(storage::Database& database, const ShowSetting& asked)
{
    if (!access::settingRule(asked.key))
        return base::invalid("unknown_setting", QStringLiteral("There is no setting '%1'.").arg(asked.key));
    ZF_ASSIGN(const auto values, valuesIn(database));
    return QJsonObject{{asked.key, values.value(asked.key)}};
}

} // namespace

office::Shape<SettingsList> SettingsList::shape()
{
    return {};
}

std::vector<office::Column> SettingsList::columns()
{
    std::vector<office::Column> all;
    const QMap<QString, QString> known = access::Settings().all();
    for (auto setting = known.begin(); setting != known.end(); ++setting)
        all.push_back({access::settingRule(setting.key())->key, office::CellType::text,
            "what that setting is by now", true});
    return all;
}

office::Shape<ShowSetting> ShowSetting::shape()
{
    return office::Shape<ShowSetting>().with(&ShowSetting::key, {.name = "key",
                                                                    .type = office::FieldType::text,
                                                                    .words = "the setting's name",
                                                                    .least = 1,
                                                                    .most = kLongestKey,
                                                                    .code = "unknown_setting"});
}

/// The one that was asked for.
std::vector<office::Column> ShowSetting::columns()
{
    return SettingsList::columns();
}

office::Shape<SecretNames> SecretNames::shape()
{
    return {};
}

std::vector<office::Column> SecretNames::columns()
{
    return {{"name", office::CellType::text, "the secret's name"}};
}

void offerQueries(office::Catalogue& catalogue, ShopFolder& folder)
{
    catalogue.offerQuery<SettingsList>(settingsOf);
    catalogue.offerQuery<ShowSetting>(settingOf);
    catalogue.offerQueryElsewhere<SecretNames>([shop = &folder](const SecretNames&) -> Result<QJsonObject> {
        ZF_ASSIGN(const QStringList names, shop->secretNames());
        return office::page(QJsonArray::fromStringList(names), -1, {});
    });
}

} // namespace zhangfang::backend
