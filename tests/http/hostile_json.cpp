// SPDX-License-Identifier: MIT
// Replies that are right as HTTP and whose JSON is hostile: depth, size, numbers, NUL bytes, keys that repeat.
#include <bitbucket/api/ssh_keys.hpp>

#include "support/calls.hpp"

namespace http_hostile_json {

using namespace http_test;

namespace {

std::string many(std::size_t count, std::string_view part) {
    std::string out;
    out.reserve(count * part.size());
    for (std::size_t i = 0; i < count; ++i) out += part;
    return out;
}

bb::error failure_on(const std::string& body, const std::string& status = "200 OK") {
    CAPTURE(body.substr(0, 200));
    raw_server server(answering_once(reply_of(status, body)));
    return failure_at(server);
}

bb::account user_in(const std::string& body) {
    raw_server server(answering_once(json_reply(body)));
    return api_at(server).send(bb::users::current{});
}

}  // namespace

TEST_CASE("100,000 nested containers are refused") {
    const std::string deep = many(100'000, "[") + many(100'000, "]");
    for (const std::string& body : {deep, "{\"links\":" + deep + "}", "{\"unknown\":" + deep + "}", many(100'000, "["),
                                    many(100'000, "{\"a\":") + "1" + many(100'000, "}")})
        CHECK(failure_on(body).kind() == bb::error_kind::decode);
}

TEST_CASE("100,000 nested containers in an error are still an error of that status") {
    for (const std::string& body : {many(100'000, "["), R"({"error":{"message":"no","data":)" +
                                                            many(100'000, "{\"a\":") + "1" + many(100'002, "}")}) {
        const bb::error failed = failure_on(body, "403 Forbidden");
        CHECK(failed.kind() == bb::error_kind::forbidden);
    }
}

TEST_CASE("of keys that repeat the last one counts") {
    const bb::account user = user_in(
        R"({"display_name":"a","is_staff":true,"links":{"self":{"href":"a"}},"display_name":"b","is_staff":false,)"
        R"("links":{"self":{"href":"b"}},"display_name":"c"})");
    CHECK(user.display_name == "c");
    CHECK(user.is_staff == false);
    REQUIRE(user.links.size() == 1);
    CHECK(user_in("{" + many(100'000, R"("display_name":"a",)") + R"("display_name":"z"})").display_name == "z");
}

TEST_CASE("numbers beyond all bounds are a decode_error, or absent where they fit into no member") {
    for (const std::string& number : {std::string("1e400"), std::string("-1e400"), "1" + many(1000, "0"),
                                      many(1'000'000, "9"), "1e" + many(1000, "9")})
        CHECK(failure_on("{\"unknown\":" + number + "}").kind() == bb::error_kind::decode);

    raw_server server(answering_once(
        json_reply(R"({"values":[],"size":1e300,"page":99999999999999999999,"pagelen":-0.5,"unknown":0.)" +
                   many(100'000, "3") + "}")));
    const auto page = api_at(server).send(bb::ssh_keys::list{"me"});
    CHECK_FALSE(page.size.has_value());
    CHECK_FALSE(page.page.has_value());
    CHECK_FALSE(page.pagelen.has_value());
}

TEST_CASE("NUL bytes in a body are no JSON, and in a string they may be escaped") {
    CHECK(failure_on(bytes("{\"display_name\":\"x\"}\0")).kind() == bb::error_kind::decode);
    CHECK(failure_on(bytes("{\"display_name\":\"a\0b\"}")).kind() == bb::error_kind::decode);
    CHECK(failure_on(std::string(100'000, '\0')).kind() == bb::error_kind::decode);
    CHECK(user_in(R"({"display_name":"a\u0000b"})").display_name == bytes("a\0b"));
    const bb::error failed = failure_on(bytes("{\"error\":{\"message\":\"a\0b\"}}"), "400 Bad Request");
    CHECK(failed.kind() == bb::error_kind::bad_request);
    CHECK(std::string_view(failed.what()).find('\0') == std::string_view::npos);
}

TEST_CASE("what is no JSON, or JSON and more, is a decode_error that does not quote it") {
    for (const std::string& body :
         {std::string(), std::string("<html>hush</html>"), std::string("{\"display_name\":\"hush\"} hush"),
          std::string("{\"display_name\":\"hush"), std::string("{'display_name':'hush'}"), std::string("hush"),
          std::string("{\"display_name\":\"hush\",}"), std::string("\xEF\xBB\xBF\xEF\xBB\xBF{}")}) {
        const bb::error failed = failure_on(body);
        CHECK(failed.kind() == bb::error_kind::decode);
        CHECK_THAT(failed.describe(), !ContainsSubstring("hush"));
    }
}

TEST_CASE("a page of a million empty objects keeps within memory") {
    const std::string body = "{\"values\":[" + many(999'999, "{},") + "{}]}";
    raw_server server(answering_once(json_reply(body)));
    bb::client_options options = options_at(server.url("/2.0"));
    options.allow_any_credential = true;
    const bb::client api = api_at(options);
    // A machine that is busy, or a sanitizer, needs its time for so many.
    const bounds within(512, sanitized ? 60s : 5s);
    CHECK(api.send(bb::users::list_emails{}).values.size() == 1'000'000);
}

TEST_CASE("300,000 unknown members, and 100,000 fields of an error, are skipped") {
    CHECK(user_in("{" + many(300'000, "\"a\":1,") + "\"display_name\":\"x\"}").display_name == "x");
    const bb::error failed =
        failure_on("{\"error\":{\"fields\":{" + many(100'000, "\"a\":[\"b\"],") + "\"z\":1}}}", "400 Bad Request");
    CHECK(failed.kind() == bb::error_kind::bad_request);
    CHECK(failed.fields().size() <= 100);
}

}  // namespace http_hostile_json
