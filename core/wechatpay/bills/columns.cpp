#include "wechatpay/bills/columns.h"

#include "wechatpay/bills/values.h"

#include <algorithm>

namespace zhangfang::wechatpay::bills
{

namespace
{

/// A row with more values too much than this is nobody's product; trying every reading takes time.
constexpr size_t kMostTooMuch = 64;
constexpr qsizetype kLongestNumber = 128;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

template <class Allowed> bool allOf(QByteArrayView value, const Allowed& allowed)
{
    return value.size() <= kLongestNumber && std::all_of(value.begin(), value.end(), allowed);
}

bool isRate(QByteArrayView value)
{
    if (!value.endsWith('%'))
        return false;
    value.chop(1);
    return !value.startsWith('-') && parseFee(value).has_value();
}

} // namespace

bool fits(Shape shape, QByteArrayView value)
{
    switch (shape) {
    case Shape::text:
        return true;
    case Shape::word:
        return allOf(value, [](char c) { return c != '`' && c != ',' && static_cast<uchar>(c) >= 0x20; });
    case Shape::number:
        return allOf(value, [](char c) {
            return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' ||
                   c == '|' || c == '*' || c == '@';
        });
    case Shape::digits:
        return allOf(value, isDigit);
    case Shape::code:
        return allOf(value, [](char c) { return isDigit(c) || (c >= 'A' && c <= 'Z') || c == '_'; });
    case Shape::state:
        return value == QByteArrayView("SUCCESS") || value == QByteArrayView("REFUND") ||
               value == QByteArrayView("REVOKED");
    case Shape::direction:
        return value == QByteArrayView("收入") || value == QByteArrayView("支出");
    case Shape::time:
        return parseTime(value).has_value();
    case Shape::maybeTime:
        return value.isEmpty() || parseTime(value).has_value();
    case Shape::money:
        return parseYuan(value).has_value();
    case Shape::maybeMoney:
        return value.isEmpty() || parseYuan(value).has_value();
    case Shape::fee:
        return parseFee(value).has_value();
    case Shape::rate:
        return value.isEmpty() || isRate(value);
    }
    return false;
}

Layout::Layout(std::vector<Shape> shapes) : shapes_(std::move(shapes))
{
    for (size_t at = 0; at < shapes_.size(); ++at) {
        if (shapes_[at] != Shape::text)
            continue;
        if (!regions_.empty() && regions_.back().end == at)
            ++regions_.back().end;
        else
            regions_.push_back({at, at + 1});
    }
    breaks_ = {shapes_.size(), 0};
    for (const Region& region : regions_) {
        if (region.end < shapes_.size())
            breaks_ = region;
    }
}

bool Layout::canBegin(const std::vector<QByteArrayView>& values) const
{
    const size_t known = std::min(breaks_.first, values.size());
    for (size_t at = 0; at < known; ++at) {
        const bool isCut = at + 1 == values.size();
        if (!bills::fits(shapes_[at], values[at]) || (isCut && shapes_[at] != Shape::text))
            return false;
    }
    return !values.empty();
}

bool Layout::canEnd(const std::vector<QByteArrayView>& values) const
{
    const size_t behind = shapes_.size() - breaks_.end;
    if (values.size() < behind)
        return false;
    for (size_t at = 0; at < behind; ++at) {
        if (!bills::fits(shapes_[breaks_.end + at], values[values.size() - behind + at]))
            return false;
    }
    return true;
}

/// Every way of giving what is too much to the texts, left as soon as a column is not what it must be.
struct Layout::Search {
    const Layout& layout;
    const std::vector<QByteArrayView>& values;
    std::vector<QByteArrayView> row;
    std::vector<QByteArrayView> found;
    int readings = 0;

    void from(size_t column, size_t value, size_t tooMuch)
    {
        const size_t before = row.size();
        while (column < layout.shapes_.size() && layout.shapes_[column] != Shape::text &&
               bills::fits(layout.shapes_[column], values[value])) {
            row.push_back(values[value]);
            ++column;
            ++value;
        }
        if (column == layout.shapes_.size()) {
            if (tooMuch == 0 && ++readings == 1)
                found = row;
        } else if (layout.shapes_[column] == Shape::text) {
            throughText(column, value, tooMuch);
        }
        row.resize(before);
    }
    void throughText(size_t column, size_t value, size_t tooMuch)
    {
        const auto region = std::find_if(layout.regions_.begin(), layout.regions_.end(),
            [column](const Region& one) { return one.first == column; });
        const size_t count = region->end - region->first;
        for (size_t taken = 0; taken <= tooMuch && readings < 2; ++taken) {
            // They stand in one piece of memory, with what separates them in between.
            row.emplace_back(values[value].begin(), values[value + taken].end());
            for (size_t other = 1; other < count; ++other)
                row.push_back(values[value + taken + other]);
            from(region->end, value + taken + count, tooMuch - taken);
            row.resize(row.size() - count);
        }
    }
};

std::optional<std::vector<QByteArrayView>> Layout::onlyReading(
    const std::vector<QByteArrayView>& values) const
{
    if (values.size() < shapes_.size() || values.size() - shapes_.size() > kMostTooMuch)
        return std::nullopt;
    Search search{*this, values, {}, {}, 0};
    search.from(0, 0, values.size() - shapes_.size());
    if (search.readings != 1)
        return std::nullopt;
    return search.found;
}

} // namespace zhangfang::wechatpay::bills
