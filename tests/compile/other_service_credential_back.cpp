// SPDX-License-Identifier: MIT
// Another service's token never goes to Bitbucket.
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

// error: bitbucket: this credential is for another service than this client, which would send it there
// fixed: const bitbucket::client api{no_transport{}, bitbucket::access_token{}};
int main() {
    const bitbucket::client api{no_transport{}, bitbucket::service_token<harbor>{}};  // here
    (void)api;
}
