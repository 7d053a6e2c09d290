// SPDX-License-Identifier: MIT
// oauth_client_credentials WORKSPACE: lists repositories with a token of an OAuth consumer, without a user.
//
// Shows: a session, which is a credential. It fetches a token when one is first needed, and the next in time.
// Run:   BITBUCKET_OAUTH_KEY=… BITBUCKET_OAUTH_SECRET=… ./oauth_client_credentials acme
//        The consumer must be marked as private in the workspace's settings.
// Not:   a user who logs in: that is examples/tools/oauth_login. docs/authentication.md says which grant is for what.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/oauth2.hpp>
#include <bitbucket/transport/curl.hpp>
#include <cstdlib>
#include <iostream>

namespace bb = bitbucket;

namespace {

std::string from_environment(const char* name, const std::string& otherwise = {}) {
    const char* value = std::getenv(name);
    return value == nullptr ? otherwise : value;
}

}  // namespace

int main(int argc, char* argv[]) try {
    if (argc != 2) {
        std::cerr << "usage: oauth_client_credentials WORKSPACE\n";
        return 2;
    }
    bb::oauth2_options options;
    options.token_url = from_environment("BITBUCKET_TOKEN_URL", options.token_url);  // elsewhere only in tests
    const bb::curl_transport transport;                                              // copies share their connections
    const bb::oauth2_client oauth{
        transport,
        {.key = from_environment("BITBUCKET_OAUTH_KEY"), .secret = bb::secret::from_env("BITBUCKET_OAUTH_SECRET")},
        options};
    const bb::oauth2_session session{oauth, bb::client_credentials_grant{}};
    const bb::client api{transport, session, bb::client_options::from_env()};

    for (const bb::repository& repository : api.each(bb::repositories::list{argv[1]}))
        std::cout << repository.full_name << '\n';
    std::cerr << session.current() << '\n';  // the scopes and when it expires, not the token
} catch (const bb::oauth_error& failure) {
    std::cerr << "no token: " << failure << '\n';
    return 1;
} catch (const bb::error& failure) {
    std::cerr << failure << '\n';
    return 1;
}
