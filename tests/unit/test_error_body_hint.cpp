// SPDX-License-Identifier: MIT
// detail/api_failure.hpp: the sentence on what to do that an error gives where something is known.
#include <bitbucket/client.hpp>
#include <bitbucket/operations.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"

namespace bb = bitbucket;
using Catch::Matchers::ContainsSubstring;

namespace {

// The hint of the error that a reply of this status becomes.
template <class Operation>
std::string hint(const Operation& request, int status,
                 bb::credentials who = bb::api_token{"me@example.org", bb::secret("t0ken")}) {
    bb::testing::scripted script;
    script.reply(status);
    const bb::client api{script, std::move(who), {.retry = bb::retry_policy::none()}};
    const auto reply = api.try_send(request);
    REQUIRE_FALSE(reply);
    return reply.error().hint();
}

}  // namespace

TEST_CASE("a hint is given where something is known", "[errors]") {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    const bb::current_user::list_workspace_permissions retired;
    const bb::code_search::search_user without_successor{"me", "x"};
    const bb::user_pipeline_variables::get deprecated{"me", "{v}"};
#pragma GCC diagnostic pop
    CHECK(hint(retired, 410) == "the vendor has retired this operation: use GET /user/workspaces");
    CHECK(hint(retired, 404) == hint(retired, 410));
    CHECK(hint(without_successor, 410) == "the vendor has retired this operation and names no successor");
    CHECK_THAT(hint(deprecated, 410), ContainsSubstring("use GET /workspaces/{workspace}/pipelines-config/variables"));
    // Deprecated is not gone: a 404 says that there is no such variable, or that search is not switched on.
    CHECK(hint(deprecated, 404).empty());
    CHECK(hint(without_successor, 404).empty());
    CHECK(hint(bb::users::get{"me"}, 404).empty());
    CHECK(hint(bb::users::get{"me"}, 410).empty());
    CHECK(hint(retired, 500).empty());
}

TEST_CASE("a refusal of a kind of credential that the operation is known to refuse says so", "[errors]") {
    const bb::credentials bearer = bb::access_token{bb::secret("t0ken")};
    const bb::repository_permissions::list_users admins_only{"w", "r"};
    CHECK(hint(bb::users::current{}, 401, bb::anonymous{}) ==
          "this operation needs a credential: use an api_token or an access_token");
    CHECK(hint(admins_only, 403, bearer) ==
          "this operation refuses the credential kind access_token: use an api_token");
    CHECK(hint(admins_only, 403) == "this operation is for the admin of the repository");
    CHECK(hint(admins_only, 404, bearer).empty());
    CHECK(hint(bb::users::current{}, 401, bearer).empty());
}
