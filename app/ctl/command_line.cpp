#include "ctl/command_line.h"

#include "backend/libraries.h"
#include "ctl/completion.h"

namespace zhangfang::ctl
{
namespace
{

constexpr auto kOperatorHelp = "who decides; else ZHANGFANG_OPERATOR";
constexpr auto kPasswordHelp = "file with their password; else ZHANGFANG_PASSWORD_FILE";

Shell shellCalled(const std::string& name)
{
    if (name == "bash")
        return Shell::bash;
    return name == "zsh" ? Shell::zsh : Shell::fish;
}

} // namespace

CommandLine::CommandLine() : cli_("Zhangfang from the command line: everything the desk can do, for scripts.")
{
    addText(&cli_, "--data", folder_, "data folder")->required();
    cli_.add_flag("--json", isJson_, "print one JSON document");
    addDecisionOfAll();
    cli_.set_version_flag("--version", [] { return backend::versionText("zhangfangctl"); });
    cli_.set_help_all_flag("--help-all", "all commands with their options");
    cli_.add_option_function<std::string>(
            "--completion",
            [this](const std::string& shell) {
                // As help and version end it: printed, with nothing else asked for.
                throw CLI::CallForVersion(completion(cli_, shellCalled(shell)), 0);
            },
            "print what completes commands in that shell: bash, zsh or fish")
        ->check(CLI::IsMember({"bash", "zsh", "fish"}));
    cli_.require_subcommand(1);
    cli_.fallthrough();
}

void CommandLine::addDecisionOfAll()
{
    decision_.operatorName = qEnvironmentVariable("ZHANGFANG_OPERATOR");
    decision_.passwordFile = qEnvironmentVariable("ZHANGFANG_PASSWORD_FILE");
    // What stands before the verb is read first: said again beside it, that counts.
    const auto addFor = [this](const char* name, QString& text, const std::vector<CLI::Option*>& ofVerbs,
                            const char* help) {
        cli_.add_option_function<std::string>(
            name,
            [&text, &ofVerbs](const std::string& given) {
                text = QString::fromStdString(given);
                for (CLI::Option* option : ofVerbs)
                    option->required(false);
            },
            help);
    };
    addFor("--operator", decision_.operatorName, operators_, kOperatorHelp);
    addFor("--password-file", decision_.passwordFile, passwordFiles_, kPasswordHelp);
    addText(&cli_, "--totp", decision_.totp, "the operator's code of this moment");
}

CLI::App* CommandLine::group(CLI::App* parent, const char* name, const char* help)
{
    CLI::App* group = parent->add_subcommand(name, help);
    group->require_subcommand(1);
    group->fallthrough();
    return group;
}

CLI::App* CommandLine::verb(CLI::App* parent, const char* name, const char* help, Action action)
{
    CLI::App* verb = parent->add_subcommand(name, help);
    verb->fallthrough();
    verb->callback([this, action = std::move(action)] { action_ = action; });
    return verb;
}

CLI::App* CommandLine::unopenedVerb(const char* name, const char* help, UnopenedAction action)
{
    CLI::App* verb = cli_.add_subcommand(name, help);
    verb->fallthrough();
    verb->callback([this, action = std::move(action)] { unopenedAction_ = action; });
    return verb;
}

void CommandLine::takesDecision(CLI::App* verb, Needed needed)
{
    // What the environment says stands in the words already.
    const bool always = needed == Needed::always;
    CLI::Option* who = addText(verb, "--operator", decision_.operatorName, kOperatorHelp);
    CLI::Option* password = addText(verb, "--password-file", decision_.passwordFile, kPasswordHelp);
    operators_.push_back(who->required(always && decision_.operatorName.isEmpty()));
    passwordFiles_.push_back(password->required(always && decision_.passwordFile.isEmpty()));
}

void CommandLine::takesKey(CLI::App* verb)
{
    addText(verb, "--key", key_,
        "the same key again is the same act and the same answer, whatever became of the first");
}

std::optional<int> CommandLine::parse(int argc, const char* const* argv)
{
    constexpr int kWrongWords = 2;
    try {
        cli_.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return cli_.exit(error) == 0 ? 0 : kWrongWords;
    }
    return std::nullopt;
}

CLI::Option* addText(CLI::App* verb, const char* name, QString& text, const char* help)
{
    return verb->add_option_function<std::string>(
        name, [&text](const std::string& given) { text = QString::fromStdString(given); }, help);
}

} // namespace zhangfang::ctl
