// SPDX-License-Identifier: MIT
// Null pointers as texts, as std::getenv returns them for variables that are not set: nothing throws or crashes while
// a request, filter, grant or option is built, and sending it is a usage_error that names the argument.
#include <bitbucket/client.hpp>
#include <bitbucket/extras/clone_url.hpp>
#include <bitbucket/extras/search_text.hpp>
#include <bitbucket/extras/sync_variables.hpp>
#include <bitbucket/extras/uri_template.hpp>
#include <bitbucket/oauth2.hpp>
#include <bitbucket/operations.hpp>
#include <bitbucket/query.hpp>
#include <bitbucket/query/code_query.hpp>
#include <bitbucket/query/fields.hpp>
#include <bitbucket/scopes.hpp>
#include <bitbucket/testing/scripted.hpp>
#include <bitbucket/transport/curl/options_problem.hpp>

#include "support/catch.hpp"

namespace test_null_texts {

namespace bb = bitbucket;
using Catch::Matchers::ContainsSubstring;

namespace {

/// What std::getenv returns for a variable that is not set; the compiler does not see that it is null.
const char* unset() {
    return std::getenv("BITBUCKET_TEST_NO_SUCH_VARIABLE");  // NOLINT(concurrency-mt-unsafe)
}

constexpr const char* reason = "is a null pointer: std::getenv returns one for a variable that is not set";

/// The message of the usage_error that sending ends with; empty if the request was sent.
template <class Operation>
std::string refused(const Operation& request, bb::credentials who = bb::anonymous{}, bb::client_options options = {}) {
    const bb::testing::scripted script;
    const bb::client api{script, std::move(who), std::move(options)};
    const auto outcome = api.try_send(request);
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().kind() == bb::error_kind::usage);
    CHECK(script.requests().empty());
    return outcome.error().message();
}

}  // namespace

TEST_CASE("a path argument that is a null pointer is refused by its name", "[null]") {
    CHECK_THAT(refused(bb::repositories::list{unset()}), ContainsSubstring("{workspace} must not be empty"));
    CHECK_THAT(refused(bb::repositories::get{"acme", unset()}), ContainsSubstring("{repo_slug} must not be empty"));
    CHECK_THAT(refused(bb::users::get{bb::uuid(unset())}), ContainsSubstring("{selected_user} must not be empty"));
    CHECK_THAT(refused(bb::deploy_keys::get{"acme", "site", unset()}), ContainsSubstring("{key_id} must not be empty"));
}

TEST_CASE("an option that is a null pointer is refused by its name", "[null]") {
    const auto check = [](const bb::repositories::list& request, const std::string& name) {
        CHECK(refused(request) == "repositories::list: " + name + ' ' + reason);
    };
    check(bb::repositories::list{"acme"}.q(unset()), "q");
    check(bb::repositories::list{"acme"}.sort(unset()), "sort");
    check(bb::repositories::list{"acme"}.fields(unset()), "fields");
    check(bb::repositories::list{"acme"}.fields("name").fields(unset()), "fields");
    check(bb::repositories::list{"acme"}.query("after", unset()), "the query option 'after'");
    check(bb::repositories::list{"acme"}.header("X-Trace", unset()), "the header 'X-Trace'");
    CHECK_THAT(refused(bb::repositories::list{"acme"}.query(unset(), "x")), ContainsSubstring("needs a name"));
    CHECK_THAT(refused(bb::repositories::list{"acme"}.header(unset(), "x")), ContainsSubstring("a header's name"));
    CHECK_THAT(refused(bb::ssh_keys::create{"{me}", {.key = "k"}}.expires_on(unset())),
               ContainsSubstring("expires_on must be an ISO-8601 date"));
}

TEST_CASE("texts that are none still reach a request", "[null]") {
    const bb::testing::scripted script = bb::testing::scripted().reply(200, R"({"values": []})");
    const bb::client api{script};
    const std::string owned = "name";
    const std::string_view seen = "name";
    api.send(bb::repositories::list{std::string_view("acme")}.q("").sort(owned).fields(seen).query("a", "").header(
        "X-A", owned));
    CHECK(script.requests().front().url.ends_with("/acme?q=&sort=name&fields=name&a="));
}

TEST_CASE("a member of a body that is a null pointer is refused by its name", "[null]") {
    CHECK(refused(bb::repository_pipeline_variables::create{"acme", "site", {.key = "A", .value = unset()}}) ==
          std::string("repository_pipeline_variables::create: the member 'value' ") + reason);
    CHECK_THAT(refused(bb::repository_pipeline_variables::create{"acme", "site", {.key = unset(), .value = "v"}}),
               ContainsSubstring("the member 'key' must not be empty"));
    CHECK_THAT(refused(bb::repository_pipeline_variables::update{"acme", "site", "{v}", {.value = unset()}}),
               ContainsSubstring(std::string("the member 'value' ") + reason));
    CHECK_THAT(refused(bb::projects::update{"acme", "PRJ", {.description = unset()}}),
               ContainsSubstring(std::string("the member 'description' ") + reason));
    CHECK_THAT(refused(bb::repository_properties::update{"acme", "site", "app", "name", unset()}),
               ContainsSubstring("the request body must not be empty"));
}

