#include "ctl/completion.h"

#include <functional>

#include <CLI/CLI.hpp>

namespace zhangfang::ctl
{
namespace
{

struct Choice {
    std::string word;
    std::string help;
    bool isFile = false;   ///< its value is a file
    bool isFolder = false; ///< its value is a folder
    bool takesValue = false;
};

bool endsWith(const std::string& text, const std::string& end)
{
    return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

/// What may follow the words `path` of subcommands.
struct Level {
    std::vector<std::string> path;
    std::vector<Choice> verbs;
    std::vector<Choice> options;
};

std::vector<Choice> optionsOf(const CLI::App& app)
{
    std::vector<Choice> options;
    for (const CLI::Option* option : app.get_options()) {
        for (const std::string& name : option->get_lnames()) {
            const bool file =
                endsWith(name, "file") || endsWith(name, "sheet") || name == "from" || name == "out";
            options.push_back({"--" + name, option->get_description(), file, name == "data",
                option->get_expected_max() > 0});
        }
    }
    return options;
}

void walk(const CLI::App& app, const std::vector<std::string>& path, const std::vector<Choice>& above,
    std::vector<Level>& levels)
{
    Level level{path, {}, above};
    const auto own = optionsOf(app);
    for (const Choice& option : own) {
        if (std::none_of(level.options.begin(), level.options.end(),
                [&](const Choice& known) { return known.word == option.word; }))
            level.options.push_back(option);
    }
    const auto verbs = app.get_subcommands([](const CLI::App*) { return true; });
    for (const CLI::App* verb : verbs)
        level.verbs.push_back({verb->get_name(), verb->get_description()});
    const auto inherited = level.options; // they fall through to what is below
    levels.push_back(std::move(level));
    for (const CLI::App* verb : verbs) {
        auto below = path;
        below.push_back(verb->get_name());
        walk(*verb, below, inherited, levels);
    }
}

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words)
        text += text.empty() ? word : " " + word;
    return text;
}

std::string quoted(const std::string& text)
{
    std::string safe = "'";
    for (const char c : text) {
        if (c == '\'')
            safe += "'\\''";
        else
            safe += c == '\n' ? ' ' : c;
    }
    return safe + "'";
}

std::string words(const Level& level)
{
    std::string all;
    for (const auto* choices : {&level.verbs, &level.options}) {
        for (const Choice& choice : *choices)
            all += (all.empty() ? "" : " ") + choice.word;
    }
    return all;
}

/// The options whose value is something, as a pattern of `case`.
std::string pattern(const std::vector<Level>& levels, bool Choice::*what)
{
    std::set<std::string> names;
    for (const Level& level : levels) {
        for (const Choice& option : level.options) {
            if (option.*what)
                names.insert(option.word);
        }
    }
    std::string all;
    for (const std::string& name : names)
        all += (all.empty() ? "" : "|") + name;
    return all;
}

/// For bash; zsh reads it through its own bashcompinit.
std::string forBash(const std::string& program, const std::vector<Level>& levels)
{
    std::string text = "_" + program +
                       "()\n{\n"
                       "    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n"
                       "    local at='' i word choices=''\n"
                       "    case $before in\n"
                       "        " +
                       pattern(levels, &Choice::isFile) +
                       ") COMPREPLY=( $(compgen -f -- \"$current\") ); return ;;\n"
                       "        " +
                       pattern(levels, &Choice::isFolder) +
                       ") COMPREPLY=( $(compgen -d -- \"$current\") ); return ;;\n"
                       "    esac\n"
                       "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                       "        word=${COMP_WORDS[i]}\n"
                       "        case $word in\n"
                       "            " +
                       pattern(levels, &Choice::takesValue) +
                       ") ((i++)) || true; continue ;;\n"
                       "            -*) continue ;;\n"
                       "        esac\n"
                       "        case \"${at:+$at }$word\" in\n";
    for (const Level& level : levels) {
        if (!level.path.empty())
            text += "            " + quoted(joined(level.path)) + ") at=\"${at:+$at }$word\" ;;\n";
    }
    text += "        esac\n"
            "    done\n"
            "    case $at in\n";
    for (const Level& level : levels)
        text += "        " + quoted(joined(level.path)) + ") choices=" + quoted(words(level)) + " ;;\n";
    text += "    esac\n"
            "    COMPREPLY=( $(compgen -W \"$choices\" -- \"$current\") )\n"
            "}\n"
            "complete -o filenames -o default -F _" +
            program + " " + program + "\n";
    return text;
}

std::string forZsh(const std::string& program, const std::vector<Level>& levels)
{
    return "#compdef " + program + "\nautoload -U +X bashcompinit && bashcompinit\n" +
           forBash(program, levels);
}

std::string forFish(const std::string& program, const std::vector<Level>& levels)
{
    std::string text = "complete -c " + program + " -f\n";
    for (const Level& level : levels) {
        std::string when = "'";
        if (level.path.empty()) {
            when += "__fish_use_subcommand";
        } else {
            for (const std::string& word : level.path)
                when += std::string(when.size() > 1 ? "; and " : "") + "__fish_seen_subcommand_from " + word;
        }
        // A verb of a group, until one of them stands there.
        std::string open = when;
        if (!level.path.empty() && !level.verbs.empty()) {
            open += "; and not __fish_seen_subcommand_from";
            for (const Choice& verb : level.verbs)
                open.append(" ").append(verb.word);
        }
        for (const Choice& verb : level.verbs)
            text.append("complete -c ")
                .append(program)
                .append(" -n ")
                .append(open)
                .append("' -a ")
                .append(verb.word + " -d " + quoted(verb.help) + "\n");
        for (const Choice& option : level.options) {
            const bool anywhere = level.path.empty();
            const bool fromAbove =
                !anywhere && std::any_of(levels.front().options.begin(), levels.front().options.end(),
                                 [&](const Choice& known) { return known.word == option.word; });
            if (fromAbove)
                continue;
            text += "complete -c " + program + (anywhere ? std::string() : " -n " + when + "'") + " -l " +
                    option.word.substr(2) + (option.takesValue ? " -r" : "") +
                    (option.isFile || option.isFolder ? " -F" : "") + " -d " + quoted(option.help) + "\n";
        }
    }
    return text;
}

} // namespace

std::string completion(const CLI::App& cli, Shell shell)
{
    const std::string program = "zhangfangctl";
    std::vector<Level> levels;
    walk(cli, {}, {}, levels);
    switch (shell) {
    case Shell::bash:
        return forBash(program, levels);
    case Shell::zsh:
        return forZsh(program, levels);
    case Shell::fish:
        break;
    }
    return forFish(program, levels);
}

} // namespace zhangfang::ctl
