// SPDX-License-Identifier: MIT
// tools/pr/details.hpp: what `pr show` reads, and with how many requests.
#include "../../../examples/tools/pr/details.hpp"

#include <bitbucket/testing/sandbox.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"

namespace test_details {

namespace bb = bitbucket;
using namespace examples::pr;
using bb::http_method;
using bb::testing::sandbox;

namespace {

/// A sandbox behind a script that counts.
struct counted {
    bb::testing::scripted script{sandbox{}};
    bb::client api{script, bb::api_token{sandbox::email, bb::secret{sandbox::api_token}}};

    [[nodiscard]] details read(int number, bool everything = false) const {
        return read_details(api, {{"acme", "site"}, number}, everything);
    }
    /// How many requests there were to what ends like this; to all, if it is empty.
    [[nodiscard]] std::size_t requests(const std::string& end = "") const {
        std::size_t out = 0;
        for (const auto& each : script.requests()) out += each.path().ends_with(end) ? 1U : 0U;
        return out;
    }
};

constexpr const char* path = "/repositories/acme/site/pullrequests/1";

}  // namespace

TEST_CASE("a pull request is read once, with all that belongs to it") {
    const counted at;
    const details found = at.read(sandbox::pull_request);
    CHECK(found.complete());
    REQUIRE(found.may_merge.has_value());
    CHECK(found.whole.id == sandbox::pull_request);
    // Six, and two that the diffstat and the conflicts are redirected to.
    CHECK(at.requests() == 8);
    for (const char* end : {"/1", "/statuses", "/tasks", "/comments", "/diffstat", "/conflicts"}) {
        INFO(end);
        CHECK(at.requests(end) == 1);
    }
    CHECK_FALSE(found.checks.items.empty());
    CHECK(found.threads.items.size() == 2);
    CHECK(found.threads.left_out == 1);
    CHECK(found.tasks.items.size() == 1);
    CHECK(found.tasks.left_out == 1);

    const details all = at.read(sandbox::pull_request, true);
    CHECK(all.threads.items.size() == 3);
    CHECK(all.threads.left_out == 0);
    CHECK(all.tasks.items.size() == 2);
}

TEST_CASE("whether a closed pull request may be merged is not said") {
    const counted at;
    const details found = at.read(sandbox::merged_pull_request);
    CHECK_FALSE(found.whole.is_open());
    CHECK_FALSE(found.may_merge.has_value());
    CHECK(found.complete());
}

TEST_CASE("a part that cannot be read keeps its problem, and the others are there") {
    counted at;
    at.script.reply_to(http_method::get, std::string(path) + "/tasks", 403, "{}");
    const details found = at.read(sandbox::pull_request);
    CHECK_FALSE(found.complete());
    REQUIRE(found.tasks.problem.has_value());
    CHECK(found.tasks.problem->status() == 403);
    CHECK_FALSE(found.threads.problem.has_value());
    CHECK(found.threads.items.size() == 2);

    at.script.reply_to(http_method::get, path, 403, "{}");
    CHECK_THROWS_AS(at.read(sandbox::pull_request), bb::forbidden);
}

}  // namespace test_details
