// SPDX-License-Identifier: MIT
// detail/bitbucket_cloud/credential_rules.hpp: which credentials the client refuses for which operations, before it sends anything.
#include <bitbucket/client.hpp>
#include <bitbucket/detail/bitbucket_cloud/credential_rules.hpp>
#include <bitbucket/operations.hpp>
#include <bitbucket/testing/scripted.hpp>
#include <set>

#include "support/catch.hpp"
#include "unit/support/refusal_table.hpp"

namespace test_credential_rules {

namespace bb = bitbucket;
using bb::access_token_kind;
using bb::credential_kind;
using bb::detail::credential_refusal;
using Catch::Matchers::ContainsSubstring;

namespace {

bb::detail::credential_summary look_of(const bb::credentials& who) {
    return who.summary();
}

class changing_token final : public bb::token_source {
public:
    explicit changing_token(credential_kind kind) : kind_(kind) {}
    [[nodiscard]] credential_kind kind() const noexcept override { return kind_; }
    bb::secret token(const bb::call_options&) override { return bb::secret("t0ken"); }
    bb::secret token_after_refusal(const bb::secret&, const bb::call_options&) override { return {}; }

private:
    credential_kind kind_;
};

const auto api_token = look_of(bb::api_token{"mia@example.org", bb::secret("ATATT3x")});
const auto oauth = look_of(bb::credentials(std::make_shared<changing_token>(credential_kind::oauth)));
const auto changing = look_of(bb::credentials(std::make_shared<changing_token>(credential_kind::access_token)));
const auto constant_oauth = look_of(bb::access_token{bb::secret("eyJhbGciOiJ9.e30.x")});

bb::detail::credential_summary place_token(access_token_kind kind) {
    return look_of(bb::access_token{bb::secret("ATCTT3x"), kind});
}

// The kinds of access tokens that may call an operation, by first letters: any, repository, project, workspace.
std::string place_tokens_for(const bb::operation_info& operation) {
    std::string out;
    for (const access_token_kind kind : {access_token_kind::unknown, access_token_kind::repository,
                                         access_token_kind::project, access_token_kind::workspace})
        if (credential_refusal(operation, place_token(kind)).empty()) out += "arpw"[static_cast<std::size_t>(kind)];
    return out;
}

}  // namespace

TEST_CASE("who is refused for what stands in a table", "[auth]") {
    std::size_t at = 0;
    for (const bb::operation_info& operation : bb::all_operations) {
        INFO(operation.name);
        REQUIRE(at < std::size(unit::refusal_rows));
        const unit::refusal_row& expected = unit::refusal_rows[at++];
        CHECK(std::string(operation.name) == expected.operation);
        CHECK(credential_refusal(operation, oauth).empty() == expected.oauth);
        CHECK(place_tokens_for(operation) == expected.place_tokens);
        CHECK(credential_refusal(operation, changing) == credential_refusal(operation, place_token({})));
        CHECK(credential_refusal(operation, api_token).empty());
        CHECK(credential_refusal(operation, look_of(bb::anonymous{})).empty());
        CHECK(credential_refusal(operation, look_of(bb::basic{"mia", bb::secret("ATBBx")})).empty());
        // A refusal names the operation and a way out.
        for (const auto& who : {oauth, place_token(access_token_kind::repository)}) {
            const std::string why = credential_refusal(operation, who);
            if (why.empty()) continue;
            CHECK_THAT(why, ContainsSubstring(std::string(operation.name) + ": "));
            CHECK_THAT(why, ContainsSubstring(": use ") && !ContainsSubstring("use an access_token"));
            CHECK_THAT(why, ContainsSubstring("client_options::allow_any_credential"));
        }
    }
    CHECK(at == std::size(unit::refusal_rows));
}

TEST_CASE("access tokens are refused where a source says so, and nowhere else", "[auth]") {
    // The introduction names three operations, and everything about permissions. The rest follows from the scopes.
    const std::set<std::string_view> named = {"deploy_keys::create", "deploy_keys::update", "deploy_keys::remove"};
    std::size_t found = 0;
    for (const bb::operation_info& operation : bb::all_operations) {
        INFO(operation.name);
        found += named.count(operation.name);
        const bool about_permissions = operation.path.str().find("/permission") != std::string_view::npos;
        const bool has_no_scope = !bb::detail::unholdable_scopes(operation, access_token_kind::unknown).empty();
        const bool stated = named.count(operation.name) > 0 || about_permissions;
        const bool refused = !credential_refusal(operation, place_token(access_token_kind::unknown)).empty();
        CHECK(refused == (stated || has_no_scope));
        if (operation.refused.contains(credential_kind::access_token)) CHECK((stated || has_no_scope));
    }
    CHECK(found == named.size());
    // Nothing is said of the keys of a project: only the scope decides.
    CHECK(credential_refusal(bb::project_deploy_keys::create::info, place_token(access_token_kind::workspace)).empty());
    CHECK_THAT(credential_refusal(bb::project_deploy_keys::create::info, place_token(access_token_kind::repository)),
               ContainsSubstring("can hold the scope"));
    CHECK(credential_refusal(bb::deploy_keys::list::info, place_token(access_token_kind::repository)).empty());
}

TEST_CASE("a refusal is one sentence that names what to use", "[auth]") {
    CHECK(credential_refusal(bb::ssh_keys::create::info, oauth) ==
          "ssh_keys::create: the vendor refuses this operation with an OAuth token: use an api_token; "
          "client_options::allow_any_credential sends it anyway");
    CHECK(
        credential_refusal(bb::project_permissions::list_users::info, place_token({})) ==
        "project_permissions::list_users: the vendor refuses this operation with an access_token: use an api_token or "
        "an OAuth token; client_options::allow_any_credential sends it anyway");
    CHECK_THAT(credential_refusal(bb::users::current::info, place_token(access_token_kind::repository)),
               ContainsSubstring("no repository access_token can hold the scope account: use one of a workspace;"));
    CHECK_THAT(credential_refusal(bb::users::list_emails::info, place_token({})),
               ContainsSubstring("no access_token can hold the scope email: use an api_token or an OAuth token;"));
    constexpr bb::operation_info projects{
        .name = "x::y", .method = bb::http_method::get, .path = "/x", .classic_scopes = {"project", "repository"}};
    CHECK(credential_refusal(projects, place_token(access_token_kind::project)).empty());
    CHECK_THAT(credential_refusal(projects, place_token(access_token_kind::repository)),
               ContainsSubstring("the scope project: use one of a project;"));
    constexpr bb::operation_info two{.name = "x::y",
                                     .method = bb::http_method::get,
                                     .path = "/x",
                                     .classic_scopes = {"email", "wiki", "repository"}};
    CHECK_THAT(credential_refusal(two, place_token({})), ContainsSubstring("can hold the scopes wiki email: use"));
}

TEST_CASE("what no source states is allowed", "[auth]") {
    // A scope that this library does not know may be one that access tokens can have.
    constexpr bb::operation_info unknown{
        .name = "x::y", .method = bb::http_method::get, .path = "/x", .classic_scopes = {"brand-new:write"}};
    CHECK(place_tokens_for(unknown) == "arpw");
    // An operation can refuse all that the library has; the sentence still ends.
    constexpr bb::operation_info nobody{
        .name = "x::y",
        .method = bb::http_method::get,
        .path = "/x",
        .refused = {credential_kind::api_token, credential_kind::access_token, credential_kind::oauth}};
    CHECK_THAT(credential_refusal(nobody, api_token), ContainsSubstring("use a kind that this library does not have;"));
    constexpr bb::operation_info no_users{.name = "x::y",
                                          .method = bb::http_method::get,
                                          .path = "/x",
                                          .refused = {credential_kind::basic, credential_kind::anonymous}};
    CHECK(credential_refusal(no_users, look_of(bb::basic{"mia", bb::secret("x")})).empty());
    CHECK(credential_refusal(no_users, look_of(bb::anonymous{})).empty());
}

TEST_CASE("an OAuth token that is given as an access token is not held to the scopes of one", "[auth]") {
    CHECK(credential_refusal(bb::users::list_emails::info, constant_oauth).empty());
    CHECK(credential_refusal(bb::ssh_keys::update::info, constant_oauth).empty());
    CHECK_FALSE(credential_refusal(bb::ssh_keys::create::info, constant_oauth).empty());
}

TEST_CASE("a client refuses before it sends, unless it was told to send", "[auth]") {
    bb::testing::scripted script;
    script.reply(200, R"({"values":[]})");
    const bb::credentials who = bb::access_token{bb::secret("ATCTT3x-c4nary"), access_token_kind::project};
    const bb::client strict{script, who};
    const auto refused = strict.try_send(bb::users::list_emails{});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind() == bb::error_kind::usage);
    CHECK(refused.error().attempts() == 0);
    CHECK_THAT(refused.error().what(),
               ContainsSubstring("no project access_token can hold the scope email") && !ContainsSubstring("c4nary"));
    CHECK(script.requests().empty());
    const bb::client open{script, who, {.allow_any_credential = true}};
    CHECK(open.try_send(bb::users::list_emails{}).has_value());
    CHECK(script.requests().size() == 1);
}

}  // namespace test_credential_rules
