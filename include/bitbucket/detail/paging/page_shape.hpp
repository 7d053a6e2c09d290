// SPDX-License-Identifier: MIT
// page_shape: the parts of a page that a walk reads, independent of the type of its items.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "../../version.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// The parts of a page that a walk reads, independent of the type of its items.
struct page_shape {
    const std::string* next;
    const std::optional<std::int64_t>* size;
    const std::optional<std::int64_t>* page;
    const std::optional<std::int64_t>* pagelen;
    const void* whole;
    std::size_t (*count)(const void* page_of);

    /// The shape of a page, to be read once the page has been filled. The page must outlive it.
    template <class Page>
    static page_shape of(const Page& one) noexcept {
        static const std::optional<std::int64_t> unknown;
        page_shape out{&one.next, &unknown,
                       &unknown,  &unknown,
                       &one,      [](const void* page_of) {
                           return static_cast<const Page*>(page_of)->values.size(); }};
        if constexpr (requires { one.pagelen; }) out.pagelen = &one.pagelen;
        if constexpr (requires { one.size; }) out.size = &one.size;
        if constexpr (requires { one.page; }) out.page = &one.page;
        return out;
    }

    /// The page's number. `expected` is the number that was asked for, or 0 if unknown; `most` is the largest number to
    /// believe. If the page says otherwise, the smaller number counts: then no page is skipped, and going back is
    /// noticed.
    [[nodiscard]] std::int64_t number(std::int64_t expected, std::size_t most) const noexcept {
        const bool is_said = *page && **page > 0 && static_cast<std::uint64_t>(**page) <= most;
        if (expected == 0) return is_said ? **page : 1;
        return is_said && **page < expected ? **page : expected;
    }
    /// Whether more items follow this page: none, some, or the page does not say.
    enum class rest : std::uint8_t { none, some, unknown };
    [[nodiscard]] rest items_left(std::int64_t number) const noexcept {
        if (count(whole) == 0) return rest::none;
        if (!*size || !*pagelen || **pagelen < 1 || **size < 0) return rest::unknown;
        const std::int64_t pages = **size / **pagelen + (**size % **pagelen != 0 ? 1 : 0);
        return number >= pages ? rest::none : rest::some;
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
