// SPDX-License-Identifier: MIT
// Reviews of pull requests in testing/sandbox.hpp, through the client: approve, ask for changes, decline, the activity, the
// commits and the checks.
#include "unit/sandbox_calls.hpp"
#include "unit/support/sandbox_clients.hpp"

namespace test_sandbox_reviews {

using namespace sandbox_clients;
namespace pulls = bb::pull_requests;

namespace {

using numbers = std::vector<std::int64_t>;

numbers open_ones(const bb::client& api) {
    numbers out;
    for (const bb::pull_request& each : api.each(pulls::list{"acme", "site"})) out.push_back(*each.id);
    return out;
}

bb::pull_request get(const bb::client& api, std::int64_t id) {
    return api.send(pulls::get{"acme", "site", id});
}

const bb::participant* find(const bb::pull_request& of, const std::string& user) {
    for (const bb::participant& each : *of.participants)
        if (each.user->uuid.str() == user) return &each;
    return nullptr;
}

}  // namespace

TEST_CASE("sandbox: approvals and requests for changes exclude each other, and end with the pull request") {
    const sandbox box;
    const bb::client api = admin_of(box);
    CHECK(refusal_of(api, pulls::unapprove{"acme", "site", 1}) == 404);
    for (int i = 0; i < 2; ++i) {
        const bb::participant approval = api.send(pulls::approve{"acme", "site", 1});
        CHECK(approval.approved == true);
        CHECK(approval.state == "approved");
        CHECK(approval.role == "REVIEWER");
        CHECK(approval.participated_on.has_value());
    }
    const bb::participant wish = api.send(pulls::request_changes{"acme", "site", 1});
    CHECK(wish.approved == false);
    CHECK(wish.state == "changes_requested");
    CHECK(refusal_of(api, pulls::unapprove{"acme", "site", 1}) == 404);
    api.send(pulls::unrequest_changes{"acme", "site", 1});
    CHECK(find(get(api, 1), sandbox::user)->state.empty());
    CHECK(refusal_of(api, pulls::unrequest_changes{"acme", "site", 1}) == 404);
    CHECK(get(api, 1).participants->size() == 2);

    // An access token is a user of its own, and none of the reviewers.
    const bb::participant bot = token_of(box).send(pulls::approve{"acme", "site", 1});
    CHECK(bot.user->type == "app_user");
    CHECK(bot.role == "PARTICIPANT");
    CHECK(get(api, 1).participants->size() == 3);
    for (const int closed : {2, 3, 12}) {
        CHECK(refusal_of(api, pulls::approve{"acme", "site", closed}) == 400);
        CHECK(refusal_of(api, pulls::unapprove{"acme", "site", closed}) == 400);
        CHECK(refusal_of(api, pulls::request_changes{"acme", "site", closed}) == 400);
        CHECK(refusal_of(api, pulls::unrequest_changes{"acme", "site", closed}) == 400);
    }
}

TEST_CASE("sandbox: declining takes a reason, and is final") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const bb::pull_request declined =
        api.send(pulls::decline{"acme", "site", 1, bb::decline_options{.message = "Not now"}});
    CHECK(declined.state == bb::pull_request_state::declined);
    CHECK(declined.reason == "Not now");
    CHECK(declined.closed_by->uuid.str() == sandbox::user);
    CHECK(refusal_of(api, pulls::decline{"acme", "site", 1}) == 400);
    CHECK(api.send(pulls::decline{"acme", "site", 4}).reason.empty());
    CHECK(member_of(box).send(pulls::decline{"acme", "site", 7}).state == bb::pull_request_state::declined);
    CHECK(open_ones(api) == numbers{11, 10, 9, 8, 6, 5});
    // The seeded one came from a fork that is gone.
    CHECK_FALSE(get(api, sandbox::declined_pull_request).source->repository);
    CHECK(get(api, sandbox::declined_pull_request).reason == "We have no camel.");
}

TEST_CASE("sandbox: activity is logged, the newest first, and may hold what nobody has heard of") {
    const sandbox box;
    const bb::client api = admin_of(box);
    api.send(pulls::approve{"acme", "site", 1});
    bb::pull_request_edit edit = bb::pull_request_edit::of(get(api, 1));
    edit.title = "Better";
    api.send(pulls::update{"acme", "site", 1, edit});
    const auto log = api.collect(pulls::list_activity{"acme", "site", 1}.pagelen(3));
    REQUIRE(log.size() == 10);
    const auto* update = log[0].get_if<bb::update_activity>();
    REQUIRE(update != nullptr);
    CHECK(update->update->title == "Better");
    CHECK(update->update->reviewers.size() == 2);
    CHECK(update->update->author->uuid.str() == sandbox::user);
    CHECK(nlohmann::json::parse(update->update->changes.str())["title"]["old"] == "Add a contact form");
    const auto* approval = log[1].get_if<bb::approval_activity>();
    REQUIRE(approval != nullptr);
    CHECK(approval->approval->user->uuid.str() == sandbox::user);
    CHECK(approval->pull_request->id == 1);
    CHECK(approval->pull_request->state.str().empty());
    std::size_t comments = 0;
    std::size_t unknown = 0;
    for (const auto& each : log) {
        if (each.get_if<bb::comment_activity>() != nullptr) ++comments;
        if (each.get_if<bb::unknown_kind>() != nullptr) ++unknown;
    }
    CHECK(comments == 5);
    CHECK(unknown == 1);

    api.send(pulls::request_changes{"acme", "site", 4});
    const auto all = api.collect(pulls::list_all_activity{"acme", "site"});
    CHECK(all.size() == 22);
    REQUIRE(all[0].get_if<bb::changes_requested_activity>() != nullptr);
    CHECK(all[0].get_if<bb::changes_requested_activity>()->pull_request->id == 4);
    const nlohmann::json wire = raw(api, pulls::list_all_activity{"acme", "site"});
    for (const auto& each : wire["values"]) {
        CHECK_FALSE(each.contains("type"));
        CHECK(each["pull_request"].size() == 5);
    }
}

TEST_CASE("sandbox: commits come the newest first and without page numbers, checks with their states") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const auto commits = api.collect(pulls::list_commits{"acme", "site", 5});
    REQUIRE(commits.size() == 1);
    CHECK(commits[0].hash.substr(0, 12) == get(api, 5).source->commit->hash);
    CHECK(commits[0].parents.size() == 1);
    const auto reply =
        sandbox_calls::send(box, bb::http_method::get, "/repositories/acme/site/pullrequests/5/commits?page=2");
    CHECK(reply.status == 400);
    CHECK(sandbox_calls::body_of(reply)["error"]["message"] == "Invalid page");

    strings states;
    for (const bb::commit_status& each : api.each(pulls::list_statuses{"acme", "site", 1}.sort("key")))
        states.push_back(each.key + ' ' + each.state.str());
    CHECK(states == strings{"lint FAILED", "pages INPROGRESS", "unit SUCCESSFUL"});
    CHECK(api.send(pulls::list_statuses{"acme", "site", 1}.q(R"(state = "FAILED")")).values.at(0).key == "lint");
    CHECK(api.collect(pulls::list_statuses{"acme", "site", 4}).empty());
}

}  // namespace test_sandbox_reviews
