#pragma once

#include "backend/check.h"
#include "backend/interfaces/later.h"

namespace zhangfang::backend
{

/// Whether everything works, for the person and for whoever helps.
/// On the UI's thread; every answer comes later.
class Diagnosis
{
public:
    virtual ~Diagnosis() = default;
    [[nodiscard]] virtual Later<std::vector<Check>> diagnose() = 0;
    /// See `backend::diagnostics`; with the system check of `diagnose`, or without.
    [[nodiscard]] virtual Later<QString> diagnostics(bool withCheck) = 0;
    [[nodiscard]] virtual Later<int> saveFile(QString file, QByteArray content) = 0;
};

} // namespace zhangfang::backend
