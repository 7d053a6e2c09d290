// SPDX-License-Identifier: MIT
// extras/mergeability.hpp: each obstacle, and that nothing is called mergeable where something could not be read.
#include <bitbucket/extras/mergeability.hpp>
#include <bitbucket/testing/scripted.hpp>

#include <algorithm>
#include <map>

#include "support/catch.hpp"
#include "unit/support/loop_transport.hpp"

namespace test_mergeability {

namespace bb = bitbucket;
using bb::merge_verdict;
using bb::mergeability_part;
using kind = bb::merge_obstacle_kind;
using Catch::Matchers::ContainsSubstring;
using texts = std::vector<std::string>;

namespace {

const char* const approved =
    R"({"id":7,"state":"OPEN","participants":[{"role":"REVIEWER","approved":true,"state":"approved"}]})";
const std::string empty_page = R"({"values":[]})";

/// Answers by the end of the path; what a test does not say is a pull request that nothing keeps from being merged.
struct server {
    std::map<std::string, std::pair<int, std::string>> answers = {
        {"/7", {200, approved}},          {"/statuses", {200, empty_page}}, {"/tasks", {200, empty_page}},
        {"/comments", {200, empty_page}}, {"/diffstat", {200, empty_page}}, {"/conflicts", {200, "[]"}}};
    std::shared_ptr<unit::loop_transport::counts> seen = std::make_shared<unit::loop_transport::counts>();
    std::shared_ptr<std::size_t> answered = std::make_shared<std::size_t>();

    server& has(const std::string& end, const std::string& body, int status = 200) {
        answers[end] = {status, body};
        return *this;
    }
    [[nodiscard]] bb::client client() const {
        bb::client_options options;
        options.retry = bb::retry_policy::none();
        const auto answer = [all = answers, number = answered](const bb::http_request& request) -> bb::http_response {
            ++*number;
            const auto& [status, body] = all.at(key_of(request.url));
            return {status, {{"Content-Type", "application/json"}}, body};
        };
        return bb::client{unit::loop_transport{answer, seen}, bb::api_token{"me@example.org", bb::secret("token")},
                          options};
    }
    [[nodiscard]] bb::mergeability found() const { return bb::check_mergeability(client(), "acme", "site", 7); }

private:
    // What stands behind the number, with a page but without other options; `/7` for the pull request itself.
    static std::string key_of(const std::string& url) {
        std::string key = url.substr(url.rfind("/7"));
        if (key.find("?page=") == std::string::npos) key.erase((std::min)(key.find('?'), key.size()));
        return key == "/7" ? key : key.substr(2);
    }
};

std::string page_of(const std::string& values, const std::string& next = "") {
    return R"({"values":[)" + values + "]" +
           (next.empty()
                ? ""
                : R"(,"next":"https://api.bitbucket.org/2.0/repositories/acme/site/pullrequests/7)" + next + '"') +
           "}";
}
texts texts_of(const bb::mergeability& found) {
    texts out;
    for (const auto& each : found.obstacles) out.push_back(each.text);
    return out;
}
texts kinds_of(const bb::mergeability& found) {
    texts out;
    for (const auto& each : found.obstacles) out.emplace_back(to_string(each.kind));
    return out;
}

}  // namespace

TEST_CASE("where everything was read and nothing speaks against it, that is all that is said", "[mergeability]") {
    const server at;
    const auto found = at.found();
    CHECK(found.verdict() == merge_verdict::nothing_found);
    CHECK(found.obstacles.empty());
    CHECK(found.unread.empty());
    CHECK(found.pull_request.id == 7);
    // It is never said that a merge will work.
    REQUIRE(found.untold().size() == 3);
    CHECK_THAT(found.untold()[0], ContainsSubstring("restrictions") && ContainsSubstring("administrators"));
    CHECK(at.seen->most == 6);
    CHECK(at.seen->started == 6);
}

TEST_CASE("what a pull request is may forbid every merge", "[mergeability]") {
    const char* const rest = R"(,"participants":[{"approved":true}]})";
    const auto with = [&](const std::string& begin) { return server().has("/7", begin + rest).found(); };
    const auto merged = with(R"({"state":"MERGED")");
    CHECK(texts_of(merged) == texts{"it is not open: its state is MERGED"});
    CHECK(merged.verdict() == merge_verdict::forbidden);
    CHECK(kinds_of(with(R"({"state":"OPEN","draft":true,"queued":true)")) == texts{"draft", "queued"});
    CHECK(with(R"({"state":"OPEN","draft":true)").verdict() == merge_verdict::forbidden);
    CHECK(with(R"({"state":"OPEN","draft":false,"queued":false)").verdict() == merge_verdict::nothing_found);
    CHECK(kinds_of(with(R"({"id":7)")) == texts{"not_open"});
}

TEST_CASE("what reviewers say depends on restrictions", "[mergeability]") {
    const auto found = server()
                           .has("/7", R"({"state":"OPEN","participants":[
                {"user":{"display_name":"Mia"},"approved":false,"state":"changes_requested"},
                {"user":null,"state":"changes_requested"},{"user":{"display_name":"Ben"},"approved":false}]})")
                           .found();
    CHECK(texts_of(found) ==
          texts{"Mia has asked for changes", "somebody has asked for changes", "nobody has approved it"});
    CHECK(found.verdict() == merge_verdict::depends);
    CHECK_FALSE(found.obstacles[0].is_certain());
    CHECK(kinds_of(server().has("/7", R"({"state":"OPEN","participants":[]})").found()) == texts{"not_approved"});
    // One who is named on two lines does not write a second one.
    CHECK(texts_of(server()
                       .has("/7", R"({"state":"OPEN","participants":[{"approved":true},
                           {"user":{"display_name":"a\u001b[2J\nb"},"state":"changes_requested"}]})")
                       .found())[0]
              .find_first_of("\n\x1b") == std::string::npos);
}

