// SPDX-License-Identifier: MIT
// Finds the next page of collections whose `next` links are known to be broken (operation_info::links): they lead to
// another path, have `&` instead of `?`, lead past the last page or back to the first, or are missing although there is
// more.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "../url/api_link.hpp"
#include "page_shape.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail::broken_links {

/// The query options of a clean URL, unchanged, as `name=value`.
BITBUCKET_COLD inline std::vector<std::string_view> options_in(std::string_view url) {
    std::vector<std::string_view> out;
    for (auto at = url.find('?'); at != std::string_view::npos;) {
        const auto end = url.find('&', at + 1);
        out.push_back(url.substr(at + 1, end == std::string_view::npos ? end : end - at - 1));
        at = end;
    }
    return out;
}

/// The number of the page that a URL asks for; 0 if there is no option `page`, if there are two, or if it does not hold
/// a number.
BITBUCKET_COLD inline std::int64_t page_in(std::string_view url) {
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

/// The URL with the number of another page, and otherwise unchanged: page numbers only make sense with the same page
/// length.
BITBUCKET_COLD inline std::string with_page(std::string_view url, std::int64_t number) {
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

/// Whether a link leads to the beginning of a page's collection: it names no page, and asks for the same apart from
/// page number and length. A link with a page code does not.
BITBUCKET_COLD inline bool leads_to_start(std::string_view link, std::string_view asked) {
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
        // Comparing them in any order would take a server's long links squared.
        std::sort(out.begin(), out.end());
        return out;
    };
    for (const std::string_view option : options_in(link))
        if (option.starts_with("page=")) return false;
    return place(link) == place(asked) && filters(link) == filters(asked);
}

/// How to go on. If neither is set, this was the last page.
struct step {
    /// The link to follow, unless it leads to a page that was already seen.
    std::string link;
    /// Whether to ask for the next page by its number if there is no link to follow.
    bool by_number = false;
};

/// `asked` is the URL of the page that was fetched, `number` its number.
BITBUCKET_COLD inline step next_of(const api_base& base, const std::string& asked, const page_shape& shape,
                                   std::int64_t number) {
    const page_shape::rest left = shape.items_left(number);
    if (left == page_shape::rest::none) return {};
    step out{{}, left == page_shape::rest::some};
    std::string href(trim(*shape.next));
    if (href.empty()) return out;
    const auto joint = href.find("/&");
    if (joint != std::string::npos && href.find('?') == std::string::npos) href.replace(joint, 2, "/?");
    api_link link = resolve_api_link(base, asked, href);
    // An unusable link at least says that there is more. A link back says nothing.
    if (!link.problem.empty()) return {{}, true};
    const std::int64_t leads_to = leads_to_start(link.url, asked) ? 1 : page_in(link.url);
    if (leads_to == 0 || leads_to > number) out.link = std::move(link.url);
    return out;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail::broken_links
