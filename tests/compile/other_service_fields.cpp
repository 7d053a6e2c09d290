// SPDX-License-Identifier: MIT
// Partial responses are Bitbucket's.
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

// error: bitbucket: the service of this operation has no partial responses
// fixed: (void)get_ship("ark");
int main() {
    (void)get_ship("ark").fields("name");  // here
}
