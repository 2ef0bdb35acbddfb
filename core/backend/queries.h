#pragma once

#include "backend/shop_folder.h"
#include "office/command.h"

/// What can be looked at about how the shop is set up. Of secrets, which there are; what they are is shown to
/// nobody.
namespace zhangfang::backend
{

/// Answers an object of names with their values, as the one below does of one.
struct SettingsList {
    static constexpr auto kName = "settings.list";
    static constexpr auto kPermission = access::Permission::look;
    static constexpr auto kWords = "all settings with their values";
    static constexpr auto kAnswers = office::Query::Answers::one;
    [[nodiscard]] static office::Shape<SettingsList> shape();
    [[nodiscard]] static std::vector<office::Column> columns();
};

struct ShowSetting {
    static constexpr auto kName = "settings.get";
    static constexpr auto kPermission = access::Permission::look;
    static constexpr auto kWords = "one setting with its value";
    static constexpr auto kAnswers = office::Query::Answers::one;
    QString key;
    [[nodiscard]] static office::Shape<ShowSetting> shape();
    [[nodiscard]] static std::vector<office::Column> columns();
};

struct SecretNames {
    static constexpr auto kName = "secrets.list";
    static constexpr auto kPermission = access::Permission::seeSecretNames;
    static constexpr auto kWords = "the names of the secrets that are set";
    static constexpr auto kAnswers = office::Query::Answers::names;
    [[nodiscard]] static office::Shape<SecretNames> shape();
    [[nodiscard]] static std::vector<office::Column> columns();
};

void offerQueries(office::Catalogue& catalogue, ShopFolder& folder);

} // namespace zhangfang::backend
