#pragma once

#include "harness/desk_shop.h"

#include <QWidget>

namespace zhangfang::gui
{

/// Stands for whichever of the desk's capabilities is taken.
struct Any {
    backend::Desk& desk;
    template <class Capability>
    requires std::is_base_of_v<Capability, backend::Desk>
    operator Capability&() const { return desk; }
};

/// A page by itself, over the books of a shop, with what it takes of the desk.
template <class Page, class... Uses>
[[nodiscard]] Page pageOf(harness::DeskShop& shop, QSettings& memory, const Uses&... uses)
{
    if constexpr (std::is_constructible_v<Page, const Uses&..., QSettings&, QWidget*>) {
        return Page(uses..., memory, static_cast<QWidget*>(nullptr));
    } else {
        static_assert(sizeof...(Uses) < 8, "it takes something that is not the desk's");
        return pageOf<Page>(shop, memory, uses..., Any{shop.desk()});
    }
}

} // namespace zhangfang::gui
