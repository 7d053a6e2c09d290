// SPDX-License-Identifier: MIT
// The client that knows its scopes comes in only for those who ask for it.
#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/scopes.hpp>

struct no_transport {
    bitbucket::http_response send(const bitbucket::http_request&, const bitbucket::transport_limits&) { return {}; }
};

// error: bitbucket: with_granted needs #include <bitbucket/extras/granted.hpp>
// fixed: (void)api.send(bitbucket::users::current{});
int main() {
    const bitbucket::client api{no_transport{}};
    (void)api.with_granted<bitbucket::classic_scope::account>().send(bitbucket::users::current{});  // here
}