TEST_CASE("a member that is not set, null on purpose, or empty is no null pointer", "[null]") {
    const bb::settable<std::string> left_out;
    const bb::settable<std::string> cleared = nullptr;
    const bb::settable<std::string> empty = "";
    CHECK_FALSE((left_out.is_set() || left_out.is_missing()));
    CHECK((cleared.is_null() && !cleared.is_missing()));
    CHECK((empty.is_set() && !empty.is_missing()));
    const bb::settable<std::string> missing = unset();
    CHECK((missing.is_missing() && !missing.is_null() && !missing.is_set()));
    CHECK_FALSE(missing == left_out);
    const bb::projects::update request{"acme", "PRJ", {.description = nullptr}};
    CHECK(request.problem().empty());
    CHECK(request.body() == R"({"description":null})");
    CHECK(bb::required<std::string>(unset()).value().empty());
}

TEST_CASE("a query with a null pointer is refused, never sent as an empty text", "[null]") {
    const auto check = [](const bb::filter& filter, const char* sentence) {
        CHECK_THAT(refused(bb::repositories::list{"acme"}.q(filter)), ContainsSubstring(sentence));
    };
    const char* const no_texts[] = {unset()};
    check(bb::field("name") == unset(), reason);
    check(bb::field("name").contains(unset()), reason);
    check(bb::field("name").not_contains(unset()), reason);
    check(bb::field("name").in(no_texts), reason);
    check(bb::field(unset()) == "x", reason);
    check(bb::field<&bb::repository::uuid>() == unset(), reason);
    check(bb::field("owner.uuid") == bb::uuid(unset()), "a value of a query is empty");
    check(bb::field("size") == bb::query_number(unset()), "a number of a query");
    CHECK_THAT(refused(bb::repositories::list{"acme"}.fields(bb::only("name", unset()))), ContainsSubstring(reason));
    CHECK(std::string(bb::code_query{}.term(unset()).problem()) == std::string("the text of a code search ") + reason);
    CHECK_THAT(std::string(bb::code_query{}.not_phrase(unset()).problem()), ContainsSubstring(reason));
    CHECK_THAT(std::string(bb::code_query{}.any_of({"a", unset()}).problem()), ContainsSubstring(reason));
    CHECK_THAT(std::string(bb::code_query{}.term("a").extension(unset()).problem()),
               ContainsSubstring("the ext: of a code search is a null pointer"));
    CHECK(bb::code_search::search_query(unset()).empty());
}

TEST_CASE("a credential that is a null pointer is refused by what it is", "[null]") {
    const auto check = [](bb::credentials who, const std::string& sentence) {
        CHECK_THAT(refused(bb::users::current{}, std::move(who)), ContainsSubstring(sentence));
    };
    check(bb::api_token{unset(), bb::secret("t")}, "api_token: the e-mail address must not be empty");
    check(bb::api_token{"me@example.org", bb::secret(unset())}, std::string("api_token: the secret ") + reason);
    check(bb::access_token{bb::secret(unset())}, std::string("access_token: the secret ") + reason);
    check(bb::basic{unset(), bb::secret("p")}, "basic: the user must not be empty");
    check(bb::access_token{bb::secret::from_env(nullptr)}, reason);
    bb::secret copy("x");
    copy = bb::secret(unset());
    CHECK(bb::secret(copy).is_null());
    CHECK_FALSE(bb::secret().is_null());
}

TEST_CASE("an option of a client or transport that is a null pointer is refused by its name", "[null]") {
    CHECK_THAT(refused(bb::users::current{}, bb::anonymous{}, {.base_url = unset()}), ContainsSubstring("base_url"));
    CHECK(bb::detail::problem_with({.ca_file = unset()}) == std::string("curl_options::ca_file ") + reason);
    CHECK(bb::detail::problem_with({.proxy = unset()}) == std::string("curl_options::proxy ") + reason);
    CHECK(bb::detail::problem_with({.application = unset()}) == std::string("curl_options::application ") + reason);
    bb::client_options options;
    options.base_url = unset();
    CHECK(options.base_url.is_null());
    options.base_url = "http://localhost";
    CHECK_FALSE(options.base_url.is_null());
}

