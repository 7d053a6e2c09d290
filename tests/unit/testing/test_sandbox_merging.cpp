// SPDX-License-Identifier: MIT
// Merging pull requests in testing/sandbox.hpp, through the client: strategies, what forbids it, and what only looks like
// a merge.
#include <bitbucket/extras/commit_files.hpp>
#include <bitbucket/wait.hpp>

#include "unit/sandbox_calls.hpp"
#include "unit/support/fake_time.hpp"
#include "unit/support/sandbox_clients.hpp"

namespace test_sandbox_merging {

using namespace sandbox_clients;
namespace pulls = bb::pull_requests;
using bb::merge_options;
using bb::merge_strategy;

namespace {

bb::pull_request get(const bb::client& api, std::int64_t id) {
    return api.send(pulls::get{"acme", "site", id});
}

pulls::merge merge(std::int64_t id, const std::optional<merge_options>& how = std::nullopt) {
    return {"acme", "site", id, how};
}

bb::commit tip(const bb::client& api, const char* branch = "main") {
    return *api.send(bb::refs::get_branch{"acme", "site", branch}).target;
}

bool has_file(const bb::client& api, const char* path) {
    return api.try_send(bb::source::get_metadata{"acme", "site", "main", path}).has_value();
}

std::string commit_to(const bb::client& api, const char* branch, const char* path, const char* text,
                      const char* repository = "site") {
    bb::source::commit_files files;
    files.branch(branch).add_text(path, text);
    return api.send(bb::source::create_commit{"acme", repository, files}).hash;
}

std::int64_t open(const bb::client& api, const bb::pull_request_branch& from) {
    return *api.send(pulls::create{"acme", "site", {.title = "T", .source = from}}).id;
}

/// The clock does not run: a wait asks at once.
bb::client quick(const sandbox& box) {
    bb::client_options options = unit::fake_time().options();
    options.retry = bb::retry_policy::none();
    return bb::client{box, bb::api_token{sandbox::email, bb::secret(sandbox::api_token)}, std::move(options)};
}

}  // namespace

TEST_CASE("sandbox: a merge commit has two parents and the files of both sides") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const std::string before = tip(api).hash;
    CHECK_FALSE(has_file(api, "src/contact.html"));
    const auto merged = api.exchange(merge(1));
    CHECK(merged.status == 200);
    REQUIRE(merged.value.is_done());
    CHECK(merged.value->is_merged());
    CHECK(merged.value->closed_by->uuid.str() == sandbox::user);
    const bb::commit made = tip(api);
    CHECK(merged.value->merge_commit->hash == made.hash);
    REQUIRE(made.parents.size() == 2);
    CHECK(made.parents[0].hash == before);
    CHECK(made.parents[1].hash.starts_with(merged.value->source->commit->hash));
    CHECK(made.message.starts_with("Merged in feature/contact-form (pull request #1)"));
    CHECK(has_file(api, "src/contact.html"));
    CHECK(has_file(api, "src/site.cpp"));
    // What it was stays known.
    CHECK(get(api, 1).destination->commit->hash == before.substr(0, 12));
    CHECK(api.collect(pulls::list_commits{"acme", "site", 1}).size() == 1);
    CHECK(refusal_of(api, merge(1)) == 400);
    CHECK(api.send(bb::refs::get_branch{"acme", "site", sandbox::source_branch}).name == sandbox::source_branch);
}

TEST_CASE("sandbox: squashing leaves one parent, a fast-forward no new commit") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const auto forward = merge_options{.merge_strategy = merge_strategy::fast_forward};
    const bb::pull_request first = *api.send(merge(1, forward)).value();
    CHECK(first.merge_commit->hash == tip(api).hash);
    CHECK(tip(api).hash.starts_with(first.source->commit->hash));
    CHECK(has_file(api, "src/contact.html"));
    // The branches have parted now.
    CHECK(refusal_of(api, merge(11, forward)) == 400);

    const auto squash =
        merge_options{.message = "Translate", .merge_strategy = merge_strategy::squash, .close_source_branch = true};
    CHECK(api.send(merge(11, squash))->is_merged());
    CHECK(tip(api).parents.size() == 1);
    CHECK(tip(api).message == "Translate");
    CHECK(has_file(api, "src/sv.html"));
    // The branch of the fork went, as asked.
    CHECK(refusal_of(api, bb::refs::get_branch{"acme", sandbox::fork_repository, "translate/sv"}) == 404);
}

