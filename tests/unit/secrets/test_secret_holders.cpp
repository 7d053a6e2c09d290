// SPDX-License-Identifier: MIT
// Finds every public type that holds a secret, by reading the headers, and prints one of each. A type that is not in
// the table at the end fails here: add it, and what it shows when it holds the canary.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/coroutines.hpp>
#include <bitbucket/each_of.hpp>
#include <bitbucket/extras/granted.hpp>
#include <bitbucket/extras/sync_variables.hpp>
#include <bitbucket/oauth2.hpp>
#include <bitbucket/send_all.hpp>
#include <bitbucket/testing/scripted.hpp>
#include <bitbucket/transport/curl_loop.hpp>

#include <set>
#include <string_view>

#include "support/catch.hpp"
#include "unit/support/canary.hpp"
#include "unit/support/secret_holders.hpp"

namespace test_secret_holders {

namespace bb = bitbucket;
using bb::testing::scripted;
using names = std::set<std::string>;
using unit::holder;
using unit::of;

namespace {

names scanned(std::initializer_list<const char*> texts) {
    unit::header_scan scan;
    for (const char* each : texts) scan.read(each, true);
    return scan.public_holders();
}

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"  // the retired requests are printed too
#endif

// What syncing variables is made of.
std::vector<holder> all_of_syncing() {
    const bb::secret text{unit::canary};
    const bb::variable_state state{bb::uuid("v"), false, text};
    const bb::variable_step step{
        bb::variable_action::update, "KEY", bb::variable_reason::value_differs, false, text, state};
    return {of("wanted_variable", bb::wanted_variable{"KEY", text}), of("variable_state", state),
            of("variable_step", step), of("variable_plan", bb::variable_plan{"/variables", {step}})};
}

// Requests whose input or result is a model with a sensitive member.
std::vector<holder> all_requests() {
    const std::string plain = unit::canary;
    const bb::uuid id("v");
    const bb::pipeline_variable_draft draft{.key = "KEY", .value = plain};
    const bb::pipeline_variable_edit edit{.value = plain};
    namespace of_repository = bb::repository_pipeline_variables;
    namespace of_workspace = bb::workspace_pipeline_variables;
    namespace of_environment = bb::deployment_variables;
    namespace of_user = bb::user_pipeline_variables;
    namespace of_team = bb::team_pipeline_variables;
    namespace pair = bb::pipeline_ssh_key_pair;
    return {
        of("repository_pipeline_variables::create", of_repository::create{"acme", "site", draft}),
        of("repository_pipeline_variables::get", of_repository::get{"acme", "site", id}),
        of("repository_pipeline_variables::list", of_repository::list{"acme", "site"}),
        of("repository_pipeline_variables::update", of_repository::update{"acme", "site", id, edit}),
        of("workspace_pipeline_variables::create", of_workspace::create{"acme", draft}),
        of("workspace_pipeline_variables::get", of_workspace::get{"acme", id}),
        of("workspace_pipeline_variables::list", of_workspace::list{"acme"}),
        of("workspace_pipeline_variables::update", of_workspace::update{"acme", id, edit}),
        of("deployment_variables::create", of_environment::create{"acme", "site", id, draft}),
        of("deployment_variables::list", of_environment::list{"acme", "site", id}),
        of("deployment_variables::update", of_environment::update{"acme", "site", id, id, edit}),
        of("user_pipeline_variables::create", of_user::create{"me", draft}),
        of("user_pipeline_variables::get", of_user::get{"me", id}),
        of("user_pipeline_variables::list", of_user::list{"me"}),
        of("user_pipeline_variables::update", of_user::update{"me", id, edit}),
        of("team_pipeline_variables::create", of_team::create{"acme", draft}),
        of("team_pipeline_variables::get", of_team::get{"acme", id}),
        of("team_pipeline_variables::list", of_team::list{"acme"}),
        of("team_pipeline_variables::update", of_team::update{"acme", id, edit}),
        of("pipeline_ssh_key_pair::get", pair::get{"acme", "site"}),
        of("pipeline_ssh_key_pair::update", pair::update{"acme", "site", {.private_key = plain, .public_key = "k"}})};
}

// Each public type that holds a secret, with the canary in it, and what comes out when it is printed.
std::vector<holder> all_holders() {
    const bb::secret text{unit::canary};
    const bb::secret verifier{"Pruefer-0123456789.abcdefghij_KLMNOPQRSTUVWX~YZ"};
    const std::string plain = unit::canary;
    const bb::access_token access{text};
    const bb::oauth2_token token{text, text, {}, {"account"}};
    const bb::oauth2_client oauth{scripted{}, {"key", text}};
    const bb::client api{scripted{}, access};
    const bb::ssh_keys::list keys{"me"};
    std::vector<holder> all = all_requests();
    const std::vector<holder> others{
        of("access_token", access),
        of("service_token", bb::service_token<bb::bitbucket_cloud>{text}),
        of("client_of", static_cast<const bb::client_of<bb::bitbucket_cloud>&>(api)),
        of("api_token", bb::api_token{unit::canary_user, text}),
        of("authorization_code_grant", bb::authorization_code_grant{text, plain, text}),
        of("authorization_request", bb::authorization_request::resume(text, verifier)),
        of("basic", bb::basic{"miner", text}),
        of("client", api),
        of("client_credentials_grant", bb::client_credentials_grant{}),
        of("credentials", bb::credentials(bb::basic{"miner", text})),
        of("curl_options", bb::curl_options{.client_key_password = text}),
        of("curl_transport", bb::curl_transport{bb::curl_options{.client_key_password = text}}),
        of("granted_client", api.with_granted<bb::classic_scope::account>()),
        of("implicit_request", oauth.authorize_implicit()),
        of("item_range", api.each(keys)),
        of("async_items", api.async_each(keys)),
        of("async_response", api.async_send(bb::users::current{})),
        of("curl_loop", bb::curl_loop{bb::curl_options{.client_key_password = text}}),
        of("each_of_range", api.each_of(std::vector{keys})),
        of("response_range", api.send_all(std::vector{keys})),
        of("jwt_grant", bb::jwt_grant{text}),
        of("oauth2_client", oauth),
        of("oauth2_consumer", bb::oauth2_consumer{"key", text}),
        of("oauth2_grant", bb::oauth2_grant(bb::refresh_grant{text})),
        of("oauth2_grant::field", bb::oauth2_grant::field{"code", text}),
        of("oauth2_session", bb::oauth2_session{oauth, token}),
        of("oauth2_token", token),
        of("page_range", api.pages(keys)),
        of("pipeline_variable", bb::pipeline_variable{"v", {}, "KEY", plain, true}),
        of("pipeline_variable_draft", bb::pipeline_variable_draft{.key = "KEY", .value = plain}),
        of("pipeline_variable_edit", bb::pipeline_variable_edit{.key = {}, .value = plain}),
        of("refresh_grant", bb::refresh_grant{text}),
        of("try_page_range", api.try_pages(keys)),
        of("ssh_key_pair", bb::ssh_key_pair{"pipeline_ssh_key_pair", plain, "k"}),
        of("ssh_key_pair_edit", bb::ssh_key_pair_edit{.private_key = plain, .public_key = "k"})};
    const std::vector<holder> syncing = all_of_syncing();
    all.insert(all.end(), others.begin(), others.end());
    all.insert(all.end(), syncing.begin(), syncing.end());
    return all;
}

#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

}  // namespace

TEST_CASE("the scan finds members of type secret in every form", "[secrets]") {
    CHECK(scanned({"struct a { secret x; };"}) == names{"a"});
    CHECK(scanned(
              {"namespace bitbucket { class a { public: int f() { return 1; } private: bitbucket::secret x_; }; }"}) ==
          names{"a"});
    CHECK(scanned({"struct a { std::vector<secret> x = {}; };", "struct b { std::optional<secret> x; };",
                   "struct c { mutable secret x{\"y\"}; };", "struct d { secret x, y; };", "struct e { secret* x; };",
                   "struct f { std::map<std::string, std::vector<bitbucket::secret>> x; };",
                   "struct g { secret x[2]; };", "struct h { std::shared_ptr<const secret> x; };"}) ==
          names{"a", "b", "c", "d", "e", "f", "g", "h"});
    CHECK(scanned({"template <class T = int> struct a { T y; secret x; };",
                   "template <class T> requires(sizeof(T) > 1) class b<T> final : other { secret x; };"}) ==
          names{"a", "b"});
    CHECK(scanned({"struct a { a(int x) : b_(x), c_{x} {} ~a() {} int b_; secret c_; };"}) == names{"a"});
    CHECK(scanned({"struct a { bool operator==(const a&) const = default; a& operator=(a&&) = delete; secret x; };"}) ==
          names{"a"});
}

TEST_CASE("the scan finds what is made of types that hold secrets, and models with sensitive members", "[secrets]") {
    CHECK(scanned({"struct b { std::optional<a> x; };", "struct a { secret x; };", "struct c : public b {};",
                   "class d { struct core { c x; }; std::shared_ptr<core> core_; };"}) == names{"a", "b", "c", "d"});
    CHECK(scanned({"struct a { struct field { secret x; }; std::vector<field> y; };"}) == names{"a", "a::field"});
    CHECK(scanned({"struct a { std::string v; static void visit_members(S& s, V& member) { member(\"k\", s.k); "
                   "member.sensitive(\"v\", s.v); } };"}) == names{"a"});
    CHECK(
        scanned({"namespace bitbucket { namespace detail { struct a { secret x; }; } struct b { detail::a x; }; }"}) ==
        names{"b"});
    CHECK(scanned({"namespace bitbucket::inline BITBUCKET_ABI::detail { struct a { secret x; }; }",
                   "namespace bitbucket::inline BITBUCKET_ABI { struct b { detail::a x; }; }",
                   "namespace bitbucket::inline BITBUCKET_ABI::detail::c { struct a { secret x; }; }",
                   "namespace bitbucket::inline BITBUCKET_ABI::d { struct a { secret x; }; }"}) == names{"b", "d::a"});
    CHECK(scanned({"class a { struct core; std::shared_ptr<core> core_; };", "struct a::core { secret x; };"}) ==
          names{"a"});
    unit::header_scan scan;
    scan.read("struct a { secret x; };", false);
    scan.read("struct b { a x; };", true);
    CHECK(scan.public_holders() == names{"b"});
}

TEST_CASE("the scan takes no other thing for a member of type secret", "[secrets]") {
    CHECK(scanned({"struct a { secret f(secret x) const; const secret& g() const { return x; } };",
                   "struct b { /* secret x; */ std::string secret; // secret y;\n };",
                   "struct c { const char* x = \"secret y;\"; using secret_type = secret; friend struct secret; };",
                   "struct d { static constexpr const char* oauth_secret = \"x\"; redactor x; };",
                   "struct e { std::function<void(const secret&)> x; };", "enum class f { secret, other };",
                   "secret g(int); inline secret h = secret(\"x\");", "struct secret;",
                   "struct i { void f() { secret x; struct j { secret x; }; } };",
                   "class k { struct l { secret x; }; int y; };"})
              .empty());
}

TEST_CASE("every public type that holds a secret is printed here", "[secrets]") {
    unit::check_holders(all_holders(), [](std::string_view path) { return !path.starts_with("integrations/"); });
}

}  // namespace test_secret_holders
