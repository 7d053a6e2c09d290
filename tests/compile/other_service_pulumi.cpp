// SPDX-License-Identifier: MIT
// An operation of Pulumi Cloud is not sent by the client of Bitbucket; one in preview compiles without a word.
#pragma GCC diagnostic error "-Wdeprecated-declarations"
#include <bitbucket/client.hpp>
#include <bitbucket/integrations/pulumi.hpp>

struct no_transport {
    bitbucket::http_response send(const bitbucket::http_request&, const bitbucket::transport_limits&) { return {}; }
};

// error: bitbucket: this operation belongs to another service than this client: use the client of its service
// fixed: (void)bitbucket::pulumi::client(no_transport{}, bitbucket::pulumi::token{}).send(list);
int main() {
    const bitbucket::pulumi::bitbucket_integrations::list list{"acme"};
    (void)bitbucket::client{no_transport{}}.send(list);  // here
}