TEST_CASE("a pull request without participants leaves the reviews unknown", "[mergeability]") {
    const auto found = server().has("/7", R"({"state":"OPEN"})").found();
    CHECK(found.verdict() == merge_verdict::unknown);
    REQUIRE(found.unread.size() == 1);
    CHECK(found.unread[0].part == mergeability_part::reviews);
    CHECK_THAT(found.untold().back(), ContainsSubstring("the reviews could not be read"));
}

TEST_CASE("checks that failed, run or were stopped are named, on all pages", "[mergeability]") {
    const auto found =
        server()
            .has("/statuses", page_of(R"({"key":"b1","name":"build","state":"FAILED","description":"3 tests"},
                                           {"key":"b2","state":"INPROGRESS"},{"key":"b3","state":"SUCCESSFUL"})",
                                      "/statuses?page=2"))
            .has("/statuses?page=2", page_of(R"({"key":"b4","state":"STOPPED"},{"key":"b5","state":"ODD"})"))
            .found();
    CHECK(texts_of(found) == texts{"the check build has failed: 3 tests", "the check b2 is still running",
                                   "the check b4 was stopped", "the check b5 says ODD"});
    CHECK(kinds_of(found) == texts{"check_failed", "check_running", "check_failed", "check_failed"});
    CHECK(found.verdict() == merge_verdict::depends);
}

TEST_CASE("open tasks and threads are counted, pending ones are not", "[mergeability]") {
    const auto found = server()
                           .has("/tasks", page_of(R"({"id":1,"state":"UNRESOLVED"},{"id":2,"state":"RESOLVED"},
                                      {"id":3,"state":"UNRESOLVED","pending":true})",
                                                  "/tasks?page=2"))
                           .has("/tasks?page=2", page_of(R"({"id":4,"state":"UNRESOLVED"})"))
                           .has("/comments", page_of(R"({"id":1},{"id":2,"parent":{"id":1}},{"id":3,"resolution":{}},
                                         {"id":4,"pending":true},{"id":5,"deleted":true})"))
                           .found();
    CHECK(texts_of(found) == texts{"2 tasks are open", "1 thread is not resolved"});
    CHECK(found.verdict() == merge_verdict::depends);
}

TEST_CASE("conflicts forbid it, and come before what depends", "[mergeability]") {
    const auto by_diffstat =
        server()
            .has("/7", R"({"state":"OPEN","draft":true,"participants":[]})")
            .has("/diffstat", page_of(R"({"status":"modified","new":{"path":"ok.c"}},
                                         {"status":"merge conflict","new":{"path":"a.c"}},
                                         {"status":"remote deleted","old":{"path":"b.c"}})",
                                      "/diffstat?page=2"))
            .has("/diffstat?page=2", page_of(R"({"status":"rename/delete conflict","new":{"path":"c.c"}},
                                                {"status":"subrepo conflict","new":{"path":"d"}})"))
            .found();
    CHECK(kinds_of(by_diffstat) == texts{"draft", "conflict", "not_approved"});
    CHECK(by_diffstat.obstacles[1].text == "4 files conflict with the destination: a.c, b.c, c.c");

    for (const char* listed : {R"([{"path":"a.c"}])", R"({"values":[{"path":"a.c"}]})"}) {
        const auto by_list = server().has("/conflicts", listed).found();
        CHECK(texts_of(by_list) == texts{"1 file conflicts with the destination"});
        CHECK(by_list.verdict() == merge_verdict::forbidden);
    }
    for (const char* none : {"[]", R"({"values":[]})"})
        CHECK(server().has("/conflicts", none).found().verdict() == merge_verdict::nothing_found);
}

TEST_CASE("conflicts in a form that nobody knows are unknown", "[mergeability]") {
    for (const char* odd : {R"({"files":["a.c"]})", "{}", "7", R"("none")"}) {
        const auto found = server().has("/conflicts", odd).found();
        CHECK(found.verdict() == merge_verdict::unknown);
        REQUIRE(found.unread.size() == 1);
        CHECK(found.unread[0].part == mergeability_part::conflicts);
    }
}

