#include "backend/libraries.h"

#include "base/build_info.h"

#include <archive.h>
#include <boost/version.hpp>
#include <openssl/crypto.h>
#include <QtGlobal>
#include <sqlite3.h>
#include <unicode/uversion.h>
#include <xlsxwriter.h>
#include <zlib.h>

namespace zhangfang::backend
{

std::vector<Library> libraries()
{
    const auto text = [](const char* version) { return QString::fromUtf8(version); };
    return {{QStringLiteral("Qt"), text(qVersion()), QStringLiteral("LGPL-3.0-only")},
        {QStringLiteral("QtKeychain"), {}, QStringLiteral("BSD-3-Clause")},
        {QStringLiteral("OpenSSL"), text(OpenSSL_version(OPENSSL_VERSION_STRING)),
            QStringLiteral("Apache-2.0")},
        {QStringLiteral("SQLite"), text(sqlite3_libversion()), QStringLiteral("blessing")},
        {QStringLiteral("ICU"), QStringLiteral(U_ICU_VERSION), QStringLiteral("Unicode-DFS-2016")},
        {QStringLiteral("libarchive"), text(archive_version_string()).section(u' ', -1),
            QStringLiteral("BSD-2-Clause")},
        {QStringLiteral("libxlsxwriter"), QStringLiteral(LXW_VERSION), QStringLiteral("BSD-2-Clause")},
        {QStringLiteral("zlib"), text(zlibVersion()), QStringLiteral("Zlib")},
        {QStringLiteral("Boost"), text(BOOST_LIB_VERSION).replace(u'_', u'.'), QStringLiteral("BSL-1.0")},
        {QStringLiteral("tl::expected"), {}, QStringLiteral("CC0-1.0")},
        {QStringLiteral("CLI11"), {}, QStringLiteral("BSD-3-Clause")},
        {QStringLiteral("Zint"), {}, QStringLiteral("BSD-3-Clause")},
        {QStringLiteral("Breeze icons"), {}, QStringLiteral("LGPL-3.0-or-later")}};
}

std::string versionText(const char* program)
{
    QString text = QStringLiteral("%1 %2 (commit %3)")
                       .arg(QString::fromLatin1(program), QStringLiteral(ZHANGFANG_VERSION), base::commit());
    for (const Library& library : libraries()) {
        if (!library.version.isEmpty())
            text += QStringLiteral("\n%1 %2").arg(library.name, library.version);
    }
    return text.toStdString();
}

} // namespace zhangfang::backend
