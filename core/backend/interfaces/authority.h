#pragma once

#include <QByteArray>
#include <QString>

namespace zhangfang::backend
{

/// Whose word a decision is. A decision's `key`, in all interfaces, is that of the sheet that asks for it:
/// the same again, with the same input, is the same act, however often it is sent and whatever became of the
/// answer; another input under it is refused (key_reused). Of several withdrawals it counts for each; empty:
/// not protected.
struct Authority {
    QString operatorName;
    QByteArray password; ///< empty: by the unlocked session
    QString totp = {};   ///< a one-time code, where one is asked for (totp_needed)
};

} // namespace zhangfang::backend
