#include "practice/detail/rules.h"

#include <QHostAddress>
#include <QUrl>

namespace zhangfang::practice::detail
{

bool isNotifyAddress(const QString& address)
{
    const QUrl url(address, QUrl::StrictMode);
    const bool shaped = url.isValid() && !url.host().isEmpty() && url.path().size() > 1 && !url.hasQuery() &&
                        !url.hasFragment() && url.userInfo().isEmpty() &&
                        (url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https"));
    if (!shaped)
        return false;
    const QHostAddress literal(url.host());
    return literal.isNull() || literal.isLoopback();
}

} // namespace zhangfang::practice::detail
