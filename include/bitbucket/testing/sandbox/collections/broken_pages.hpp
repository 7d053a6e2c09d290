// SPDX-License-Identifier: MIT
// Pages with the wrong `next` links of the live API, for sandbox_options::broken_links: they lead to the service's own
// URLs under /rest/1.0 (BCLOUD-20910), and the last page has one too (BCLOUD-22441).
#pragma once

#include "../../../detail/url/url.hpp"
#include "paging.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// The URL of a collection in the service behind the API: `/rest/1.0/accounts/…`, which is not an API path.
inline std::string url_behind_api(const call& in) {
    std::string path = in.resource.substr(in.base.size());
    // `/repositories/W/R/…` is `/accounts/W/repositories/R/…` there; `/users/U/…` is `/accounts/U/…`.
    const auto owner = path.find('/', 1);
    const auto rest = path.find('/', owner + 1);
    const bool of_repository = path.starts_with("/repositories/");
    path = path.substr(owner, rest - owner) + (of_repository ? "/repositories" : "") + path.substr(rest);
    const auto base = bitbucket::detail::parse_url(in.base);
    return (base ? base->origin() : in.base) + "/rest/1.0/accounts" + path;
}

/// The page with the number that a request asks for. Pages after the last one are empty and never end.
inline answer broken_page_of(const call& in, listing all) {
    const std::size_t length = page_length(in);
    const std::string* text = in.find("page");
    const long long number = text == nullptr ? 1 : bitbucket::detail::parse_digits(*text);
    if (number < 1 || number > 1000000) refuse(400, "Invalid page");
    const std::size_t begin = (std::min)((static_cast<std::size_t>(number) - 1) * length, all.items.size());
    const std::size_t end = (std::min)(begin + length, all.items.size());

    answer out;
    out.body = {{"size", all.items.size()}, {"page", number}, {"pagelen", length}};
    out.body["values"] = json::array();
    for (std::size_t i = begin; i < end; ++i) out.body["values"].push_back(std::move(all.items[i].body));
    const std::string next = std::to_string(number + 1);
    out.body["next"] = end < all.items.size()
                           ? url_behind_api(in) + "?page=" + next + "&pagelen=" + std::to_string(length)
                           : link_to_page(in, length, next);
    return out;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
