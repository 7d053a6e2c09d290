// SPDX-License-Identifier: MIT
// `q`, `sort`, `role` and `administrator` in testing/sandbox.hpp.
#include <bitbucket/testing/sandbox/collections/filter.hpp>
#include "sandbox_calls.hpp"

namespace test_sandbox_filter {

using namespace sandbox_calls;
using namespace nlohmann::literals;

namespace {

bool matches(const std::string& q) {
    static const json item = json::parse(R"({"name":"Api \"x\"","n":5,"on":true,"gone":null,"permission":"write",
        "when":"2026-03-01T12:00:00+02:00","owner":{"name":"mia","tags":[{"t":"a"},{"t":"b"}]},"+extra":"e"})");
    namespace parts = bitbucket::testing::sandbox_detail;
    return parts::matches(parts::parse_filter(q), item);
}

/// The query option `q`, encoded.
std::string q(const std::string& filter) {
    std::string out = "q=";
    bitbucket::detail::append_query_text(out, filter);
    return out;
}

}  // namespace

TEST_CASE("sandbox: comparisons") {
    for (const char* yes : {R"(name = "Api \"x\"")",
                            R"(name != "api")",
                            R"(name ~ "API")",
                            R"(name !~ "zebra")",
                            "n = 5",
                            "n=5.0",
                            "n > 4.5",
                            "n<=5",
                            "n >= 5",
                            "on = true",
                            "on != false",
                            "gone = null",
                            "absent = null",
                            "name != null",
                            R"(owner.name="mia")",
                            R"(owner.tags.t = "b")",
                            R"(extra = "e")",
                            R"(permission > "read")",
                            R"(permission < "admin")",
                            R"(permission >= "write")",
                            "when = 2026-03-01T10:00:00Z",
                            "when > 2026-02-28",
                            R"(when < "2026-03-01T10:00:01Z")"}) {
        INFO(yes);
        CHECK(matches(yes));
    }
    for (const char* no : {R"(name = "api")", R"(name ~ "zebra")", R"(name !~ "API")", "n = 4", "n < 5", "n = \"5\"",
                           "on = false", "gone != null", "gone > 1", "absent = 1", R"(n > "a")",
                           R"(permission > "write")", "when > 2026-03-02", R"(n ~ "5")"}) {
        INFO(no);
        CHECK_FALSE(matches(no));
    }
}

TEST_CASE("sandbox: AND binds closer than OR, and parentheses closer than both") {
    CHECK(matches(R"(n = 5 OR n = 1 AND name = "x")"));
    CHECK_FALSE(matches(R"((n = 5 OR n = 1) AND name = "x")"));
    CHECK(matches(R"((n = 1 or (on = true and n > 1)) and owner.name ~ "M")"));
}

TEST_CASE("sandbox: a filter that cannot be read is 400") {
    const sandbox box;
    for (const std::string& wrong :
         {std::string("name"), std::string("name ="), std::string("= 1"), std::string("name = x"),
          std::string(R"(name = "open)"), std::string("(n = 1"), std::string("n = 1)"), std::string("n = 1 AND"),
          std::string("n = 1 n = 2"), std::string(), std::string("n == 1"),
          std::string(60, '(') + "n = 1" + std::string(60, ')')}) {
        INFO(wrong);
        CHECK(send(box, http_method::get, "/repositories/acme?" + q(wrong)).status == 400);
    }
    CHECK(send(box, http_method::get, "/repositories/acme?" + q("nonsense = 1")).status == 400);
    CHECK(send(box, http_method::get, "/repositories/acme?sort=nonsense").status == 400);
}

