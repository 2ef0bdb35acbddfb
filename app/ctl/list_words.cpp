#include "ctl/list_words.h"

#include "ctl/command_line.h"

namespace zhangfang::ctl
{
namespace
{

constexpr auto kDayHelp = "YYYY-MM-DD";

template <size_t count>
void addSearch(CLI::App* list, ListWords& words, const char* searched, const char* const (&sorts)[count])
{
    addText(list, "--search", words.search, searched);
    addText(list, "--sort", words.sort, "which come first")
        ->check(CLI::IsMember(std::vector<std::string>(std::begin(sorts), std::end(sorts))));
}

void addLimit(CLI::App* list, int& limit)
{
    list->add_option("--limit", limit)->check(CLI::Range(1, 1000));
}

} // namespace

void addOrderSearch(CLI::App* list, ListWords& words)
{
    addSearch(list, words,
        "parts of the description or of the user's name, pinyin and its initials too; the "
        "beginning of a number or openid",
        kOrderSorts);
}

void addPayoutSearch(CLI::App* list, ListWords& words)
{
    addSearch(list, words,
        "parts of the payee's name, pinyin and its initials too; the beginning of a number or openid",
        kOrderSorts);
}

void addUserSearch(CLI::App* list, ListWords& words)
{
    addSearch(list, words,
        "parts of the name, pinyin and its initials too; the beginning of the openid; the number",
        kUserSorts);
}

void addStateAndDays(CLI::App* list, ListWords& words)
{
    addText(list, "--state", words.state);
    addText(list, "--from", words.from, kDayHelp);
    addText(list, "--to", words.to, kDayHelp);
}

void addDays(CLI::App* list, LineWords& words)
{
    addText(list, "--from", words.from, kDayHelp);
    addText(list, "--to", words.to, kDayHelp);
}

void addPaging(CLI::App* list, Paging& paging, const char* cursorHelp)
{
    addText(list, "--after", paging.cursor, cursorHelp);
    addLimit(list, paging.limit);
}

void addPaging(CLI::App* list, NumberPaging& paging, const char* cursorName)
{
    list->add_option(cursorName, paging.cursor, "cursor of the page before");
    addLimit(list, paging.limit);
}

} // namespace zhangfang::ctl
