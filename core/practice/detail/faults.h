#pragma once

#include "http/message.h"

#include <optional>
#include <QJsonObject>
#include <QString>

namespace zhangfang::practice::detail
{

/// What a fault's `target` calls the request.
[[nodiscard]] QString targetOf(const http::Request& request);

/// Something that the next answers are to get wrong.
struct Fault {
    QString target, kind;
    int count = 1;
    int delayMs = 0;
    int status = 0;  ///< of the HTTP answer, where `kind` is a code; 0: the usual one
    QString message; ///< beside a code; empty: "practice fault"
};

/// A state that the next answers of `target` show, whatever the truth is.
struct StrangeState {
    QString target, state;
    int count = 1;
};

/// What is ordered to go wrong, oldest first. Under the world's mutex.
class Faults
{
public:
    void order(Fault fault) { faults_.push_back(std::move(fault)); }
    void order(StrangeState state) { states_.push_back(std::move(state)); }
    [[nodiscard]] std::optional<Fault> take(const QString& target);
    /// Which state the answer shows; nothing: the true one.
    [[nodiscard]] std::optional<QString> takeState(const QString& target);

private:
    std::vector<Fault> faults_;
    std::vector<StrangeState> states_;
};

} // namespace zhangfang::practice::detail
