// SPDX-License-Identifier: MIT
// operations.hpp: what every operation puts on the wire for sample arguments: path, query and body.
#include <algorithm>
#include <sstream>
#include <vector>

#include "expected_targets.hpp"
#include "sample_requests.hpp"
#include "support/catch.hpp"

namespace test_operation_targets {

namespace bb = bitbucket;

using expected_targets::expected;
using expected_targets::wire;

TEST_CASE("every operation puts its arguments where they belong", "[operations]") {
    std::size_t at = 0;
    sample_requests::for_each([&](const bb::request_base& request, const bb::request_base&) {
        REQUIRE(at < expected.size());
        const wire& want = expected[at++];
        CAPTURE(want.name);
        CHECK(request.about().name == std::string(want.name));
        CHECK(request.problem() == "");
        CHECK(request.target() == want.target);
        CHECK(request.has_body() == (want.body != nullptr));
        CHECK(request.body() == (want.body == nullptr ? "" : want.body));
        CHECK(request.headers().empty());
    });
    CHECK(at == expected.size());
}

TEST_CASE("the samples are all operations, each once", "[operations]") {
    REQUIRE(expected.size() == bb::all_operations.size());
    for (const bb::operation_info& each : bb::all_operations) {
        CAPTURE(each.name);
        CHECK(std::count_if(expected.begin(), expected.end(),
                            [&](const wire& one) { return std::string(one.name) == each.name; }) == 1);
    }
}

TEST_CASE("only a hand-written body is left for the client to check", "[operations]") {
    sample_requests::for_each([](const bb::request_base& request, const bb::request_base&) {
        CAPTURE(request.about().name);
        const std::string name = request.about().name;
        CHECK(request.has_unchecked_json() == (name.find("_properties::update") != std::string::npos));
    });
}

TEST_CASE("a printed request shows no identifier, no option value and no body", "[operations]") {
    sample_requests::for_each([](const bb::request_base&, const bb::request_base& request) {
        REQUIRE(request.problem() == "");
        std::ostringstream out;
        out << request;
        const std::string text = out.str();
        CAPTURE(text);
        CHECK(text.starts_with(std::string(bb::to_string(request.about().method)) + ' ' +
                               std::string(request.about().path.str())));
        for (const char* hidden :
             {"acme",     "d301aafa", "557058",      "ada",    "PRJ",   "my-app", "colour",      "foo",
              "REGION",   "eu",       "ssh-ed25519", "laptop", "Work",  "47",     "secretfield", "hunter",
              "X-Custom", "%7B",      "MARS",        "Mars",   "zip",   "docs",   "AAAA",        "ad6964b",
              "1234",     "H4M26PPX", "developers",  "2222",   "900719"})
            CHECK(text.find(hidden) == std::string::npos);
        CHECK(text.find("custom") != std::string::npos);
        CHECK(text.find("fields") != std::string::npos);
    });
}

}  // namespace test_operation_targets