TEST_CASE("sandbox: repositories are filtered and sorted") {
    const sandbox box;
    const json found = read(box, "/repositories/acme?pagelen=100&sort=-name&" +
                                     q(R"(is_private = true AND (slug ~ "s" OR project.key = "LAB"))"));
    const auto slugs = column(found, "/slug"_json_pointer);
    CHECK(std::find(slugs.begin(), slugs.end(), "empty") != slugs.end());
    CHECK(std::is_sorted(slugs.rbegin(), slugs.rend()));
    CHECK(found["size"] == slugs.size());
    for (const json& each : found["values"]) CHECK(each["is_private"] == true);

    CHECK(read(box, "/repositories/acme?" + q("parent != null"))["values"][0]["slug"] == "site-fork");
    CHECK(read(box, "/repositories/acme?" + q("mainbranch = null"))["values"][0]["slug"] == "empty");
    CHECK(read(box, "/repositories/acme?" + q(R"(name = "nobody's")"))["values"].empty());
    const auto times = column(read(box, "/repositories/acme?pagelen=100&sort=updated_on"), "/updated_on"_json_pointer);
    CHECK(std::is_sorted(times.begin(), times.end()));
}

TEST_CASE("sandbox: role narrows the list down to what the caller may do") {
    const sandbox box;
    const auto globex = [&](const char* role) {
        return column(read(box, std::string("/repositories/globex?role=") + role), "/slug"_json_pointer);
    };
    CHECK(globex("member") == std::vector<std::string>{"tools", "handbook"});
    CHECK(globex("contributor") == std::vector<std::string>{"tools"});
    CHECK(globex("admin") == std::vector<std::string>{"tools"});
    CHECK(globex("owner").empty());
    CHECK(read(box, "/repositories/globex")["size"] == 3);
    CHECK(read(box, "/repositories/acme?role=owner")["size"] == 26);
    CHECK(send(box, http_method::get, "/repositories/globex?role=king").status == 400);
    CHECK(send(box, http_method::get, "/repositories/globex?role=member", {}, "").status == 401);
}

TEST_CASE("sandbox: the caller's workspaces are filtered by administrator and sorted by slug") {
    const sandbox box;
    const auto slug = "/workspace/slug"_json_pointer;
    CHECK(column(read(box, "/user/workspaces?administrator=false&sort=slug"), slug) ==
          std::vector<std::string>{"attic", "globex"});
    const auto owned = column(read(box, "/user/workspaces?administrator=true&sort=-slug"), slug);
    CHECK(owned == std::vector<std::string>{"my-workspace", "initech", "hostile", "atlassian_tutorial", "acme"});
    CHECK(column(read(box, "/user/workspaces?q=slug~%22I%22&administrator=true&sort=slug"), slug) ==
          std::vector<std::string>{"atlassian_tutorial", "hostile", "initech"});
    CHECK(column(read(box, "/user/workspaces?q=slug%20=%20%22acme%22%20OR%20slug%20=%20%22attic%22&sort=slug"), slug) ==
          std::vector<std::string>{"acme", "attic"});
    CHECK(read(box, "/user/workspaces?q=slug%20=%20%22nobody%22")["size"] == 0);
    for (const char* other : {"administrator=true", "workspace.slug%20=%20%22acme%22",
                              "slug=%22a%22%20OR%20type=%22b%22", "slug", "slug%20IN%20(%22acme%22)"})
        CHECK(send(box, http_method::get, std::string("/user/workspaces?q=") + other).status == 400);
    CHECK_FALSE(read(box, "/user/workspaces?fields=%2Bvalues.slug")["values"][0].contains("slug"));
    CHECK(send(box, http_method::get, "/user/workspaces?administrator=perhaps").status == 400);
    CHECK(send(box, http_method::get, "/user/workspaces?sort=name").status == 400);
}

TEST_CASE("sandbox: revived lists take the vendor's documented filters") {
    const sandbox box{{.revive_retired = true}};
    const json permissions =
        read(box, "/user/permissions/repositories?sort=repository.name&" + q(R"(permission<"admin")"));
    CHECK(column(permissions, "/repository/full_name"_json_pointer) == std::vector<std::string>{"globex/handbook"});
    CHECK(read(box, "/user/permissions/repositories?" + q(R"(repository.name="Geordi")"))["size"] == 1);
    CHECK(read(box, "/user/permissions/workspaces?" + q(R"(permission="owner")"))["size"] == 5);
    CHECK(read(box, "/user/permissions/workspaces?sort=workspace.slug")["values"][0]["workspace"]["slug"] == "acme");
}

}  // namespace test_sandbox_filter
