// SPDX-License-Identifier: MIT
// The bodies of pull requests, comments, tasks and refs: what is written, and what is refused before it is sent.
#include <bitbucket/api/pull_request_comments.hpp>
#include <bitbucket/api/pull_request_tasks.hpp>
#include <bitbucket/api/pull_requests.hpp>
#include <bitbucket/api/refs.hpp>

#include "support/catch.hpp"

namespace test_pull_request_drafts {

namespace bb = bitbucket;
using Catch::Matchers::EndsWith;

namespace {

const std::string ann = "{d301aafa-d676-4ee0-88be-962be7417567}";

std::string body_of(const bb::request_base& request) {
    CHECK(request.problem().empty());
    return request.body();
}
std::string problem_of(const bb::request_base& request) {
    CHECK_FALSE(request.problem().empty());
    return request.problem();
}

bb::pull_requests::create opened(const bb::pull_request_draft& draft) {
    return {"acme", "site", draft};
}
bb::pull_requests::update changed(const bb::pull_request_edit& edit) {
    return {"acme", "site", 7, edit};
}
bb::pull_request_comments::create said(const bb::pull_request_comment_draft& draft) {
    return {"acme", "site", 7, draft};
}

}  // namespace

TEST_CASE("a new pull request", "[drafts]") {
    CHECK(body_of(opened({.title = "T", .source = "feature"})) ==
          R"({"title":"T","source":{"branch":{"name":"feature"}}})");
    CHECK(body_of(opened({.title = "T",
                          .source = bb::pull_request_branch::of_fork("ann/site", "f/x"),
                          .destination = "f/x",
                          .description = "D",
                          .reviewers = std::vector<bb::reviewer>{"d301aafa-d676-4ee0-88be-962be7417567"},
                          .close_source_branch = true,
                          .draft = false})) ==
          R"({"title":"T","source":{"branch":{"name":"f/x"},"repository":{"full_name":"ann/site"}},)"
          R"("destination":{"branch":{"name":"f/x"}},"description":"D","reviewers":[{"uuid":")" +
              ann + R"("}],"close_source_branch":true,"draft":false})");
}

TEST_CASE("a new pull request that the API would refuse is not sent", "[drafts]") {
    CHECK_THAT(problem_of(opened({.title = "", .source = "f"})), EndsWith("the member 'title' must not be empty"));
    CHECK_THAT(problem_of(opened({.title = "T", .source = ""})), EndsWith("source.branch.name must not be empty"));
    CHECK_THAT(problem_of(opened({.title = "T", .source = static_cast<const char*>(nullptr)})),
               EndsWith("source.branch.name must not be empty"));
    CHECK_THAT(problem_of(opened({.title = "T", .source = "refs/heads/f"})),
               EndsWith("source.branch.name is without refs/heads/"));
    CHECK_THAT(problem_of(opened({.title = "T", .source = "f", .destination = "f"})),
               EndsWith("destination must not be the source branch"));
    CHECK_THAT(problem_of(opened({.title = "T", .source = "f", .destination = nullptr})),
               EndsWith("destination must not be null: leave it out for the main branch"));
    for (const char* name : {"ann", "/site", "ann/", "ann/site/x", ""})
        CHECK_THAT(problem_of(opened({.title = "T", .source = bb::pull_request_branch::of_fork(name, "f")})),
                   EndsWith("source.repository.full_name is workspace/slug"));
    for (const char* who : {"ann", "", "557058:ba8948b2-49da-43a9-9e8b-e7249b8e324a"})
        CHECK_THAT(problem_of(opened({.title = "T", .source = "f", .reviewers = std::vector<bb::reviewer>{who}})),
                   EndsWith("reviewers[0].uuid must be a UUID: the API knows reviewers by nothing else"));
    CHECK_THAT(problem_of(opened({.title = "T", .source = "f", .reviewers = nullptr})),
               EndsWith("reviewers must not be null: leave it out, or give a list"));
}

TEST_CASE("a change made from a pull request names all its reviewers", "[drafts]") {
    bb::pull_request current;
    bb::account author;
    author.uuid = bb::uuid("{00000000-0000-4000-8000-000000000001}");
    bb::account other;
    other.uuid = bb::uuid(ann);
    current.author = author;
    current.reviewers = std::vector<bb::account>{other};
    bb::pull_request_edit edit = bb::pull_request_edit::of(current);
    edit.title = "T";
    CHECK(body_of(changed(edit)) == R"({"title":"T","reviewers":[{"uuid":")" + ann + R"("}]})");
    edit.reviewers = std::vector<bb::reviewer>{};
    CHECK(body_of(changed(edit)) == R"({"title":"T","reviewers":[]})");

    current.reviewers->clear();
    CHECK(body_of(changed(bb::pull_request_edit::of(current))) == R"({"reviewers":[]})");
}

