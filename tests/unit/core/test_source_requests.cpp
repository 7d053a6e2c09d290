// SPDX-License-Identifier: MIT
// Requests whose body is a form or is read from a source: what is sent, when it is sent again, and what is refused.
#include <bitbucket/client.hpp>
#include <bitbucket/form.hpp>
#include <bitbucket/multipart.hpp>
#include <bitbucket/raw_body.hpp>
#include <bitbucket/raw_request.hpp>
#include <bitbucket/testing/clocks.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"

namespace test_source_requests {

namespace bb = bitbucket;
using bb::http_method;
using bb::raw_request;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;

namespace {

/// A source that can be read once, unless it is told otherwise.
class one_way final : public bb::text_source {
public:
    explicit one_way(bool again = false) : text_source("content"), again_(again) {}
    [[nodiscard]] static std::string media_type() { return "text/x-log"; }
    [[nodiscard]] bool rewind() override {
        if (begun_ && !again_) return false;
        return text_source::rewind();
    }
    [[nodiscard]] std::size_t read(char* to, std::size_t most) override {
        begun_ = true;
        if (throws) throw std::runtime_error("the callback threw");
        return text_source::read(to, most);
    }
    [[nodiscard]] std::string problem() const override { return wrong; }

    std::string wrong;
    bool throws = false;

private:
    bool again_;
    bool begun_ = false;
};

struct put_log : bb::request<put_log, bb::path<>, void, std::shared_ptr<one_way>> {
    static constexpr bb::operation_info info{.name = "put_log", .method = http_method::put, .path = "/log"};
    using request::request;
};

bb::client client_with(const scripted& script) {
    bb::client_options options;
    options.clock = bb::testing::no_waiting();
    return bb::client{script, bb::access_token{bb::secret("t0ken")}, options};
}

}  // namespace

TEST_CASE("a form is sent as its fields, with its media type", "[request][streams]") {
    scripted script;
    script.reply(200, "{}");
    bb::form fields;
    fields.add("include", "a b&c").add("include", "d");
    client_with(script).send(raw_request(http_method::post, "/commits").body(fields));
    CHECK(script.requests()[0].body == "include=a%20b%26c&include=d");
    CHECK(script.requests()[0].headers.value("Content-Type") == "application/x-www-form-urlencoded");
}

TEST_CASE("multipart is sent with its boundary, and again after a failure", "[request][streams]") {
    scripted script;
    script.reply(401, "{}");
    const auto parts = std::make_shared<bb::multipart>(bb::multipart_kind::form_data, "edge");
    parts->add_text("message", "hello");
    const auto request = raw_request<void>(http_method::put, "/src").body(parts);
    CHECK(client_with(script).try_send(request).error().status() == 401);
    script.reply(503).reply(201);
    client_with(script).send(request);
    const auto sent = script.requests();
    REQUIRE(sent.size() == 3);
    CHECK(sent[0].headers.value("Content-Type") == "multipart/form-data; boundary=edge");
    CHECK_THAT(sent[0].body, ContainsSubstring("name=\"message\"\r\n\r\nhello\r\n--edge--"));
    CHECK(sent[1].body == sent[0].body);
    CHECK(sent[2].body == sent[0].body);
}

TEST_CASE("a source that cannot be read again is sent once, and the first failure is told", "[request][streams]") {
    scripted script;
    script.reply(503, R"({"error":{"message":"busy"}})").reply(204);
    const bb::error failed = client_with(script).try_send(put_log{std::make_shared<one_way>()}).error();
    CHECK(failed.message() == "busy");
    CHECK(failed.attempts() == 1);
    CHECK(failed.outcome_unclear());
    CHECK(script.unused() == 1);
    script.reply(503);
    CHECK(client_with(script).exchange(put_log{std::make_shared<one_way>(true)}).attempts == 1);
}

TEST_CASE("what is wrong with a source is said before anything is sent", "[request][streams]") {
    const scripted script;
    const auto gone = std::make_shared<one_way>();
    gone->wrong = "the file x.log is not there";
    const bb::error failed = client_with(script).try_send(put_log{gone}).error();
    CHECK(failed.kind() == bb::error_kind::usage);
    CHECK(failed.message() == "put_log: the file x.log is not there");
    const bb::error null = client_with(script).try_send(put_log{std::shared_ptr<one_way>()}).error();
    CHECK_THAT(null.message(), ContainsSubstring("must not be null"));
    bb::form fields;
    fields.add("", "x");
    CHECK_THAT(client_with(script).try_send(raw_request(http_method::post, "/x").body(fields)).error().message(),
               ContainsSubstring("needs a name"));
    CHECK(script.requests().empty());
}

TEST_CASE("raw bytes are sent with their media type, from memory and from a source", "[request][streams]") {
    scripted script;
    script.reply(201).reply(201);
    const auto api = client_with(script);
    const raw_request<void> there(http_method::post, "/pipelines");
    api.send(raw_request<void>(there).body(bb::raw_body("application/yaml", "a: \0b")));
    api.send(
        raw_request<void>(there).body(bb::make_raw_body("application/zip", std::make_shared<bb::text_source>("PK"))));
    CHECK(script.requests()[0].headers.value("Content-Type") == "application/yaml");
    CHECK(script.requests()[1].headers.value("Content-Type") == "application/zip");
    CHECK(script.requests()[1].body == "PK");

    const auto refused = [&](const auto& body) {
        return api.try_send(raw_request<void>(there).body(body)).error().message();
    };
    CHECK_THAT(refused(bb::raw_body("yaml", "x")), ContainsSubstring("must look like text/plain"));
    CHECK_THAT(refused(bb::raw_body("a/b\r\nX: y", "x")), ContainsSubstring("must look like text/plain"));
    CHECK_THAT(refused(bb::raw_body("a/b", static_cast<const char*>(nullptr))), ContainsSubstring("null pointer"));
    CHECK_THAT(refused(bb::make_raw_body("a/b", nullptr)), ContainsSubstring("must not be null"));
    CHECK_THAT(refused(bb::make_raw_body("/", std::make_shared<bb::text_source>("x"))),
               ContainsSubstring("must look like text/plain"));
    CHECK(script.requests().size() == 2);
}

TEST_CASE("a later body takes the place of an earlier one, of whatever kind", "[request][streams]") {
    scripted script;
    script.reply(200).reply(200).reply(200);
    const auto api = client_with(script);
    bb::form fields;
    fields.add("a", "b");
    const auto log = std::make_shared<one_way>(true);
    api.send(raw_request<void>(http_method::put, "/x").body(bb::json_text("{}")).body(fields));
    api.send(raw_request<void>(http_method::put, "/x").body(log).body(bb::json_text("[1]")));
    api.send(raw_request<void>(http_method::put, "/x").body(fields).body(log));
    const auto sent = script.requests();
    CHECK(sent[0].body == "a=b");
    CHECK(sent[0].headers.value("Content-Type") == "application/x-www-form-urlencoded");
    CHECK(sent[1].body == "[1]");
    CHECK(sent[1].headers.value("Content-Type") == "application/json");
    CHECK(sent[2].body == "content");
    CHECK(sent[2].headers.value("Content-Type") == "text/x-log");
}

TEST_CASE("what a source throws comes out unchanged", "[request][streams]") {
    scripted script;
    script.reply(204);
    const auto bad = std::make_shared<one_way>();
    bad->throws = true;
    CHECK_THROWS_AS(client_with(script).send(put_log{bad}), std::runtime_error);
}

TEST_CASE("copies of a request share its source", "[request][streams]") {
    const put_log first{std::make_shared<one_way>(true)};
    const put_log second = first;
    CHECK(first == second);
    CHECK_FALSE(first == put_log{std::make_shared<one_way>(true)});
    scripted script;
    script.reply(204).reply(204);
    client_with(script).send(first);
    client_with(script).send(second);
    CHECK(script.requests()[1].body == "content");
    CHECK(script.requests()[1].headers.value("Content-Type") == "text/x-log");
}

}  // namespace test_source_requests
