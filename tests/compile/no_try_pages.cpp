// SPDX-License-Identifier: MIT
// A single object has no pages, with or without exceptions.
#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>

struct no_transport {
    bitbucket::http_response send(const bitbucket::http_request&, const bitbucket::transport_limits&) { return {}; }
};

// error: bitbucket: each and pages are for operations that return a page of a collection
// fixed: (void)api.try_send(bitbucket::users::current{});
int main() {
    const bitbucket::client api{no_transport{}};
    for (const auto& item : api.try_pages(bitbucket::users::current{})) (void)item;  // here
}
