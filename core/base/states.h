#pragma once

#include <QString>

#include <optional>
#include <utility>

namespace zhangfang::base
{

/// What a value is called in its table; "unknown" where it is not in it.
template <class E, size_t N>
[[nodiscard]] QString nameOf(const std::pair<E, const char*> (&names)[N], E value)
{
    for (const auto& [known, name] : names) {
        if (known == value)
            return QString::fromLatin1(name);
    }
    return QStringLiteral("unknown");
}

/// The value that is called so; `E::unknown` where none is.
template <class E, size_t N>
[[nodiscard]] E named(const std::pair<E, const char*> (&names)[N], const QString& text)
{
    for (const auto& [value, name] : names) {
        if (text == QLatin1String(name))
            return value;
    }
    return E::unknown;
}

/// One line of a state machine's table.
template <class State, class Event> struct Transition {
    State from;
    Event on;
    State to;
};

/// Nothing: that cannot happen in this state.
template <class State, class Event, size_t N>
[[nodiscard]] std::optional<State> next(
    const Transition<State, Event> (&transitions)[N], State from, Event on)
{
    for (const auto& transition : transitions) {
        if (transition.from == from && transition.on == on)
            return transition.to;
    }
    return std::nullopt;
}

} // namespace zhangfang::base
