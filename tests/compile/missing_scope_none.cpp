// SPDX-License-Identifier: MIT
// No scope at all tells no kind.
#include <bitbucket/api/users.hpp>
#include <bitbucket/extras/granted.hpp>

struct no_transport {
    bitbucket::http_response send(const bitbucket::http_request&, const bitbucket::transport_limits&) { return {}; }
};

// error: bitbucket: with_granted takes one scope or more, all of classic_scope or all of granular_scope
// fixed: (void)api.with_granted<bitbucket::granular_scope::read_user>().send(bitbucket::users::current{});
int main() {
    const bitbucket::client api{no_transport{}};
    (void)api.with_granted<>().send(bitbucket::users::current{});  // here
}
