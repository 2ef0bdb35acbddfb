#pragma once

#include "payouts/payout.h"
#include "reports/export/table.h"
#include "shop/orders.h"

namespace zhangfang::reports
{

/// What a state or a kind is called in a file, in the reader's language: the words of the window.
[[nodiscard]] QString wordOf(shop::OrderState state, Language language);
[[nodiscard]] QString wordOf(shop::Purpose purpose, Language language);
[[nodiscard]] QString wordOf(payouts::State state, Language language);
/// Of a kind of transfer, "payment" and others; one that is not known stays as it is.
[[nodiscard]] QString transferKind(const QString& kind, Language language);
/// Of a way of paying out, as the settings name them; likewise.
[[nodiscard]] QString payoutChannel(const QString& channel, Language language);
/// Of a role and a face, as the audit log has them; likewise.
[[nodiscard]] QString roleName(const QString& role, Language language);
[[nodiscard]] QString faceName(const QString& face, Language language);

} // namespace zhangfang::reports
