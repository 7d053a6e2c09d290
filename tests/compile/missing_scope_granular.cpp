// SPDX-License-Identifier: MIT
// A granular scope to write does not include the one to read, and changing a key needs both.
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/extras/granted.hpp>

struct no_transport {
    bitbucket::http_response send(const bitbucket::http_request&, const bitbucket::transport_limits&) { return {}; }
};

// error: bitbucket: the granted scopes do not cover this operation
// error: missing_scopes<bitbucket::granular_scope::read_ssh_key>
// fixed: (void)api.try_send(bitbucket::ssh_keys::remove{"{my-account-uuid}", "{key-uuid}"});
int main() {
    using enum bitbucket::granular_scope;
    const bitbucket::client everything{no_transport{}};
    const auto api = everything.with_granted<write_ssh_key, delete_ssh_key>();
    (void)api.try_send(bitbucket::ssh_keys::update{"{my-account-uuid}", "{key-uuid}", {.label = "laptop"}});  // here
}
