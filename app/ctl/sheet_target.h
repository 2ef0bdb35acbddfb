#pragma once

#include "backend/output.h"
#include "ctl/answer.h"

#include <memory>
#include <QString>

namespace zhangfang::ctl
{

/// What `init`, `operator sheet` and `operator recover` answer of a recovery sheet: the file it was written
/// to, as its owner's alone; without one, or where that fails, the code itself.
class SheetTarget
{
public:
    /// Before anything is done. Errors: as `backend::Output::open`.
    [[nodiscard]] static Result<SheetTarget> open(const QString& file, const QString& dataFolder);
    [[nodiscard]] QJsonObject handOut(const QByteArray& sheet);

private:
    QString name_;
    std::shared_ptr<backend::Output> output_; ///< nothing: there is no file
};

} // namespace zhangfang::ctl
