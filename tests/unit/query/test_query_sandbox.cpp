// SPDX-License-Identifier: MIT
// What query.hpp and query/fields.hpp can say, the sandbox understands: every operator, kind of value and wildcard.
#include <bitbucket/api/repositories.hpp>
#include <bitbucket/api/workspaces.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/query.hpp>
#include <bitbucket/query/fields.hpp>
#include <bitbucket/testing/sandbox.hpp>
#include <bitbucket/testing/sandbox/collections/filter.hpp>
#include <bitbucket/testing/sandbox/http/partial.hpp>

#include "support/catch.hpp"

namespace test_query_sandbox {

namespace bb = bitbucket;
namespace parts = bitbucket::testing::sandbox_detail;
using bb::field;
using bb::testing::sandbox;
using nlohmann::json;
using list = bb::repositories::list;
using namespace std::chrono;
using namespace std::chrono_literals;

namespace {

bool matches(const bb::filter& wanted) {
    static const json item = json::parse(R"({"name":"A \"b\" \\ c","n":5,"big":12345678901,"on":true,"gone":null,
        "permission":"write","when":"2026-03-01T12:00:00.5+02:00","owner":{"name":"mia"},"x-y":{"z-1":"odd"},
        "parents":[{"hash":"aa"},{"hash":"bb"}]})");
    CHECK(wanted.problem().empty());
    return parts::matches(parts::parse_filter(wanted.str()), item);
}

std::vector<std::string> slugs(const list& request) {
    const sandbox world;
    const bb::client api{world, bb::api_token{sandbox::email, bb::secret{sandbox::api_token}}};
    std::vector<std::string> out;
    for (const bb::repository& each : api.each(request)) out.push_back(each.slug);
    return out;
}

}  // namespace

TEST_CASE("the sandbox reads every kind of value", "[query]") {
    const auto when = sys_days(2026y / 3 / 1) + 10h + 500ms;
    for (const bb::filter& yes : {field("name") == "A \"b\" \\ c",
                                  field("name").contains("\"B\" \\"),
                                  field("name").not_contains("\" OR n = 5"),
                                  field("n") == 5,
                                  field("n") == bb::query_number("0005.0"),
                                  field("n") > -10.302,
                                  field("n") < 1e22,
                                  field("big") <= 12345678901,
                                  field("on") == true,
                                  field("on") != false,
                                  field("gone") == bb::null,
                                  field("name") != nullptr,
                                  field("permission") > bb::permission_level::read,
                                  field("permission") <= bb::permission_level::create_repo,
                                  field("when") == when,
                                  field("when") > when - 1ms,
                                  field("when") < when + 1ms,
                                  field("when") >= 2026y / 3 / 1,
                                  field("when") == bb::timestamp("2026-03-01T10:00:00.5"),
                                  field("x-y.z-1") == "odd",
                                  field("owner.name").contains("M"),
                                  field("parents.hash") == "bb"}) {
        INFO(yes);
        CHECK(matches(yes));
        CHECK_FALSE(matches(yes && field("n") == 6));
        CHECK(matches((yes || field("n") == 6) && (field("n") == 6 || yes)));
    }
    for (const bb::filter& no :
         {field("name") == "A \"b\"", field("n") == "5", field("n") != 5, field("on") == false,
          field("gone") != bb::null, field("permission") > bb::permission_level::write, field("when") < when,
          field("when") > 2026y / 3 / 2, field("x-y.z-1") == "even", field("parents.hash") == "cc"}) {
        INFO(no);
        CHECK_FALSE(matches(no));
        CHECK_FALSE(matches((no || field("n") == 6) && field("n") == 5));
    }
}

TEST_CASE("the sandbox filters and sorts by typed fields", "[query]") {
    using bb::repository;
    CHECK(slugs(list{"acme"}.q(field<&repository::parent, &repository::name>().contains("SITE"))) ==
          std::vector<std::string>{"site-fork"});
    CHECK(slugs(list{"acme"}.q(field<&repository::mainbranch>() == bb::null)) == std::vector<std::string>{"empty"});
    CHECK(slugs(list{"acme"}.q(field<&repository::owner, &bb::account::uuid>() == bb::uuid(sandbox::user))).size() ==
          26);
    const auto ascending = slugs(list{"acme"}.sort(bb::asc(field<&repository::updated_on>())));
    auto descending = slugs(list{"acme"}.sort(bb::desc(field<&repository::size>())));
    CHECK(ascending.size() == 26);
    CHECK(descending.size() == 26);
    CHECK(ascending != descending);
    const auto by_slug = slugs(list{"acme"}.sort(bb::desc(field("slug"))));
    CHECK(by_slug.front() == "vault");
    CHECK(by_slug.back() == "api");
}

TEST_CASE("the sandbox finds members by a list of addresses, and has no IN for anything else", "[query]") {
    const sandbox world;
    const bb::client api{world, bb::api_token{sandbox::email, bb::secret{sandbox::api_token}}};
    const auto by_email = field<&bb::workspace_membership::user, &bb::account::email>();
    CHECK(by_email.str() == "user.email");
    std::vector<std::string> found;
    for (const auto& each : api.each(bb::workspaces::list_members{"acme"}
                                         .q(by_email.in({"JONAS@example.org", "nobody@example.org", "x\"@y"}))
                                         .fields(bb::plus(by_email))))
        found.push_back(each.user->email);
    CHECK(found == std::vector<std::string>{"jonas@example.org"});
    const std::vector<std::string> none;
    CHECK(api.try_send(bb::workspaces::list_members{"acme"}.q(by_email.in(none))).error().kind() ==
          bb::error_kind::usage);
    CHECK(api.try_send(list{"acme"}.q(field("name").in({"site"}))).error().kind() == bb::error_kind::bad_request);
}

TEST_CASE("a text that looks like a query finds nothing and everything stays as it was asked", "[query]") {
    for (const char* text :
         {"x\" OR name != \"", "\") OR (name != \"", "\\\" OR name != \\\"", "\\", "\"", "%22 OR 1"}) {
        CAPTURE(text);
        CHECK(slugs(list{"acme"}.q(field("name") == text)).empty());
        CHECK(slugs(list{"acme"}.q(field("name").contains(text) && field("is_private") == true)).empty());
    }
}

TEST_CASE("an asterisk brings what the sandbox sends only on demand", "[fields]") {
    const json value = json::parse(R"({"values":[{"id":1,"+hidden":{"a":1,"+b":2}}],"next":"n"})");
    const auto left = [&](const char* fields) { return parts::select_fields(value, parts::parse_fields(fields)); };
    CHECK(left("values.*") == json::parse(R"({"values":[{"id":1,"hidden":{"a":1}}]})"));
    CHECK(left("values.*,values.hidden.*") == json::parse(R"({"values":[{"id":1,"hidden":{"a":1,"b":2}}]})"));
    CHECK(left("*") == json::parse(R"({"values":[{"id":1}],"next":"n"})"));
    CHECK(left("-values.*,+values.hidden") == json::parse(R"({"values":[{"hidden":{"a":1}}],"next":"n"})"));
}

}  // namespace test_query_sandbox
