// SPDX-License-Identifier: MIT
// The extras of pull requests against testing/sandbox.hpp, whose state they change: what only looks like a merge, what
// waits for a review, and what keeps a pull request from being merged.
#include <bitbucket/extras/merge_and_wait.hpp>
#include <bitbucket/extras/mergeability.hpp>
#include <bitbucket/extras/review.hpp>
#include <bitbucket/extras/review_inbox.hpp>

#include "unit/support/fake_time.hpp"
#include "unit/support/sandbox_clients.hpp"

namespace test_pull_requests_in_sandbox {

using namespace sandbox_clients;
using bb::merge_obstacle_kind;
using bb::merge_verdict;

namespace {

/// The clock does not run: a wait asks at once.
bb::client quick(const sandbox& box) {
    bb::client_options options = unit::fake_time().options();
    return bb::client{box, bb::api_token{sandbox::email, bb::secret(sandbox::api_token)}, std::move(options)};
}

bool has(const bb::mergeability& found, merge_obstacle_kind kind) {
    for (const bb::merge_obstacle& each : found.obstacles)
        if (each.kind == kind) return true;
    return false;
}

}  // namespace

TEST_CASE("merge_and_wait in the sandbox: a plain merge, a queue, a time-out and a 200 that is open all end merged") {
    const sandbox box;
    const bb::client api = quick(box);
    for (const int id : {sandbox::pull_request, sandbox::queueing_pull_request, sandbox::timing_out_pull_request,
                         sandbox::lagging_pull_request}) {
        CAPTURE(id);
        const auto done = bb::try_merge_and_wait(api, "acme", "site", id);
        REQUIRE(done.has_value());
        CHECK(done->is_merged());
        CHECK(api.send(bb::pull_requests::get{"acme", "site", id}).is_merged());
    }
}

TEST_CASE("merge_and_wait in the sandbox: conflicts, checks, closed ones and moved branches are errors") {
    const sandbox box;
    const bb::client api = quick(box);
    for (const auto& [id, status] :
         {std::pair(sandbox::conflicting_pull_request, 400), std::pair(sandbox::checked_pull_request, 400),
          std::pair(sandbox::declined_pull_request, 400), std::pair(sandbox::moving_pull_request, 409)}) {
        CAPTURE(id);
        const auto done = bb::try_merge_and_wait(api, "acme", "site", id);
        REQUIRE_FALSE(done.has_value());
        CHECK(done.error().status() == status);
        CHECK_FALSE(done.error().outcome_unclear());
    }
}

TEST_CASE("mergeability in the sandbox: what forbids a merge, and what may") {
    const sandbox box;
    const bb::client api = quick(box);
    const auto look = [&](int id) { return bb::check_mergeability(api, "acme", "site", id); };
    CHECK(has(look(sandbox::conflicting_pull_request), merge_obstacle_kind::conflict));
    CHECK(look(sandbox::conflicting_pull_request).verdict() == merge_verdict::forbidden);
    CHECK(has(look(sandbox::draft_pull_request), merge_obstacle_kind::draft));
    CHECK(has(look(sandbox::merged_pull_request), merge_obstacle_kind::not_open));
    const bb::mergeability reviewed = look(sandbox::pull_request);
    CHECK(reviewed.unread.empty());
    CHECK(has(reviewed, merge_obstacle_kind::check_failed));
    CHECK(has(reviewed, merge_obstacle_kind::open_tasks));
    CHECK(has(reviewed, merge_obstacle_kind::open_threads));
    CHECK(reviewed.verdict() == merge_verdict::depends);
    CHECK_FALSE(reviewed.untold().empty());
}

TEST_CASE("an inbox in the sandbox loses what its owner approves") {
    const sandbox box;
    const bb::client author = quick(box);
    const bb::client reviewer = member_of(box);
    const bb::uuid me = reviewer.send(bb::users::current{}).uuid;
    const bb::pull_request made = author.send(bb::pull_requests::create{
        "acme",
        "site",
        {.title = "T", .source = sandbox::unmerged_branch, .reviewers = std::vector<bb::reviewer>{me}}});
    const auto waits = [&] {
        const auto inbox = bb::review_inbox(reviewer, "acme", me);
        CHECK(inbox.complete());
        for (const bb::waiting_review& each : inbox.waiting)
            if (each.repository == "acme/site" && each.pull_request.id == made.id) return true;
        return false;
    };
    CHECK(waits());
    reviewer.send(bb::pull_requests::approve{"acme", "site", *made.id});
    CHECK_FALSE(waits());
}

TEST_CASE("a change in the sandbox keeps the reviewers, and a plain one drops them") {
    const sandbox box;
    const bb::client api = quick(box);
    const auto reviewers = [&] {
        return api.send(bb::pull_requests::get{"acme", "site", sandbox::pull_request}).reviewers->size();
    };
    const std::size_t before = reviewers();
    REQUIRE(before > 0);
    bb::edit_pull_request(api, "acme", "site", sandbox::pull_request,
                          [](bb::pull_request_edit& edit) { edit.title = "Better"; });
    CHECK(reviewers() == before);
    api.send(bb::pull_requests::update{"acme", "site", sandbox::pull_request, {.title = "Worse"}});
    CHECK(reviewers() == 0);
}

TEST_CASE("a reply in the sandbox to a comment that is not there is noticed") {
    const sandbox box;
    const bb::client api = quick(box);
    const auto threads = bb::open_threads(api, "acme", "site", sandbox::pull_request);
    REQUIRE_FALSE(threads.empty());
    const std::int64_t first = *threads.front().first.id;
    CHECK(bb::reply_to(api, "acme", "site", sandbox::pull_request, first, "Yes").is_reply_to(first));
    const auto astray = bb::try_reply_to(api, "acme", "site", sandbox::pull_request, 987654321, "Where?");
    REQUIRE_FALSE(astray.has_value());
    CHECK(astray.error().kind() == error_kind::work_failed);
}

}  // namespace test_pull_requests_in_sandbox
