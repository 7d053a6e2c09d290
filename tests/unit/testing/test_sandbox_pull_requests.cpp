// SPDX-License-Identifier: MIT
// Pull requests in testing/sandbox.hpp, through the client: open, list, change. Reviews and what follows are in
// test_sandbox_reviews.cpp.
#include <bitbucket/extras/commit_files.hpp>

#include "unit/sandbox_calls.hpp"
#include "unit/support/sandbox_clients.hpp"

namespace test_sandbox_pull_requests {

using namespace sandbox_clients;
namespace pulls = bb::pull_requests;

namespace {

using numbers = std::vector<std::int64_t>;

template <class Operation>
numbers ids_of(const bb::client& api, const Operation& list) {
    numbers out;
    for (const bb::pull_request& each : api.each(list)) out.push_back(*each.id);
    return out;
}

pulls::list all_of(const char* repository = "site") {
    return pulls::list{"acme", repository};
}

bb::pull_request get(const bb::client& api, std::int64_t id) {
    return api.send(pulls::get{"acme", "site", id});
}

strings reviewers_of(const bb::pull_request& of) {
    strings out;
    for (const bb::account& each : of.reviewers.value()) out.push_back(each.uuid.str());
    return out;
}

bb::pull_request_draft draft_of(const char* title, bb::pull_request_branch from = sandbox::unmerged_branch) {
    return {.title = title, .source = std::move(from)};
}

const bb::participant* find(const bb::pull_request& of, const std::string& user) {
    for (const bb::participant& each : *of.participants)
        if (each.user->uuid.str() == user) return &each;
    return nullptr;
}

int status_of(const sandbox& box, bb::http_method method, const std::string& target, const std::string& body) {
    return sandbox_calls::send(box, method, "/repositories/acme/site/pullrequests" + target, body).status;
}

}  // namespace

TEST_CASE("sandbox: a pull request is opened with its members, and asks the default reviewers by itself") {
    const sandbox box;
    const bb::client api = admin_of(box);
    bb::pull_request_draft draft = draft_of("Opening hours");
    draft.description = "*When*";
    draft.reviewers = std::vector<bb::reviewer>{sandbox::newcomer};
    draft.close_source_branch = true;
    draft.draft = true;
    const auto made = api.exchange(pulls::create{"acme", "site", draft});
    CHECK(made.status == 201);
    const bb::pull_request& of = made.value;
    CHECK(of.id == 13);
    CHECK(of.is_open());
    CHECK(of.draft == true);
    CHECK(of.close_source_branch == true);
    CHECK(of.description == "*When*");
    CHECK(of.summary->raw == "*When*");
    CHECK(of.author->uuid.str() == sandbox::user);
    CHECK(of.source->branch->name == sandbox::unmerged_branch);
    CHECK(of.source->commit->hash.size() == 12);
    CHECK(of.destination->branch->name == "main");
    CHECK(of.destination->branch->merge_strategies.size() == 3);
    CHECK(of.destination->repository->full_name == "acme/site");
    // The project's default reviewers but for the author.
    CHECK(reviewers_of(of) == strings{sandbox::newcomer, sandbox::colleague, sandbox::member});
    CHECK(api.send(pulls::create{"acme", "site", draft_of("Again")}).id == 14);
    CHECK(get(api, 13).title == "Opening hours");
}

TEST_CASE("sandbox: what cannot be opened is refused with the reason") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const auto problem = [&](const bb::pull_request_draft& draft) {
        return std::string(refused(api, pulls::create{"acme", "site", draft}, 400).what());
    };
    CHECK(problem(draft_of("T", "nothing")).find("source: branch not found: nothing") != std::string::npos);
    bb::pull_request_draft draft = draft_of("T");
    draft.destination = "nowhere";
    CHECK(problem(draft).find("destination: branch not found: nowhere") != std::string::npos);
    api.send(bb::refs::create_branch{"acme", "site", {.name = "same", .target = "main"}});
    CHECK(problem(draft_of("T", "same")).find("no changes") != std::string::npos);
    CHECK(problem(draft_of("T", bb::pull_request_branch::of_fork("ann/none", "x"))).find("ann/none") !=
          std::string::npos);
    CHECK(status_of(box, bb::http_method::post, "", R"({"title":"T"})") == 400);
    CHECK(status_of(box, bb::http_method::post, "", R"({"title":"T","source":"x"})") == 400);
    CHECK(status_of(box, bb::http_method::post, "",
                    R"({"title":"T","source":{"branch":{"name":"main"}},"state":"OPEN"})") == 400);
    CHECK(refusal_of(nobody_of(box), pulls::create{"acme", "site", draft_of("T")}) == 401);
    CHECK(refusal_of(reader_of(box), pulls::create{"acme", "site", draft_of("T")}) == 403);
    CHECK(ids_of(api, all_of().any_state()).size() == 12);
}

