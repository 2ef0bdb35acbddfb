#pragma once

#include "access/settings.h"
#include "backend/shop_folder.h"
#include "ctl/answer.h"

namespace zhangfang::ctl
{

/// Whom the audit log names where nobody was asked for.
inline constexpr QLatin1String kCommandLine("command line");

/// Who decides, and how they prove it. All empty: nobody says so.
struct Decision {
    QString operatorName;
    QString passwordFile; ///< its first line is their password
    QString totp;         ///< the code of this moment, where they have a device for it
};

/// What a verb works with: the open folder, who asks, and the key under which they do.
class Session
{
public:
    Session(backend::ShopFolder& folder, Decision decision, QString key)
        : folder_(folder), decision_(std::move(decision)), key_(std::move(key))
    {
    }
    [[nodiscard]] backend::ShopFolder& folder() const { return folder_; }
    [[nodiscard]] const Decision& decision() const { return decision_; }
    /// What makes a repeat the same act with the same answer; empty: nothing does.
    [[nodiscard]] const QString& key() const { return key_; }
    /// The operator who decides, proven now. Errors: no_such_file, and those of `backend::authenticated`.
    [[nodiscard]] Result<QString> decider() const;
    /// Who changes settings and secrets: an operator where it is guarded and somebody says who they are, else
    /// the command line. Errors: as `decider`.
    [[nodiscard]] Result<access::Author> author(bool isGuarded) const;

private:
    backend::ShopFolder& folder_;
    Decision decision_;
    QString key_;
};

} // namespace zhangfang::ctl