TEST_CASE("sandbox: a strategy that the branch does not allow, and conflicts, are 400 and change nothing") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const std::string before = tip(api).hash;
    refused_member(api, merge(1, merge_options{.merge_strategy = merge_strategy::rebase_merge}), "merge_strategy");
    CHECK(refusal_of(api, merge(sandbox::conflicting_pull_request)) == 400);
    CHECK(refusal_of(api, merge(sandbox::draft_pull_request)) == 400);
    CHECK(refusal_of(api, merge(99)) == 404);
    CHECK(tip(api).hash == before);
    CHECK(get(api, sandbox::conflicting_pull_request).is_open());
    CHECK(sandbox_calls::send(box, bb::http_method::post, "/repositories/acme/site/pullrequests/1/merge",
                              R"({"strategy":"squash"})")
              .status == 400);
    // The other side's change of the same file is a conflict, too; the same change is none.
    api.send(bb::refs::create_branch{"acme", "site", {.name = "a", .target = "main"}});
    api.send(bb::refs::create_branch{"acme", "site", {.name = "b", .target = "main"}});
    commit_to(api, "a", "README.md", "A\n");
    commit_to(api, "b", "README.md", "B\n");
    const std::int64_t first = open(api, "a");
    const std::int64_t second = open(api, "b");
    CHECK(api.send(merge(first))->is_merged());
    CHECK(refusal_of(api, merge(second)) == 400);
    commit_to(api, "b", "README.md", "A\n");
    CHECK(api.send(merge(second))->is_merged());
}

TEST_CASE("sandbox: a branch may want approvals and its tasks done") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const int id = sandbox::checked_pull_request;
    CHECK(refusal_of(api, merge(id)) == 400);
    api.send(pulls::approve{"acme", "site", id});
    CHECK(refused(api, merge(id), 400).detail().find("tasks") != std::string::npos);
    api.send(
        bb::pull_request_tasks::update{"acme", "site", id, sandbox::open_task, {.state = bb::task_state::resolved}});
    CHECK(refusal_of(api, merge(id, merge_options{.merge_strategy = merge_strategy::squash})) == 400);
    CHECK(api.send(merge(id))->is_merged());
    CHECK(tip(api, sandbox::checked_branch).parents.size() == 2);
}

TEST_CASE("sandbox: a branch that moved is 409, and the next merge counts with the new commit") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const std::string before = tip(api).hash;
    CHECK(refusal_of(api, merge(sandbox::moving_pull_request)) == 409);
    CHECK(tip(api).parents.at(0).hash == before);
    CHECK(get(api, sandbox::moving_pull_request).is_open());
    CHECK(api.send(merge(sandbox::moving_pull_request))->is_merged());
}

TEST_CASE("sandbox: a merge in the background is done at the second question, of who began it") {
    const sandbox box;
    const bb::client api = quick(box);
    const auto begun = api.exchange(merge(1).async(true));
    CHECK(begun.status == 202);
    CHECK_FALSE(begun.value.is_done());
    const std::string id = nlohmann::json::parse(begun.value.body()).at("task_id").get<std::string>();
    CHECK(begun.value.location() ==
          sandbox_calls::base + "/repositories/acme/site/pullrequests/1/merge/task-status/" + id);
    const pulls::get_merge_task question{"acme", "site", 1, id};
    CHECK(refusal_of(member_of(box), question) == 403);
    CHECK(refusal_of(api, pulls::get_merge_task{"acme", "site", 1, "merge-0"}) == 404);
    CHECK(api.send(question).task_status == "PENDING");
    CHECK(get(api, 1).is_open());
    const bb::merge_task done = api.send(question);
    CHECK(done.is_done());
    CHECK(done.merge_result->is_merged());
    CHECK(api.send(question).is_done());
    CHECK(get(api, 1).is_merged());

    const auto waited = bb::send_and_wait(api, merge(11).async(true));
    REQUIRE(waited.is_done());
    CHECK(waited->id == 11);
    CHECK(waited->is_merged());
}

