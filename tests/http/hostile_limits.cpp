// SPDX-License-Identifier: MIT
// Replies that are small on the wire and would be large in memory.
#include <bitbucket/api/repositories.hpp>

#include "support/calls.hpp"

namespace http_hostile_limits {

using namespace http_test;

TEST_CASE("items that are small in JSON and large in memory are bounded") {
    const std::string item =
        GENERATE(as<std::string>(), "{}", "{\"parent\":{}}", "{\"links\":{\"a\":{},\"b\":{},\"c\":{}}}",
                 "{\"links\":{\"a\":[{},{},{},{},{},{},{},{},{}]}}");
    std::string body = "{\"values\":[";
    while (body.size() < 3'000'000) body += item + ",";
    body += item + "]}";
    raw_server server(answering_once(json_reply(body)));
    // As much as for a page of a million objects, which is what these are; the values that are kept are bounded at 128.
    const bounds within(512, sanitized ? 60s : 5s);
    const bb::error failed = failure_of([&] { (void)api_at(server).send(bb::repositories::list{"w"}); });
    CHECK(failed.kind() == bb::error_kind::decode);
    CHECK_THAT(failed.what(), ContainsSubstring("MiB"));
}

}  // namespace http_hostile_limits
