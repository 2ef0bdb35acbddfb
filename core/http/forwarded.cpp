#include "http/forwarded.h"

#include <algorithm>

namespace zhangfang::http
{
namespace
{

/// The elements of all fields of this name, in order: several fields say the same as one with commas.
QList<QByteArray> elements(const Headers& headers, const char* name)
{
    QList<QByteArray> all;
    for (const auto& [known, value] : headers.fields()) {
        if (known.compare(name, Qt::CaseInsensitive) != 0)
            continue;
        for (const QByteArray& element : value.split(','))
            all.append(element.trimmed());
    }
    return all;
}

/// What stands behind `for=` in an element of Forwarded.
QByteArray forIn(const QByteArray& element)
{
    for (const QByteArray& pair : element.split(';')) {
        const QByteArray trimmed = pair.trimmed();
        if (trimmed.left(4).compare("for=", Qt::CaseInsensitive) == 0) {
            QByteArray node = trimmed.mid(4);
            if (node.size() >= 2 && node.startsWith('"') && node.endsWith('"'))
                node = node.mid(1, node.size() - 2);
            return node;
        }
    }
    return {};
}

/// 192.0.2.1, 192.0.2.1:4711, 2001:db8::1, [2001:db8::1], [2001:db8::1]:4711
QHostAddress addressIn(QByteArray node)
{
    if (node.startsWith('['))
        node = node.mid(1, node.indexOf(']') - 1);
    else if (node.count(':') == 1)
        node = node.left(node.indexOf(':'));
    if (!node.contains(':') && node.count('.') != 3)
        return {};
    return plainAddress(QHostAddress(QString::fromLatin1(node)));
}

} // namespace

QHostAddress plainAddress(const QHostAddress& address)
{
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4);
    return isV4 && address.protocol() == QAbstractSocket::IPv6Protocol ? QHostAddress(v4) : address;
}

bool isAmong(const Networks& networks, const QHostAddress& address)
{
    return std::any_of(networks.begin(), networks.end(), [&](const auto& network) {
        return network.first.protocol() == address.protocol() &&
               address.isInSubnet(network.first, network.second);
    });
}

QHostAddress forwardedFor(const Headers& headers, const Networks& trusted)
{
    QList<QByteArray> named = elements(headers, "X-Forwarded-For");
    if (named.isEmpty()) {
        for (const QByteArray& element : elements(headers, "Forwarded"))
            named.append(forIn(element));
    }
    for (auto node = named.rbegin(); node != named.rend(); ++node) {
        const QHostAddress address = addressIn(*node);
        if (address.isNull() || !isAmong(trusted, address))
            return address;
    }
    return {};
}

std::string countedUnder(const QHostAddress& address)
{
    if (address.protocol() != QAbstractSocket::IPv6Protocol)
        return address.toString().toStdString();
    Q_IPV6ADDR network = address.toIPv6Address();
    std::fill(network.c + 8, network.c + 16, quint8(0));
    return QHostAddress(network).toString().toStdString() + "/64";
}

} // namespace zhangfang::http
