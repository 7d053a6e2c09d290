// SPDX-License-Identifier: MIT
// Bitbucket's operations are for Bitbucket's client, and so are walks.
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/client.hpp>

struct no_transport {
    bitbucket::http_response send(const bitbucket::http_request&, const bitbucket::transport_limits&) { return {}; }
};

inline constexpr bitbucket::service harbor{.name = "Harbor", .base_url = "https://api.harbor.example/v1"};
struct get_ship : bitbucket::request<get_ship, bitbucket::path<bitbucket::workspace_ref>, void> {
    static constexpr bitbucket::operation_info info{
        .name = "get_ship", .method = bitbucket::http_method::get, .path = "/ships/{ship}", .belongs_to = &harbor};
    using request::request;
};

// error: bitbucket: this operation belongs to another service than this client: use the client of its service
// fixed: (void)bitbucket::client(no_transport{}).each(bitbucket::ssh_keys::list{"me"});
int main() {
    const bitbucket::client_of<harbor> api{no_transport{}};
    (void)api.each(bitbucket::ssh_keys::list{"me"});  // here
}
