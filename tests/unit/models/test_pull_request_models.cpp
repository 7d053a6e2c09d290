// SPDX-License-Identifier: MIT
// models/pull_request*.hpp, ref.hpp, diffstat.hpp, commit_status.hpp: answers in the shapes of the live API, thin and odd
// ones too.
#include <bitbucket/models/commit_status.hpp>
#include <bitbucket/models/diffstat.hpp>
#include <bitbucket/models/pull_request_activity.hpp>
#include <bitbucket/models/pull_request_task.hpp>
#include <bitbucket/page.hpp>

#include "decode_text.hpp"

namespace test_pull_request_models {

using namespace decode_text;
namespace bb = bitbucket;

TEST_CASE("a whole pull request", "[models]") {
    const auto one = decoded<bb::pull_request>(
        R"({"type":"pullrequest","id":7,"title":"Add a parser","description":"It *reads*.","state":"OPEN","draft":false,
            "queued":false,"author":{"type":"user","display_name":"Ann","uuid":"{a}"},"merge_commit":null,
            "source":{"branch":{"name":"feature/parser"},"commit":{"hash":"1a2b3c4d5e6f","type":"commit"},
                      "repository":{"full_name":"acme/site","type":"repository"}},
            "destination":{"branch":{"name":"main","merge_strategies":["merge_commit","squash"],
                                     "default_merge_strategy":"squash"},"commit":{"hash":"6f5e4d3c2b1a"}},
            "comment_count":3,"task_count":1,"close_source_branch":true,"closed_by":null,"reason":"",
            "reviewers":[{"display_name":"Bo"}],
            "participants":[{"type":"participant","role":"REVIEWER","approved":true,"state":"approved",
                             "user":{"display_name":"Bo"},"participated_on":"2026-08-01T10:00:00.123456+00:00"},
                            {"role":"PARTICIPANT","approved":false,"state":null,"participated_on":null}],
            "summary":{"raw":"It *reads*.","markup":"markdown","html":"<p/>"},
            "rendered":{"title":{"raw":"Add a parser"},"description":{"html":"<p/>"}},
            "created_on":"2026-08-01T09:00:00+00:00","links":{"self":{"href":"s"}}})");
    CHECK(one.id == 7);
    CHECK(one.is_open());
    CHECK_FALSE(one.is_merged());
    CHECK(one.source->branch->name == "feature/parser");
    CHECK(one.source->repository->full_name == "acme/site");
    CHECK(one.destination->branch->merge_strategies == std::vector<std::string>{"merge_commit", "squash"});
    CHECK(one.destination->branch->default_merge_strategy == "squash");
    CHECK_FALSE(one.merge_commit.has_value());
    CHECK_FALSE(one.closed_by.has_value());
    CHECK(one.task_count == 1);
    CHECK(one.close_source_branch == true);
    REQUIRE(one.reviewers->size() == 1);
    CHECK(one.reviewers->front().display_name == "Bo");
    REQUIRE(one.participants->size() == 2);
    CHECK(one.participants->front().state == "approved");
    CHECK(one.participants->back().state.empty());
    CHECK(one.rendered->description->html == "<p/>");
}

TEST_CASE("a pull request of a list has no reviewers, which is not an empty list of them", "[models]") {
    const auto page = decoded<bb::page<bb::pull_request>>(
        R"({"values":[{"id":1,"state":"MERGED","merge_commit":{"hash":"abc"}},{"id":2,"reviewers":[],"participants":[]},
                      {"id":3,"reviewers":null,"state":"SHELVED"}]})");
    REQUIRE(page.values.size() == 3);
    CHECK_FALSE(page.values[0].reviewers.has_value());
    CHECK_FALSE(page.values[0].participants.has_value());
    CHECK(page.values[0].is_merged());
    CHECK(page.values[0].merge_commit->hash == "abc");
    REQUIRE(page.values[1].reviewers.has_value());
    CHECK(page.values[1].reviewers->empty());
    CHECK(page.values[1].participants->empty());
    CHECK_FALSE(page.values[2].reviewers.has_value());
    CHECK_FALSE(page.values[2].state.known().has_value());
    CHECK(page.values[2].state.str() == "SHELVED");
}

