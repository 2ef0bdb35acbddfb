#pragma once

#include <CLI/CLI.hpp>
#include <QString>

namespace zhangfang::ctl
{

/// Which rows of a list, and which come first; empty: any, and as the list is by itself.
struct ListWords {
    QString search = {};
    QString state = {};
    QString from = {};
    QString to = {};
    QString sort = {};
    [[nodiscard]] bool isOnlyState() const
    {
        return search.isEmpty() && from.isEmpty() && to.isEmpty() && sort.isEmpty();
    }
    [[nodiscard]] bool isEmpty() const { return isOnlyState() && state.isEmpty(); }
};

/// Which page of it: what the page before called `next`, and how many rows.
struct Paging {
    QString cursor = {};
    int limit = 100;
};

/// The same of a list that goes on behind a number.
struct NumberPaging {
    qint64 cursor = 0;
    int limit = 100;
};

/// Which lines of a list, by what they have in them and the days they are of; empty: any.
struct LineWords {
    QString search = {};
    QString from = {};
    QString to = {};
};

// What `--sort` may say; the first is what it is without.
inline constexpr const char* kOrderSorts[] = {"newest", "oldest", "largest", "smallest"};
inline constexpr const char* kUserSorts[] = {
    "newest", "oldest", "richest", "poorest", "name", "name-backwards"};

// What `--search` and `--sort` say of the list of these:
void addOrderSearch(CLI::App* list, ListWords& words);
void addPayoutSearch(CLI::App* list, ListWords& words);
void addUserSearch(CLI::App* list, ListWords& words);
void addStateAndDays(CLI::App* list, ListWords& words);
void addDays(CLI::App* list, LineWords& words);
void addPaging(CLI::App* list, Paging& paging, const char* cursorHelp = "what the page before calls next");
/// `cursorName` as which way the list goes: --after or --before.
void addPaging(CLI::App* list, NumberPaging& paging, const char* cursorName);

} // namespace zhangfang::ctl
