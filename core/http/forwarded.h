#pragma once

#include "http/message.h"

#include <QHostAddress>
#include <QList>

namespace zhangfang::http
{

/// Addresses and networks, as QHostAddress::isInSubnet takes them.
using Networks = QList<std::pair<QHostAddress, int>>;

/// An IPv4 address that comes in IPv6's clothes (::ffff:192.0.2.1) without them.
[[nodiscard]] QHostAddress plainAddress(const QHostAddress& address);
[[nodiscard]] bool isAmong(const Networks& networks, const QHostAddress& address);

/// Whom a trusted proxy speaks for: the last address that it, or one before it, names and that is not itself
/// a trusted proxy; what stands further left anybody may have written. X-Forwarded-For counts where there is
/// one, otherwise Forwarded (RFC 7239). A null address: none that can be read.
[[nodiscard]] QHostAddress forwardedFor(const Headers& headers, const Networks& trusted);

/// What connections are counted under: the address; of IPv6 the network of 64 bits that one customer has
/// whole.
[[nodiscard]] std::string countedUnder(const QHostAddress& address);

} // namespace zhangfang::http
