#include "http/loopback.h"

#include <QHostAddress>

namespace zhangfang::http
{

bool isLoopback(const QUrl& url)
{
    const QString host = url.host();
    const QHostAddress address(host);
    return host == QLatin1String("localhost") || address.isLoopback() ||
           address == QHostAddress(QHostAddress::AnyIPv4) || address == QHostAddress(QHostAddress::AnyIPv6);
}

} // namespace zhangfang::http
