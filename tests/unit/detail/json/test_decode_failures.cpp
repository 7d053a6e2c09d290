// SPDX-License-Identifier: MIT
// detail/json/decoder.hpp and detail/json/nlohmann_reader.hpp: what must fail, with which JSON path, and without which text.
#include <bitbucket/models/code_search.hpp>
#include <bitbucket/models/permission.hpp>

#include "decode_text.hpp"

namespace test_decode_failures {

using namespace decode_text;
namespace bb = bitbucket;
using Catch::Matchers::ContainsSubstring;
using permissions = bb::page<bb::repository_user_permission>;

namespace {

struct failing {
    const char* json;
    const char* path;
    const char* message;
    const char* found = "";
};

std::string nested(std::size_t levels, char open, char close, std::string_view inside = "") {
    return std::string(levels, open) + std::string(inside) + std::string(levels, close);
}

}  // namespace

TEST_CASE("an item of another kind fails with its JSON path", "[decoder]") {
    const auto one = GENERATE(values<failing>({
        {R"({"values":[{},"A workspace on a Free plan does not support snippets."]})", "values[1]",
         "expected an object, found the text", "A workspace on a Free plan does not support snippets."},
        {R"({"values":[5]})", "values[0]", "expected an object, found a number"},
        {R"({"values":[{},{},true]})", "values[2]", "expected an object, found a bool"},
        {R"({"values":[null]})", "values[0]", "expected an object, found null"},
        {R"({"values":[{},[]]})", "values[1]", "expected an object, found a list"},
        {R"({"values":{}})", "values", "expected a list, found an object"},
        {R"({"values":"none"})", "values", "expected a list, found the text", "none"},
        {R"({"values":7})", "values", "expected a list, found a number"},
        {R"({"values":[{"user":{}},{"repository":{"mainbranch":{"target":{"parents":[{},{"parents":[1]}]}}}}]})",
         "values[1].repository.mainbranch.target.parents[1].parents[0]", "expected an object, found a number"},
        {R"({"values":[{"repository":{"mainbranch":{"merge_strategies":["squash",{}]}}}]})",
         "values[0].repository.mainbranch.merge_strategies[1]", "expected a single value, found an object"},
        {R"({"values":[{"repository":{"parent":{"mainbranch":{"merge_strategies":[[]]}}}}]})",
         "values[0].repository.parent.mainbranch.merge_strategies[0]", "expected a single value, found a list"},
        {R"({"x":[1,2,3],"values":[{"x":{"y":[1]},"user":{"x":[{}]}},3]})", "values[1]", "expected an object"},
    }));
    CAPTURE(one.json);
    const auto failure = failure_of<permissions>(one.json);
    CHECK(failure.path == one.path);
    CHECK_THAT(failure.message, ContainsSubstring(one.message));
    CHECK(failure.found == one.found);
}

TEST_CASE("a whole of another kind fails", "[decoder]") {
    for (const char* json : {"[]", "null", "\"text\"", "5", "1.5", "true", "[{}]"}) {
        CAPTURE(json);
        const auto failure = failure_of<bb::account>(json);
        CHECK_THAT(failure.message, ContainsSubstring("expected an object, found "));
        CHECK(failure.path.empty());
    }
    CHECK(failure_of<std::vector<bb::account>>("{}").message == "expected a list, found an object");
    CHECK(failure_of<std::vector<bb::account>>("[{},[]]").path == "[1]");
    CHECK(failure_of<std::vector<bb::page<bb::account>>>(R"([{"values":[]},{"values":[1]}])").path == "[1].values[0]");
}

TEST_CASE("a text that was found instead is cut", "[decoder]") {
    const auto failure = failure_of<permissions>("{\"values\":[\"" + std::string(100000, 'x') + "\"]}");
    CHECK(failure.message.size() < 1000);
    CHECK(failure.found.size() <= 4096);
}

TEST_CASE("syntax errors say at which byte, and never what stood there", "[codec]") {
    struct broken {
        std::string json;
        std::size_t byte;
    };
    const std::string nul("{\"type\":\"hunter2\"\0}", 19);
    const auto one = GENERATE_COPY(values<broken>({
        {"", 1},
        {"   ", 4},
        {"<!DOCTYPE html><p>hunter2</p>", 1},
        {"hunter2", 1},
        {"{\"type\":\"hunter2", 17},
        {"{\"type\":\"hunter2\"", 18},
        {"{\"type\":\"hunter2\"}x", 19},
        {"{\"type\":\"hunter2\"}{}", 19},
        {"{'type':'hunter2'}", 2},
        {"{\"type\" \"hunter2\"}", 17},
        {"{\"type\":\"hunter2\",}", 19},
        {"{\"x\":[1,]}", 9},
        {"{\"type\":hunter2}", 9},
        {"{\"type\":01}", 10},
        {"{\"type\":1.}", 11},
        {"{\"type\":+1}", 9},
        {"{\"type\":.5}", 9},
        {"{\"type\":NaN}", 9},
        {"{\"type\":tru}", 12},
        {"{\"type\":\"\\x\"}", 11},
        {"{\"type\":\"\\u12g4\"}", 14},
        {"{\"type\":\"a\nb\"}", 11},
        {nul, 18},
        {std::string(1, '\0'), 1},
        {"// comment\n{}", 1},
        {"{\"type\":1 /* c */}", 11},
        {"\xEF\xBB", 3},
    }));
    CAPTURE(one.json);
    const auto failure = failure_of<bb::account>(one.json);
    CHECK(failure.message == "the body is not JSON: syntax error at byte " + std::to_string(one.byte));
    CHECK(failure.path.empty());
}

TEST_CASE("syntax errors are found behind and inside what is skipped", "[codec]") {
    CHECK_THAT(failure_of<bb::account>(R"({"x":{"y":[1,2})").message, ContainsSubstring("syntax error"));
    CHECK_THAT(failure_of<bb::account>(R"({"x":{"y":[1,2]})").message, ContainsSubstring("syntax error"));
    CHECK_THAT(failure_of<permissions>(R"({"values":[{}]}])").message, ContainsSubstring("syntax error"));
}

TEST_CASE("depth is bounded, known or unknown, and counted from the outermost container", "[decoder]") {
    CHECK(decoded<bb::account>("{\"x\":" + nested(test_depth - 1, '[', ']') + "}") == bb::account{});
    CHECK_THAT(failure_of<bb::account>("{\"x\":" + nested(test_depth, '[', ']') + "}").message,
               ContainsSubstring("more than 64 levels"));
    std::string parents;
    for (int i = 0; i < 70; ++i) parents += "{\"parent\":";
    const auto failure = failure_of<bb::repository>(parents + "{}" + std::string(70, '}'));
    CHECK_THAT(failure.message, ContainsSubstring("more than 64 levels"));
    CHECK_THAT(failure.path, Catch::Matchers::StartsWith("parent.parent.parent"));
    CHECK_THAT(failure_of<bb::account>("{\"links\":{\"self\":{\"a\":{}}}}", 3).message,
               ContainsSubstring("more than 3"));
    CHECK_THAT(failure_of<bb::account>("{}", 0).message, ContainsSubstring("more than 0"));
}

TEST_CASE("a hundred thousand nested containers are refused without harm", "[decoder]") {
    for (const std::string& json : {nested(100000, '[', ']'), "{\"x\":" + nested(100000, '[', ']') + "}",
                                    nested(100000, '[', ' '), "{\"links\":" + nested(100000, '[', ']') + "}"}) {
        bb::account target;
        CHECK(try_decode(json, target).has_value());
    }
    std::string objects;
    for (int i = 0; i < 100000; ++i) objects += "{\"parent\":";
    bb::repository target;
    CHECK(try_decode(objects, target).has_value());
}

TEST_CASE("numbers of any length are read without harm", "[decoder]") {
    const std::string digits(100000, '9');
    CHECK_FALSE(
        decoded<bb::page<bb::account>>("{\"size\":" + digits.substr(0, 300) + ",\"values\":[]}").size.has_value());
    CHECK(decoded<bb::account>("{\"type\":" + digits.substr(0, 300) + "}").type == digits.substr(0, 300));
    CHECK_FALSE(decoded<bb::page<bb::account>>("{\"size\":1e-400,\"values\":[]}").size == 1);
    // Beyond the range of a double nlohmann's parser refuses the number; that must stay a plain failure.
    bb::page<bb::account> target;
    for (const std::string& json :
         {"{\"size\":" + digits + "}", std::string("{\"size\":1e400}"), std::string("{\"x\":-1e400}")})
        CHECK_THAT(try_decode(json, target).value_or(bb::detail::decode_failure{}).message,
                   ContainsSubstring("syntax error at byte"));
}

}  // namespace test_decode_failures
