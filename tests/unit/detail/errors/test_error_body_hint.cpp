// SPDX-License-Identifier: MIT
// detail/calls/api_failure.hpp, detail/bitbucket_cloud/refusal.hpp: the hint that an error of a client has: retired operations, missing scopes
// by the body and by the headers, and the token endpoint's codes.
#include <bitbucket/client.hpp>
#include <bitbucket/detail/oauth2/oauth_hints.hpp>
#include <bitbucket/operations.hpp>
#include <bitbucket/testing/sandbox.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"

namespace test_error_body_hint {

namespace bb = bitbucket;
using bb::testing::sandbox;
using Catch::Matchers::ContainsSubstring;

namespace {

// An OAuth token, which has nothing to renew itself with.
const char* const jwt = "eyJhbGciOiJ9.e30.x";

bb::credentials mia() {
    return bb::api_token{"me@example.org", bb::secret("ATATT3xFfGF0")};
}

// The hint of the error that a reply becomes, also where the client would have refused the credential itself.
template <class Operation>
std::string hint(const Operation& request, int status, bb::credentials who = mia(), std::string body = {},
                 bb::header_list headers = {}) {
    bb::testing::scripted script;
    script.reply(status, std::move(body), std::move(headers));
    const bb::client api{script, std::move(who), {.allow_any_credential = true, .retry = bb::retry_policy::none()}};
    const auto reply = api.try_send(request);
    REQUIRE_FALSE(reply);
    CHECK(reply.error().hint().size() < 400);
    return reply.error().hint();
}

// The hint of a 403 to an OAuth token, by its body.
std::string hint_of_body(std::string body) {
    return hint(bb::repositories::get{"acme", "site"}, 403, bb::access_token{bb::secret(jwt)}, std::move(body));
}

class changing_token final : public bb::token_source {
public:
    bb::secret token(const bb::call_options&) override { return bb::secret("first"); }
    bb::secret token_after_refusal(const bb::secret& refused, const bb::call_options&) override {
        return another ? bb::secret("second") : refused;
    }
    bool another = true;
};

}  // namespace

TEST_CASE("a retired operation is told by its successor", "[errors]") {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    const bb::current_user::list_workspace_permissions retired;
    const bb::code_search::search_user without_successor{"me", "x"};
    const bb::user_pipeline_variables::get deprecated{"me", "{v}"};
#pragma GCC diagnostic pop
    CHECK(hint(retired, 410) == "the vendor has retired this operation: use GET /user/workspaces");
    CHECK(hint(retired, 404) == hint(retired, 410));
    CHECK(hint(without_successor, 410) == "the vendor has retired this operation and names no successor");
    CHECK_THAT(hint(deprecated, 410), ContainsSubstring("use GET /workspaces/{workspace}/pipelines-config/variables"));
    // Deprecated is not gone: a 404 says that there is no such variable, or that search is not switched on.
    CHECK(hint(deprecated, 404).empty());
    CHECK(hint(without_successor, 404).empty());
    CHECK(hint(bb::users::get{"me"}, 404).empty());
    CHECK(hint(bb::users::get{"me"}, 410).empty());
    CHECK(hint(retired, 500).empty());
}

TEST_CASE("a refusal of a kind of credential that the operation is known to refuse says so", "[errors]") {
    const bb::credentials bearer = bb::access_token{bb::secret("t0ken")};
    const bb::repository_permissions::list_users admins_only{"w", "r"};
    CHECK(hint(bb::users::current{}, 401, bb::anonymous{}) ==
          "this operation needs a credential: use an api_token, an access_token or an OAuth token");
    CHECK(hint(bb::users::list_emails{}, 401, bb::anonymous{}) ==
          "this operation needs a credential: use an api_token or an OAuth token");
    CHECK(hint(admins_only, 403, bearer) ==
          "this operation refuses the credential kind access_token: use an api_token or an OAuth token");
    CHECK(hint(admins_only, 403) ==
          "this operation is for the admin of the repository: use the credential of one that has the scope "
          "read:repository:bitbucket");
    CHECK(hint(admins_only, 404, bearer).empty());
}

TEST_CASE("the sandbox's refusals have their hints", "[errors]") {
    const sandbox box;
    const bb::client reader{box, bb::api_token{sandbox::email, bb::secret(sandbox::read_only_api_token)}};
    const auto no = reader.try_send(bb::ssh_keys::remove{sandbox::user, bb::uuid(sandbox::ssh_key)});
    REQUIRE_FALSE(no);
    CHECK_THAT(no.error().hint(), ContainsSubstring("the API token lacks the scope delete:ssh-key:bitbucket: create"));
    const bb::client old{box, bb::api_token{sandbox::email, bb::secret(sandbox::expired_api_token)}};
    CHECK_THAT(old.try_send(bb::users::current{}).error().hint(),
               ContainsSubstring("the API token was refused: check"));
    const bb::client member{box, bb::api_token{sandbox::member_email, bb::secret(sandbox::member_api_token)}};
    const auto grants =
        member.try_send(bb::repository_permissions::list_users{sandbox::workspace, sandbox::repository});
    REQUIRE_FALSE(grants);
    CHECK_THAT(grants.error().hint(), ContainsSubstring("this operation is for the admin of the repository"));
}

TEST_CASE("a 401 after a renewal says that it most likely means no permission", "[errors]") {
    const auto source = std::make_shared<changing_token>();
    const auto refused = [&] {
        bb::testing::scripted script;
        script.reply(401).reply(401);
        const bb::client api{script, bb::credentials(source), {.retry = bb::retry_policy::none()}};
        return api.try_send(bb::users::current{}).error().hint();
    };
    CHECK_THAT(refused(), ContainsSubstring("a renewed token was refused too"));
    source->another = false;
    CHECK_THAT(refused(), ContainsSubstring("the token was refused and no other was available"));
}

TEST_CASE("a hint never holds the credential, wherever the server repeats it", "[errors]") {
    const bb::credentials who = bb::access_token{bb::secret("eyJhbGciOiJ9-c4nary")};
    const std::string found =
        hint(bb::repositories::get{"acme", "site"}, 403, who,
             R"({"error":{"message":"eyJhbGciOiJ9-c4nary","detail":{"required":["eyJhbGciOiJ9-c4nary","project"]}}})",
             {{"X-OAuth-Scopes", "eyJhbGciOiJ9-c4nary"}, {"X-Credential-Type", "eyJhbGciOiJ9-c4nary"}});
    CHECK_THAT(found, !ContainsSubstring("c4nary") && ContainsSubstring("project"));
}

TEST_CASE("exactly the missing scopes are named, counting what scopes imply", "[errors]") {
    const auto body = [](const char* required, const char* granted) {
        return std::string(R"({"error":{"message":"x","detail":{"required":)") + required + R"(,"granted":)" + granted +
               "}}}";
    };
    const auto named = [&](const char* required, const char* granted) { return hint_of_body(body(required, granted)); };
    CHECK_THAT(named(R"(["repository","project"])", R"(["pullrequest:write"])"),
               ContainsSubstring("lacks the scope project:"));
    CHECK_THAT(named(R"(["a","b","c","a"])", R"(["b"])"), ContainsSubstring("lacks the scopes a, c: add them to the"));
    CHECK_THAT(named(R"(["project:admin"])", R"(["project","project:write"])"),
               ContainsSubstring("lacks the scope project:admin:"));
    // What is granted cannot be what is missing, so something else is wrong.
    CHECK_THAT(named(R"(["repository"])", R"(["pullrequest:write"])"), ContainsSubstring("was accepted but"));
    CHECK_THAT(named(R"(["read:repository:bitbucket"])", R"(["write:repository:bitbucket"])"),
               ContainsSubstring("lacks the scope read:repository:bitbucket:"));
    CHECK_THAT(named("[]", "[]"), ContainsSubstring("was accepted but"));
}

TEST_CASE("what a server writes in place of scopes is not repeated", "[errors]") {
    const auto named = [](const std::string& required) {
        return hint_of_body(R"({"error":{"detail":{"required":)" + required + R"(,"granted":[]}}})");
    };
    for (const char* text : {R"(["a b"])", R"(["see https://evil.example/"])", R"(["\u001b[31m"])", R"(["ä"])",
                             R"([""])", R"(["x. Call +1 555"])", R"([{"a":"b c"}])"})
        CHECK_THAT(named(text), ContainsSubstring("was accepted but"));
    CHECK_THAT(named("[\"" + std::string(65, 'a') + "\"]"), ContainsSubstring("was accepted but"));
    CHECK_THAT(named(R"(["a b","project"])"), ContainsSubstring("lacks the scope project:"));
    std::string many = "[";
    for (int i = 0; i < 90; ++i) many += "\"scope-number-" + std::to_string(i) + "\",";
    CHECK_THAT(named(many + R"("x"])"), ContainsSubstring("scope-number-1,") && ContainsSubstring(" and more: add"));
}

TEST_CASE("headers tell the missing scopes where the body does not", "[errors]") {
    const auto told = [](bb::header_list headers, int status = 403) {
        return hint(bb::ssh_keys::create{"me", {.key = "k"}}, status, mia(), "", std::move(headers));
    };
    // The server names what it accepts in classic scopes even to API tokens, which have granular ones.
    CHECK_THAT(told({{"x-oauth-scopes", "read:ssh-key:bitbucket, read:user:bitbucket"},
                     {"x-accepted-oauth-scopes", "account:write"}}),
               ContainsSubstring("the API token lacks the scope write:ssh-key:bitbucket: create"));
    CHECK_THAT(told({{"X-OAuth-Scopes", "read:ssh-key:bitbucket, write:ssh-key:bitbucket"},
                     {"X-Accepted-OAuth-Scopes", "account:write"}}),
               ContainsSubstring("was accepted but"));
    CHECK_THAT(told({{"X-OAuth-Scopes", ""}}),
               ContainsSubstring("lacks the scopes read:ssh-key:bitbucket, write:ssh-key:bitbucket:"));
    CHECK_THAT(told({{"X-OAuth-Scopes", ""}}, 401), ContainsSubstring("lacks the scopes"));
    CHECK_THAT(told({{"X-Accepted-OAuth-Scopes", "account:write"}}), ContainsSubstring("was accepted but"));
    const auto classic = [](const char* held, const char* accepted) {
        return hint(bb::repositories::get{"acme", "site"}, 403, bb::access_token{bb::secret(jwt)}, "",
                    {{"X-OAuth-Scopes", held}, {"X-Accepted-OAuth-Scopes", accepted}});
    };
    CHECK_THAT(classic("account", "repository"), ContainsSubstring("the OAuth token lacks the scope repository: add"));
    CHECK_THAT(classic("pullrequest:write email", "repository"), ContainsSubstring("was accepted but"));
    CHECK_THAT(classic("repository", "webhook"), ContainsSubstring("lacks the scope webhook:"));
    CHECK_THAT(classic("account", ""), ContainsSubstring("lacks the scope repository:"));
    CHECK_THAT(classic("account", "a b c; <script>"), ContainsSubstring("lacks the scope repository:"));
    CHECK_THAT(classic("write:repository:bitbucket", "repository"),
               ContainsSubstring("lacks the scope read:repository:bitbucket:"));
}

TEST_CASE("a refusal of the token endpoint has a sentence by its code", "[errors]") {
    const auto told = [](const char* code, const char* detail = "") {
        bb::detail::error_state state;
        state.kind = bb::error_kind::oauth;
        state.code = code;
        state.detail = detail;
        return bb::detail::oauth_hint(state);
    };
    CHECK_THAT(told("invalid_grant"), ContainsSubstring("10 minutes") && ContainsSubstring("3 months") &&
                                          ContainsSubstring("ask the user for consent again"));
    CHECK_THAT(told("invalid_grant", "Unsupported grant type: None"), ContainsSubstring("this type of grant"));
    CHECK(told("unsupported_grant_type") == told("invalid_grant", "UNSUPPORTED GRANT TYPE: None"));
    CHECK_THAT(told("invalid_client"), ContainsSubstring("check the key and the secret"));
    CHECK_THAT(told("unauthorized_client"), ContainsSubstring("may not use this type of grant"));
    CHECK_THAT(told("access_denied"), ContainsSubstring("ask the user again"));
    for (const char* code : {"", "invalid_request", "invalid_scope", "server_error", "Invalid_Grant", "invalid_grant "})
        CHECK(told(code).empty());
}

}  // namespace test_error_body_hint
