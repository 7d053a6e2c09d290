// SPDX-License-Identifier: MIT
// An operation whose placeholder does not fill its segment.
// One compiler names the line of the declaration, the other the line of the first use; here both are one.
#include <bitbucket/models/account.hpp>
#include <bitbucket/request.hpp>

using bitbucket::account, bitbucket::operation_info, bitbucket::path, bitbucket::request, bitbucket::workspace_ref;
constexpr auto by_get = bitbucket::http_method::get;

// error: bitbucket: the declaration of this operation does not fit: a placeholder of info.path fills a whole segment: /{name}
// fixed: const struct get : request<get, path<workspace_ref>, account> { static constexpr operation_info info{"shop::one", by_get, "/watchers/of/{workspace}"}; using request::request; } call{"a"};
// clang-format off: one wrong line, however long
const struct get : request<get, path<workspace_ref>, account> { static constexpr operation_info info{"shop::one", by_get, "/watchers/of-{workspace}"}; using request::request; } call{"a"};  // here
// clang-format on

int main() {
    (void)call;
}
