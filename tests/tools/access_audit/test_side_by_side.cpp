// SPDX-License-Identifier: MIT
// tools/access_audit/collect.hpp with many requests under way at once: the same report as one after another, in a part of
// the time.
#include <bitbucket/testing/delayed.hpp>
#include <bitbucket/testing/sandbox.hpp>
#include <sstream>

#include "../../../examples/tools/access_audit/collect.hpp"
#include "../../../examples/tools/access_audit/report_formats.hpp"
#include "support/catch.hpp"
#include "unit/support/fake_time.hpp"
#include "unit/support/loop_transport.hpp"

namespace test_side_by_side {

namespace bb = bitbucket;
using bb::testing::delayed;
using bb::testing::sandbox;
using examples::audit_plan;
using examples::audit_report;
using examples::audit_view;
using std::chrono::milliseconds;

namespace {

audit_report audited(const bb::client& api, const audit_plan& plan, std::size_t concurrency) {
    std::ostringstream nowhere;
    examples::progress silent(nowhere, examples::progress_kind::none);
    return examples::auditor(api, plan, silent, {concurrency}).run();
}

struct timed_report {
    std::string text;
    std::uint64_t requests;
    milliseconds took;
};

timed_report timed(const audit_plan& plan, std::size_t concurrency) {
    const sandbox world;
    const unit::fake_time time;
    const bb::client api(delayed(world, milliseconds(50), time.source()),
                         bb::api_token{sandbox::email, bb::secret(sandbox::api_token)}, time.options());
    const auto begin = time.now();
    std::string text = examples::report_as_json(audited(api, plan, concurrency));
    return {std::move(text), world.request_count(), std::chrono::duration_cast<milliseconds>(time.now() - begin)};
}

/// Answers everything with an empty list, but for what a test says.
struct odd_server {
    std::function<std::optional<bb::http_response>(const std::string& path)> answer;

    bb::http_response operator()(const bb::http_request& request) const {
        const std::string path = request.url.substr(0, request.url.find('?'));
        if (auto odd = answer(path)) return *odd;
        if (path.ends_with("/repositories/acme")) {
            std::string slugs;
            for (char name = 'a'; name <= 'l'; ++name)
                slugs += (slugs.empty() ? R"({"slug":")" : R"(,{"slug":")") + std::string(1, name) + R"("})";
            return {200, {}, R"({"values":[)" + slugs + "]}"};
        }
        if (path.ends_with("/users"))
            return {200, {}, R"({"values":[{"permission":"read","user":{"display_name":"Bo","account_id":"1"}}]})"};
        return {200, {}, R"({"values":[]})"};
    }
};

std::string report_of(const odd_server& server, std::size_t concurrency) {
    bb::client_options options;
    options.retry = bb::retry_policy::none();
    const bb::client api(unit::loop_transport{server}, bb::api_token{"me@example.org", bb::secret("token")}, options);
    return examples::report_as_json(audited(api, {"acme", {}, false, true, audit_view::explicit_}, concurrency));
}

void check_same(const odd_server& server, const std::string& part) {
    const std::string one_by_one = report_of(server, 1);
    CHECK_THAT(one_by_one, Catch::Matchers::ContainsSubstring(part));
    for (const std::size_t wide : {std::size_t{2}, std::size_t{5}, std::size_t{16}, std::size_t{256}})
        CHECK(report_of(server, wide) == one_by_one);
}

}  // namespace

TEST_CASE("an audit of 26 repositories reads its lists side by side, and reports the same") {
    const audit_plan plan{sandbox::workspace, {}, true, true, audit_view::explicit_};
    const timed_report one_by_one = timed(plan, 1);
    const timed_report wide = timed(plan, 16);
    CHECK(wide.text == one_by_one.text);
    CHECK(wide.requests == one_by_one.requests);
    CHECK(one_by_one.took == milliseconds(50) * (2 + 2 * 30));
    // Two lists first, then 60 requests in four rounds.
    CHECK(wide.took == milliseconds(50) * (2 + 4));
}

TEST_CASE("effective permissions of named repositories are read side by side") {
    const audit_plan plan{sandbox::workspace, {"site", "vault", "docs"}};
    const timed_report one_by_one = timed(plan, 1);
    const timed_report wide = timed(plan, 16);
    CHECK(wide.text == one_by_one.text);
    CHECK(wide.requests == one_by_one.requests);
    CHECK(one_by_one.took == milliseconds(50) * 6);
    CHECK(wide.took == milliseconds(50) * 2);
}

TEST_CASE("what may not be read is the same gap, however wide an audit reads") {
    check_same({[](const std::string& path) -> std::optional<bb::http_response> {
                   if (path.find("/c/") != std::string::npos || path.ends_with("/f/permissions-config/groups"))
                       return bb::http_response{403, {}, R"({"error":{"message":"Access denied."}})"};
                   return std::nullopt;
               }},
               "Access denied.");
}

TEST_CASE("an audit that has to stop names the same gaps, however wide it reads") {
    check_same({[](const std::string& path) -> std::optional<bb::http_response> {
                   // What is behind it answers, and does not count.
                   if (path.ends_with("/e/permissions-config/groups")) return bb::http_response{500, {}, {}};
                   return std::nullopt;
               }},
               "not read, because the audit had to stop");
}

TEST_CASE("further pages, and items that do not come, are the same, however wide an audit reads") {
    const std::string more = "https://api.bitbucket.org/2.0/repositories/acme/b/permissions-config/users/more";
    check_same({[more](const std::string& path) -> std::optional<bb::http_response> {
                   const std::string one = R"("values":[{"permission":"admin","user":{"display_name":"Al"}}])";
                   if (path.ends_with("/b/permissions-config/users"))
                       return bb::http_response{200, {}, R"({"size":3,"next":")" + more + "\"," + one + "}"};
                   if (path == more) return bb::http_response{200, {}, R"({"size":3,)" + one + "}"};
                   if (path.ends_with("/d/permissions-config/users"))
                       return bb::http_response{200, {}, R"({"next":{"x":1},)" + one + "}"};
                   return std::nullopt;
               }},
               "1 announced by the server did not come");
}

}  // namespace test_side_by_side
