// SPDX-License-Identifier: MIT
// Branches, tags and default reviewers of repositories in testing/sandbox.hpp, through the client.
#include <bitbucket/extras/commit_files.hpp>

#include "unit/sandbox_calls.hpp"
#include "unit/support/sandbox_clients.hpp"

namespace test_sandbox_refs {

using namespace sandbox_clients;
namespace refs = bb::refs;
namespace reviewers = bb::default_reviewers;

namespace {

template <class Operation>
strings names_of(const bb::client& api, const Operation& list) {
    strings out;
    for (const auto& each : api.each(list)) out.push_back(each.name);
    return out;
}

strings users_of(const bb::client& api, const char* repository) {
    strings out;
    for (const bb::account& each : api.each(reviewers::list{"acme", repository})) out.push_back(each.uuid.str());
    return out;
}

const std::string reviewers_url = "/repositories/acme/site/default-reviewers/";

}  // namespace

TEST_CASE("sandbox: a branch is made from a hash or a branch, read, listed and removed") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const auto made = api.exchange(refs::create_branch{"acme", "site", {.name = "feature/a/b", .target = "main"}});
    CHECK(made.status == 201);
    CHECK(made.value.name == "feature/a/b");
    CHECK(made.value.merge_strategies == strings{"merge_commit", "squash", "fast_forward"});
    const bb::branch main = api.send(refs::get_branch{"acme", "site", "main"});
    CHECK(made.value.target->hash == main.target->hash);
    CHECK(main.target->author->raw == "Mia Lindqvist <mia@example.org>");
    CHECK(main.target->parents.at(0).hash == sandbox::commit);

    api.send(refs::create_branch{"acme", "site", {.name = "old", .target = std::string(sandbox::commit).substr(0, 8)}});
    CHECK(api.send(refs::get_branch{"acme", "site", "old"}).target->hash == sandbox::commit);
    // A commit moves it.
    bb::source::commit_files files;
    files.branch("old").add_text("x", "1");
    const std::string hash = api.send(bb::source::create_commit{"acme", "site", files}).hash;
    CHECK(api.send(refs::get_branch{"acme", "site", "old"}).target->hash == hash);

    api.send(refs::remove_branch{"acme", "site", "feature/a/b"});
    CHECK(refusal_of(api, refs::get_branch{"acme", "site", "feature/a/b"}) == 404);
    CHECK(refusal_of(api, refs::remove_branch{"acme", "site", "feature/a/b"}) == 404);
    CHECK(refusal_of(api, refs::remove_branch{"acme", "site", "main"}) == 400);
    CHECK(api.send(refs::get_branch{"acme", "site", "main"}).name == "main");
}

TEST_CASE("sandbox: names of branches and tags follow Git's rules, and are taken once") {
    const sandbox box;
    const bb::client api = admin_of(box);
    for (const char* name : {"-x", "a..b", "a b", "a~1", "a^", "a:b", "a?", "a*", "a[", "a\\b", "/a", "a/", "a//b",
                             "a/.b", "a.lock", "a@{1}", "@", "a.", "a\tb"}) {
        INFO(name);
        refused_member(api, refs::create_branch{"acme", "site", {.name = name, .target = "main"}}, "name");
        refused_member(api, refs::create_tag{"acme", "site", {.name = name, .target = "main"}}, "name");
    }
    const bb::error taken = refused(api, refs::create_branch{"acme", "site", {.name = "main", .target = "main"}}, 400);
    CHECK(std::string(taken.what()).find("already exists") != std::string::npos);
    refused(api, refs::create_tag{"acme", "site", {.name = sandbox::annotated_tag, .target = "main"}}, 400);
    refused_member(api, refs::create_branch{"acme", "site", {.name = "x", .target = "0123456789"}}, "target");
    refused_member(api, refs::create_tag{"acme", "site", {.name = "x", .target = "nothing"}}, "target");
}

TEST_CASE("sandbox: only annotated tags have a message, a date and a tagger") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const bb::tag known = api.send(refs::get_tag{"acme", "site", sandbox::annotated_tag});
    CHECK(known.message == "The first one\n");
    CHECK(known.tagger->raw == "Mia Lindqvist <mia@example.org>");
    CHECK(known.target->hash == sandbox::commit);
    const nlohmann::json light = raw(api, refs::get_tag{"acme", "site", sandbox::lightweight_tag});
    for (const char* member : {"message", "date", "tagger"}) CHECK(light.at(member).is_null());

    CHECK(api.exchange(refs::create_tag{"acme", "site", {.name = "v/2", .target = "main"}}).status == 201);
    const bb::tag made =
        api.send(refs::create_tag{"acme", "site", {.name = "v3", .target = "main", .message = "Third"}});
    CHECK(made.message == "Third\n");
    CHECK(made.tagger->raw == "Mia Lindqvist <mia@example.org>");
    CHECK(made.date.has_value());
    CHECK(names_of(api, refs::list_tags{"acme", "site"}) ==
          strings{sandbox::lightweight_tag, "v/2", sandbox::annotated_tag, "v3"});
    api.send(refs::remove_tag{"acme", "site", "v/2"});
    CHECK(refusal_of(api, refs::remove_tag{"acme", "site", "v/2"}) == 404);
}

