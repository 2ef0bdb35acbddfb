#pragma once

#include "backend/shop_folder.h"

#include <functional>
#include <QDate>

namespace zhangfang::backend
{

/// Copies of the books that are made by themselves: one a business day, checked like any other backup, in the
/// folder of the setting backup.folder, or in the shop's own folder "backups". The newest of them stay, as
/// many as backup.keep says; nothing else in that folder is ever touched.
class DailyBackup
{
public:
    explicit DailyBackup(ShopFolder& folder) : folder_(folder) {}
    /// Makes today's, where it is wanted and not there; answers the file, empty where there was nothing to
    /// do. A copy that was cut off is begun anew. Errors: damaged (the books themselves do not verify: the
    /// copy is not kept, and no older one is let go), disk_error, cancelled, and storage's own.
    [[nodiscard]] Result<QString> make(const std::function<bool()>& stopping);
    /// What there is of this shop, which its merchant number tells where there is one: the newest first.
    struct Copy {
        QString file;
        QDate day;
    };
    [[nodiscard]] static std::vector<Copy> in(const QString& folder, const access::Settings& settings);
    /// Where they are kept, as the settings say.
    [[nodiscard]] static QString folderOf(const access::Settings& settings, const QString& dataFolder);

private:
    [[nodiscard]] Status check(const QString& copy, const std::function<bool()>& stopping) const;
    [[nodiscard]] static Status letGo(
        const QString& folder, const access::Settings& settings, const QString& justMade);
    ShopFolder& folder_;
};

} // namespace zhangfang::backend
