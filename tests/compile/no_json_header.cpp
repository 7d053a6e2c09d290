// SPDX-License-Identifier: MIT
// nlohmann::json comes in only for those who ask for it.
#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>

struct no_transport {
    bitbucket::http_response send(const bitbucket::http_request&, const bitbucket::transport_limits&) { return {}; }
};

// error: bitbucket: send_json needs #include <bitbucket/json.hpp>
// fixed: (void)api.send(bitbucket::users::current{});
int main() {
    const bitbucket::client api{no_transport{}};
    api.send_json(bitbucket::users::current{});  // here
}
