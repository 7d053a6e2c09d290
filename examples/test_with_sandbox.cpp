// SPDX-License-Identifier: MIT
// test_with_sandbox: tests a function that changes things, against a Bitbucket in memory. No network, no account.
//
// Shows: testing::sandbox, a transport that remembers what is written and fails where Bitbucket fails.
// Run:   ./test_with_sandbox
// Not:   a test framework: `expect` stands for its CHECK. For replies of your own making see test_with_scripted.cpp.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/testing/sandbox.hpp>
#include <iostream>
#include <stdexcept>

namespace bb = bitbucket;
using bb::testing::sandbox;

namespace {

// The function under test: lowers a user's permission on a repository to read. Returns whether anything changed.
bool demote(const bb::client& api, const bb::repository_ref& repository, const bb::user_ref& user) {
    namespace permissions = bb::repository_permissions;
    const auto now = api.send(permissions::get_user{"acme", repository, user}).permission;
    if (now == bb::permission_level::none || now == bb::permission_level::read) return false;
    api.send(permissions::update_user{"acme", repository, user, {.permission = bb::repository_grant::read}});
    return true;
}

void expect(bool holds, const char* what) {
    if (!holds) throw std::runtime_error(what);
}

void an_administrator_becomes_a_reader() {
    // A new sandbox for each test: it holds acme, globex, and the people and things in them.
    const bb::client api{sandbox{}, bb::api_token{sandbox::email, bb::secret(sandbox::api_token)}};
    expect(demote(api, sandbox::repository, sandbox::colleague), "the colleague was more than a reader");
    expect(!demote(api, sandbox::repository, sandbox::colleague), "and is a reader now");
}

void a_plain_member_may_not_do_that() {
    const bb::client api{sandbox{}, bb::api_token{sandbox::member_email, bb::secret(sandbox::member_api_token)}};
    try {
        demote(api, sandbox::repository, sandbox::colleague);
    } catch (const bb::forbidden&) {
        return;
    }
    expect(false, "403 for a plain member");
}

}  // namespace

int main() try {
    an_administrator_becomes_a_reader();
    a_plain_member_may_not_do_that();
    std::cout << "all tests passed\n";
} catch (const std::exception& failure) {
    std::cerr << "FAILED: " << failure.what() << '\n';
    return 1;
}