TEST_CASE("a change made from a pull request of a list is not sent", "[drafts]") {
    bb::pull_request_edit edit = bb::pull_request_edit::of(bb::pull_request());
    edit.title = "T";
    CHECK_THAT(problem_of(changed(edit)), EndsWith("lists leave them out, so get it by its number first"));
    // Told otherwise, it is.
    edit.reviewers = {};
    CHECK(body_of(changed(edit)) == R"({"title":"T"})");
}

TEST_CASE("a change of nothing, or to nothing, is not sent", "[drafts]") {
    CHECK_THAT(problem_of(changed({})), EndsWith("the change of a pull request is empty"));
    CHECK_THAT(problem_of(changed({.title = ""})), EndsWith("title must not be empty"));
    CHECK_THAT(problem_of(changed({.title = nullptr})), EndsWith("title must not be empty"));
    CHECK_THAT(problem_of(changed({.reviewers = nullptr})), EndsWith("reviewers is a list; an empty one removes them"));
    CHECK(body_of(changed({.description = ""})) == R"({"description":""})");
    CHECK(body_of(changed({.destination = "release/1", .draft = false})) ==
          R"({"destination":{"branch":{"name":"release/1"}},"draft":false})");
}

TEST_CASE("the author is no reviewer of their own pull request", "[drafts]") {
    bb::account author;
    author.uuid = bb::uuid("{00000000-0000-4000-8000-000000000001}");
    bb::account other;
    other.uuid = bb::uuid(ann);
    const std::vector<bb::account> both = {author, other};
    CHECK(bb::reviewers_of(both).size() == 2);
    CHECK(bb::reviewers_of(both, author).size() == 1);
    CHECK(bb::reviewers_of(both, bb::account()).size() == 2);
}

TEST_CASE("merging and declining, with and without a body", "[drafts]") {
    CHECK_FALSE(bb::pull_requests::merge("acme", "site", 7).has_body());
    CHECK(body_of(bb::pull_requests::merge{"acme", "site", 7, bb::merge_options{}}) == "{}");
    CHECK(body_of(bb::pull_requests::merge{
              "acme", "site", 7,
              bb::merge_options{
                  .message = "M", .merge_strategy = bb::merge_strategy::rebase_merge, .close_source_branch = true}}) ==
          R"({"message":"M","merge_strategy":"rebase_merge","close_source_branch":true})");
    CHECK_FALSE(bb::pull_requests::decline("acme", "site", 7).has_body());
    CHECK(body_of(bb::pull_requests::decline{"acme", "site", 7, bb::decline_options{.message = "No"}}) ==
          R"({"message":"No"})");
    CHECK_FALSE(bb::pull_requests::approve("acme", "site", 7).has_body());
}

TEST_CASE("comments: on the whole, in answer, and on places in the diff", "[drafts]") {
    using at = bb::inline_position_draft;
    CHECK(body_of(said({.content = "Hi"})) == R"({"content":{"raw":"Hi"}})");
    CHECK(body_of(said({.content = "Hi", .parent = 2})) == R"({"content":{"raw":"Hi"},"parent":{"id":2}})");
    bb::pull_request_comment first;
    first.id = 3;
    CHECK(body_of(said({.content = "Hi", .parent = first, .pending = true})) ==
          R"({"content":{"raw":"Hi"},"parent":{"id":3},"pending":true})");
    const auto on = [](const at& place) { return body_of(said({.content = "x", .position = place})); };
    const std::string start = R"({"content":{"raw":"x"},"inline":{"path":"a.c")";
    CHECK(on(at::on_file("a.c")) == start + "}}");
    CHECK(on(at::on_line("a.c", 15)) == start + R"(,"to":15}})");
    CHECK(on(at::on_lines("a.c", 12, 15)) == start + R"(,"start_to":12,"to":15}})");
    CHECK(on(at::on_old_line("a.c", 15)) == start + R"(,"from":15}})");
    CHECK(on(at::on_old_lines("a.c", 15, 15)) == start + R"(,"start_from":15,"from":15}})");
}