TEST_CASE("sandbox: a reviewer who cannot be one is named") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const auto problem = [&](const char* user) {
        bb::pull_request_draft draft = draft_of("T");
        draft.reviewers = std::vector<bb::reviewer>{sandbox::colleague, user};
        const bb::error failure = refused(api, pulls::create{"acme", "site", draft}, 400);
        REQUIRE(failure.fields().size() == 1);
        CHECK(failure.fields()[0].name == "reviewers");
        return failure.fields()[0].messages.at(0);
    };
    CHECK(problem(sandbox::stranger) ==
          "Sam Stranger is not a member of this workspace and cannot be added to this pull request");
    CHECK(problem(sandbox::user).starts_with("Mia Lindqvist is the author"));
    CHECK(problem(nobodys_uuid) == "Malformed reviewers list");
    for (const char* list : {R"("mia")", R"([{"username":"carol"}])", R"(["carol"])", "null"}) {
        INFO(list);
        const std::string body = std::string(R"({"title":"T","reviewers":)") + list + '}';
        CHECK(status_of(box, bb::http_method::put, "/10", body) == 400);
    }
}

TEST_CASE("sandbox: lists show the open ones, are thin, and take states, filters and order") {
    const sandbox box;
    const bb::client api = admin_of(box);
    CHECK(ids_of(api, all_of()) == numbers{11, 10, 9, 8, 7, 6, 5, 4, 1});
    CHECK(ids_of(api, all_of().pagelen(2)) == numbers{11, 10, 9, 8, 7, 6, 5, 4, 1});
    CHECK(ids_of(api, all_of().state(bb::pull_request_state::merged)) == numbers{2});
    CHECK(ids_of(api, all_of().state(bb::pull_request_state::declined).state(bb::pull_request_state::superseded)) ==
          numbers{12, 3});
    CHECK(ids_of(api, all_of().any_state()).size() == 12);
    CHECK(ids_of(api, all_of().q(R"(source.branch.name = "fix/region")")) == numbers{5});
    CHECK(ids_of(api, all_of().q(R"(destination.branch.name = "release" OR draft = true)").sort("id")) ==
          numbers{4, 7});
    const std::string reviews =
        std::string(R"(reviewers.uuid = ")") + sandbox::user + R"(" AND author.nickname = "nils")";
    CHECK(ids_of(api, all_of().q(reviews)) == numbers{11});

    const bb::pull_request thin = api.send(all_of().pagelen(1)).values.at(0);
    CHECK_FALSE(thin.reviewers.has_value());
    CHECK_FALSE(thin.participants.has_value());
    CHECK_FALSE(thin.rendered.has_value());
    const bb::pull_request asked = api.send(all_of().with_reviewers().pagelen(1)).values.at(0);
    CHECK(asked.reviewers->size() == 2);
    CHECK(asked.participants->size() == 2);
    CHECK_FALSE(asked.rendered.has_value());
    CHECK(get(api, 11).rendered->title->raw == "Translate the start page");

    using sandbox_calls::base;
    CHECK(status_of(box, bb::http_method::get, "?pagelen=51", "") == 400);
    CHECK(status_of(box, bb::http_method::get, "?pagelen=50", "") == 200);
    CHECK(status_of(box, bb::http_method::get, "?state=CLOSED", "") == 400);
    CHECK(refusal_of(api, pulls::get{"acme", "site", 99}) == 404);
    CHECK(refusal_of(nobody_of(box), all_of()) == 404);
}

TEST_CASE("sandbox: those of an author come from all repositories of a workspace that the caller sees") {
    const sandbox box;
    const bb::client api = admin_of(box);
    CHECK(ids_of(api, pulls::list_by_author{"acme", sandbox::colleague}) == numbers{8, 6, 5});
    CHECK(ids_of(api, pulls::list_by_author{"acme", sandbox::colleague}.any_state()) == numbers{12, 8, 6, 5});
    CHECK(ids_of(api, pulls::list_by_author{"acme", sandbox::stranger}).empty());
    CHECK(ids_of(api, pulls::list_by_author{"atlassian_tutorial", sandbox::colleague}.pagelen(1)) == numbers{8, 6, 5});
    CHECK(refusal_of(api, pulls::list_by_author{"acme", nobodys_uuid}) == 404);
}

TEST_CASE("sandbox: pull requests are found by their commits, once the commit is indexed") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const auto of = [&](const std::string& commit) {
        return ids_of(api, pulls::list_for_commit{"acme", "site", commit});
    };
    CHECK(of(get(api, 5).source->commit->hash) == numbers{5});
    CHECK(of(sandbox::commit) == numbers{12, 2});
    CHECK(refusal_of(api, pulls::list_for_commit{"acme", "site", "0123456789"}) == 404);
    const auto reply = api.try_send(pulls::list_for_commit{"acme", "site", sandbox::indexing_commit});
    REQUIRE_FALSE(reply);
    CHECK(reply.error().kind() == error_kind::decode);
    CHECK(reply.error().status() == 202);
    CHECK(reply.error().body().empty());
}

