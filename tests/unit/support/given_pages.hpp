// SPDX-License-Identifier: MIT
// Collections of given pages, which tests walk with every JSON reader, and also read one by one.
#pragma once

#include <bitbucket/client.hpp>

#include "decode_text.hpp"
#include "unit/support/fake_transport.hpp"

namespace given_pages {

namespace bb = bitbucket;

/// Lists pages of any type.
template <class Page>
struct list_of : bb::request<list_of<Page>, bb::path<>, Page> {
    static constexpr bb::operation_info info{.name = "list_of", .method = bb::http_method::get, .path = "/pages"};
    using bb::request<list_of<Page>, bb::path<>, Page>::request;
};

/// A client whose replies are these pages, one after the other.
inline bb::client serving(std::vector<std::string> bodies, bb::json_reader reader = {}) {
    auto at = std::make_shared<std::size_t>(0);
    auto pages = std::make_shared<const std::vector<std::string>>(std::move(bodies));
    return bb::client{unit::fake_transport{[=](const bb::http_request&, auto&) {
                          return bb::http_response{200, {}, pages->at((*at)++)};
                      }},
                      bb::anonymous{},
                      {.reader = reader}};
}
inline std::vector<bb::json_reader> readers() {
#ifdef BITBUCKET_TEST_SIMDJSON
    return {bb::json_reader(), bb::simdjson_reader()};
#else
    return {bb::json_reader()};
#endif
}

/// The JSON of a page with these members, and a link unless it is the last.
inline std::string page_json(std::size_t number, bool is_last, const std::string& members) {
    std::string out = "{" + members;
    if (!is_last) out += (members.empty() ? "" : ",") + (R"("next":"?page=)" + std::to_string(number + 2) + '"');
    return out + '}';
}

template <class T>
bool same(const T& a, const T& b) {
    return bb::detail::equal_items(bb::detail::descriptor<T>, &a, &b);
}

/// What a page is when nothing was there before; nothing if it cannot be read.
template <class Page>
std::optional<Page> read_anew(const std::string& body) {
    Page page;
    if (bb::detail::decode(&bb::detail::read_with_nlohmann, body, bb::detail::descriptor<Page>, &page, 512))
        return std::nullopt;
    return page;
}

}  // namespace given_pages
