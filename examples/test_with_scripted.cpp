// SPDX-License-Identifier: MIT
// test_with_scripted: tests a function that uses a client, with replies that the test writes. No network, no account.
//
// Shows: testing::scripted, a transport that gives canned replies and remembers what it was asked.
// Run:   ./test_with_scripted
// Not:   a test framework: `expect` stands for its CHECK. For a server that remembers see test_with_sandbox.cpp.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/testing/clocks.hpp>
#include <bitbucket/testing/scripted.hpp>
#include <iostream>
#include <stdexcept>

namespace bb = bitbucket;
using bb::testing::scripted;

namespace {

// The function under test, from your own program. It takes a client, so it cannot tell a test from the real thing.
bool is_public(const bb::client& api, const bb::workspace_ref& workspace, const bb::repository_ref& repository) {
    const auto found = api.try_send(bb::repositories::get{workspace, repository});
    if (!found && found.error().kind() == bb::error_kind::not_found) return false;
    return !found.value().is_private.value_or(true);  // value() throws the other errors
}

void expect(bool holds, const char* what) {
    if (!holds) throw std::runtime_error(what);
}

void a_repository_is_public_when_the_server_says_so() {
    scripted script;
    script.reply(200, R"({"full_name": "acme/site", "is_private": false})");
    const bb::client api{script};
    expect(is_public(api, "acme", "site"), "a public repository");
    expect(script.requests().front().path() == "/2.0/repositories/acme/site", "its path");
}

void an_unknown_repository_is_not_public() {
    scripted script;
    script.reply_to(bb::http_method::get, "/repositories/acme/attic", 404);
    expect(!is_public(bb::client{script}, "acme", "attic"), "no repository");
}

void a_server_that_fails_once_is_asked_again() {
    scripted script;
    script.fail(bb::transport_error("connection reset")).reply(200, R"({"is_private": true})");
    // With this clock the client does not wait between the two.
    const bb::client api{script, bb::anonymous{}, {.clock = bb::testing::no_waiting()}};
    expect(!is_public(api, "acme", "site"), "a private repository");
    expect(script.requests().size() == 2 && script.unused() == 0, "two requests");
}

}  // namespace

int main() try {
    a_repository_is_public_when_the_server_says_so();
    an_unknown_repository_is_not_public();
    a_server_that_fails_once_is_asked_again();
    std::cout << "all tests passed\n";
} catch (const std::exception& failure) {
    std::cerr << "FAILED: " << failure.what() << '\n';
    return 1;
}
