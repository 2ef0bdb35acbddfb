#pragma once

#include "base/clock.h"
#include "office/command.h"
#include "storage/writer.h"

namespace zhangfang::office
{

/// The one door for everything that can be done: who may, whether it was done before, the act itself and the
/// audit log are one write transaction. Any thread but the UI's and the writer's: it waits for the commit.
class Office
{
public:
    Office(storage::Writer& writer, const base::Clock& clock, const Catalogue& catalogue)
        : writer_(writer), clock_(clock), catalogue_(catalogue)
    {
    }

    /// `key`: the same again, with the same input, is the same act with the same answer; of what takes a
    /// proof, for the same person alone; another input or command under it is refused. Empty: not protected.
    /// Errors: no_such_command, no_actor, not_permitted, password_needed, invalid_key, key_reused, those of
    /// `checked`, and the command's own.
    [[nodiscard]] Result<QJsonObject> run(
        const Actor& actor, const QString& name, const QJsonObject& input, const QString& key = {}) const;
    template <class C>
    [[nodiscard]] Result<QJsonObject> run(const Actor& actor, const C& command, const QString& key = {}) const
    {
        return run(actor, QString::fromLatin1(C::kName), C::shape().write(command), key);
    }
    /// Whether it was done before under that key. Errors: key_reused, and as `run` of the input.
    template <class C>
    [[nodiscard]] Result<bool> isDone(const Actor& actor, const C& command, const QString& key) const
    {
        return isDone(actor, QString::fromLatin1(C::kName), C::shape().write(command), key);
    }
    [[nodiscard]] const Catalogue& catalogue() const { return catalogue_; }

private:
    [[nodiscard]] Result<bool> isDone(
        const Actor& actor, const QString& name, const QJsonObject& input, const QString& key) const;
    storage::Writer& writer_;
    const base::Clock& clock_;
    const Catalogue& catalogue_;
};

} // namespace zhangfang::office
