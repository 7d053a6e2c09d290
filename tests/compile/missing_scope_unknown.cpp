// SPDX-License-Identifier: MIT
// An operation of the user's own, with a scope that does not exist.
#include <bitbucket/models/account.hpp>
#include <bitbucket/request.hpp>
#include <bitbucket/scopes.hpp>

struct current : bitbucket::request<current, bitbucket::path<>, bitbucket::account> {
    static constexpr bitbucket::operation_info info{.name = "current",
                                                    .method = bitbucket::http_method::get,
                                                    .path = "/user",
                                                    .classic_scopes = {"account"},
                                                    .granular_scopes = {"read:users:bitbucket"}};
    using request::request;
};

// error: bitbucket: this operation names a scope that scopes.hpp does not know
// fixed: constexpr auto needed = bitbucket::required_scopes<bitbucket::classic_scope, current>();
constexpr auto needed = bitbucket::required_scopes<bitbucket::granular_scope, current>();  // here

int main() {
    return static_cast<int>(needed.size()) - 1;
}
