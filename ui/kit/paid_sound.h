#pragma once

#include <QObject>
#include <QSettings>

namespace zhangfang::ui
{

/// Says "paid" to the ear, where the preferences do not say otherwise.
class PaidSound final : public QObject
{
    Q_OBJECT
public:
    PaidSound(const QSettings& memory, QObject* parent) : QObject(parent), memory_(memory) {}
    /// Never waits: the system's own bell, which needs neither a device nor a library of codecs; where there
    /// is none, nothing is heard.
    void play();

Q_SIGNALS:
    void played();

private:
    const QSettings& memory_;
};

} // namespace zhangfang::ui
