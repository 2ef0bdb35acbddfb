#pragma once

#include <QFile>

namespace zhangfang::base
{

/// A log in a folder, for whom `base/rights.h` lets in: `NAME.log`, and `NAME.log.1` to `NAME.log.KEPT` of
/// before, each of about `most` bytes. One process writes one name. Not thread-safe. What cannot be written
/// is dropped, as long as the folder is not there, too: a full disk must not end who only reports.
class LogFile
{
public:
    static constexpr qint64 kMost = 1'048'576;
    static constexpr int kKept = 5;
    LogFile(const QString& folder, const QString& name, qint64 most = kMost, int kept = kKept);
    /// `line` ends in a line feed; the moment is put before it.
    void append(QByteArrayView line, qint64 nowUtcMs);

private:
    [[nodiscard]] bool open();
    void rotate();
    [[nodiscard]] QString numbered(int number) const;
    const QString path_;
    const qint64 most_;
    const int kept_;
    QFile file_;
};

} // namespace zhangfang::base
