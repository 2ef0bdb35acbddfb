#include "harness/signed_answer.h"

namespace zhangfang::harness
{

QByteArray signedAnswer(const practice::detail::Identity& identity, const QByteArray& body,
    const QByteArray& serial, qint64 signedAtUtcMs, int status)
{
    crypto::SystemRandom random;
    http::Headers headers;
    identity.sign(headers, body, serial, random, signedAtUtcMs);
    QByteArray answer =
        "HTTP/1.1 " + QByteArray::number(status) +
        " X\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) +
        "\r\nConnection: close\r\n";
    for (const auto& [name, value] : headers.fields())
        answer += name + ": " + value + "\r\n";
    return answer + "\r\n" + body;
}

} // namespace zhangfang::harness
