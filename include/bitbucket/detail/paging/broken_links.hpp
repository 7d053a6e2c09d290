// SPDX-License-Identifier: MIT
// Where to go on in collections whose `next` links are known to be broken (operation_info::links): links to another
// path, with `&` for `?`, behind the last page or back to the first one, or none although there is more.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "../url/api_link.hpp"

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

    /// The page's number. `expected` is what was asked for, or 0 where that says nothing; `most` is the largest number
    /// that is believed. Of two words the smaller one counts: so no page is left out, and going back is noticed.
    [[nodiscard]] std::int64_t number(std::int64_t expected, std::size_t most) const noexcept {
        const bool is_said = *page && **page > 0 && static_cast<std::uint64_t>(**page) <= most;
        if (expected == 0) return is_said ? **page : 1;
        return is_said && **page < expected ? **page : expected;
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

/// The query options of a clean URL as they stand there, `name=value`.
inline std::vector<std::string_view> options_in(std::string_view url) {
    std::vector<std::string_view> out;
    for (auto at = url.find('?'); at != std::string_view::npos;) {
        const auto end = url.find('&', at + 1);
        out.push_back(url.substr(at + 1, end == std::string_view::npos ? end : end - at - 1));
        at = end;
    }
    return out;
}

/// The number of the page that a URL asks for; 0 where it does not say one, be it that there is no option `page`, that
/// there are two, or that it holds something else.
inline std::int64_t page_in(std::string_view url) {
    std::int64_t found = 0;
    bool has_one = false;
    for (const std::string_view option : options_in(url)) {
        if (!option.starts_with("page=")) continue;
        if (has_one) return 0;
        has_one = true;
        const long long number = parse_digits(option.substr(5));
        if (number > 0) found = number;
    }
    return found;
}

/// The URL with the number of another page, and otherwise as it is: with the same page length, which the numbers count in.
inline std::string with_page(std::string_view url, std::int64_t number) {
    std::string out(url.substr(0, url.find('?')));
    const std::string page = "page=" + std::to_string(number);
    char separator = '?';
    bool has_one = false;
    const auto append = [&](std::string_view option) {
        (out += separator) += option;
        separator = '&';
    };
    for (const std::string_view option : options_in(url)) {
        const bool is_page = option.starts_with("page=");
        if (!is_page || !has_one) append(is_page ? page : option);
        has_one = has_one || is_page;
    }
    if (!has_one) append(page);
    return out;
}

/// Whether a link leads to the beginning of the collection that a page is of: it names no page, and but for the page's
/// number and length asks for the same. Codes that stand for a page are another matter.
inline bool leads_to_start(std::string_view link, std::string_view asked) {
    const auto place = [](std::string_view url) {
        std::string_view path = url.substr(0, url.find('?'));
        if (path.ends_with('/')) path.remove_suffix(1);
        return path;
    };
    const auto filters = [](std::string_view url) {
        std::vector<std::string_view> out;
        for (const std::string_view option : options_in(url))
            if (!option.empty() && !option.starts_with("page=") && !option.starts_with("pagelen="))
                out.push_back(option);
        std::sort(out.begin(), out.end());
        return out;
    };
    for (const std::string_view option : options_in(link))
        if (option.starts_with("page=")) return false;
    return place(link) == place(asked) && filters(link) == filters(asked);
}

/// How to go on. Without both, this was the last page.
struct step {
    /// The link to follow, unless it leads to a page that was seen.
    std::string link;
    /// Whether the next page is to be asked for by its number where there is no link to follow.
    bool by_number = false;
};

/// `asked` is the URL of the page that was fetched, `number` its number.
inline step next_of(const api_base& base, const std::string& asked, const page_shape& shape, std::int64_t number) {
    const page_shape::rest left = shape.items_left(number);
    if (left == page_shape::rest::none) return {};
    step out{{}, left == page_shape::rest::some};
    std::string href(trim(*shape.next));
    if (href.empty()) return out;
    const auto joint = href.find("/&");
    if (joint != std::string::npos && href.find('?') == std::string::npos) href.replace(joint, 2, "/?");
    api_link link = resolve_api_link(base, asked, href);
    // An unusable link says at least that there is more. A link back says nothing.
    if (!link.problem.empty()) return {{}, true};
    const std::int64_t leads_to = leads_to_start(link.url, asked) ? 1 : page_in(link.url);
    if (leads_to == 0 || leads_to > number) out.link = std::move(link.url);
    return out;
}

}  // namespace broken_links
}  // namespace bitbucket::detail