TEST_CASE("comments that the API would refuse, or put elsewhere, are not sent", "[drafts]") {
    using at = bb::inline_position_draft;
    CHECK_THAT(problem_of(said({.content = ""})), EndsWith("content.raw must not be empty"));
    CHECK_THAT(problem_of(said({.content = "x", .parent = 0})), EndsWith("parent.id must be at least 1"));
    CHECK_THAT(problem_of(said({.content = "x", .parent = bb::pull_request_comment()})),
               EndsWith("parent.id must be at least 1"));
    CHECK_THAT(problem_of(said({.content = "x", .parent = nullptr})),
               EndsWith("parent must not be null: leave it out"));
    const auto wrong = [](const at& place) { return problem_of(said({.content = "x", .position = place})); };
    CHECK_THAT(wrong(at::on_file("")), EndsWith("inline.path must not be empty"));
    CHECK_THAT(wrong(at::on_file("/a.c")), EndsWith("inline.path has no slash in front"));
    CHECK_THAT(wrong(at::on_line("a.c", 0)), EndsWith("inline.to must be at least 1"));
    CHECK_THAT(wrong(at::on_lines("a.c", 0, 3)), EndsWith("inline.start_to must be at least 1"));
    CHECK_THAT(wrong(at::on_lines("a.c", 4, 3)), EndsWith("inline: the first line must not be behind the last one"));
    CHECK_THAT(wrong(at::on_old_lines("a.c", 4, 3)),
               EndsWith("inline: the first line must not be behind the last one"));
    CHECK_THAT(problem_of(bb::pull_request_comments::update{"acme", "site", 7, 1, {.content = ""}}),
               EndsWith("content.raw must not be empty"));
}

TEST_CASE("drafts of tasks", "[drafts]") {
    using create = bb::pull_request_tasks::create;
    using update = bb::pull_request_tasks::update;
    CHECK(body_of(create{"acme", "site", 7, {.content = "Do", .comment = 3, .pending = false}}) ==
          R"({"content":{"raw":"Do"},"comment":{"id":3},"pending":false})");
    CHECK_THAT(problem_of(create{"acme", "site", 7, {.content = "Do", .comment = nullptr}}),
               EndsWith("comment must not be null: leave it out"));
    CHECK(body_of(update{"acme", "site", 7, 1, {.state = bb::task_state::resolved}}) == R"({"state":"RESOLVED"})");
    CHECK(body_of(update{"acme", "site", 7, 1, {.content = "Do it"}}) == R"({"content":{"raw":"Do it"}})");
    CHECK_THAT(problem_of(update{"acme", "site", 7, 1, {}}), EndsWith("the change of a task is empty"));
    CHECK_THAT(problem_of(update{"acme", "site", 7, 1, {.state = nullptr}}), EndsWith("state must not be null"));
}

TEST_CASE("branches and tags", "[drafts]") {
    CHECK(body_of(bb::refs::create_branch{"acme", "site", {.name = "f/x", .target = "main"}}) ==
          R"({"name":"f/x","target":{"hash":"main"}})");
    bb::commit head;
    head.hash = "1a2b3c";
    CHECK(body_of(bb::refs::create_tag{"acme", "site", {.name = "v1", .target = head, .message = "M"}}) ==
          R"({"name":"v1","target":{"hash":"1a2b3c"},"message":"M"})");
    CHECK_THAT(problem_of(bb::refs::create_tag{"acme", "site", {.name = "v1", .target = bb::commit()}}),
               EndsWith("target.hash must not be empty"));
    CHECK(bb::refs::get_branch("acme", "site", "feature/x").target() ==
          "/repositories/acme/site/refs/branches/feature%2Fx");
}

TEST_CASE("lists take several states", "[requests]") {
    using bb::pull_request_state;
    CHECK(bb::pull_requests::list("acme", "site")
              .state(pull_request_state::open)
              .state(pull_request_state::merged)
              .target() == "/repositories/acme/site/pullrequests?state=OPEN&state=MERGED");
    CHECK(bb::pull_requests::list_by_author("acme", bb::uuid(ann)).any_state().target() ==
          "/workspaces/acme/pullrequests/%7Bd301aafa-d676-4ee0-88be-962be7417567%7D"
          "?state=OPEN&state=MERGED&state=DECLINED&state=SUPERSEDED");
    CHECK(bb::pull_requests::list("acme", "site").with_reviewers().target() ==
          "/repositories/acme/site/pullrequests?fields=%2Bvalues.reviewers%2C%2Bvalues.participants");
}

}  // namespace test_pull_request_drafts
