// SPDX-License-Identifier: MIT
// extras/merge_and_wait.hpp: merges of which nobody knows at first whether they happened, and waiting that is cut short.

#include "support/catch.hpp"
#include "unit/support/merge_server.hpp"

namespace test_merge_and_wait_unclear {

namespace bb = bitbucket;
using bb::http_method;
using Catch::Matchers::ContainsSubstring;
using server = unit::merge_server;
using stage = bb::merge_outcome::stage;
using std::chrono::milliseconds;
using std::chrono::seconds;
using unit::for_seconds;
using unit::merge_path;
using unit::merged_one;
using unit::open_one;
using unit::pending;
using unit::queued_one;
using unit::task_link;

TEST_CASE("after a 555 the pull request tells", "[merge]") {
    for (const int status : {555, 500, 503}) {
        server at;
        CHECK(at.merge_gives(status).shows(open_one).shows(merged_one).merge()->is_merged());

        server never;
        const auto failed = never.merge_gives(status).shows(open_one).merge(for_seconds(2));
        REQUIRE_FALSE(failed.has_value());
        CHECK(failed.error().status() == status);
        CHECK(failed.error().outcome_unclear());

        server queued;
        CHECK(queued.merge_gives(status).shows(queued_one).merge(for_seconds(2))->now == stage::queued);
    }
}

TEST_CASE("after a broken connection or an unreadable answer the pull request tells", "[merge]") {
    server broken;
    broken.script.fail_on(http_method::post, merge_path, bb::transport_error("broke off"));
    CHECK(broken.shows(merged_one).merge()->is_merged());

    server odd;
    CHECK(odd.merge_gives(200, "[1]").shows(merged_one).merge()->is_merged());
    server still;
    const auto failed = still.merge_gives(200, "[1]").shows(open_one).merge(for_seconds(2));
    CHECK(failed.error().kind() == bb::error_kind::decode);
    CHECK(failed.error().outcome_unclear());

    // Nothing was sent: no reason to ask.
    server nowhere;
    nowhere.script.fail_on(http_method::post, merge_path, bb::transport_error("no route", true));
    bb::merge_and_wait_options once;
    once.wait.call.retry = bb::retry_policy::none();
    const auto unsent = nowhere.merge(once);
    CHECK(unsent.error().kind() == bb::error_kind::transport);
    CHECK(unsent.error().nothing_sent());
}

TEST_CASE("a pull request that is closed meanwhile will not be merged", "[merge]") {
    server declined;
    const auto failed =
        declined.merge_gives(202).shows(R"({"id":7,"state":"DECLINED","reason":"not now"})").merge().error();
    CHECK(failed.kind() == bb::error_kind::work_failed);
    CHECK_THAT(failed.message(), ContainsSubstring("declined") && ContainsSubstring("not now"));
    CHECK_FALSE(failed.outcome_unclear());

    server superseded;
    CHECK(superseded.merge_gives(555).shows(R"({"id":7,"state":"SUPERSEDED"})").merge().error().kind() ==
          bb::error_kind::work_failed);
    server at_once;
    CHECK(at_once.merge_gives(200, R"({"id":7,"state":"DECLINED"})").merge().error().kind() ==
          bb::error_kind::work_failed);
    server by_task;
    CHECK(by_task.merge_gives(202, "", task_link)
              .task_says(R"({"task_status":"SUCCESS","merge_result":{"state":"DECLINED"}})")
              .merge()
              .error()
              .kind() == bb::error_kind::work_failed);
}

TEST_CASE("a question that fails leaves the outcome unclear", "[merge]") {
    server at;
    const auto failed = at.merge_gives(202).shows(R"({"error":{"message":"expired"}})", 401).merge();
    CHECK(failed.error().kind() == bb::error_kind::unauthorized);
    CHECK(failed.error().outcome_unclear());
}

TEST_CASE("a token or a deadline ends the waiting, not the merge", "[merge]") {
    bb::cancel_source stop;
    server at;
    at.time.on_sleep([&stop] { stop.cancel(); });
    bb::merge_and_wait_options options;
    options.wait.call.cancel = stop.token();
    const auto stopped = at.merge_gives(202).merge(options);
    CHECK(stopped.error().kind() == bb::error_kind::cancelled);
    CHECK(stopped.error().outcome_unclear());
    CHECK_FALSE(stopped.error().nothing_sent());

    bb::cancel_source stop_too;
    server with_task;
    with_task.time.on_sleep([&stop_too] { stop_too.cancel(); });
    options.wait.call.cancel = stop_too.token();
    const auto left = with_task.merge_gives(202, "", task_link).merge(options);
    CHECK(left.error().kind() == bb::error_kind::cancelled);
    CHECK(left.error().outcome_unclear());

    server late;
    bb::merge_and_wait_options soon;
    soon.wait.call.deadline = bb::deadline::at(late.time.now() + seconds(3));
    const auto failed = late.merge_gives(202).shows(open_one).merge(soon);
    CHECK(failed.error().kind() == bb::error_kind::deadline_exceeded);
    CHECK(failed.error().outcome_unclear());
    CHECK(late.time.waits().size() == 1);
}

TEST_CASE("a token that is cancelled before sends no merge", "[merge]") {
    bb::cancel_source stop;
    stop.cancel();
    server at;
    bb::merge_and_wait_options options;
    options.wait.call.cancel = stop.token();
    const auto failed = bb::try_merge_and_wait(at.api, "acme", "site", 7, options);
    CHECK(failed.error().kind() == bb::error_kind::cancelled);
    CHECK_FALSE(failed.error().outcome_unclear());
    CHECK(at.script.requests().empty());
}

}  // namespace test_merge_and_wait_unclear
