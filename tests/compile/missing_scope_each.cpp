// SPDX-License-Identifier: MIT
// Iterating over what needs another scope; project implies repository, and neither implies account.
#include <bitbucket/api/repositories.hpp>
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/extras/granted.hpp>

struct no_transport {
    bitbucket::http_response send(const bitbucket::http_request&, const bitbucket::transport_limits&) { return {}; }
};

// error: bitbucket: the granted scopes do not cover this operation
// error: missing_scopes<bitbucket::classic_scope::account>
// fixed: for (const auto& item : api.each(bitbucket::repositories::list{"acme"})) (void)item;
int main() {
    const auto api = bitbucket::client{no_transport{}}.with_granted<bitbucket::classic_scope::project>();
    for (const auto& item : api.each(bitbucket::ssh_keys::list{"{my-account-uuid}"})) (void)item;  // here
}
