#pragma once

#include "base/result.h"

#include <QByteArray>
#include <vector>

namespace zhangfang::http
{

/// Header fields in order; names compare without case.
class Headers
{
public:
    void add(const QByteArray& name, const QByteArray& value) { fields_.emplace_back(name, value); }
    /// The first value, or an empty one.
    [[nodiscard]] QByteArray value(const char* name) const
    {
        for (const auto& [known, value] : fields_) {
            if (known.compare(name, Qt::CaseInsensitive) == 0)
                return value;
        }
        return {};
    }
    /// How often the name occurs.
    [[nodiscard]] int count(const char* name) const
    {
        int found = 0;
        for (const auto& [known, value] : fields_)
            found += known.compare(name, Qt::CaseInsensitive) == 0 ? 1 : 0;
        return found;
    }
    [[nodiscard]] const std::vector<std::pair<QByteArray, QByteArray>>& fields() const { return fields_; }

private:
    std::vector<std::pair<QByteArray, QByteArray>> fields_;
};

struct Request {
    QByteArray method;
    QByteArray target; ///< path and query as on the wire
    Headers headers;
    QByteArray body;
    QString peer; ///< whom it is from: the other side, or whom a trusted proxy names; empty in a client
    bool hasClientCertificate =
        false; ///< the other side has shown one of `tlsClientCaFile`; in a server only
};

struct Response {
    /// What becomes of the answer: the practice server can lose it on purpose.
    enum class Delivery { whole, dropped, cutInHalf };
    int status = 0;
    Headers headers;
    QByteArray body;
    Delivery delivery = Delivery::whole;
    /// In a client: how often the request left. More than once when a kept connection ended without an answer
    /// and the library sent it again by itself: the answer is to the last one, and an earlier one may have
    /// been acted on.
    int sends = 1;
};

} // namespace zhangfang::http
