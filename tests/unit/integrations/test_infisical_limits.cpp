// SPDX-License-Identifier: MIT
// integrations/infisical/rules.hpp and the write models: what is refused before anything is sent.
#include <bitbucket/integrations/infisical.hpp>

#include <functional>

#include "support/catch.hpp"
#include "unit/support/infisical_requests.hpp"

namespace test_infisical_limits {

namespace bb = bitbucket;
namespace ic = bitbucket::infisical_connections;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;
using client = unit::infisical_client;

namespace {

constexpr const char* id = unit::infisical_id;

std::string problem_of(const bb::request_base& request) {
    return request.problem();
}

}  // namespace

TEST_CASE("names are checked by the slug rule before anything is sent", "[integrations]") {
    const auto problem = [](const std::string& name) {
        bb::infisical_connection_draft from = unit::infisical_draft();
        from.name = name;
        const std::string changed = problem_of(ic::update{id, {.name = name}});
        const std::string made = problem_of(ic::create{from});
        CHECK(made.empty() == changed.empty());
        return made;
    };
    const std::string longest(64, 'a');
    for (const std::string& good : {std::string("a"), std::string("1"), std::string("my-bitbucket-connection"),
                                    std::string("v1b2"), longest, " " + longest + " "})
        CHECK(problem(good).empty());
    for (const char* bad : {"A", "a_b", "a--b", "-a", "a-", "a b", "a.b", "\xC3\xA4", "-"})
        CHECK_THAT(problem(bad),
                   ContainsSubstring("name must consist of lower-case letters, digits and single hyphens"));
    for (const std::string& bad : {std::string(), std::string("  "), longest + 'a'})
        CHECK_THAT(problem(bad),
                   ContainsSubstring(bad.empty() ? "must not be empty" : "name must have 1 to 64 characters"));
}

TEST_CASE("all other limits are checked before anything is sent", "[integrations]") {
    struct limit {
        std::function<void(bb::infisical_connection_draft&)> change;
        const char* problem;
    };
    const auto credentials = [](std::string api_token, std::string email) {
        return [api_token, email](bb::infisical_connection_draft& from) {
            from.credentials = bb::infisical_credentials_draft{.api_token = api_token, .email = email};
        };
    };
    const auto described = [](std::string text) {
        return [text](bb::infisical_connection_draft& from) { from.description = text; };
    };
    // The server counts UTF-16 units: an emoji has two of them, a letter with an accent one.
    std::string emojis;
    for (int i = 0; i < 128; ++i) emojis += "\xF0\x9F\x98\x80";
    std::string accents;
    for (int i = 0; i < 256; ++i) accents += "\xC3\xA9";
    const std::string host = "@example.org";
    const std::string user(255 - host.size(), 'm');
    const limit limits[] = {
        {described(std::string(256, 'd')), ""},
        {described(emojis), ""},
        {described(accents + " \n"), ""},
        {described(std::string(257, 'd')), "description must have at most 256 characters"},
        {described(emojis + 'd'), "description must have at most 256 characters"},
        {described(accents + "\xC3\xA9"), "description must have at most 256 characters"},
        {credentials(std::string(255, 't'), "mia@example.org"), ""},
        {credentials(std::string(255, 't') + "\n", "mia@example.org"), ""},
        {credentials(std::string(256, 't'), "mia@example.org"), "credentials.apiToken must have 1 to 255 characters"},
        {credentials("  ", "mia@example.org"), "credentials.apiToken must have 1 to 255 characters"},
        {credentials("", "mia@example.org"), "'credentials.apiToken' must not be empty"},
        {credentials("t", user + host), ""},
        {credentials("t", 'm' + user + host), "credentials.email must have 1 to 255 characters"},
        {credentials("t", ""), "'credentials.email' must not be empty"},
        {credentials("t", " mia@example.org"), "credentials.email must not have blanks"},
        {credentials("t", "mia@example.org\n"), "credentials.email must not have blanks"},
        {credentials("t", "mia"), "credentials.email must be an address"},
        {credentials("t", "@example.org"), "credentials.email must be an address"},
        {credentials("t", "mia@"), "credentials.email must be an address"},
        {credentials("t", "mia@b@example.org"), "credentials.email must be an address"},
        {[](bb::infisical_connection_draft& from) { from.project_id = nullptr; }, "projectId must not be null"}};
    for (const limit& each : limits) {
        bb::infisical_connection_draft from = unit::infisical_draft();
        each.change(from);
        const std::string made = problem_of(ic::create{from});
        CAPTURE(each.problem, made);
        CHECK(made.empty() == (*each.problem == '\0'));
        CHECK_THAT(made, ContainsSubstring(each.problem));
    }
    CHECK_THAT(problem_of(ic::update{id, {.name = nullptr}}), ContainsSubstring("name must not be null"));
    CHECK_THAT(problem_of(ic::update{id, {.credentials = nullptr}}), ContainsSubstring("credentials must not be null"));
    CHECK_THAT(problem_of(ic::update{id, {.description = std::string(257, 'd')}}), ContainsSubstring("at most 256"));
    CHECK(problem_of(ic::update{id, {}}).empty());
    CHECK(problem_of(ic::repositories{id, std::string(255, 'w')}).empty());
    CHECK_THAT(problem_of(ic::repositories{id, std::string(256, 'w')}),
               ContainsSubstring("workspaceSlug: must have 1 to"));
    CHECK_THAT(problem_of(ic::repositories{id, ""}), ContainsSubstring("workspaceSlug must not be empty"));
    CHECK_THAT(problem_of(ic::environments{id, "w", ""}), ContainsSubstring("repositorySlug must not be empty"));
    CHECK_THAT(problem_of(ic::get{""}), ContainsSubstring("connectionId"));

    const scripted script;
    const bb::error refused = unit::infisical_with(script).try_send(ic::repositories{id, ""}).error();
    CHECK(refused.kind() == bb::error_kind::usage);
    CHECK(script.requests().empty());
}

}  // namespace test_infisical_limits