TEST_CASE("nothing is called mergeable where a part could not be read", "[mergeability]") {
    const std::map<std::string, mergeability_part> parts = {{"/statuses", mergeability_part::checks},
                                                            {"/tasks", mergeability_part::tasks},
                                                            {"/comments", mergeability_part::comments},
                                                            {"/diffstat", mergeability_part::changed_files},
                                                            {"/conflicts", mergeability_part::conflicts}};
    for (const auto& [end, part] : parts) {
        const auto found = server().has(end, R"({"error":{"message":"out of time"}})", 555).found();
        CHECK(found.verdict() == merge_verdict::unknown);
        REQUIRE(found.unread.size() == 1);
        CHECK(found.unread[0].part == part);
        CHECK(found.unread[0].why.status() == 555);
        REQUIRE(found.untold().size() == 4);
        CHECK_THAT(found.untold().back(), ContainsSubstring("could not be read") && ContainsSubstring("out of time"));
        if (end == "/conflicts") continue;
        // The same if only a later page is missing.
        const auto half = server().has(end, page_of("", end + "?page=2")).has(end + "?page=2", "{}", 403).found();
        CHECK(half.verdict() == merge_verdict::unknown);
        CHECK(half.unread.size() == 1);
    }
    // What is certain stays so.
    const auto draft =
        server().has("/7", R"({"state":"OPEN","draft":true,"participants":[]})").has("/tasks", "{}", 403).found();
    CHECK(draft.verdict() == merge_verdict::forbidden);
    // What depends does not hide that something is unknown.
    const auto both =
        server().has("/statuses", page_of(R"({"key":"b","state":"FAILED"})")).has("/tasks", "{}", 403).found();
    CHECK(both.verdict() == merge_verdict::unknown);
    CHECK(kinds_of(both) == texts{"check_failed"});
}

TEST_CASE("what was read is handed out, also what is no obstacle", "[mergeability]") {
    const server at = server()
                          .has("/statuses", page_of(R"({"key":"b1","state":"SUCCESSFUL"})", "/statuses?page=2"))
                          .has("/statuses?page=2", page_of(R"({"key":"b2","state":"FAILED"})"))
                          .has("/tasks", page_of(R"({"id":1,"state":"RESOLVED"},{"id":2,"state":"UNRESOLVED"})"))
                          .has("/comments", page_of(R"({"id":1,"resolution":{}},{"id":2,"parent":{"id":1}},{"id":3})"))
                          .has("/diffstat", page_of(R"({"status":"modified","new":{"path":"ok.c"}})"));
    const auto found = at.found();
    REQUIRE(found.checks.size() == 2);
    CHECK(found.checks[1].key == "b2");
    REQUIRE(found.tasks.size() == 2);
    CHECK(found.tasks[0].is_resolved());
    REQUIRE(found.threads.size() == 2);
    CHECK(found.threads[0].replies.size() == 1);
    REQUIRE(found.changed_files.size() == 1);
    CHECK(found.changed_files[0].path() == "ok.c");
    CHECK(found.why_unread(mergeability_part::checks) == nullptr);
    // Each page was asked for once.
    CHECK(*at.answered == 7);

    const auto half = server()
                          .has("/tasks", page_of(R"({"id":1,"state":"RESOLVED"})", "/tasks?page=2"))
                          .has("/tasks?page=2", "{}", 403)
                          .found();
    CHECK(half.tasks.size() == 1);
    REQUIRE(half.why_unread(mergeability_part::tasks) != nullptr);
    CHECK(half.why_unread(mergeability_part::tasks)->status() == 403);
    CHECK(half.why_unread(mergeability_part::comments) == nullptr);
}

TEST_CASE("the number of open tasks is known even where they cannot be listed", "[mergeability]") {
    const auto found = server()
                           .has("/7", R"({"state":"OPEN","task_count":3,"participants":[{"approved":true}]})")
                           .has("/tasks", "{}", 403)
                           .found();
    CHECK(texts_of(found) == texts{"3 tasks are open"});
    CHECK(found.verdict() == merge_verdict::unknown);
}

TEST_CASE("a pull request that cannot be read is an error", "[mergeability]") {
    const auto api = server().has("/7", R"({"error":{"message":"gone"}})", 404).client();
    CHECK(bb::try_check_mergeability(api, "acme", "site", 7).error().kind() == bb::error_kind::not_found);
    CHECK_THROWS_AS(bb::check_mergeability(api, "acme", "site", 7), bb::not_found);
    bb::cancel_source stop;
    stop.cancel();
    CHECK(bb::try_check_mergeability(server().client(), "acme", "site", 7, {.cancel = stop.token()}).error().kind() ==
          bb::error_kind::cancelled);
}

}  // namespace test_mergeability
