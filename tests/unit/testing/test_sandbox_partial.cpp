// SPDX-License-Identifier: MIT
// Partial responses of testing/sandbox.hpp: selecting, adding and removing members, nested and with wildcards.
#include <bitbucket/testing/sandbox/http/partial.hpp>
#include "sandbox_calls.hpp"

namespace test_sandbox_partial {

using namespace sandbox_calls;

namespace {

/// What `fields` leaves of a value.
json left(const char* value, const char* fields) {
    namespace parts = bitbucket::testing::sandbox_detail;
    return parts::select_fields(json::parse(value), parts::parse_fields(fields));
}

constexpr const char* sample =
    R"({"size":1,"next":"n","values":[{"id":1,"owner":{"name":"x","uuid":"u"},"+hidden":{"a":1,"+b":2}},{"id":2}]})";

}  // namespace

TEST_CASE("sandbox: without fields everything comes but what is sent on demand") {
    CHECK(left(sample, "") ==
          json::parse(R"({"size":1,"next":"n","values":[{"id":1,"owner":{"name":"x","uuid":"u"}},{"id":2}]})"));
}

TEST_CASE("sandbox: a selection is all that comes") {
    CHECK(left(sample, "values.id") == json::parse(R"({"values":[{"id":1},{"id":2}]})"));
    CHECK(left(sample, "size, values.owner.name") == json::parse(R"({"size":1,"values":[{"owner":{"name":"x"}},{}]})"));
    CHECK(left(sample, "values.owner") == json::parse(R"({"values":[{"owner":{"name":"x","uuid":"u"}},{}]})"));
    CHECK(left(sample, "values.hidden") == json::parse(R"({"values":[{"hidden":{"a":1}},{}]})"));
    CHECK(left(sample, "values.hidden.b") == json::parse(R"({"values":[{"hidden":{"b":2}},{}]})"));
    CHECK(left(sample, "nothing,size.deeper") == json::object());
}

TEST_CASE("sandbox: additions and removals start from what comes by default") {
    CHECK(left(sample, "-values") == json::parse(R"({"size":1,"next":"n"})"));
    CHECK(left(sample, "-values.owner,-next") == json::parse(R"({"size":1,"values":[{"id":1},{"id":2}]})"));
    CHECK(left(sample, "-values.owner,+values.owner.uuid,-next,-size") ==
          json::parse(R"({"values":[{"id":1,"owner":{"uuid":"u"}},{"id":2}]})"));
    CHECK(left(sample, "+values.hidden,-values.owner,-next,-size") ==
          json::parse(R"({"values":[{"id":1,"hidden":{"a":1}},{"id":2}]})"));
    CHECK(left(sample, "+values.hidden.b,-values.owner,-next,-size") ==
          json::parse(R"({"values":[{"id":1,"hidden":{"b":2}},{"id":2}]})"));
}

TEST_CASE("sandbox: wildcards stand for every member") {
    CHECK(left(sample, "*") == left(sample, ""));
    CHECK(left(sample, "values.*.name") == json::parse(R"({"values":[{"owner":{"name":"x"}},{}]})"));
    CHECK(left(sample, "*,+values.hidden.a")["values"][0]["hidden"] == json({{"a", 1}}));
    CHECK(left(sample, "-values.*,-next") == json::parse(R"({"size":1,"values":[{},{}]})"));
}

TEST_CASE("sandbox: fields work on objects and pages, and next is dropped with the rest") {
    const sandbox box;
    CHECK(read(box, "/user?fields=uuid,links.self") ==
          json({{"uuid", sandbox::user}, {"links", {{"self", {{"href", base + me}}}}}}));
    const json page = read(box, "/repositories/acme?fields=values.slug&pagelen=2");
    CHECK(page == json::parse(R"({"values":[{"slug":"site"},{"slug":"api"}]})"));
    const json lean = read(box, "/repositories/acme/site/permissions-config/users?fields=-values.repository");
    CHECK(lean.contains("next"));
    CHECK_FALSE(lean["values"][0].contains("repository"));
    CHECK(lean["values"][0].contains("user"));
}

TEST_CASE("sandbox: a property comes as it was stored, whatever its keys") {
    const sandbox box;
    const std::string at = me + "/properties/app/odd";
    REQUIRE(send(box, http_method::put, at, R"({"+plus":1,"a":{"-b":null}})").status == 204);
    CHECK(read(box, at + "?fields=a") == json::parse(R"({"+plus":1,"a":{"-b":null}})"));
}

}  // namespace test_sandbox_partial
