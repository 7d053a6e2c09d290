// SPDX-License-Identifier: MIT
// Where to go on in collections whose `next` links are known to be broken (operation_info::links): links to another
// path, with `&` for `?`, behind the last page, or none although there is more.
#pragma once

#include <cstdint>

#include "api_link.hpp"

namespace bitbucket::detail {

/// The parts of a page that a walk looks at, whatever its items are.
struct page_shape {
    const std::string* next;
    const std::optional<std::int64_t>* size;
    const std::optional<std::int64_t>* page;
    const std::optional<std::int64_t>* pagelen;
    const void* whole;
    std::size_t (*count)(const void* page_of);

    /// The shape of a page that outlives it, as it will be when it has been filled.
    template <class Page>
    static page_shape of(const Page& one) noexcept {
        static const std::optional<std::int64_t> unknown;
        page_shape out{&one.next, &unknown,
                       &unknown,  &one.pagelen,
                       &one,      [](const void* page_of) {
                           return static_cast<const Page*>(page_of)->values.size(); }};
        if constexpr (requires { one.size; }) out.size = &one.size;
        if constexpr (requires { one.page; }) out.page = &one.page;
        return out;
    }

    /// The page's number by its own word, or by ours.
    [[nodiscard]] std::int64_t number(std::int64_t counted) const noexcept {
        return *page && **page > 0 ? **page : counted;
    }
    /// Whether there are no more items behind this page, or there are, or that is not said.
    enum class rest : std::uint8_t { none, some, unknown };
    [[nodiscard]] rest items_left(std::int64_t number) const noexcept {
        if (count(whole) == 0) return rest::none;
        if (!*size || !*pagelen || **pagelen < 1 || **size < 0) return rest::unknown;
        const std::int64_t pages = **size / **pagelen + (**size % **pagelen != 0 ? 1 : 0);
        return number >= pages ? rest::none : rest::some;
    }
};

namespace broken_links {

/// The URL of the next page; or that it is to be asked for by its number; or, with neither, that this was the last.
struct step {
    std::string url;
    bool by_number = false;
};

/// `asked` is the URL of the page that was fetched, `number` its number.
inline step next_of(const api_base& base, const std::string& asked, const page_shape& shape, std::int64_t number) {
    const page_shape::rest left = shape.items_left(number);
    if (left == page_shape::rest::none) return {};
    std::string href(trim(*shape.next));
    if (!href.empty()) {
        const auto joint = href.find("/&");
        if (joint != std::string::npos && href.find('?') == std::string::npos) href.replace(joint, 2, "/?");
        const api_link link = resolve_api_link(base, asked, href);
        if (link.problem.empty()) return {link.url, false};
    }
    // An unusable link says at least that there is more.
    return {{}, !href.empty() || left == page_shape::rest::some};
}

}  // namespace broken_links
}  // namespace bitbucket::detail
