// SPDX-License-Identifier: MIT
// extras/review.hpp: open threads and tasks, replies that went astray, changes that keep the reviewers.
#include <bitbucket/extras/review.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"
#include "unit/support/comment_numbers.hpp"

namespace test_review {

namespace bb = bitbucket;
using bb::http_method;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;
using unit::comment_ids;
using unit::first_ids;
using numbers = std::vector<std::int64_t>;

namespace {

const std::string number_path = "/repositories/acme/site/pullrequests/7";
const char* const mia = "{11111111-1111-4111-8111-111111111111}";
const char* const ben = "{22222222-2222-4222-8222-222222222222}";

struct server {
    scripted script;
    bb::client api{script, bb::api_token{"me@example.org", bb::secret("token")}, without_retries()};

    static bb::client_options without_retries() {
        bb::client_options out;
        out.retry = bb::retry_policy::none();
        return out;
    }
    server& gives(http_method method, const std::string& below, const std::string& body, int status = 200) {
        script.reply_to(method, number_path + below, status, body);
        return *this;
    }
    server& member(const char* uuid, int status, const std::string& body = "{}") {
        std::string path = "/workspaces/acme/members/%7B" + std::string(uuid);
        path.erase(path.find('{'), 1);
        path.replace(path.find('}'), 1, "%7D");
        script.reply_to(http_method::get, path, status, body);
        return *this;
    }
};

std::string page_of(const std::string& values, const std::string& more = "") {
    return R"({"values":[)" + values + "]" + more + "}";
}

}  // namespace

TEST_CASE("threads are open until somebody resolves them", "[review]") {
    server at;
    at.gives(
          http_method::get, "/comments",
          page_of(R"({"id":1,"content":{"raw":"Why?"}},{"id":2,"resolution":{}},{"id":3,"pending":true})",
                  R"(,"next":"https://api.bitbucket.org/2.0/repositories/acme/site/pullrequests/7/comments?page=2")"))
        .gives(http_method::get, "/comments",
               page_of(R"({"id":4,"parent":{"id":2}},{"id":5,"parent":{"id":1}},{"id":6,"resolution":null})"));
    const auto threads = bb::open_threads(at.api, "acme", "site", 7);
    CHECK(first_ids(threads) == numbers{1, 3, 6});
    CHECK(threads[0].first.text() == "Why?");
    CHECK(comment_ids(threads[0].replies) == numbers{5});
    CHECK_THAT(at.script.requests().front().query(), ContainsSubstring("pagelen=100"));

    server broken;
    broken
        .gives(
            http_method::get, "/comments",
            page_of(R"({"id":1})",
                    R"(,"next":"https://api.bitbucket.org/2.0/repositories/acme/site/pullrequests/7/comments?page=2")"))
        .gives(http_method::get, "/comments", "", 500);
    CHECK(bb::try_open_threads(broken.api, "acme", "site", 7).error().kind() == bb::error_kind::server_error);
}

TEST_CASE("tasks are open until they are resolved", "[review]") {
    server at;
    at.gives(http_method::get, "/tasks",
             page_of(R"({"id":1,"state":"UNRESOLVED"},{"id":2,"state":"RESOLVED"},{"id":3,"state":"NEWER"})"));
    const auto tasks = bb::open_tasks(at.api, "acme", "site", 7);
    REQUIRE(tasks.size() == 2);
    CHECK(tasks[0].id == 1);
    CHECK(tasks[1].id == 3);
    server gone;
    gone.gives(http_method::get, "/tasks", "{}", 404);
    CHECK_THROWS_AS(bb::open_tasks(gone.api, "acme", "site", 7), bb::not_found);
}

TEST_CASE("an answer is returned where the server made it one", "[review]") {
    server at;
    at.gives(http_method::post, "/comments", R"({"id":12,"parent":{"id":5}})", 201);
    CHECK(bb::reply_to(at.api, "acme", "site", 7, 5, "Done").id == 12);
    CHECK(at.script.requests().front().body == R"({"content":{"raw":"Done"},"parent":{"id":5}})");
}

TEST_CASE("an answer that became something else is an error that names both comments", "[review]") {
    for (const char* made : {R"({"id":12})", R"({"id":12,"parent":null})"}) {
        server at;
        at.gives(http_method::post, "/comments", made, 201);
        const auto failed = bb::try_reply_to(at.api, "acme", "site", 7, 5, "Done").error();
        CHECK(failed.kind() == bb::error_kind::work_failed);
        CHECK(failed.message() == "comment 12 should answer comment 5, and became a thread of its own");
        CHECK(failed.data() == R"({"comment": 12, "wanted_parent": 5})");
        CHECK_THAT(failed.describe(), ContainsSubstring("POST /repositories/acme/site/pullrequests/7/comments"));
        CHECK(at.script.requests().size() == 1);
    }
    server other;
    other.gives(http_method::post, "/comments", R"({"id":12,"parent":{"id":9}})", 201);
    CHECK_THAT(bb::try_reply_to(other.api, "acme", "site", 7, 5, "Done").error().message(),
               ContainsSubstring("answers another one"));
    server failing;
    failing.gives(http_method::post, "/comments", "{}", 500);
    const auto unclear = bb::try_reply_to(failing.api, "acme", "site", 7, 5, "Done").error();
    CHECK(unclear.outcome_unclear());
    CHECK(failing.script.requests().size() == 1);
    const server nothing;
    CHECK(bb::try_reply_to(nothing.api, "acme", "site", 7, 0, "Done").error().kind() == bb::error_kind::usage);
    CHECK(bb::try_reply_to(nothing.api, "acme", "site", 7, 5, "").error().kind() == bb::error_kind::usage);
    CHECK(nothing.script.requests().empty());
}

namespace {

std::string with_reviewers() {
    return std::string(R"({"id":7,"title":"Old","state":"OPEN","reviewers":[{"uuid":")") + mia +
           R"(","display_name":"Mia"},{"uuid":")" + ben + R"(","display_name":"Ben"}]})";
}
void rename(bb::pull_request_edit& edit) {
    edit.title = "New";
}

}  // namespace

TEST_CASE("a change keeps the reviewers", "[review]") {
    server at;
    at.gives(http_method::get, "", with_reviewers()).gives(http_method::put, "", R"({"id":7,"title":"New"})");
    CHECK(bb::edit_pull_request(at.api, "acme", "site", 7, rename).title == "New");
    CHECK(at.script.requests().back().body ==
          std::string(R"({"title":"New","reviewers":[{"uuid":")") + mia + R"("},{"uuid":")" + ben + R"("}]})");

    // The change may look at the pull request.
    server looked;
    looked.gives(http_method::get, "", with_reviewers()).gives(http_method::put, "", "{}");
    bb::edit_pull_request(looked.api, "acme", "site", 7, [](bb::pull_request_edit& edit, const bb::pull_request& now) {
        edit.title = now.title + "er";
    });
    CHECK_THAT(looked.script.requests().back().body, ContainsSubstring("Older"));
}

TEST_CASE("a change of a pull request whose reviewers are not known is not sent", "[review]") {
    server at;
    at.gives(http_method::get, "", R"({"id":7,"title":"Old"})");
    CHECK(bb::try_edit_pull_request(at.api, "acme", "site", 7, rename).error().kind() == bb::error_kind::usage);
    CHECK(at.script.requests().size() == 1);
    server gone;
    gone.gives(http_method::get, "", "{}", 404);
    CHECK_THROWS_AS(bb::edit_pull_request(gone.api, "acme", "site", 7, rename), bb::not_found);
}

TEST_CASE("reviewers who have left are named", "[review]") {
    for (const char* refusal : {R"({"error":{"message":"Malformed reviewers list"}})",
                                R"({"error":{"message":"Ben is not a member of this workspace"}})",
                                R"({"error":{"message":"Bad request","fields":{"reviewers":["no"]}}})"}) {
        server at;
        at.gives(http_method::get, "", with_reviewers())
            .gives(http_method::put, "", refusal, 400)
            .member(mia, 200)
            .member(ben, 404);
        const auto failed = bb::try_edit_pull_request(at.api, "acme", "site", 7, rename).error();
        CHECK(failed.kind() == bb::error_kind::bad_request);
        CHECK_THAT(failed.what(), ContainsSubstring("no longer in the workspace: Ben (" + std::string(ben) + ")"));
        CHECK_THAT(failed.what(), !ContainsSubstring("Mia"));
        CHECK_THAT(failed.hint(), ContainsSubstring("take them out"));
        CHECK(at.script.unused() == 0);
    }
}

TEST_CASE("a reviewer whom the change adds is named too, and one whom nobody knows about", "[review]") {
    server at;
    at.gives(http_method::get, "", R"({"id":7,"title":"Old","reviewers":[]})")
        .gives(http_method::put, "", R"({"error":{"message":"Malformed reviewers list"}})", 400)
        .member(mia, 403, R"({"error":{"message":"no access"}})")
        .member(ben, 404);
    const auto failed = bb::try_edit_pull_request(at.api, "acme", "site", 7, [](bb::pull_request_edit& edit) {
                            edit.reviewers = std::vector<bb::reviewer>{mia, ben};
                        }).error();
    CHECK_THAT(failed.what(), ContainsSubstring("no longer in the workspace: " + std::string(ben)));
    CHECK_THAT(failed.what(),
               ContainsSubstring("not known") && ContainsSubstring(mia) && ContainsSubstring("no access"));
}

TEST_CASE("a refusal that is not about reviewers costs no questions", "[review]") {
    for (const int status : {400, 403, 409}) {
        server at;
        at.gives(http_method::get, "", with_reviewers())
            .gives(http_method::put, "", R"({"error":{"message":"the title is too long"}})", status);
        const auto failed = bb::try_edit_pull_request(at.api, "acme", "site", 7, rename).error();
        CHECK(failed.status() == status);
        CHECK(failed.message() == "the title is too long");
        CHECK(at.script.requests().size() == 2);
    }
    // All of them are members: the server's words stay as they are.
    server at;
    at.gives(http_method::get, "", with_reviewers())
        .gives(http_method::put, "", R"({"error":{"message":"the author is a reviewer"}})", 400)
        .member(mia, 200)
        .member(ben, 200);
    CHECK(bb::try_edit_pull_request(at.api, "acme", "site", 7, rename).error().message() == "the author is a reviewer");
}

TEST_CASE("former members are those who are gone or not active", "[review]") {
    const auto person = [](const char* uuid, const char* name) {
        bb::account out;
        out.uuid = bb::uuid(uuid);
        out.display_name = name;
        return out;
    };
    const char* const eve = "{33333333-3333-4333-8333-333333333333}";
    server at;
    at.member(mia, 200, R"({"user":{"account_status":"inactive"}})")
        .member(ben, 404)
        .member(eve, 200, R"({"user":{"account_status":"active"}})");
    const auto found =
        bb::former_members(at.api, "acme", {person(mia, "Mia"), person(ben, "Ben"), person(eve, "Eve"), bb::account()});
    REQUIRE(found.former.size() == 2);
    CHECK(found.former[0].display_name == "Mia");
    CHECK(found.former[1].display_name == "Ben");
    CHECK(found.unknown.size() == 1);
    REQUIRE(found.why_unknown.has_value());
    CHECK(found.why_unknown->kind() == bb::error_kind::usage);

    // One who is known by the account ID alone.
    server other;
    other.script.reply_to(http_method::get, "/workspaces/acme/members/557058:mia", 404, "{}");
    bb::account by_id;
    by_id.account_id = "557058:mia";
    CHECK(bb::former_members(other.api, "acme", {by_id}).former.size() == 1);
    CHECK(bb::former_members(other.api, "acme", {}).former.empty());
}

}  // namespace test_review