TEST_CASE("sandbox: a change is only for open ones, and removes reviewers that it does not name") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const auto update = [&](std::int64_t id, const bb::pull_request_edit& edit) {
        return api.send(pulls::update{"acme", "site", id, edit});
    };
    bb::pull_request_edit kept = bb::pull_request_edit::of(get(api, 1));
    kept.title = "Better";
    bb::pull_request changed = update(1, kept);
    CHECK(changed.title == "Better");
    CHECK(reviewers_of(changed) == strings{sandbox::user, sandbox::colleague});
    CHECK(find(changed, sandbox::colleague)->approved == true);

    changed = update(1, {.description = "New"});
    CHECK(changed.reviewers->empty());
    CHECK(changed.title == "Better");
    // Who had approved still takes part; who had done nothing does not.
    REQUIRE(changed.participants->size() == 1);
    CHECK(find(changed, sandbox::colleague)->role == "PARTICIPANT");

    CHECK(update(4, {.draft = false}).draft == false);
    CHECK(update(1, {.destination = "release"}).destination->branch->name == "release");
    CHECK(refusal_of(api, pulls::update{"acme", "site", 1, {.destination = "nowhere"}}) == 400);
    CHECK(refusal_of(api, pulls::update{"acme", "site", 1, {.destination = sandbox::source_branch}}) == 400);
    CHECK(get(api, 1).destination->branch->name == "release");
    for (const int closed : {2, 3, 12})
        CHECK(refusal_of(api, pulls::update{"acme", "site", closed, {.title = "T"}}) == 400);
}

TEST_CASE("sandbox: who only reads a repository may comment and approve there, and change what they opened") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const bb::client reader = member_of(box);
    for (const char* branch : {"x", "y"}) {
        bb::source::commit_files files;
        files.branch(branch).add_text(branch, "1");
        api.send(bb::source::create_commit{"my-workspace", "demo", files});
    }
    CHECK(api.send(pulls::create{"my-workspace", "demo", draft_of("Mine", "x")}).id == 1);
    CHECK(reader.send(pulls::create{"my-workspace", "demo", draft_of("Theirs", "y")}).id == 2);
    CHECK(refusal_of(reader, pulls::update{"my-workspace", "demo", 1, {.title = "T"}}) == 403);
    CHECK(refusal_of(reader, pulls::decline{"my-workspace", "demo", 1}) == 403);
    CHECK(refusal_of(reader, pulls::merge{"my-workspace", "demo", 2}) == 403);
    CHECK(reader.send(pulls::approve{"my-workspace", "demo", 1}).approved == true);
    CHECK(reader.send(pulls::update{"my-workspace", "demo", 2, {.title = "T"}}).title == "T");
    CHECK(reader.send(pulls::decline{"my-workspace", "demo", 2}).state == bb::pull_request_state::declined);
    // Everybody reads what is public.
    CHECK(nobody_of(box).send(pulls::get{"my-workspace", "demo", 1}).title == "Mine");
}

}  // namespace test_sandbox_pull_requests
