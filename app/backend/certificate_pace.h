#pragma once

#include <QtGlobal>

namespace zhangfang::backend
{

/// When WeChat Pay's platform certificates are fetched anew. Source: facts page, "Keys": every 12 hours, and
/// when a serial arrives that is not known. A fetch that failed is tried again within minutes: what WeChat
/// signs with the next certificate cannot be believed until then.
class CertificatePace
{
public:
    struct Need {
        bool noKeys = false;         ///< nothing WeChat says can be believed yet
        bool unknownSerial = false;  ///< something came that was signed with a key that is not here
        bool hasCertificate = false; ///< not by public key alone
    };
    [[nodiscard]] bool isDue(const Need& need, qint64 nowUtcMs);
    void fetched(qint64 nowUtcMs);
    void failed(qint64 nowUtcMs);

private:
    qint64 triedAtUtcMs_ = 0; ///< 0: never
    qint64 fetchedAtUtcMs_ = 0;
    int failures_ = 0; ///< in a row
    bool wanted_ = false;
};

} // namespace zhangfang::backend
