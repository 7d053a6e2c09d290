// SPDX-License-Identifier: MIT
// sandbox_server [--revive-retired]: serves a fresh sandbox on a free port of 127.0.0.1 until it is interrupted, so that
// programs can be tried with --base-url. The base URL is all that it prints on its standard output.
#include <bitbucket/testing/sandbox.hpp>
#include <csignal>
#include <iostream>

#include "support/sandbox_server.hpp"

namespace {

constexpr const char* usage =
    "usage: sandbox_server [--revive-retired]\n"
    "\n"
    "Serves an in-memory Bitbucket on 127.0.0.1 and prints its base URL. Ends with Ctrl-C; what was changed is lost.\n"
    "With --revive-retired, operations that the vendor has removed answer as they used to, instead of 410.\n";

}  // namespace

int main(int argc, char* argv[]) {
    using bitbucket::testing::sandbox;
    bitbucket::testing::sandbox_options options;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--help") {
            std::cout << usage;
            return 0;
        }
        if (argument != "--revive-retired") {
            std::cerr << "sandbox_server: unknown argument " << argument << "\n\n" << usage;
            return 2;
        }
        options.revive_retired = true;
    }

    // Blocked before any thread starts, so that all of them leave these signals to sigwait.
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ending, nullptr);

    const support::sandbox_server server{sandbox{options}};
    std::cerr << "BITBUCKET_EMAIL=" << sandbox::email << " BITBUCKET_TOKEN=" << sandbox::api_token
              << "   the administrator's credentials here; Ctrl-C ends\n"
              << "BITBUCKET_OAUTH_KEY=" << sandbox::oauth_key << " BITBUCKET_OAUTH_SECRET=" << sandbox::oauth_secret
              << "   an OAuth consumer; " << server.origin() << "/site/oauth2/ is the authorization server\n";
    std::cout << server.base_url() << std::endl;  // NOLINT(performance-avoid-endl): a script reads this line
    int signal = 0;
    sigwait(&ending, &signal);
}
