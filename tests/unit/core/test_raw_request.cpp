// SPDX-License-Identifier: MIT
// raw_request.hpp: requests that nobody has declared, through all layers.
#include <bitbucket/client.hpp>
#include <bitbucket/json.hpp>
#include <bitbucket/raw_request.hpp>
#include <bitbucket/testing/clocks.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"
#include "unit/support/harbor.hpp"

namespace test_raw_request {

namespace bb = bitbucket;
using bb::http_method;
using bb::raw_request;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;

namespace {

struct widget {
    std::string name;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("name", self.name);
    }
};
struct widget_draft {
    bb::required<bb::given_text> name;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("name", self.name);
    }
};

bb::client client_with(const scripted& script) {
    return bb::client{script, bb::access_token{bb::secret("t0ken")}};
}

template <class... Arguments>
std::string problem_of(Arguments&&... arguments) {
    const scripted script;
    const bb::error failed = client_with(script).try_send(raw_request(std::forward<Arguments>(arguments)...)).error();
    CHECK(failed.kind() == bb::error_kind::usage);
    CHECK(script.requests().empty());
    return failed.message();
}

}  // namespace

TEST_CASE("a raw request has a method, a path with encoded arguments, options and a body", "[raw_request]") {
    scripted script;
    script.reply(200, R"({"name":"w"})").reply(201, R"([1,{"a":2}])").reply(204);
    const auto api = client_with(script);
    CHECK(api.send(raw_request<widget>(http_method::get, "/repositories/{}/{repo}/widgets/{}", {"acme", "a b", "x/y"})
                       .query("expand", "all")
                       .fields("name"))
              .name == "w");
    const bb::json_text any = api.send(
        raw_request(http_method::post, "/widgets").body(std::vector<widget_draft>{{.name = "a"}, {.name = "b"}}));
    CHECK(any.str() == R"([1,{"a":2}])");
    api.send(raw_request<void>(http_method::delete_, "/src/{commit}/{path*}", {"abc", "dir/file name"}));

    const auto sent = script.requests();
    CHECK(sent[0].url == "https://api.bitbucket.org/2.0/repositories/acme/a%20b/widgets/x%2Fy?expand=all&fields=name");
    CHECK(sent[0].headers.value("Authorization") == "Bearer t0ken");
    CHECK(sent[1].body == R"([{"name":"a"},{"name":"b"}])");
    CHECK(sent[1].headers.value("Content-Type") == "application/json");
    CHECK(sent[2].method == http_method::delete_);
    CHECK(sent[2].path() == "/2.0/src/abc/dir/file%20name");
}

TEST_CASE("raw pages are walked, and raw JSON is read", "[raw_request]") {
    scripted script;
    script.reply(200, R"({"values":[{"name":"a"}],"next":"https://api.bitbucket.org/2.0/widgets?page=2"})")
        .reply(200, R"({"values":[{"name":"b"}]})")
        .reply(200, R"({"x":[1]})");
    const auto api = client_with(script);
    std::string names;
    for (const widget& each : api.each(raw_request<bb::page<widget>>(http_method::get, "/widgets").pagelen(500)))
        names += each.name;
    CHECK(names == "ab");
    CHECK(script.requests()[0].query() == "pagelen=500");
    CHECK(api.send_json(raw_request(http_method::get, "/x"))["x"][0] == 1);
}

TEST_CASE("any client sends raw requests, as its service says", "[raw_request][service]") {
    scripted script;
    script.reply(200, "{}");
    harbor::client{script, harbor::token{bb::secret("t0ken")}}.send(raw_request(http_method::get, "/ships"));
    CHECK(script.requests()[0].url == "https://api.harbor.example/v1/ships");
    CHECK(script.requests()[0].headers.value("Authorization") == "token t0ken");
}

TEST_CASE("errors of raw requests name what was asked for", "[raw_request]") {
    scripted script;
    script.reply(404, R"({"error":{"message":"gone"}})");
    const bb::error failed =
        client_with(script).try_send(raw_request(http_method::get, "/repositories/{}", {"acme"})).error();
    CHECK(failed.kind() == bb::error_kind::not_found);
    CHECK_THAT(failed.what(), ContainsSubstring("GET /repositories/acme answered 404"));
}

TEST_CASE("a raw path that cannot be meant is refused before anything is sent", "[raw_request]") {
    CHECK_THAT(problem_of(http_method::get, "widgets"), ContainsSubstring("begins with a slash"));
    CHECK_THAT(problem_of(http_method::get, ""), ContainsSubstring("begins with a slash"));
    CHECK_THAT(problem_of(http_method::get, "/w?x=1"), ContainsSubstring("'?'"));
    CHECK_THAT(problem_of(http_method::get, "/w#x"), ContainsSubstring("'#'"));
    CHECK_THAT(problem_of(http_method::get, "//evil.example/x"), ContainsSubstring("two slashes"));
    CHECK_THAT(problem_of(http_method::get, "/a/../b"), ContainsSubstring("'..'"));
    CHECK_THAT(problem_of(http_method::get, "/{}/{}", std::initializer_list<bb::text_argument>{"a"}),
               ContainsSubstring("more {placeholders} than arguments"));
    CHECK_THAT(problem_of(http_method::get, "/{}", std::initializer_list<bb::text_argument>{"a", "b"}),
               ContainsSubstring("fewer {placeholders} than arguments"));
    CHECK_THAT(problem_of(http_method::get, "/{}", std::initializer_list<bb::text_argument>{".."}),
               ContainsSubstring("must not be '.' or '..'"));
    CHECK_THAT(problem_of(http_method::get, "/{}", std::initializer_list<bb::text_argument>{""}),
               ContainsSubstring("must not be empty"));
    CHECK_THAT(problem_of(http_method::get, static_cast<const char*>(nullptr)), ContainsSubstring("null pointer"));
}

TEST_CASE("a raw path is plain text, which is encoded", "[raw_request]") {
    scripted script;
    script.reply(200, "{}");
    client_with(script).send(raw_request(http_method::get, "/a/%2e%2e/b c/"));
    CHECK(script.requests()[0].path() == "/2.0/a/%252e%252e/b%20c/");
}

TEST_CASE("a raw body is checked like a declared one", "[raw_request]") {
    const scripted script;
    const auto api = client_with(script);
    CHECK_THAT(api.try_send(raw_request(http_method::post, "/w").body(bb::json_text("{"))).error().message(),
               ContainsSubstring("raw_request"));
    CHECK_THAT(
        api.try_send(raw_request(http_method::post, "/w").body(std::vector<widget_draft>{{.name = "a"}, {.name = ""}}))
            .error()
            .message(),
        ContainsSubstring("'[1].name' must not be empty"));
}

TEST_CASE("a raw POST is not repeated, a raw GET is", "[raw_request][retry]") {
    bb::client_options options;
    options.clock = bb::testing::no_waiting();
    scripted script;
    script.reply(503).reply(200, "{}").reply(503);
    const bb::client api{script, bb::anonymous{}, options};
    CHECK(api.exchange(raw_request(http_method::get, "/w")).attempts == 2);
    CHECK(api.try_send(raw_request(http_method::post, "/w")).error().outcome_unclear());
}

}  // namespace test_raw_request
