// SPDX-License-Identifier: MIT
// detail/errors/error_body.hpp: how much of a body is looked at and kept, what is made of values that break off, and texts of
// other kinds than JSON at their edges.
#include <bitbucket/bitbucket_cloud.hpp>
#include <bitbucket/detail/calls/api_failure.hpp>
#include <bitbucket/detail/json/nlohmann_reader.hpp>

#include "support/catch.hpp"

namespace test_error_body_bounds {

namespace bb = bitbucket;

namespace {

constexpr bb::operation_info info{.name = "things::get", .method = bb::http_method::get, .path = "/things/{thing}"};
constexpr std::size_t most_read = std::size_t{256} * 1024;

bb::error failure(std::string body, int status = 400) {
    return bb::detail::api_failure(&bb::detail::read_with_nlohmann, bb::bitbucket_cloud, {status, {}, std::move(body)},
                                   info, {});
}

// What the reader was given by the last error body. A reader is a plain function.
std::size_t given = 0;

bb::detail::read_outcome read_and_measure(std::string_view text, bb::detail::json_events& events) {
    given = text.size();
    return bb::detail::read_with_nlohmann(text, events);
}

struct no_events final : bb::detail::json_events {
    bool on_scalar(const bb::detail::json_scalar&) override { return true; }
    bool on_key(std::string_view) override { return true; }
    bool on_start(bool) override { return true; }
    bool on_end(bool) override { return true; }
};

bool is_json(const std::string& text) {
    no_events events;
    return bb::detail::read_with_nlohmann(text, events).kind == bb::detail::read_outcome::type::complete;
}

}  // namespace

TEST_CASE("only the first 256 KiB of a body are looked at", "[errors]") {
    const std::size_t huge = std::size_t{10} * 1024 * 1024;
    for (const char filler : {'x', ' ', '[', '"', '\0', '\x80', '\xC3'}) {
        CAPTURE(static_cast<int>(filler));
        bb::detail::error_state state;
        bb::detail::read_error_body(&read_and_measure, bb::detail::bitbucket_errors, std::string(huge, filler), state);
        // A byte that is no UTF-8 becomes a character of three.
        CHECK(given <= most_read * (static_cast<unsigned char>(filler) < 0x80 ? 1 : 3));
        CHECK(given >= most_read);
    }
    // The last byte that is looked at, and the first that is not.
    const std::string text = R"({"error":{"message":"m","id":"i"}})";
    const std::string id = R"({"error":{"message":"m","id":"i")";
    CHECK(failure(std::string(most_read - id.size(), ' ') + text).id() == "i");
    CHECK(failure(std::string(most_read - id.size() + 1, ' ') + text).id().empty());
    CHECK(failure(std::string(most_read - id.size() + 1, ' ') + text).message() == "m");
    const std::string html = "<title>late</title>";
    CHECK(failure("<p>" + std::string(most_read, '.') + html).message() == "the server gave no message");
    CHECK(failure("<p>" + std::string(most_read - html.size() - 3, '.') + html).message() == "late");
    CHECK(failure(R"({"error":{"message":"m"}})" + std::string(huge, '\x80')).message() == "m");
    // Cut inside of a character.
    CHECK(failure(R"({"error":{"message":"m","id":")" + std::string(most_read - 31, 'i') + "\xC3\xBC\"}}").message() ==
          "m");
}

TEST_CASE("a value that breaks off is kept as JSON", "[errors]") {
    const std::string whole =
        R"({"error":{"message":"m","data":{"a":[1,2.50,{"b":null,"c\n":"x"},[]],"d":{},"e":true},"detail":[{"f":[""]}]}})";
    for (std::size_t length = 0; length <= whole.size(); ++length) {
        const bb::error cut = failure(whole.substr(0, length));
        CAPTURE(whole.substr(0, length), cut.data(), cut.detail());
        CHECK((cut.data().empty() || is_json(cut.data())));
        CHECK((cut.detail().empty() || is_json(cut.detail())));
    }
    CHECK(failure(R"({"error":{"data":{"a":[1,2)").data() == R"({"a":[1,2]})");
    CHECK(failure(R"({"error":{"data":{"a":)").data() == R"({"a":null})");
    CHECK(failure(R"({"error":{"data":{"a":"x)").data() == R"({"a":null})");
    CHECK(failure(R"({"error":{"data":[)").data() == "[]");
    CHECK(failure(R"({"key":"k","arguments":{"n":{"m":[)").data() == R"({"n":{"m":[]}})");
    const std::string deep = failure(R"({"error":{"data":)" + std::string(1000, '[')).data();
    CHECK(is_json(deep));
    CHECK(deep.size() <= 256);
}

TEST_CASE("long and nested names of fields are cut, and their texts counted", "[errors]") {
    const std::string key(100'000, 'k');
    const bb::error one = failure(R"({"error":{"fields":{")" + key + R"(":["a","b"],"short":"c"}}})");
    REQUIRE(one.fields().size() == 2);
    CHECK(one.fields()[0].name == key.substr(0, 200));
    CHECK(one.fields()[0].messages == std::vector<std::string>{"a", "b"});
    CHECK(one.fields()[1] == bb::field_problem{"short", {"c"}});

    std::string body = R"({"error":{"fields":{)";
    for (int i = 0; i < 8; ++i) body += "\"" + std::string(20'000, 'k') + "\":{";
    for (int i = 0; i < 200; ++i) body += "\"k" + std::to_string(i) + "\":1,";
    body += "\"last\":[";
    while (body.size() < most_read) body += "1,";
    const bb::error nested = failure(body);
    CHECK(nested.fields().size() <= 100);
    for (const bb::field_problem& field : nested.fields()) CHECK(field.name.size() <= 8 * 201);
    CHECK(nested.describe().size() < 25'000);

    std::string umlauts;
    while (umlauts.size() < 400) umlauts += "\xC3\xBC";
    const bb::error cut = failure(R"({"error":{"fields":{"x)" + umlauts + R"(":"a"}}})");
    REQUIRE(cut.fields().size() == 1);
    CHECK(cut.fields()[0].name == "x" + umlauts.substr(0, 198));
}

TEST_CASE("a byte order mark and a carriage return do not count as text", "[errors]") {
    CHECK(failure("\xEF\xBB\xBFRate limited").message() == "Rate limited");
    CHECK(failure("\xEF\xBB\xBF{\"error\":{\"mess").message() == "the server gave no message");
    CHECK(failure("\xEF\xBB\xBF<html><title>t</title></html>").message() == "t");
    CHECK(failure("\xEF\xBB\xBF").message() == "the server gave no message");
    CHECK(failure("Bad Request\r\nmore\r\n").message() == "Bad Request");
    CHECK(failure("Bad Request \t\nmore").message() == "Bad Request");
}

}  // namespace test_error_body_bounds
