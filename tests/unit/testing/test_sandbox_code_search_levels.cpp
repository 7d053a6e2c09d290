// SPDX-License-Identifier: MIT
// testing/sandbox/handlers/code_search.hpp through the client: the search of a user, a workspace and a team.
#include "unit/support/sandbox_clients.hpp"

namespace test_sandbox_code_search_levels {

// Code search is deprecated by the vendor.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

using namespace sandbox_clients;
using bb::code_search::search_team;
using bb::code_search::search_user;
using bb::code_search::search_workspace;

namespace {

strings paths(const bb::client& api, const auto& request) {
    strings out;
    for (const bb::code_search_result& each : api.each(request)) out.push_back(each.file ? each.file->path : "");
    return out;
}

}  // namespace

TEST_CASE("sandbox: the three searches find alike, each in its own repositories") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const strings found{"src/foo.py"};
    CHECK(paths(api, search_user{sandbox::user, "snek"}) == found);
    CHECK(paths(api, search_workspace{"my-workspace", "snek"}) == found);
    CHECK(paths(api, search_workspace{"acme", "snek"}).empty());
    CHECK(paths(api, search_team{"acme", "snek"}).empty());
    const strings in_workspace = paths(api, search_workspace{"acme", "DEPLOY_REGION"}.pagelen(20));
    CHECK(in_workspace.size() == 50);
    CHECK(paths(api, search_team{"acme", "DEPLOY_REGION"}.pagelen(100)) == in_workspace);
    CHECK(paths(api, search_user{sandbox::user, "DEPLOY_REGION"}.pagelen(100)) == in_workspace);
    // A workspace's UUID is as good as its slug.
    const auto uuid = api.send(bb::repositories::get{"acme", "site"}).workspace->uuid;
    CHECK(paths(api, search_workspace{uuid, "DEPLOY_REGION repo:site"}).size() == 2);
}

TEST_CASE("sandbox: pages of a workspace's search go by number, and fields choose more") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const bb::code_search_page first = api.send(search_workspace{"acme", "DEPLOY_REGION"}.pagelen(20));
    CHECK(first.size == 50);
    CHECK(first.page == 1);
    CHECK(first.query_substituted == false);
    CHECK(first.next ==
          "https://api.bitbucket.org/2.0/workspaces/acme/search/code?search_query=DEPLOY_REGION&pagelen=20&page=2");
    const bb::code_search_page more =
        api.send(search_team{"acme", "DEPLOY_REGION repo:site"}.fields("+values.file.commit.repository"));
    REQUIRE_FALSE(more.values.empty());
    REQUIRE(more.values[0].file);
    REQUIRE(more.values[0].file->commit);
    CHECK(more.values[0].file->commit->repository->full_name == "acme/site");
    CHECK_FALSE(first.values.at(0).file->commit);
}

TEST_CASE("sandbox: only what the caller may see is searched") {
    const sandbox box;
    const std::size_t all = paths(admin_of(box), search_workspace{"acme", "DEPLOY_REGION"}.pagelen(100)).size();
    const std::size_t some = paths(member_of(box), search_workspace{"acme", "DEPLOY_REGION"}.pagelen(100)).size();
    CHECK(some > 0);
    CHECK(some < all);
    CHECK(paths(token_of(box), search_workspace{"acme", "DEPLOY_REGION"}.pagelen(100)).size() == all);
    refused(nobody_of(box), search_workspace{"acme", "x"}, 401);
    refused(nobody_of(box), search_team{"acme", "x"}, 401);
    CHECK(refused(oauth_of(box, sandbox::account_only_oauth_token), search_team{"acme", "x"}, 403).required_scopes() ==
          strings{"repository"});
}

TEST_CASE("sandbox: searches that Bitbucket refuses, at every level") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const auto check = [&](const auto& make) {
        // Nothing to search for, and the key that says so.
        CHECK(refused(api, make("repo:demo"), 400).code() == "search-service.query.invalid");
        refused(api, make("NOT x"), 400);
        CHECK_FALSE(make("").problem().empty());
    };
    check([](const char* query) { return search_user{sandbox::user, query}; });
    check([](const char* query) { return search_workspace{"acme", query}; });
    check([](const char* query) { return search_team{"acme", query}; });
    // The account is of another type.
    const bb::error wrong_type = refused(api, search_team{"my-workspace", "x"}, 400);
    CHECK(wrong_type.message() == "The account is a user, not a team.");
    // Not switched on, or not there.
    CHECK(refused(api, search_user{sandbox::private_user, "x"}, 404).message() ==
          "Search is not enabled for the requested user");
    CHECK(refused(api, search_workspace{sandbox::sparse_workspace, "x"}, 404).message() ==
          "Search is not enabled for the requested workspace");
    CHECK(refused(api, search_team{sandbox::sparse_workspace, "x"}, 404).message() ==
          "Search is not enabled for the requested team");
    refused(api, search_workspace{"nowhere", "x"}, 404);
    refused(api, search_team{"nowhere", "x"}, 404);
    refused(api, search_user{nobodys_uuid, "x"}, 404);
    refused(api, search_workspace{sandbox::spam_workspace, "x"}, 410);
}

TEST_CASE("sandbox: searches run into the rate limit") {
    sandbox box;
    box.limit_requests(0);
    const bb::client api = admin_of(box);
    CHECK(refused(api, search_user{sandbox::user, "x"}, 429).kind() == error_kind::rate_limited);
    refused(api, search_workspace{"acme", "x"}, 429);
    refused(api, search_team{"acme", "x"}, 429);
}

}  // namespace test_sandbox_code_search_levels
