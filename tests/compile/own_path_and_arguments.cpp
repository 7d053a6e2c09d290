// SPDX-License-Identifier: MIT
// An operation whose path has two placeholders but one type of argument.
// One compiler names the line of the declaration, the other the line of the first use; here both are one.
#include <bitbucket/models/account.hpp>
#include <bitbucket/request.hpp>

using bitbucket::account, bitbucket::path, bitbucket::request, bitbucket::user_ref, bitbucket::workspace_ref;

struct facts {
    static constexpr bitbucket::operation_info info{
        .name = "shop::one", .method = bitbucket::http_method::get, .path = "/watchers/{workspace}/{user}"};
};

// error: bitbucket: the declaration of this operation does not fit: path<...> needs one type for each {placeholder} of info.path
// fixed: const struct get : request<get, path<workspace_ref, user_ref>, account>, facts { using request::request; } call{"a", "b"};
// clang-format off: one wrong line, however long
const struct get : request<get, path<workspace_ref>, account>, facts { using request::request; } call{"a"};  // here
// clang-format on

int main() {
    (void)call;
}
