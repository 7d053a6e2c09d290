// SPDX-License-Identifier: MIT
// Two missing scopes are both named; what is granted already is not.
#include <bitbucket/api/current_user.hpp>
#include <bitbucket/api/repository_permissions.hpp>
#include <bitbucket/extras/granted.hpp>

struct no_transport {
    bitbucket::http_response send(const bitbucket::http_request&, const bitbucket::transport_limits&) { return {}; }
};

// error: bitbucket: the granted scopes do not cover this operation
// error: missing_scopes<bitbucket::granular_scope::admin_repository, bitbucket::granular_scope::delete_permission>
// fixed: (void)api.try_json_text(bitbucket::current_user::list_workspaces{});
int main() {
    const auto api = bitbucket::client{no_transport{}}.with_granted<bitbucket::granular_scope::read_workspace>();
    (void)api.try_json_text(bitbucket::repository_permissions::remove_user{"acme", "site", "{user-uuid}"});  // here
}
