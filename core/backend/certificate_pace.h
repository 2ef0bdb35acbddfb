#pragma once

#include <optional>
#include <QtGlobal>

namespace zhangfang::backend
{

/// When WeChat Pay's platform certificates are fetched anew. Source: facts page, "Keys": every 12 hours, and
/// when a serial arrives that is not known. A fetch that failed is tried again within minutes: what WeChat
/// signs with the next certificate cannot be believed until then. Counts in time that does not jump with the
/// machine's clock, from any moment on.
class CertificatePace
{
public:
    struct Need {
        bool noKeys = false;         ///< nothing WeChat says can be believed yet
        bool unknownSerial = false;  ///< something came that was signed with a key that is not here
        bool hasCertificate = false; ///< not by public key alone
    };
    [[nodiscard]] bool isDue(const Need& need, qint64 nowMs);
    void fetched(qint64 nowMs);
    void failed(qint64 nowMs);

private:
    std::optional<qint64> triedAtMs_;
    std::optional<qint64> fetchedAtMs_;
    int failures_ = 0; ///< in a row
    bool wanted_ = false;
};

} // namespace zhangfang::backend