TEST_CASE("sandbox: what forbids a merge in the background is the answer to a question") {
    const sandbox box;
    const bb::client api = quick(box);
    const auto outcome = [&](int id) {
        const auto reply = bb::try_send_and_wait(api, merge(id).async(true));
        REQUIRE_FALSE(reply);
        return reply.error().status();
    };
    CHECK(outcome(sandbox::conflicting_pull_request) == 400);
    CHECK(outcome(sandbox::moving_pull_request) == 409);
    CHECK(outcome(sandbox::checked_pull_request) == 400);
    // Declined meanwhile.
    const auto begun = api.send(merge(1).async(true));
    api.send(pulls::decline{"acme", "site", 1});
    CHECK(bb::try_wait(api, merge(1), begun).error().status() == 400);
    CHECK(refusal_of(api, merge(1).async(true)) == 400);
}

TEST_CASE("sandbox: a merge queue takes a pull request, and merges it later") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const int id = sandbox::queueing_pull_request;
    const auto begun = api.exchange(merge(id));
    CHECK(begun.status == 202);
    CHECK(begun.value.location().empty());
    bb::pull_request seen = get(api, id);
    CHECK(seen.is_open());
    CHECK(seen.queued == true);
    seen = get(api, id);
    CHECK(seen.is_merged());
    CHECK(seen.queued == false);
    CHECK(tip(api, sandbox::queue_branch).parents.size() == 2);
    // One that cannot be merged leaves the queue.
    api.send(pulls::update{"acme", "site", 4, {.destination = sandbox::queue_branch}});
    CHECK_FALSE(api.send(merge(4)).is_done());
    CHECK(get(api, 4).queued == true);
    CHECK(get(api, 4).queued == false);
    CHECK(get(api, 4).is_open());
}

TEST_CASE("sandbox: a merge may time out or lag and happen nevertheless") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const auto reply = api.try_send(merge(sandbox::timing_out_pull_request));
    REQUIRE_FALSE(reply);
    CHECK(reply.error().status() == 555);
    CHECK(reply.error().outcome_unclear());
    CHECK(get(api, sandbox::timing_out_pull_request).is_merged());

    const auto lagging = api.exchange(merge(sandbox::lagging_pull_request));
    CHECK(lagging.status == 200);
    REQUIRE(lagging.value.is_done());
    CHECK(lagging.value->is_open());
    CHECK(get(api, sandbox::lagging_pull_request).is_merged());
}

TEST_CASE("sandbox: a pull request whose commits another one brought in is superseded") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const std::int64_t twin = open(api, sandbox::source_branch);
    api.send(merge(1));
    CHECK(get(api, twin).state == bb::pull_request_state::superseded);
    CHECK(get(api, 11).is_open());
    CHECK(refusal_of(api, pulls::create{"acme", "site", {.title = "T", .source = sandbox::source_branch}}) == 400);
}

TEST_CASE("sandbox: a pull request follows its branches while it is open, also those of a fork") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const std::string hash = commit_to(api, sandbox::source_branch, "more.txt", "1");
    CHECK(hash.starts_with(get(api, 1).source->commit->hash));
    CHECK(api.collect(pulls::list_commits{"acme", "site", 1}).size() == 2);

    const auto from = bb::pull_request_branch::of_fork("acme/site-fork", "translate/sv");
    const std::string pushed = commit_to(api, "translate/sv", "src/no.html", "Hei", "site-fork");
    const bb::pull_request forked = get(api, sandbox::fork_pull_request);
    CHECK(forked.source->repository->full_name == "acme/site-fork");
    CHECK(pushed.starts_with(forked.source->commit->hash));
    CHECK(get(api, open(api, from)).source->repository->full_name == "acme/site-fork");
    CHECK(api.send(merge(sandbox::fork_pull_request))->is_merged());
    CHECK(has_file(api, "src/no.html"));
}

}  // namespace test_sandbox_merging