TEST_CASE("sandbox: lists of refs are filtered and sorted, and leave out the ways to merge") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const strings all = names_of(api, refs::list{"acme", "site"}.pagelen(5));
    CHECK(std::is_sorted(all.begin(), all.end()));
    CHECK(all.size() == names_of(api, refs::list_branches{"acme", "site"}).size() + 2);
    for (const bb::ref& each : api.each(refs::list{"acme", "site"}))
        CHECK(each.is_tag() == (each.name == sandbox::annotated_tag || each.name == sandbox::lightweight_tag));
    CHECK(names_of(api, refs::list{"acme", "site"}.q(R"(type = "tag" AND name ~ "v1")")) ==
          strings{sandbox::annotated_tag});
    CHECK(names_of(api, refs::list_branches{"acme", "site"}.q("target.date < 2026-05-01").sort("-name")) ==
          strings{"release", "production", "main"});

    bb::source::commit_files files;
    files.branch("newest").add_text("x", "1");
    api.send(bb::source::create_commit{"acme", "site", files});
    CHECK(names_of(api, refs::list_branches{"acme", "site"}.sort("-target.date")).front() == "newest");
    for (const bb::branch& each : api.each(refs::list_branches{"acme", "site"})) CHECK(each.merge_strategies.empty());
    CHECK(api.send(refs::get_branch{"acme", "site", sandbox::checked_branch}).merge_strategies ==
          strings{"merge_commit"});
}

TEST_CASE("sandbox: only writers change branches and tags") {
    const sandbox box;
    const bb::client member = member_of(box);
    CHECK(member.send(refs::get_branch{"acme", "site", "main"}).name == "main");
    CHECK(refusal_of(admin_of(box), refs::create_branch{"globex", "handbook", {.name = "x", .target = "main"}}) == 403);
    CHECK(refusal_of(admin_of(box), refs::remove_tag{"globex", "handbook", "x"}) == 403);
    CHECK(refusal_of(nobody_of(box), refs::remove_branch{"acme", "site", "x"}) == 401);
    CHECK(names_of(nobody_of(box), refs::list_branches{"my-workspace", "demo"}) == strings{"main"});
}

TEST_CASE("sandbox: default reviewers of a repository are added, listed with those of the project, and removed") {
    const sandbox box;
    const bb::client api = admin_of(box);
    CHECK(users_of(api, "site").empty());
    CHECK(refusal_of(api, reviewers::get{"acme", "site", sandbox::newcomer}) == 404);
    CHECK(refusal_of(api, reviewers::remove{"acme", "site", sandbox::newcomer}) == 404);
    for (const char* each : {sandbox::newcomer, sandbox::member, sandbox::newcomer})
        CHECK(api.send(reviewers::add{"acme", "site", each}).uuid.str() == each);
    CHECK(users_of(api, "site") == strings{sandbox::newcomer, sandbox::member});
    CHECK(api.send(reviewers::get{"acme", "site", sandbox::newcomer}).nickname == "nils");
    strings effective;
    for (const bb::default_reviewer& each : api.each(reviewers::list_effective{"acme", "site"}))
        effective.push_back(each.reviewer_type + ' ' + each.user->nickname);
    CHECK(effective == strings{"repository nils", "repository jonas", "project mia", "project carol"});
    api.send(reviewers::remove{"acme", "site", sandbox::newcomer});
    CHECK(users_of(api, "site") == strings{sandbox::member});
}

TEST_CASE("sandbox: nobody from outside, no bot and no team is a default reviewer, and the request has no body") {
    const sandbox box;
    const bb::client api = admin_of(box);
    CHECK(refusal_of(api, reviewers::add{"acme", "site", sandbox::stranger}) == 400);
    CHECK(refusal_of(api, reviewers::add{"acme", "site", nobodys_uuid}) == 404);
    const std::string bot = token_of(box).send(bb::users::current{}).uuid.str();
    CHECK(refusal_of(api, reviewers::add{"acme", "site", bot}) == 400);
    using namespace sandbox_calls;
    const std::string target = reviewers_url + "%7B504c3b62-8120-4f0c-a7bc-87800b9d6f70%7D";
    CHECK(sandbox_calls::send(box, http_method::put, target, "{}").status == 400);
    CHECK(sandbox_calls::send(box, http_method::put, target).status == 200);
    // A member reads, an administrator writes.
    CHECK(users_of(member_of(box), "site") == strings{sandbox::newcomer});
    CHECK(refusal_of(member_of(box), reviewers::add{"acme", "site", sandbox::member}) == 403);
    CHECK(refusal_of(nobody_of(box), reviewers::list_effective{"my-workspace", "demo"}) == 401);
}

}  // namespace test_sandbox_refs
