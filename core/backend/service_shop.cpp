#include "backend/service_shop.h"

#include <QFile>
#include <QFileInfo>
#include <unistd.h>

namespace zhangfang::backend
{

ServiceShop serviceShop(const QString& folder)
{
    const QString above = QFileInfo(folder).path();
    const auto may = [](const QString& path, int what) {
        return ::access(QFile::encodeName(path).constData(), what) == 0;
    };
    if (!may(above, F_OK))
        return ServiceShop::none;
    if (!may(above, X_OK))
        return ServiceShop::others;
    const QString books = folder + QStringLiteral("/zhangfang.db");
    if (!may(folder, F_OK) || (may(folder, X_OK) && !may(books, F_OK)))
        return ServiceShop::none;
    return may(folder, R_OK | W_OK | X_OK) && may(books, R_OK | W_OK) ? ServiceShop::ours
                                                                      : ServiceShop::others;
}

} // namespace zhangfang::backend
