#pragma once

#include "backend/shop_office.h"
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

/// What a verb works with: the open folder and its office, who asks, and the key under which they do.
class Session
{
public:
    Session(backend::ShopFolder& folder, Decision decision, QString key)
        : folder_(folder), office_(folder), decision_(std::move(decision)), key_(std::move(key))
    {
    }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    [[nodiscard]] backend::ShopFolder& folder() const { return folder_; }
    [[nodiscard]] backend::ShopOffice& office() { return office_; }
    [[nodiscard]] const Decision& decision() const { return decision_; }
    /// What makes a repeat the same act with the same answer; empty: nothing does.
    [[nodiscard]] const QString& key() const { return key_; }
    /// The operator who decides, proven now for what is wanted; their code is used up by it. Errors:
    /// no_such_file, and those of `backend::authenticated`.
    [[nodiscard]] Result<access::Actor> actor(access::Permission wanted) const;
    /// The same by the password alone, for what the code itself is given to.
    [[nodiscard]] Result<access::Actor> actorWithoutCode(access::Permission wanted) const;
    /// Whoever sits here, and has proven nothing.
    [[nodiscard]] static access::Actor seat();
    /// An operator where it is guarded and somebody says who they are, else the seat. Errors: as `actor`.
    [[nodiscard]] Result<access::Actor> author(bool isGuarded, access::Permission wanted) const;

private:
    [[nodiscard]] Result<access::Actor> proven(const QString& totp, access::Permission wanted) const;
    backend::ShopFolder& folder_;
    backend::ShopOffice office_;
    Decision decision_;
    QString key_;
};

} // namespace zhangfang::ctl
