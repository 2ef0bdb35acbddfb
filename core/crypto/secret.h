#pragma once

#include <memory>
#include <QByteArray>

namespace zhangfang::crypto
{

/// Overwrites the bytes, where nobody else shares them.
void wipe(QByteArray& bytes);

/// Bytes that are wiped when the last copy of them is let go.
class Secret
{
public:
    Secret() = default;
    /// Keeps a copy of its own, so that wiping it takes nothing from anybody.
    Secret(const QByteArray& bytes);
    /// Takes the bytes over, where nobody else shares them: there is no other copy to be wiped.
    [[nodiscard]] static Secret taken(QByteArray bytes);
    [[nodiscard]] const QByteArray& bytes() const { return held_ ? held_->bytes : none(); }
    [[nodiscard]] qsizetype size() const { return bytes().size(); }
    operator const QByteArray&() const { return bytes(); }
    [[nodiscard]] bool isEmpty() const { return bytes().isEmpty(); }

private:
    struct Held {
        explicit Held(QByteArray taken) : bytes(std::move(taken)) {}
        ~Held() { wipe(bytes); }
        Held(const Held&) = delete;
        Held& operator=(const Held&) = delete;
        QByteArray bytes;
    };
    [[nodiscard]] static const QByteArray& none();
    std::shared_ptr<const Held> held_;
};

} // namespace zhangfang::crypto