TEST_CASE("a pull request without author, from a deleted fork and a deleted branch", "[models]") {
    const auto one = decoded<bb::pull_request>(
        R"({"id":7,"author":null,"source":{"repository":null,"branch":null,"commit":null},"destination":{}})");
    CHECK_FALSE(one.author.has_value());
    REQUIRE(one.source.has_value());
    CHECK_FALSE(one.source->repository.has_value());
    CHECK_FALSE(one.source->branch.has_value());
    CHECK_FALSE(one.source->commit.has_value());
    CHECK_FALSE(one.destination->branch.has_value());
}

TEST_CASE("comments: on the whole, on lines, replies, tombstones, resolved threads", "[models]") {
    const auto page = decoded<bb::page<bb::pull_request_comment>>(
        R"({"values":[
            {"id":1,"content":{"raw":"Nice","markup":"markdown","html":"<p>Nice</p>"},"deleted":false,"pending":false,
             "pullrequest":{"type":"pullrequest","id":7,"title":"T","links":{}}},
            {"id":2,"inline":{"path":"a.c","to":15,"from":null,"start_to":12,"outdated":true,"context_lines":"@@"},
             "resolution":{"type":"comment_resolution","user":{"display_name":"Bo"}}},
            {"id":3,"parent":{"id":2,"links":{}},"deleted":true,"content":{"raw":"","markup":"markdown","html":""}},
            {"id":4,"inline":{"path":"a.c"},"resolution":{}},
            {"id":5,"parent":{"id":3,"parent":{"id":2}},"resolution":null,"user":null}]})");
    REQUIRE(page.values.size() == 5);
    CHECK(page.values[0].text() == "Nice");
    CHECK_FALSE(page.values[0].is_reply());
    CHECK_FALSE(page.values[0].is_resolved());
    CHECK(page.values[0].pullrequest->id == 7);
    CHECK(page.values[1].position->start_to == 12);
    CHECK(page.values[1].position->to == 15);
    CHECK_FALSE(page.values[1].position->from.has_value());
    CHECK(page.values[1].position->outdated == true);
    CHECK(page.values[1].is_resolved());
    CHECK(page.values[1].resolution->user->display_name == "Bo");
    CHECK(page.values[2].is_deleted());
    CHECK(page.values[2].is_reply_to(2));
    CHECK_FALSE(page.values[2].is_reply_to(1));
    CHECK(page.values[2].text().empty());
    CHECK(page.values[3].is_resolved());
    CHECK_FALSE(page.values[3].position->to.has_value());
    CHECK_FALSE(page.values[4].is_resolved());
    CHECK(page.values[4].parent->parent->id == 2);
    CHECK(page.values[4].text().empty());
}

TEST_CASE("tasks", "[models]") {
    const auto task = decoded<bb::pull_request_task>(
        R"({"id":9,"content":{"raw":"Do it"},"state":"RESOLVED","creator":null,"pending":false,
            "resolved_on":"2026-08-01T10:00:00+00:00","resolved_by":{"display_name":"Ann"},"comment":{"id":2}})");
    CHECK(task.is_resolved());
    CHECK(task.text() == "Do it");
    CHECK(task.resolved_by->display_name == "Ann");
    CHECK(task.comment->id == 2);
    CHECK_FALSE(task.creator.has_value());
    const auto open = decoded<bb::pull_request_task>(R"({"state":"UNRESOLVED","resolved_on":null,"resolved_by":null})");
    CHECK_FALSE(open.is_resolved());
    CHECK(open.state == bb::task_state::unresolved);
    CHECK_FALSE(open.resolved_by.has_value());
}

TEST_CASE("entries of an activity log are told apart by the member that is there", "[models]") {
    const auto page = decoded<bb::page<bb::pull_request_activity>>(
        R"({"values":[
            {"comment":{"id":4,"content":{"raw":"Hm"}},"pull_request":{"id":7,"title":"T"}},
            {"pull_request":{"id":7},"update":{"title":"T2","state":"OPEN","draft":false,"reason":"",
             "changes":{"title":{"old":"T","new":"T2"}},"author":{"display_name":"Ann"},"reviewers":[],
             "source":{"branch":{"name":"f"}},"date":"2026-08-01T10:00:00+00:00"}},
            {"pull_request":{"id":7},"approval":{"date":"2026-08-01T10:00:00+00:00","user":{"display_name":"Bo"},
             "pullrequest":{"id":7}}},
            {"changes_requested":{"user":{"display_name":"Cy"}},"pull_request":{"id":7}},
            {"pull_request":{"id":7},"task":{"task":{"id":9}}}]})");
    REQUIRE(page.values.size() == 5);
    const auto* comment = page.values[0].get_if<bb::comment_activity>();
    REQUIRE(comment != nullptr);
    CHECK(comment->comment->text() == "Hm");
    CHECK(comment->pull_request->title == "T");
    const auto* update = page.values[1].get_if<bb::update_activity>();
    REQUIRE(update != nullptr);
    CHECK(update->update->title == "T2");
    CHECK(update->update->changes.str() == R"({"title":{"old":"T","new":"T2"}})");
    CHECK(update->update->source->branch->name == "f");
    const auto* approval = page.values[2].get_if<bb::approval_activity>();
    REQUIRE(approval != nullptr);
    CHECK(approval->approval->user->display_name == "Bo");
    const auto* changes = page.values[3].get_if<bb::changes_requested_activity>();
    REQUIRE(changes != nullptr);
    CHECK(changes->changes_requested->user->display_name == "Cy");
    CHECK(page.values[4].holds<bb::unknown_kind>());
    CHECK_THAT(page.values[4].get_if<bb::unknown_kind>()->text.str(),
               Catch::Matchers::ContainsSubstring(R"("task":{"task":{"id":9}})"));
}

