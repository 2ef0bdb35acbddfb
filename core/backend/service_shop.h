#pragma once

#include <QString>

namespace zhangfang::backend
{

/// The shop that the package's service keeps, as installer/server/zhangfangd.service has it. Whoever is of
/// the group zhangfang may open it.
inline constexpr auto kServiceShop = "/var/lib/zhangfang/shop";
/// What its vault is sealed with; the service has it as a credential, the group may read it.
inline constexpr auto kServicePassphrase = "/etc/zhangfang/vault-passphrase";

enum class ServiceShop {
    none,  ///< there is none on this machine, as far as one may see
    ours,  ///< we may open it
    others ///< there may be one, and we may not look
};
[[nodiscard]] ServiceShop serviceShop(const QString& folder = QString::fromLatin1(kServiceShop));

} // namespace zhangfang::backend
