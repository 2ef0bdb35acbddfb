#pragma once

#include "search/words.h"

#include <vector>

namespace zhangfang::search
{

/// What a person typed to find texts by: parts between blanks, each of which a text has to have, in any
/// order; see `Words` for what a part is found in. Whatever is typed is only text.
class Query
{
public:
    explicit Query(const QString& typed);
    /// Nothing was typed that a text could have: then none is found.
    [[nodiscard]] bool isEmpty() const { return parts_.empty(); }
    [[nodiscard]] bool matches(const QString& text) const;
    /// The same for the index, in its language.
    [[nodiscard]] QString expression() const;

private:
    std::vector<Phrase> parts_;
};

} // namespace zhangfang::search
