// SPDX-License-Identifier: MIT
// request.hpp: the shapes of requests and results beyond one model: paths that keep slashes, options of several values
// and types, lists as bodies, bodies that may be left out, several inputs, text, bytes and lists as results.
#include <bitbucket/client.hpp>
#include <bitbucket/testing/scripted.hpp>
#include <bitbucket/types/timestamp.hpp>
#include <map>

#include "support/catch.hpp"
#include "unit/support/harbor.hpp"

namespace test_request_shapes {

namespace bb = bitbucket;
using bb::http_method;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;

enum class stage { open, merged };

}  // namespace test_request_shapes

template <>
struct bitbucket::enum_names<test_request_shapes::stage> {
    static constexpr const char* values[] = {"OPEN", "MERGED"};
};

namespace test_request_shapes {

namespace {

struct draft {
    bb::required<bb::given_text> name;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("name", self.name);
    }
};

struct selector {
    static constexpr const char* query_name = "selector";
    std::string text;
    [[nodiscard]] bool empty() const noexcept { return text.empty(); }
    [[nodiscard]] const std::string& str() const noexcept { return text; }
};

constexpr bb::operation_info info_of(http_method method, bb::path_template path) {
    return {.name = "shape", .method = method, .path = path};
}

struct list_ships : bb::request<list_ships, bb::path<>, std::vector<harbor::ship>> {
    static constexpr bb::operation_info info{.name = "list_ships",
                                             .method = http_method::get,
                                             .path = "/ships/",
                                             .options = {"state", "since", "deep", "most", "as"}};
    using request::request;

    list_ships& state(stage value) & { return with_another("state", value); }
    list_ships state(stage value) && { return std::move(this->state(value)); }
    list_ships& since(const bb::timestamp& value) & { return with_option("since", value); }
    list_ships& deep(bool value) & { return with_option("deep", value); }
    list_ships& most(long long value) & { return with_option("most", value); }
    list_ships& as(bb::text_argument value) & { return with_another("as", bb::given_text(value)); }
};

struct read_file : bb::request<read_file, bb::path<bb::workspace_ref, bb::workspace_ref>, bb::binary> {
    static constexpr bb::operation_info info = info_of(http_method::get, "/src/{commit}/{path*}");
    using request::request;
};
struct read_note : bb::request<read_note, bb::path<>, bb::plain_text> {
    static constexpr bb::operation_info info = info_of(http_method::get, "/note");
    using request::request;
};
struct count_ships : bb::request<count_ships, bb::path<>, std::map<std::string, long long>> {
    static constexpr bb::operation_info info = info_of(http_method::get, "/counts");
    using request::request;
};
struct add_ships : bb::request<add_ships, bb::path<>, void, std::vector<draft>> {
    static constexpr bb::operation_info info = info_of(http_method::post, "/ships");
    using request::request;
};
struct launch : bb::request<launch, bb::path<bb::workspace_ref>, void, std::optional<draft>> {
    static constexpr bb::operation_info info = info_of(http_method::post, "/ships/{ship}/launch");
    using request::request;
};
struct run : bb::request<run, bb::path<bb::workspace_ref>, void, bb::inputs<draft, selector>> {
    static constexpr bb::operation_info info = info_of(http_method::post, "/ships/{ship}/run");
    using request::request;
};

bb::client client_with(const scripted& script) {
    return bb::client{script};
}

}  // namespace

TEST_CASE("the last argument may keep its slashes, and be empty", "[request]") {
    CHECK(read_file("abc", "dir/a b/c#.txt").path() == "/src/abc/dir/a%20b/c%23.txt");
    CHECK(read_file("abc", "dir/").path() == "/src/abc/dir/");
    CHECK(read_file("abc", "").path() == "/src/abc/");
    CHECK(read_file("abc", "a%2Fb").path() == "/src/abc/a%252Fb");
    CHECK(list_ships().path() == "/ships/");
    for (const char* bad : {"/etc", "a//b", "a/../b", "..", ".", "a/./b"})
        CHECK_THAT(read_file("abc", bad).problem(), ContainsSubstring("the path argument {path*} must not"));
    CHECK_THAT(read_file("abc", "a\\..\\b").problem(), ContainsSubstring("must not step upwards"));
}

TEST_CASE("options have types, and some have several values", "[request]") {
    list_ships all;
    all.state(stage::open).state(stage::merged).since("2026-01-02T03:04:05Z").deep(true).most(-7).as("a&b").as("c");
    CHECK(all.target() ==
          "/ships/?state=OPEN&state=MERGED&since=2026-01-02T03%3A04%3A05Z&deep=true&most=-7&as=a%26b&as=c");
    all.deep(false);
    CHECK_THAT(all.target(), ContainsSubstring("&deep=false&"));
    CHECK_THAT(list_ships{}.query("state", "x").problem(), ContainsSubstring("use the method for 'state'"));
    list_ships missing;
    missing.as(static_cast<const char*>(nullptr));
    CHECK_THAT(missing.problem(), ContainsSubstring("as"));
}

TEST_CASE("a body may be a list of drafts, each of which is checked", "[request]") {
    CHECK(add_ships(std::vector<draft>{{.name = "a"}, {.name = "b"}}).body() == R"([{"name":"a"},{"name":"b"}])");
    CHECK(add_ships(std::vector<draft>{}).body() == "[]");
    CHECK_THAT(add_ships(std::vector<draft>{{.name = "a"}, {.name = ""}}).problem(),
               ContainsSubstring("the member '[1].name' must not be empty"));
}

TEST_CASE("a body may be left out", "[request]") {
    const launch without("ark");
    CHECK_FALSE(without.has_body());
    const launch with("ark", draft{.name = "x"});
    CHECK(with.body() == R"({"name":"x"})");
    scripted script;
    script.reply(204);
    client_with(script).send(without);
    CHECK(script.requests()[0].headers.find("Content-Type") == nullptr);
    CHECK_THAT(launch("ark", draft{.name = ""}).problem(), ContainsSubstring("must not be empty"));
}

TEST_CASE("a body and a required option go together", "[request]") {
    const run both("ark", {.name = "x"}, {"custom"});
    CHECK(both.body() == R"({"name":"x"})");
    CHECK(both.target() == "/ships/ark/run?selector=custom");
    CHECK_THAT(run("ark", {.name = "x"}, {""}).problem(), ContainsSubstring("selector must not be empty"));
}

TEST_CASE("results may be lists, maps, text and bytes, each asked for as what it is", "[request][client]") {
    scripted script;
    script.reply(200, R"([{"name":"Ark"},{"name":"Argo"}])")
        .reply(200, R"({"ark":1,"argo":2})")
        .reply(200, std::string("\0\xFF{", 3))
        .reply(200, "hello")
        .reply(200, "{}");
    const auto api = client_with(script);
    CHECK(api.send(list_ships{}).at(1).name == "Argo");
    CHECK(api.send(count_ships{}).at("argo") == 2);
    CHECK(api.send(read_file{"abc", "x"}).bytes == std::string("\0\xFF{", 3));
    CHECK(api.send(read_note{}).text == "hello");
    CHECK(api.try_send(list_ships{}).error().kind() == bb::error_kind::decode);
    const auto sent = script.requests();
    CHECK(sent[0].headers.value("Accept") == "application/json");
    CHECK(sent[2].headers.value("Accept") == "*/*");
    CHECK(sent[3].headers.value("Accept") == "text/plain, */*;q=0.1");
}

}  // namespace test_request_shapes
