#pragma once

#include "ctl/session.h"

#include <functional>
#include <memory>
#include <optional>

#include <CLI/CLI.hpp>

namespace zhangfang::ctl
{

/// What a verb does with an open folder.
using Action = std::function<Answer(Session&)>;

/// What the few verbs get that work on a folder which is not open.
struct Unopened {
    QString folder;
    Decision decision;
};
using UnopenedAction = std::function<Answer(const Unopened&)>;

/// The words of the command line: what is said once for all verbs, and the groups' verbs. The pieces that
/// `group` and `verb` answer live as long as it does.
class CommandLine
{
public:
    CommandLine();
    CommandLine(const CommandLine&) = delete;
    CommandLine& operator=(const CommandLine&) = delete;

    CLI::App* group(const char* name, const char* help) { return group(&cli_, name, help); }
    /// One within another.
    CLI::App* group(CLI::App* parent, const char* name, const char* help);
    CLI::App* verb(CLI::App* parent, const char* name, const char* help, Action action);
    /// The same of one that gets the words its options were filled with.
    template <class Words>
    CLI::App* verb(CLI::App* parent, const char* name, const char* help, const std::shared_ptr<Words>& words,
        Answer (*act)(Session&, const Words&))
    {
        return verb(parent, name, help, [words, act](Session& session) { return act(session, *words); });
    }
    CLI::App* unopenedVerb(const char* name, const char* help, UnopenedAction action);
    /// The parent of verbs that are in no group.
    [[nodiscard]] CLI::App* top() { return &cli_; }

    enum class Needed { always, whereGuarded };
    /// Takes who decides beside the verb, too; always needed: unless it stands before it or in the
    /// environment.
    void takesDecision(CLI::App* verb, Needed needed = Needed::always);
    /// Of every verb that changes something.
    void takesKey(CLI::App* verb);

    /// Nothing: go on. Else what the program ends with: all was said, or the words are wrong (2).
    [[nodiscard]] std::optional<int> parse(int argc, const char* const* argv);
    // After `parse`:
    [[nodiscard]] const QString& folder() const { return folder_; }
    [[nodiscard]] bool isJson() const { return isJson_; }
    [[nodiscard]] const Decision& decision() const { return decision_; }
    [[nodiscard]] const QString& key() const { return key_; }
    /// One of the two is set.
    [[nodiscard]] const Action& action() const { return action_; }
    [[nodiscard]] const UnopenedAction& unopenedAction() const { return unopenedAction_; }

private:
    void addDecisionOfAll();
    CLI::App cli_;
    QString folder_;
    bool isJson_ = false;
    Decision decision_;
    QString key_;
    Action action_;
    UnopenedAction unopenedAction_;
    std::vector<CLI::Option*> operators_; ///< of the verbs that cannot do without
    std::vector<CLI::Option*> passwordFiles_;
};

/// An option, or a word without a name, that is text.
CLI::Option* addText(CLI::App* verb, const char* name, QString& text, const char* help = "");

} // namespace zhangfang::ctl
