// SPDX-License-Identifier: MIT
// detail/errors/error_body.hpp: broken, hostile and huge error bodies. Making an error never fails, is bounded in time and
// memory, keeps what could be read, and prints on one line.
#include <bitbucket/bitbucket_cloud.hpp>
#include <bitbucket/detail/calls/api_failure.hpp>
#include <bitbucket/detail/json/nlohmann_reader.hpp>

#include <sstream>

#include "support/catch.hpp"

namespace test_error_body_odd {

namespace bb = bitbucket;
using Catch::Matchers::ContainsSubstring;

namespace {

constexpr bb::operation_info info{.name = "things::get", .method = bb::http_method::get, .path = "/things/{thing}"};

bb::error failure(std::string body, int status = 400) {
    return bb::detail::api_failure(&bb::detail::read_with_nlohmann, bb::bitbucket_cloud, {status, {}, std::move(body)},
                                   info, {});
}

std::string printed(const bb::error& from) {
    std::ostringstream out;
    out << from;
    return out.str();
}

// No control character, those of two bytes (U+0080 to U+009F) among them, and no line separator.
bool is_harmless(const std::string& text) {
    for (const char c : text)
        if (bb::detail::is_control(c)) return false;
    for (std::size_t i = 0; i + 1 < text.size(); ++i)
        if (text[i] == '\xC2' && static_cast<unsigned char>(text[i + 1]) < 0xA0) return false;
    return text.find("\xE2\x80\xA8") == std::string::npos && text.find("\xE2\x80\xA9") == std::string::npos;
}

}  // namespace

TEST_CASE("a body that breaks off anywhere keeps what came before", "[errors]") {
    const std::string standard =
        R"({"type":"error","error":{"message":"It is w\u00f6rse","id":"abc","fields":{"name":["too long","odd"],"key":"bad"},"detail":{"required":["a"],"granted":["b","c"]},"data":{"announcement_url":"https://x"}}})";
    const std::string flat =
        R"({"key":"some.key","arguments":{"n":[1,2.50,{"x":null}]},"message":"plain","error_description":"more"})";
    for (const std::string& whole : {standard, flat}) {
        for (std::size_t length = 0; length <= whole.size(); ++length) {
            const std::string body = whole.substr(0, length);
            CAPTURE(body);
            const bb::error broken = failure(body);
            CHECK(broken.kind() == bb::error_kind::bad_request);
            CHECK(broken.body() == body);
            const auto holds = [&](const char* part) { return body.find(part) != std::string::npos; };
            if (holds("w\\u00f6rse\"")) CHECK(broken.message() == "It is w\xC3\xB6rse");
            if (holds("\"abc\"")) CHECK(broken.id() == "abc");
            if (holds("odd\"")) CHECK(broken.fields().at(0) == bb::field_problem{"name", {"too long", "odd"}});
            if (holds("bad\"")) CHECK(broken.fields().at(1) == bb::field_problem{"key", {"bad"}});
            if (holds("[\"a\"")) CHECK(broken.required_scopes() == std::vector<std::string>{"a"});
            if (holds("\"c\"]}")) CHECK(broken.detail() == R"({"required":["a"],"granted":["b","c"]})");
            if (holds("https://x\"")) CHECK(broken.announcement_url() == "https://x");
            if (holds("plain\"")) CHECK(broken.message() == "plain");
            if (holds("\"more\"")) CHECK(broken.detail() == "more");
            if (holds("null}]}")) CHECK(broken.data() == R"({"n":[1,2.50,{"x":null}]})");
            CHECK_FALSE(broken.message().empty());
            CHECK(is_harmless(printed(broken)));
        }
    }
}

TEST_CASE("a text that breaks off is kept as far as it came, a name is not", "[errors]") {
    CHECK(failure(R"({"error":{"message":"You do not have permission to acc)").message() ==
          "You do not have permission to acc");
    CHECK(failure(R"({"error":{"detail":"because of th)").detail() == "because of th");
    CHECK(failure(R"({"error":{"message":"m","fields":{"key":["is too lo)").fields().at(0).messages.at(0) ==
          "is too lo");
    for (const char* const end : {"\\", "\\u", "\\ud8", "\\u00e"})
        CHECK(failure(std::string(R"({"error":{"message":"whole)") + end).message() == "whole");
    CHECK(failure("{\"error\":{\"message\":\"w\xC3").message() == "w\xEF\xBF\xBD");
    // Half of a code, a scope, an identifier or a link would be taken for another one.
    const bb::error cut_code = failure(R"({"error_description":"no","error":"invalid_gr)");
    CHECK(cut_code.code().empty());
    CHECK(cut_code.detail() == "no");
    CHECK(failure(R"({"error":{"message":"m","id":"1cd9)").id().empty());
    CHECK(failure(R"({"error":{"message":"m","data":{"announcement_url":"https://)").announcement_url().empty());
    const bb::error cut_scope = failure(R"({"error":{"message":"m","detail":{"required":["project","repos)");
    CHECK(cut_scope.required_scopes() == std::vector<std::string>{"project"});
    CHECK(cut_scope.detail() == R"({"required":["project"]})");
    // The mark of a cut is the library's own.
    for (const char* const mark : {"\xEF\xBF\xBF", "\\uffff", "\\uFFFF"}) {
        const bb::error whole =
            failure(std::string(R"({"key":"a.b","message":"m","arguments":{"n":")") + mark + "\"}}");
        CHECK(whole.data() == "{\"n\":\"\xEF\xBF\xBD\"}");
        CHECK(failure(std::string(R"({"key":"a)") + mark + R"(","message":"m"})").code() == "a\xEF\xBF\xBD");
    }
    // Far behind everything that is read.
    CHECK(failure(R"({"error":{"message":")" + std::string(300'000, 'x')).message().size() > 200'000);
}

TEST_CASE("an escape that is none costs one character, not the rest", "[errors]") {
    const auto message = [](const std::string& text) {
        const bb::error odd = failure(R"({"error":{"message":")" + text + R"(","id":"abc"}})");
        CHECK(odd.id() == "abc");
        return odd.message();
    };
    const std::string no_character = "\xEF\xBF\xBD";
    CHECK(message(R"(a\ud800b)") == "a" + no_character + "b");
    CHECK(message(R"(a\udc00\ud800b)") == "a" + no_character + no_character + "b");
    CHECK(message(R"(a\ud83dz\ude00b)") == "a" + no_character + "z" + no_character + "b");
    CHECK(message(R"(a\qb\'c)") == "a" + no_character + "b" + no_character + "c");
    CHECK(message(R"(a\u12g4b)") == "a" + no_character + "12g4b");
    CHECK(message(R"(\\ud800)") == R"(\ud800)");
    // Those that are right stay.
    CHECK(message(R"(\"\\\/\u00f6\ud83d\ude00)") == "\"\\/\xC3\xB6\xF0\x9F\x98\x80");
}

TEST_CASE("bytes that are not UTF-8 and control characters are repaired, wherever they stand", "[errors]") {
    CHECK(failure("{\"error\":{\"message\":\"a\xFF\xC3 b\"}}").message() == "a\xEF\xBF\xBD\xEF\xBF\xBD b");
    CHECK(failure("plain \x80 text").message() == "plain \xEF\xBF\xBD text");
    for (const char c : {'\0', '\n', '\r', '\t', '\x1B', '\x07', '\x01', '\x7F'}) {
        CAPTURE(static_cast<int>(c));
        const std::string raw = std::string(R"({"error":{"message":"be)") + c + R"(fore","id":"i)" + c + "d\"}}";
        const bb::error odd = failure(raw);
        CHECK_THAT(odd.message(), ContainsSubstring("fore"));
        CHECK(is_harmless(odd.what()));
        CHECK(is_harmless(printed(odd)));
        const bb::error plain = failure(std::string("plain") + c + "text");
        CHECK(is_harmless(plain.what()));
        CHECK_THAT(plain.message(), ContainsSubstring("plain"));
    }
    CHECK(failure(std::string(R"({"error":{"message":"whole"}})") + '\0').message() == "whole");
    CHECK(failure("\xEF\xBB\xBF{\"error\":{\"message\":\"with a mark\"}}").message() == "with a mark");
}

TEST_CASE("nothing that a server writes steers a terminal or breaks the line", "[errors]") {
    const char* evil = R"(\u001b[2Jx\ny\r\u0007\u0000\u007f\u009b31m\u0085\u2028\u2029z)";
    const std::string body = std::string(R"({"error":{"message":")") + evil + R"(","detail":")" + evil + R"(","id":")" +
                             evil + R"(","fields":{")" + evil + R"(":[")" + evil +
                             R"("]},"data":{"announcement_url":")" + evil + R"("}}})";
    for (const bb::error& each : {failure(body), failure(body, 410), failure(body, 403)}) {
        CHECK(is_harmless(each.what()));
        CHECK(is_harmless(each.describe()));
        CHECK(is_harmless(printed(each)));
    }
}

TEST_CASE("text with a less-than sign is text, not markup", "[errors]") {
    CHECK(failure("the limit must be < 100").message() == "the limit must be < 100");
    CHECK(failure("  <html><title>a title</title></html>").message() == "a title");
    CHECK(failure("<html><TITLE>a title</TITLE></html>").message() == "a title");
    CHECK(failure("<").message() == "the server gave no message");
    CHECK(failure("<title>open").message() == "the server gave no message");
}

TEST_CASE("parts of other kinds than expected do no harm", "[errors]") {
    for (const char* body :
         {"null", "true", "7", "\"text\"", "[]", "{}", "[[[]]]", R"({"error":null})", R"({"error":[]})",
          R"({"error":{}})", R"({"error":{"message":{"raw":"x"},"detail":7,"fields":"all","id":[1],"data":false}})",
          R"({"error":{"fields":["a","b"]}})", R"({"error":{"detail":[["required"]]}})",
          R"({"error":{"detail":{"required":{"a":{"b":["c"]}}}}})", R"([{"error":{"message":"x"}}])",
          R"({"error":{"message":null,"id":null,"detail":null,"fields":null,"data":null}})", R"({"":{"":""}})",
          R"({"error":{"error":{"error":{"error":{"error":{"error":{"error":{"error":{"error":"deep"}}}}}}}}})"}) {
        CAPTURE(body);
        CHECK_FALSE(failure(body).message().empty());
        CHECK(is_harmless(printed(failure(body))));
    }
    CHECK(failure(R"({"error":{"message":7}})").message() == "7");
    CHECK(failure(R"({"error":{"detail":["a",1.50]}})").detail() == R"(["a",1.50])");
    CHECK(failure(R"({"error":{"message":"old","message":"new"}})").message() == "new");
    CHECK(failure(R"({"error":{"message":"inner"},"message":"outer"})").message() == "inner");
}

TEST_CASE("huge bodies are bounded in memory and time", "[errors]") {
    constexpr std::size_t kept = std::size_t{64} * 1024;
    const std::size_t huge = std::size_t{10} * 1024 * 1024;
    std::string numbers = R"({"error":{"fields":{"a":[)";
    while (numbers.size() < huge) numbers += "1,";
    std::string scopes = R"({"error":{"detail":{"required":[)";
    while (scopes.size() < huge) scopes += "\"s\",";
    std::string names = R"({"error":{"fields":{)";
    for (int i = 0; names.size() < huge; ++i) names += "\"" + std::to_string(i) + "\":\"x\",";
    for (const std::string& body :
         {std::string(huge, 'x'), std::string(huge, '['), std::string(huge, '\x80'), std::string(huge, '\0'),
          std::string(huge, '<'), std::string(huge, '"'), std::string(huge, ' '),
          R"({"error":{"message":")" + std::string(huge, 'm') + "\"}}", numbers, scopes, names,
          R"({"error":{"message":")" + std::string(huge, '\\'), std::string(huge, '{')}) {
        CAPTURE(body.substr(0, 40));
        const bb::error large = failure(body);
        CHECK(large.body().size() == kept);
        CHECK(large.message().size() + large.detail().size() + large.data().size() <= std::size_t{1024} * 1024);
        CHECK(std::string(large.what()).size() < 2000);
        CHECK(large.fields().size() <= 100);
        CHECK(large.required_scopes().size() <= 100);
        for (const auto& field : large.fields()) CHECK(field.messages.size() <= 100);
    }
}

TEST_CASE("a message of any length is cut between characters in what()", "[errors]") {
    std::string umlauts;
    for (int i = 0; i < 1000; ++i) umlauts += "\xC3\xBC";
    for (const char* before : {"", "x"}) {
        const bb::error error = failure(R"({"error":{"message":")" + std::string(before) + umlauts + "\"}}");
        CHECK(error.message().size() >= 2000);
        const std::string what = error.what();
        CHECK(what.size() < 600);
        CHECK(bb::detail::find_invalid_utf8(what) == std::string::npos);
        CHECK_THAT(what, ContainsSubstring("..."));
    }
}

TEST_CASE("a deep body keeps what stood before the depth", "[errors]") {
    const std::string deep = R"({"error":{"message":"first","data":)" + std::string(100'000, '[');
    CHECK(failure(deep).message() == "first");
    const std::string data =
        R"({"error":{"data":)" + std::string(60, '[') + std::string(60, ']') + R"(,"message":"after"}})";
    CHECK(failure(data).message() == "after");
    CHECK(failure(data).data() == std::string(60, '[') + std::string(60, ']'));
}

TEST_CASE("the body is kept and never printed", "[errors]") {
    const bb::error error = failure(R"({"error":{"message":"m"},"other":"c4nary"})");
    CHECK_THAT(error.body(), ContainsSubstring("c4nary"));
    CHECK_THAT(error.what(), !ContainsSubstring("c4nary"));
    CHECK_THAT(printed(error), !ContainsSubstring("c4nary"));
    CHECK_THAT(printed(error), !ContainsSubstring("things/{thing}/"));
}

}  // namespace test_error_body_odd