TEST_CASE("a walk does not take a null pointer for the first page", "[null]") {
    const bb::testing::scripted script = bb::testing::scripted().reply(200, R"({"values": []})");
    const bb::client api{script};
    auto pages = api.try_pages(bb::repositories::list{"acme"}, {.from = bb::page_link(unset())});
    const auto first = *pages.begin();
    REQUIRE_FALSE(first);
    CHECK(first.error().kind() == bb::error_kind::usage);
    CHECK_THAT(first.error().message(), ContainsSubstring(std::string("walk_options::from ") + reason));
    CHECK(script.requests().empty());
    CHECK_FALSE(bb::page_link(std::string()).is_null());
}

TEST_CASE("OAuth's options and grants report null pointers", "[null]") {
    const auto problem = [](const bb::oauth2_grant& grant, bb::oauth2_consumer consumer = {"k", bb::secret("s")},
                            bb::oauth2_options options = {}) {
        const auto out =
            bb::oauth2_client{bb::testing::scripted{}, std::move(consumer), std::move(options)}.try_send(grant);
        REQUIRE_FALSE(out);
        CHECK(out.error().kind() == bb::error_kind::usage);
        return out.error().message();
    };
    CHECK(problem(bb::refresh_grant{bb::secret(unset())}) == std::string("refresh_token ") + reason);
    CHECK(problem(bb::jwt_grant{bb::secret(unset())}) == std::string("the JWT ") + reason);
    CHECK(problem(bb::authorization_code_grant{bb::secret("c"), unset(), {}}) == std::string("redirect_uri ") + reason);
    CHECK(problem(bb::authorization_code_grant{bb::secret("c"), "", bb::secret(unset())}) ==
          std::string("code_verifier ") + reason);
    CHECK_THAT(problem(bb::authorization_code_grant{bb::secret("c"), "", bb::secret::from_env("BITBUCKET_NO_SUCH")}),
               ContainsSubstring("BITBUCKET_NO_SUCH is not set"));
    const bb::client_credentials_grant own;
    CHECK(problem(own, {unset(), bb::secret("s")}) == "the OAuth consumer's key must not be empty");
    CHECK(problem(own, {"k", bb::secret(unset())}) == std::string("the OAuth consumer's secret ") + reason);
    CHECK_THAT(problem(own, {"k", bb::secret("s")}, {.token_url = unset()}), ContainsSubstring("token_url"));

    const bb::oauth2_client oauth{bb::testing::scripted{}, {"k", bb::secret("s")}};
    const bb::authorization_request bad = oauth.authorize({.redirect_uri = unset()});
    REQUIRE(bad.problem());
    CHECK(bad.problem()->message() == std::string("redirect_uri ") + reason);
    CHECK(oauth.authorize().accept(unset()).problem());
    CHECK(bb::authorization_request(unset(), "k", {}).problem());
    CHECK(bb::implicit_request("https://a.example", unset(), {}).problem());
    CHECK(bb::authorization_request::resume(bb::secret("s"), bb::secret(std::string(43, 'v')), unset()).problem());
}

TEST_CASE("what looks something up finds nothing for a null pointer", "[null]") {
    bb::header_list headers{{"A", "b"}};
    CHECK(headers.find(unset()) == nullptr);
    CHECK(headers.value(unset()).empty());
    headers.add("B", unset());
    CHECK(headers.value("B").empty());
    bb::links all;
    bb::link& one = all.add({});
    one.rel = "self";
    one.href = "x";
    CHECK(all.find(unset()) == nullptr);
    CHECK(all.href("self", unset()) == "x");
    CHECK_FALSE(bb::scope_from<bb::classic_scope>(unset()));
    CHECK(bb::parse_scopes<bb::classic_scope>(unset()).unknown.empty());
    CHECK_FALSE(bb::timestamp(unset()).is_valid());
    CHECK(bb::open_enum<bb::fork_policy>(unset()).empty());
    CHECK(bb::json_text(unset()).empty());
}

TEST_CASE("the opt-in functions refuse null pointers", "[null]") {
    const auto url = bb::try_clone_url(bb::repository{}, bb::anonymous{}, unset());
    REQUIRE_FALSE(url);
    CHECK(url.error().kind() == bb::error_kind::usage);
    const auto text = bb::expand(unset(), {});
    REQUIRE_FALSE(text);
    CHECK(text.error().message() == std::string("the URI template ") + reason);
    const bb::client api{bb::testing::scripted{}};
    const bb::repository_variables place{"acme", "site"};
    const auto value = bb::try_plan_variables(api, place, {{.key = "A", .value = bb::secret(unset())}});
    REQUIRE_FALSE(value);
    CHECK_THAT(value.error().message(), ContainsSubstring(std::string("the value of A ") + reason));
    const auto key = bb::try_plan_variables(api, place, {{.key = unset(), .value = bb::secret("v")}});
    REQUIRE_FALSE(key);
    CHECK_THAT(key.error().message(), ContainsSubstring("the key of variable 1 is invalid"));
    CHECK(bb::marked_text({.line = {}, .segments = {{"a", true}}}, {unset(), ""}) == "a");
}

}  // namespace test_null_texts