TEST_CASE("branches and tags in one list are told apart by type", "[models]") {
    const auto page = decoded<bb::page<bb::ref>>(
        R"({"values":[{"type":"branch","name":"feature/x","target":{"hash":"abc"},
                       "merge_strategies":["merge_commit"],"default_merge_strategy":"merge_commit"},
                      {"type":"tag","name":"v1","message":"First","date":"2026-08-01T10:00:00+00:00",
                       "tagger":{"raw":"Ann <ann@example.org>"},"target":{"hash":"def"}},
                      {"type":"tag","name":"v2","message":null,"date":null,"tagger":null},
                      {"type":"named_branch","name":"default"},{"type":"worktree","name":"w"}]})");
    REQUIRE(page.values.size() == 5);
    CHECK(page.values[0].is_branch());
    CHECK(page.values[0].merge_strategies.size() == 1);
    CHECK(page.values[1].is_tag());
    CHECK(page.values[1].tagger->raw == "Ann <ann@example.org>");
    CHECK(page.values[2].message.empty());
    CHECK_FALSE(page.values[2].date.has_value());
    CHECK(page.values[3].is_branch());
    CHECK_FALSE(page.values[4].is_branch());
    CHECK_FALSE(page.values[4].is_tag());
    CHECK_FALSE(decoded<bb::tag>(R"({"name":"v2","message":null,"tagger":{}})").tagger->user.has_value());
}

TEST_CASE("diffstat: every status that was seen", "[models]") {
    const auto page = decoded<bb::page<bb::diffstat>>(
        R"({"values":[{"status":"added","lines_added":3,"lines_removed":0,"old":null,"new":{"path":"n"}},
                      {"status":"removed","old":{"path":"o"},"new":null},
                      {"status":"renamed","old":{"path":"o"},"new":{"path":"n"}},
                      {"status":"merge conflict"},{"status":"rename conflict"},{"status":"rename/delete conflict"},
                      {"status":"subrepo conflict"},{"status":"local deleted"},{"status":"remote deleted"},
                      {"status":"copied"}]})");
    REQUIRE(page.values.size() == 10);
    CHECK(page.values[0].status == bb::diffstat_status::added);
    CHECK(page.values[0].path() == "n");
    CHECK_FALSE(page.values[0].old_file.has_value());
    CHECK(page.values[1].path() == "o");
    CHECK(page.values[2].path() == "n");
    for (std::size_t i = 0; i < page.values.size(); ++i) {
        CAPTURE(i);
        CHECK(page.values[i].is_conflict() == (i >= 3 && i <= 8));
        CHECK(page.values[i].status.known().has_value() == (i != 9));
    }
    CHECK(page.values[3].path().empty());
}

TEST_CASE("statuses of commits, and a merge that goes on", "[models]") {
    const auto status = decoded<bb::commit_status>(
        R"({"type":"build","key":"CI","state":"INPROGRESS","refname":null,"url":"https://ci.example.org/1"})");
    CHECK(status.state == bb::commit_status_state::in_progress);
    CHECK(status.refname.empty());
    CHECK_FALSE(decoded<bb::merge_task>(R"({"task_status":"PENDING","task_id":"t"})").is_done());
    const auto done = decoded<bb::merge_task>(R"({"task_status":"SUCCESS","merge_result":{"state":"MERGED"}})");
    CHECK(done.is_done());
    CHECK(done.merge_result->is_merged());
}

}  // namespace test_pull_request_models
