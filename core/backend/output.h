#pragma once

#include "base/result.h"

#include <memory>
#include <QFileDevice>

namespace zhangfang::backend
{

using base::Result;
using base::Status;

/// A file that a person asked for: whole or not at all, for its owner's eyes alone, never inside the shop's
/// folder, and never in the place of another file unless the person said so. A device or a pipe is written
/// to.
class Output
{
public:
    enum class Existing { keep, replace };
    /// A link counts as what it leads to. Errors: output_in_data_folder, output_exists, not_a_file,
    /// disk_error.
    [[nodiscard]] static Result<Output> open(
        const QString& name, const QString& dataFolder, Existing existing);
    /// The same without writing anything: where it would go. For what others write.
    [[nodiscard]] static Result<QString> check(
        const QString& name, const QString& dataFolder, Existing existing);
    [[nodiscard]] Status write(const QByteArray& bytes);
    /// Before it nothing is there.
    [[nodiscard]] Status commit();

private:
    Output(std::unique_ptr<QFileDevice> file, bool isNew) : file_(std::move(file)), isNew_(isNew) {}
    [[nodiscard]] tl::unexpected<base::Error> failed() const;
    std::unique_ptr<QFileDevice> file_;
    bool isNew_; ///< nothing was there
};
/// All of it at once.
[[nodiscard]] Status writeOutput(
    const QString& name, const QString& dataFolder, Output::Existing existing, const QByteArray& content);

} // namespace zhangfang::backend
