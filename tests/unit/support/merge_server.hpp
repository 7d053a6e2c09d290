// SPDX-License-Identifier: MIT
// A server that answers a merge as a test says, for tests of extras/merge_and_wait.hpp.
#pragma once

#include <bitbucket/extras/merge_and_wait.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"
#include "unit/support/fake_time.hpp"

namespace unit {

inline const char* const number_path = "/repositories/acme/site/pullrequests/7";
inline const char* const merge_path = "/repositories/acme/site/pullrequests/7/merge";
inline const char* const task_path = "/repositories/acme/site/pullrequests/7/merge/task-status/t1";
inline const bitbucket::header_list task_link = {
    {"Location", "https://api.bitbucket.org/2.0/repositories/acme/site/pullrequests/7/merge/task-status/t1"}};

inline const char* const open_one = R"({"type":"pullrequest","id":7,"state":"OPEN"})";
inline const char* const queued_one = R"({"type":"pullrequest","id":7,"state":"OPEN","queued":true})";
inline const char* const merged_one = R"({"type":"pullrequest","id":7,"state":"MERGED","merge_commit":{"hash":"abc"}})";
inline const char* const pending = R"({"task_status":"PENDING"})";

/// Pull request 7 of acme/site, in a time of its own.
struct merge_server {
    bitbucket::testing::scripted script;
    fake_time time;
    bitbucket::client api{script, bitbucket::api_token{"me@example.org", bitbucket::secret("token")}, time.options()};

    merge_server& merge_gives(int status, const char* body = "", const bitbucket::header_list& headers = {}) {
        script.reply_to(bitbucket::http_method::post, merge_path, status, body, headers);
        return *this;
    }
    merge_server& shows(const char* body, int status = 200) {
        script.reply_to(bitbucket::http_method::get, number_path, status, body);
        return *this;
    }
    merge_server& task_says(const char* body, int status = 200) {
        script.reply_to(bitbucket::http_method::get, task_path, status, body);
        return *this;
    }

    /// Merges, and checks that the merge was sent once and that the script is used up.
    bitbucket::result<bitbucket::merge_outcome> merge(const bitbucket::merge_and_wait_options& options = {}) {
        auto done = bitbucket::try_merge_and_wait(api, "acme", "site", 7, options);
        std::size_t sent = 0;
        for (const auto& each : script.requests()) sent += each.method == bitbucket::http_method::get ? 0 : 1;
        CHECK(sent == 1);
        CHECK(script.requests().front().path() == std::string("/2.0") + merge_path);
        CHECK(script.requests().front().query() == "async=true");
        CHECK(script.unused() == 0);
        return done;
    }
};

inline bitbucket::merge_and_wait_options for_seconds(int longest) {
    return {.wait = {.interval = std::chrono::seconds(2), .longest = std::chrono::seconds(longest)}};
}

}  // namespace unit
