// SPDX-License-Identifier: MIT
// detail/bitbucket_cloud/hints.hpp, detail/bitbucket_cloud/refusal.hpp: what an error's hint says of a refused call, by
// the credential, the reply and the operation.
#include <bitbucket/auth.hpp>
#include <bitbucket/bitbucket_cloud.hpp>
#include <bitbucket/detail/calls/api_failure.hpp>
#include <bitbucket/detail/json/nlohmann_reader.hpp>
#include <bitbucket/operations.hpp>

#include "support/catch.hpp"

namespace test_hints {

namespace bb = bitbucket;
using Catch::Matchers::ContainsSubstring;

namespace {

using looks = bb::detail::credential_summary;

looks look_of(const bb::credentials& who) {
    return who.summary();
}

class changing_token final : public bb::token_source {
public:
    explicit changing_token(bool for_user) : for_user_(for_user) {}
    [[nodiscard]] bool has_user() const noexcept override { return for_user_; }
    bb::secret token(const bb::call_options&) override { return bb::secret("x"); }
    bb::secret token_after_refusal(const bb::secret&, const bb::call_options&) override { return {}; }

private:
    bool for_user_;
};

// The hint of the error that a reply becomes.
std::string hint(const bb::operation_info& operation, int status, const looks& who, std::string body,
                 bb::header_list headers = {}, bb::detail::call_record record = {}) {
    record.credential = who;
    const bb::http_response reply{status, std::move(headers), std::move(body)};
    return bb::detail::api_failure(&bb::detail::read_with_nlohmann, bb::bitbucket_cloud, reply, operation, record)
        .hint();
}

// One sentence of our own that fits on a screen: plain ASCII, no full stop, no link.
bool is_sentence(const std::string& text) {
    for (const char c : text)
        if (c < 0x20 || c == 0x7F) return false;
    return text.size() > 20 && text.size() < 400 && text.back() != '.' && text.find(". ") == std::string::npos &&
           text.find("://") == std::string::npos && text.find("  ") == std::string::npos;
}

const looks nobody = look_of(bb::anonymous{});
const looks password = look_of(bb::basic{"mia", bb::secret("hunter2hunter2")});
const looks api_token = look_of(bb::api_token{"mia@example.org", bb::secret("ATATT3xFfGF0")});
const looks by_name = look_of(bb::api_token{"mia", bb::secret("ATATT3xFfGF0")});
const looks odd_token = look_of(bb::api_token{"mia@example.org", bb::secret("t0ken")});
const looks place_token = look_of(bb::access_token{bb::secret("ATCTT3xFfGN0")});
const looks of_repository = look_of(bb::access_token{bb::secret("ATCTT3xFfGN0"), bb::access_token_kind::repository});
const looks constant_oauth = look_of(bb::access_token{bb::secret("eyJhbGciOiJ9.e30.x")});
const looks session = look_of(bb::credentials(std::make_shared<changing_token>(true)));
const looks own_account = look_of(bb::credentials(std::make_shared<changing_token>(false)));

constexpr auto& current = bb::users::current::info;
constexpr auto& repository = bb::repositories::get::info;
constexpr auto& grants = bb::repository_permissions::list_users::info;
constexpr auto& add_key = bb::ssh_keys::create::info;
constexpr auto& update_key = bb::ssh_keys::update::info;

const char* const lacks_scopes =
    R"({"type":"error","error":{"message":"Your credentials lack one or more required privilege scopes.","detail":{"required":["project"],"granted":["runner:write","account"]}}})";
const char* const lacks_scopes_in_french =
    R"({"type":"error","error":{"message":"Il manque des droits.","detail":{"required":["project"],"granted":["account"]}}})";
const char* const lacks_writes =
    R"({"type":"error","error":{"message":"x","detail":{"required":["repository:write","account","email"],"granted":[]}}})";
const char* const lacks_something =
    R"({"type":"error","error":{"message":"Your credentials lack one or more required privilege scopes."}})";
const char* const not_told =
    R"({"type":"error","error":{"message":"Token is invalid, expired, or not supported for this endpoint."}})";
const char* const expired =
    R"({"type":"error","error":{"message":"Access token expired. Use your refresh token to obtain a new access token."}})";
const char* const unidentified =
    R"({"error":{"data":{"arguments":{},"key":"rest-service.rest-service.unauthorized"},"detail":"No authorization provider header specified.","message":"Unauthorized"}})";
const char* const forbidden = R"({"type":"error","error":{"message":"Forbidden"}})";
const char* const deactivated =
    R"({"type":"error","error":{"message":"Error: This workspace and its content have been deactivated due to inactivity. x"}})";
const char* const no_access =
    R"({"type":"error","error":{"message":"You do not have access to view this workspace."}})";
const char* const other_types =
    R"({"type":"error","error":{"message":"This API is only accessible with the following authentication types: apppassword, session, api_token"}})";
const char* const not_supported =
    R"({"type":"error","error":{"message":"This resource does not support authentication using the provided token"}})";

}  // namespace

TEST_CASE("each body that the API is known to refuse with leads to the sentence for the credential", "[diagnosis]") {
    struct row {
        const bb::operation_info& operation;
        int status;
        const char* body;
        looks who;
        const char* says;
    };
    const row rows[] = {
        // missing scopes, in the body
        {repository, 403, lacks_scopes, api_token,
         "the API token lacks the scope read:project:bitbucket: create a new one with it at id.atlassian.com under API "
         "tokens"},
        {repository, 403, lacks_scopes_in_french, api_token, "the API token lacks the scope read:project:bitbucket:"},
        {repository, 403, lacks_writes, api_token,
         "the API token lacks the scopes write:repository:bitbucket, read:user:bitbucket, email: create"},
        {repository, 403, lacks_scopes, place_token,
         "the access token lacks the scope project: create a new one with it, in the settings of its repository, "
         "project or workspace under Access tokens"},
        {repository, 403, lacks_scopes, of_repository, "in the settings of its repository under Access tokens"},
        {repository, 403, lacks_scopes, session,
         "the OAuth token lacks the scope project: add it to the OAuth consumer, and let the user consent again"},
        {repository, 403, lacks_scopes, constant_oauth, "add it to the OAuth consumer"},
        {repository, 403, lacks_scopes, own_account,
         "the OAuth token lacks the scope project: add it to the OAuth consumer, and ask for a new token"},
        // missing scopes that are not named
        {repository, 403, lacks_something, api_token,
         "the API token lacks a scope that this operation needs: create a new one with the scope "
         "read:repository:bitbucket at id.atlassian.com"},
        {grants, 403, lacks_something, api_token,
         "lacks a scope that this operation needs: create a new one with the scope read:repository:bitbucket"},
        {grants, 403, lacks_something, session, "add the scope repository:admin to the OAuth consumer"},
        {repository, 403, lacks_scopes, password, "the password lacks the scope project: use an api_token with it,"},
        {repository, 403, lacks_scopes, nobody, "without a credential you see only what is public: use an api_token"},
        // the kind of credential
        {add_key, 403, other_types, place_token,
         "this operation refuses the credential kind access_token: use an api_token"},
        {add_key, 403, lacks_scopes, session, "this operation refuses the credential kind oauth: use an api_token"},
        {update_key, 403, other_types, session, "the server refuses the credential kind oauth here: use an api_token"},
        {repository, 403, not_supported, place_token, "the server refuses the credential kind access_token here"},
        {repository, 403, not_supported, api_token, "here: use an access_token or an OAuth token"},
        {update_key, 403, forbidden, place_token, "no access_token can hold the scope account:write: use an api_token"},
        {current, 403, forbidden, of_repository,
         "no repository access_token can hold the scope account: use one of a workspace"},
        {grants, 401, "", place_token, "this operation refuses the credential kind access_token: use an api_token"},
        {current, 401, "", nobody, "this operation needs a credential: use an api_token"},
        {repository, 401, "", nobody, "without a credential you see only what is public"},
        // how it was sent
        {repository, 401, not_told, by_name, "needs the e-mail address of the Atlassian account"},
        {repository, 401, "", look_of(bb::basic{"mia", bb::secret("ATATT3x")}), "needs the e-mail address"},
        {repository, 401, not_told, look_of(bb::access_token{bb::secret("ATATT3x")}),
         "this is an API token, but it was sent as Bearer"},
        {repository, 401, not_told, look_of(bb::api_token{"a@b.c", bb::secret("ATCTT3x")}),
         "this is an access token, but it was sent as Basic"},
        {repository, 403, forbidden, look_of(bb::basic{"x-token-auth", bb::secret("ATCTT3x")}),
         "this is an access token, but it was sent as Basic"},
        {repository, 401, "", password, "since 2026-07-28, app passwords: create an API token with scopes"},
        {repository, 401, "", look_of(bb::api_token{"a@b.c", bb::secret("ATBBxyz")}),
         "app passwords were switched off"},
        {repository, 410, "", look_of(bb::basic{"mia", bb::secret("ATBBxyz")}), ""},
        // out of date
        {repository, 401, expired, constant_oauth, "the token has expired: OAuth tokens live for two hours"},
        {repository, 401, expired, place_token, "the token has expired: create a new access token"},
        {repository, 401, expired, api_token, "the API token has expired: create a new one with the same scopes"},
        {repository, 401, not_told, api_token, "the API token was refused: check at id.atlassian.com"},
        {repository, 401, not_told, api_token, "and that it has the scope read:repository:bitbucket"},
        {repository, 401, not_told, odd_token, "give an access token as an access_token"},
        {repository, 401, not_told, place_token,
         "the access token was refused: check that it is neither expired nor revoked"},
        {repository, 401, not_told, look_of(bb::access_token{bb::secret("t0ken")}),
         "give an API token as an api_token"},
        {repository, 401, "", constant_oauth, "the OAuth token was refused: check that it is not expired"},
        // no permission
        {repository, 401, no_access, api_token, "the user of this API token has no access to what was asked for"},
        {repository, 401, no_access, place_token, "the access token does not reach this"},
        {repository, 403, forbidden, api_token, "the API token was accepted but may not do this"},
        {repository, 403, forbidden, place_token, "check that it belongs to the repository, project or workspace"},
        {repository, 403, forbidden, session, "and that it has the scope repository"},
        {repository, 403, "", password, "the password was accepted but may not do this"},
        {grants, 403, forbidden, api_token,
         "this operation is for the admin of the repository: use the credential of one that has the scope "
         "read:repository:bitbucket"},
        {grants, 403, no_access, api_token, "this operation is for the admin of the repository"},
        {grants, 401, no_access, api_token, "this operation is for the admin of the repository"},
        {grants, 401, not_told, api_token, "the API token was refused: check"},
        {repository, 403, deactivated, nobody, "the workspace is deactivated"},
        {repository, 403, deactivated, api_token, "the workspace is deactivated"},
        {repository, 401, unidentified, api_token, "the pipelines service did not learn who is calling"},
        {repository, 401, unidentified, nobody, "without a credential you see only what is public"},
        {grants, 402, R"({"type":"error","error":{"message":"Upgrade"}})", api_token,
         "the plan of the workspace does not allow this"},
    };
    for (const row& each : rows) {
        const std::string found = hint(each.operation, each.status, each.who, each.body);
        INFO(each.operation.name << ' ' << each.status << ' ' << each.body);
        if (*each.says == '\0')
            CHECK(found.empty());
        else
            CHECK_THAT(found, ContainsSubstring(each.says));
        if (!found.empty()) CHECK(is_sentence(found));
    }
}

TEST_CASE("the server knows better what a credential is", "[diagnosis]") {
    const auto typed = [](const looks& who, const char* type, const bb::operation_info& operation = repository,
                          int status = 403) {
        const std::string found = hint(operation, status, who, "", {{"X-Credential-Type", type}});
        CHECK(is_sentence(found));
        return found;
    };
    const looks bearer = look_of(bb::access_token{bb::secret("ATATT3x")});
    CHECK_THAT(typed(bearer, "api_token"), ContainsSubstring("the API token was accepted but"));
    CHECK_THAT(typed(bearer, "unauthenticated_identity"), ContainsSubstring("sent as Bearer"));
    CHECK_THAT(typed(place_token, "repo_access_token", current),
               ContainsSubstring("no repository access_token can hold the scope account"));
    CHECK_THAT(typed(place_token, "Workspace_Access_Token", current),
               ContainsSubstring("the access token was accepted but"));
    CHECK_THAT(typed(place_token, "oauth2", update_key), ContainsSubstring("the OAuth token was accepted but"));
    CHECK_THAT(typed(password, "apppassword"), ContainsSubstring("app passwords were switched off"));
    CHECK_THAT(typed(by_name, "api_token", repository, 401), ContainsSubstring("the API token was refused"));
    // A proxy may add a credential that the client knows nothing of.
    CHECK_THAT(typed(nobody, "oauth"), ContainsSubstring("the OAuth token was accepted but"));
    CHECK_THAT(typed(nobody, "unauthenticated_identity"), ContainsSubstring("without a credential"));
}

TEST_CASE("a token that changes tells whether it could be renewed", "[diagnosis]") {
    const auto after = [](const char* failure, bool renewed, const char* body = "", int status = 401,
                          const looks& who = session) {
        bb::detail::call_record record;
        record.renewal_failure = failure;
        record.renewed = renewed;
        const std::string found = hint(repository, status, who, body, {}, record);
        CHECK(is_sentence(found));
        return found;
    };
    CHECK_THAT(after("invalid_grant", false),
               ContainsSubstring("its refresh token is used up or expired: ask the user"));
    CHECK_THAT(after("invalid_grant", false, expired), ContainsSubstring("its refresh token is used up"));
    CHECK_THAT(after("invalid_client", false), ContainsSubstring("check its key, its secret"));
    CHECK_THAT(after("connection refused by 10.0.0.1", false),
               ContainsSubstring("could not be renewed: check that the"));
    CHECK_THAT(after("connection refused by 10.0.0.1", false), !ContainsSubstring("10.0.0.1"));
    CHECK_THAT(after("", true), ContainsSubstring("this 401 most likely means no permission"));
    CHECK_THAT(after("", true, expired), ContainsSubstring("this 401 most likely means no permission"));
    CHECK_THAT(after("", true, no_access), ContainsSubstring("has no access to what was asked for"));
    CHECK_THAT(after("", false), ContainsSubstring("no other was available: ask the user for consent again"));
    // Where a program acts for itself, nobody can consent.
    for (const char* const failure : {"invalid_grant", "invalid_client", "no connection", ""})
        for (const bool renewed : {true, false})
            CHECK_THAT(after(failure, renewed, "", 401, own_account), !ContainsSubstring("user"));
    CHECK_THAT(after("", true, "", 403), ContainsSubstring("the OAuth token was accepted but"));
}

TEST_CASE("every operation has a sentence for every kind of credential that is refused without a word", "[diagnosis]") {
    std::size_t seen = 0;
    for (const bb::operation_info& operation : bb::all_operations)
        for (const looks& who : {nobody, password, api_token, by_name, odd_token, place_token, of_repository,
                                 constant_oauth, session, own_account, look_of(bb::basic{"a", bb::secret("ATBB")})})
            for (const int status : {401, 402, 403}) {
                const std::string found = hint(operation, status, who, "");
                INFO(operation.name << ' ' << status << ' ' << to_string(who.kind) << ": " << found);
                CHECK(is_sentence(found));
                // One that refuses a kind never advises it.
                if (operation.refused.contains(bb::credential_kind::access_token) && status != 402)
                    CHECK_THAT(found, !ContainsSubstring("use an access_token"));
                ++seen;
            }
    CHECK(seen == bb::all_operations.size() * 11U * 3U);
}

TEST_CASE("what another server answers tells nothing of the credential", "[diagnosis]") {
    bb::detail::call_record record;
    record.left_origin = true;
    for (const int status : {401, 402, 403}) {
        const std::string found = hint(repository, status, by_name, lacks_scopes, {}, record);
        CHECK(is_sentence(found));
        CHECK_THAT(found, ContainsSubstring("a redirect led") && !ContainsSubstring("scope"));
    }
    for (const int status : {400, 404, 410})
        CHECK(hint(bb::current_user::list_workspaces::info, status, by_name, "", {}, record).empty());
}

TEST_CASE("other statuses get no sentence about credentials", "[diagnosis]") {
    for (const int status : {400, 404, 409, 410, 412, 429, 500, 555})
        CHECK(hint(repository, status, by_name, forbidden).empty());
}

}  // namespace test_hints
