#pragma once

#include "errands/errand.h"
#include "office/command.h"

/// What can be looked at about errands.
namespace zhangfang::errands
{

/// Those that have not ended, the oldest first.
struct ErrandList {
    static constexpr auto kName = "errand.list";
    static constexpr auto kPermission = access::Permission::look;
    static constexpr auto kWords = "what is under way with the outside world, the oldest first";
    static constexpr auto kAnswers = office::Query::Answers::rows;
    QString state;    ///< of one state, or "blocked"; empty: all
    qint64 after = 0; ///< the number of the last that was seen
    qint64 limit = 100;
    [[nodiscard]] static office::Shape<ErrandList> shape();
    [[nodiscard]] static std::vector<office::Column> columns();
};

/// One, with its story.
struct ShowErrand {
    static constexpr auto kName = "errand.show";
    static constexpr auto kPermission = access::Permission::look;
    static constexpr auto kWords = "one errand, with its story";
    static constexpr auto kAnswers = office::Query::Answers::one;
    ErrandId id;
    [[nodiscard]] static office::Shape<ShowErrand> shape();
    [[nodiscard]] static std::vector<office::Column> columns();
};

void offerQueries(office::Catalogue& catalogue);

} // namespace zhangfang::errands
