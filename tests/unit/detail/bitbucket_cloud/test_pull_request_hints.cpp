// SPDX-License-Identifier: MIT
// detail/bitbucket_cloud/pull_request_hints.hpp: what an error says beside the server's own words.
#include <bitbucket/api/pull_requests.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"

namespace test_pull_request_hints {

namespace bb = bitbucket;
using Catch::Matchers::ContainsSubstring;

namespace {

template <class Operation>
bb::error failure_of(const Operation& request, int status, const std::string& body) {
    bb::testing::scripted script;
    script.reply(status, body, {{"Content-Type", "application/json"}});
    const bb::client api{script, bb::access_token{bb::secret("t0ken-t0ken")}};
    const auto out = api.try_send(request);
    REQUIRE_FALSE(out.has_value());
    return out.error();
}

const bb::pull_requests::create create{"acme", "site", {.title = "T", .source = "f"}};
const bb::pull_requests::update update{"acme", "site", 7, {.title = "T"}};
const bb::pull_requests::merge merge{"acme", "site", 7};
const bb::pull_requests::decline decline{"acme", "site", 7};

}  // namespace

TEST_CASE("a reviewer who has left is named as the server names them, and the hint says what to do", "[hints]") {
    const bb::error named = failure_of(
        create, 400,
        R"({"type":"error","error":{"message":"Bad request","fields":{"reviewers":["Bo Example is not a member of this
            workspace and cannot be added to this pull request"]}}})");
    CHECK_THAT(named.describe(), ContainsSubstring("Bo Example is not a member of this"));
    CHECK_THAT(named.hint(), ContainsSubstring("leave them out"));
    CHECK_THAT(failure_of(update, 400, R"({"error":{"message":"Malformed reviewers list"}})").hint(),
               ContainsSubstring("former_members"));
    CHECK(failure_of(create, 400, R"({"error":{"message":"source: branch not found: f"}})").hint().empty());
    CHECK(failure_of(merge, 400, R"({"error":{"message":"reviewers"}})").hint().empty());
}

TEST_CASE("a merge that came too late, and work that may still happen", "[hints]") {
    CHECK_THAT(failure_of(merge, 409, "").hint(), ContainsSubstring("a branch has moved"));
    CHECK_THAT(failure_of(merge, 555, "").hint(), ContainsSubstring("may merge it yet"));
    CHECK_THAT(failure_of(decline, 555, "").hint(), ContainsSubstring("may decline it yet"));
    CHECK(failure_of(merge, 404, "").hint().empty());
    CHECK(failure_of(update, 555, "").hint().empty());
}

}  // namespace test_pull_request_hints
