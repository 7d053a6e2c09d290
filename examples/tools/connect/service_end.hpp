// SPDX-License-Identifier: MIT
// The service that Bitbucket is connected with: its double in this process, or the real one.
#pragma once

#include <bitbucket/integrations/infisical.hpp>
#include <bitbucket/integrations/pulumi.hpp>
#include <bitbucket/integrations/upsun.hpp>
#include <bitbucket/integrations/upsun_session.hpp>
#include <bitbucket/testing/integrations/infisical.hpp>
#include <bitbucket/testing/integrations/pulumi.hpp>
#include <bitbucket/testing/integrations/upsun.hpp>
#include <iostream>

#include "../support/connect.hpp"
#include "../support/interrupt.hpp"
#include "../support/secret_input.hpp"

namespace examples::registration {

/// How a service is reached.
struct service_end {
    bitbucket::any_transport transport;
    bitbucket::client_options options;
    bitbucket::secret token;
};

/// Opens the double, whose token is given, or the real service with the token that the user has.
inline service_end open_service(const arguments& given, const bitbucket::service& service,
                                const bitbucket::any_transport& twin, const char* token_of_twin,
                                const secret_input& token) {
    bitbucket::client_options options;
    options.clock = interruptible_clock();
    if (!is_live(given)) return {interruptible(twin), options, bitbucket::secret(token_of_twin)};
    options.base_url = checked_base_url(given.value("service-url", service.base_url), "service-url");
    return {open_curl(given.program_name(), ca_file(given)), options, read_secret(given, token)};
}

/// Says on stderr what the program talks to.
inline void announce(const arguments& given, const bitbucket::service& service, const service_end& end) {
    std::cerr << given.program_name() << ": "
              << (is_live(given) ? "talking to " + shown(end.options.base_url) + ", " : "using the built-in double of ")
              << service.name << '\n';
}

inline service_end open_infisical(const arguments& given) {
    using twin = bitbucket::testing::infisical_sandbox;
    return open_service(given, bitbucket::infisical, twin(), twin::token,
                        {"access token of Infisical", "INFISICAL_TOKEN", "service-token-file"});
}

inline service_end open_pulumi(const arguments& given) {
    using twin = bitbucket::testing::pulumi_sandbox;
    return open_service(given, bitbucket::pulumi_cloud, twin(), twin::admin_token,
                        {"access token of Pulumi Cloud", "PULUMI_ACCESS_TOKEN", "service-token-file"});
}

inline service_end open_upsun(const arguments& given) {
    using twin = bitbucket::testing::upsun_sandbox;
    return open_service(given, bitbucket::upsun, twin(), twin::api_token,
                        {"API token of Upsun", "UPSUN_CLI_TOKEN", "service-token-file"});
}

inline bitbucket::client_of<bitbucket::infisical> infisical_client(const service_end& end) {
    return bitbucket::client_of<bitbucket::infisical>{
        end.transport, bitbucket::service_token<bitbucket::infisical>{end.token}, end.options};
}

inline bitbucket::pulumi::client pulumi_client(const service_end& end) {
    return bitbucket::pulumi::client{end.transport, bitbucket::pulumi::token{end.token}, end.options};
}

/// The API token is exchanged for access tokens. At another address that is done on the same host.
inline bitbucket::client_of<bitbucket::upsun> upsun_client(const service_end& end) {
    bitbucket::upsun_session_options how;
    how.clock = end.options.clock;
    const std::string& url = end.options.base_url;
    if (!url.empty() && url != bitbucket::upsun.base_url) how.token_url = origin_of(url) + "/oauth2/token";
    const bitbucket::upsun_session session{end.transport, end.token, how};
    return bitbucket::client_of<bitbucket::upsun>{end.transport, session, end.options};
}

}  // namespace examples::registration
