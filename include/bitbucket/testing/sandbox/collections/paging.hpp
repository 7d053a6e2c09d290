// SPDX-License-Identifier: MIT
// Collections and their pages: filtered, sorted, cut, and linked by opaque cursors.
// https://developer.atlassian.com/cloud/bitbucket/rest/intro/#pagination
#pragma once

#include <tuple>

#include "../../../detail/url/url.hpp"
#include "../http/refusals.hpp"
#include "cursor.hpp"
#include "filter.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// A collection that a handler lists.
struct listing {
    struct item {
        /// Identifies the item even if the collection changes.
        std::string identity;
        json body;
        bool visible = true;
    };
    std::vector<item> items = {};
    /// Whether nobody has counted it: then pages have no `size`, number or `previous`. Invisible items are removed
    /// after the pages have been cut, so a page may be short or empty and still have a `next`.
    bool uncounted = false;

    void add(const std::string& identity, json body, bool visible = true) {
        items.push_back({identity, std::move(body), visible});
    }
};

/// `pagelen`: 10 unless given, 500 for diffstats; out of range is 400.
inline std::size_t page_length(const call& in) {
    const bool is_diffstat = std::string_view(in.operation.name) == "diffs::get_diffstat";
    const long long count = in.number("pagelen", is_diffstat ? 500 : 10);
    if (count < 1 || count > (is_diffstat ? 5000 : in.operation.max_pagelen)) refuse(400, "Invalid pagelen");
    return static_cast<std::size_t>(count);
}

/// The link to another page of the same collection: keeps all query options except the page.
inline std::string link_to_page(const call& in, std::size_t length, std::string_view page) {
    std::string out = in.resource;
    char separator = '?';
    const auto append = [&](std::string_view name, std::string_view value) {
        out.push_back(separator);
        bitbucket::detail::append_query_text(out, name);
        out.push_back('=');
        bitbucket::detail::append_query_text(out, value);
        separator = '&';
    };
    for (const option& each : in.options)
        if (each.name != "page" && each.name != "pagelen") append(each.name, each.value);
    append("pagelen", std::to_string(length));
    append("page", page);
    return out;
}

/// Identifies this collection, for its cursors.
inline std::uint64_t collection_key(const call& in) {
    std::uint64_t key = hash_text(in.resource.substr(in.base.size()));
    for (const char* name : {"q", "sort", "role", "administrator", "state"})
        if (const std::string* value = in.find(name)) key = hash_text(*value, key ^ hash_text(name));
    return key;
}

/// Applies `q` and `sort` if the operation has them.
inline void filter_and_sort(const call& in, std::vector<listing::item>& items) {
    std::vector<json> all;
    if (const std::string* q = in.operation.filters() ? in.find("q") : nullptr) {
        const filter wanted = parse_filter(*q);
        for (const listing::item& item : items) all.push_back(item.body);
        require_fields(wanted, all);
        std::erase_if(items, [&](const listing::item& each) { return !matches(wanted, each.body); });
    }
    const std::string* sort = in.operation.sorts() ? in.find("sort") : nullptr;
    if (sort == nullptr || sort->empty()) return;
    const bool descending = sort->front() == '-';
    const std::string field = sort->substr(descending ? 1 : 0);
    all.clear();
    for (const listing::item& each : items) all.push_back(each.body);
    require_field(field, all);
    // Uses the index as the last key, because clang warns about std::stable_sort in libstdc++ 12.
    std::vector<std::pair<json, std::size_t>> order;
    order.reserve(items.size());
    for (const listing::item& each : items) order.emplace_back(value_at(each.body, field), order.size());
    std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
        const auto& [first, second] = descending ? std::tie(b.first, a.first) : std::tie(a.first, b.first);
        return comes_before(first, second) || (!comes_before(second, first) && a.second < b.second);
    });
    std::vector<listing::item> sorted;
    sorted.reserve(items.size());
    for (const auto& [key, index] : order) sorted.push_back(std::move(items[index]));
    items = std::move(sorted);
}

/// Where a page begins: the item that the cursor names, or its former place if it is gone.
inline std::size_t find_place(const place& where, const std::vector<listing::item>& items) {
    for (std::size_t i = 0; i < items.size(); ++i)
        if (hash_text(items[i].identity) == where.item) return i + (where.behind ? 1 : 0);
    return (std::min)(static_cast<std::size_t>(where.index), items.size());
}

/// The page of a collection that a request asks for.
inline answer page_of(const call& in, listing all) {
    const std::size_t length = page_length(in);
    if (!all.uncounted) std::erase_if(all.items, [](const listing::item& each) { return !each.visible; });
    filter_and_sort(in, all.items);
    const std::uint64_t key = collection_key(in);
    const auto cursor_at = [&](std::size_t index, bool behind) {
        return make_cursor({index, hash_text(all.items[index].identity), behind}, key);
    };

    std::size_t begin = 0;
    if (const std::string* page = in.find("page")) {
        const auto where = read_cursor(*page, key);
        if (!where) refuse(400, "Invalid page");
        begin = find_place(*where, all.items);
    }
    const std::size_t end = (std::min)(begin + length, all.items.size());

    answer out;
    out.body["pagelen"] = length;
    out.body["values"] = json::array();
    if (end < all.items.size()) out.body["next"] = link_to_page(in, length, cursor_at(end - 1, true));
    if (!all.uncounted) {
        out.body["size"] = all.items.size();
        out.body["page"] = (begin + length - 1) / length + 1;
        if (begin > 0)
            out.body["previous"] = link_to_page(in, length, cursor_at(begin < length ? 0 : begin - length, false));
    }
    for (std::size_t i = begin; i < end; ++i)
        if (all.items[i].visible) out.body["values"].push_back(std::move(all.items[i].body));
    return out;
}

/// The page with the number that a request asks for, for collections that count pages; after the last one they are empty.
/// 400 with a number that is none or beyond `most`.
inline answer numbered_page_of(const call& in, std::vector<json> all, long long most) {
    const std::size_t length = page_length(in);
    const long long number = in.number("page", 1);
    if (number < 1 || number > most) refuse(400, "Invalid page", "page is not a page number");
    const std::size_t begin = (std::min)((static_cast<std::size_t>(number) - 1) * length, all.size());
    const std::size_t end = (std::min)(begin + length, all.size());
    answer out{200, {{"size", all.size()}, {"page", number}, {"pagelen", length}, {"values", json::array()}}};
    for (std::size_t i = begin; i < end; ++i) out.body["values"].push_back(std::move(all[i]));
    if (end < all.size()) out.body["next"] = link_to_page(in, length, std::to_string(number + 1));
    return out;
}

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

/// The same with the wrong `next` links of the live API, for sandbox_options::broken_links: they lead to the service's own
/// URLs under /rest/1.0 (BCLOUD-20910), and the last page has one too (BCLOUD-22441).
inline answer broken_page_of(const call& in, std::vector<json> all) {
    answer out = numbered_page_of(in, std::move(all), 1000000);
    const std::size_t length = page_length(in);
    const std::string next = std::to_string(out.body["page"].get<long long>() + 1);
    out.body["next"] = out.body.contains("next")
                           ? url_behind_api(in) + "?page=" + next + "&pagelen=" + std::to_string(length)
                           : link_to_page(in, length, next);
    return out;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
