// SPDX-License-Identifier: MIT
// Adding a key needs account:write, which is more than account.
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/extras/granted.hpp>

struct no_transport {
    bitbucket::http_response send(const bitbucket::http_request&, const bitbucket::transport_limits&) { return {}; }
};

// error: bitbucket: the granted scopes do not cover this operation
// error: missing_scopes<bitbucket::classic_scope::account_write>
// fixed: for (const auto& key : api.each(bitbucket::ssh_keys::list{"{my-account-uuid}"})) (void)key;
int main() {
    const bitbucket::client everything{no_transport{}};
    const auto api = everything.with_granted<bitbucket::classic_scope::account>();
    (void)api.send(bitbucket::ssh_keys::create{"{my-account-uuid}", {.key = "ssh-ed25519 AAAA"}});  // here
}
