// SPDX-License-Identifier: MIT
// An operation whose input is a struct without a list of its members.
// One compiler names the line of the declaration, the other the line of the first use; here both are one.
#include <bitbucket/models/account.hpp>
#include <bitbucket/request.hpp>

using bitbucket::account, bitbucket::path, bitbucket::request, bitbucket::user_ref, bitbucket::workspace_ref;

struct draft {
    std::string name;
};

struct facts {
    static constexpr bitbucket::operation_info info{
        .name = "shop::one", .method = bitbucket::http_method::put, .path = "/labels/{workspace}"};
};

// error: bitbucket: the declaration of this operation does not fit: its input is a struct with visit_members, a json_text or a class with a query_name
// fixed: const struct put : request<put, path<workspace_ref>, void>, facts { using request::request; } call{"a"};
// clang-format off: one wrong line, however long
const struct put : request<put, path<workspace_ref>, void, draft>, facts { using request::request; } call{"a", draft{"x"}};  // here
// clang-format on

int main() {
    (void)call;
}
