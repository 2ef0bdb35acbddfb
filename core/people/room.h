#pragma once

#include "crypto/secret.h"
#include "rooms/room.h"

namespace zhangfang::people
{

/// The key that seals what authenticators share with the shop: as it is, and made where there is none yet.
struct TotpKey {
    std::function<base::Result<crypto::Secret>()> existing;
    std::function<base::Result<crypto::Secret>()> orNew;
};

/// What this room offers; the keyring is the folder's.
[[nodiscard]] rooms::Room room(TotpKey key);

} // namespace zhangfang::people
