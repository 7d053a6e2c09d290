// SPDX-License-Identifier: MIT
// sandbox_server: serves a fresh bitbucket::testing::sandbox on 127.0.0.1 until it is interrupted, for programs that
// take a base URL and for code in other languages. It is a test double: it keeps nothing, and other machines cannot
// reach it.
#include <bitbucket/testing/sandbox.hpp>
#include <charconv>
#include <cstdlib>
#include <iostream>

#include "../support/interrupt.hpp"
#include "../support/program.hpp"
#include "loopback_server.hpp"

namespace {

using bitbucket::testing::sandbox;

const examples::program about{
    "sandbox_server",
    "",
    0,
    "Serves an in-memory Bitbucket over HTTP on 127.0.0.1, which only this machine can reach. Prints its base\n"
    "URL on standard output, and on standard error the credentials to call it with. Ctrl-C or SIGTERM ends\n"
    "it; what was changed is lost.",
    {{"port", "N", "listen on this port; any free one by default"},
     {"revive-retired", "", "operations that the vendor has removed answer as they used to, instead of 410"}},
    "Other tools take the URL with --base-url, the short examples in BITBUCKET_BASE_URL."};

/// The port that was asked for; 0 for any.
int port_of(const examples::arguments& given) {
    if (!given.has("port")) return 0;
    const std::string text = given.value("port");
    int port = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (problem != std::errc{} || end != text.data() + text.size() || port < 1 || port > 65535)
        throw examples::usage_problem("--port: a number from 1 to 65535");
    return port;
}

int serve(const examples::arguments& given) {
    const int port = port_of(given);
    const bitbucket::testing::sandbox_options settings{.revive_retired = given.has("revive-retired")};
    const examples::loopback_server server{sandbox{settings}, port};
    std::cerr << "BITBUCKET_EMAIL=" << sandbox::email << " BITBUCKET_TOKEN=" << sandbox::api_token
              << "   the administrator's credentials here; Ctrl-C ends\n"
              << "BITBUCKET_OAUTH_KEY=" << sandbox::oauth_key << " BITBUCKET_OAUTH_SECRET=" << sandbox::oauth_secret
              << "   an OAuth consumer; " << server.origin() << "/site/oauth2/ is the authorization server\n";
    examples::write_to_stdout(server.base_url() + '\n');
    examples::wait_for_interrupt();
    // The destructor would wait for connections that clients keep open, and nothing is to be saved.
    std::_Exit(examples::exit_ok);
}

}  // namespace

int main(int argc, char** argv) {
    return examples::run(about, argc, argv, serve);
}
