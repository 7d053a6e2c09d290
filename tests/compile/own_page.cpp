// SPDX-License-Identifier: MIT
// An operation that returns a page of a struct without a list of its members.
#include <bitbucket/client.hpp>
#include <bitbucket/request.hpp>

namespace shop {

using bitbucket::http_method, bitbucket::operation_info, bitbucket::path, bitbucket::request;

struct label {
    std::string name;
};

struct list_labels : request<list_labels, path<bitbucket::workspace_ref>, bitbucket::page<label>> {
    static constexpr operation_info info{
        .name = "shop::list_labels", .method = http_method::get, .path = "/labels/{workspace}"};
    using request::request;
};

}  // namespace shop

std::string name_of(const bitbucket::client& api) {
    // error: bitbucket: a member of a model is a text, bool, number, time, UUID, enumeration, json_text, links, one_of or a struct with visit_members, or a std::optional, boxed, std::vector (not of bool), name_map or std::map with std::string as its key around one: docs/extending.md
    // fixed: (void)api; return {};
    // clang-format off: one wrong line, however long
    for (const shop::label& one : api.each(shop::list_labels{"acme"})) return one.name; return {};  // here
    // clang-format on
}
