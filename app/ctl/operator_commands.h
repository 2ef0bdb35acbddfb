#pragma once

#include "ctl/commands.h"

namespace CLI
{
class App;
}

namespace zhangfang::ctl
{

/// How a group of commands is put into the command line by whoever reads it.
struct Registration {
    CLI::App& cli;
    std::function<CLI::App*(const char* name, const char* help)> group;
    std::function<CLI::App*(
        CLI::App* parent, const char* name, const char* help, std::function<Answer(Commands&)> action)>
        verb;
    std::function<Decision()> decision;           ///< who the global options name
    std::function<void(CLI::App*)> needsDecision; ///< of a verb: it is wrong use without one
};
/// `operator` and `permissions`.
void addPeople(const Registration& to);

/// What `init` and `operator recover` answer of a recovery sheet: the file it was written to, as its owner's
/// alone; without one, or where that fails, the code itself.
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
