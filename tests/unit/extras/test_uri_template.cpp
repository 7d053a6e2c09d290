// SPDX-License-Identifier: MIT
// uri_template.hpp: the examples of RFC 6570 for levels 1 to 3, and templates that are none.
#include <bitbucket/extras/uri_template.hpp>

#include "support/catch.hpp"

namespace test_uri_template {

namespace bb = bitbucket;

namespace {

// The values of section 3.2 that the levels use.
const std::vector<bb::name_value> values{{"var", "value"}, {"hello", "Hello World!"},
                                         {"empty", ""},    {"path", "/foo/bar"},
                                         {"x", "1024"},    {"y", "768"},
                                         {"half", "50%"},  {"base", "http://example.com/home/"},
                                         {"who", "fred"},  {"v", "6"}};

std::string filled(const char* text) {
    return bb::expand(std::string_view(text), values).value();
}

}  // namespace

TEST_CASE("the examples of RFC 6570 come out as it says", "[links]") {
    const std::pair<const char*, const char*> examples[] = {{"{var}", "value"},
                                                            {"{hello}", "Hello%20World%21"},
                                                            {"{half}", "50%25"},
                                                            {"O{empty}X", "OX"},
                                                            {"O{undef}X", "OX"},
                                                            {"{x,y}", "1024,768"},
                                                            {"{x,hello,y}", "1024,Hello%20World%21,768"},
                                                            {"?{x,empty}", "?1024,"},
                                                            {"?{x,undef}", "?1024"},
                                                            {"?{undef,y}", "?768"},
                                                            {"{+var}", "value"},
                                                            {"{+hello}", "Hello%20World!"},
                                                            {"{+half}", "50%25"},
                                                            {"{base}index", "http%3A%2F%2Fexample.com%2Fhome%2Findex"},
                                                            {"{+base}index", "http://example.com/home/index"},
                                                            {"O{+empty}X", "OX"},
                                                            {"{+path}/here", "/foo/bar/here"},
                                                            {"here?ref={+path}", "here?ref=/foo/bar"},
                                                            {"{+x,hello,y}", "1024,Hello%20World!,768"},
                                                            {"{+path,x}/here", "/foo/bar,1024/here"},
                                                            {"{#var}", "#value"},
                                                            {"{#hello}", "#Hello%20World!"},
                                                            {"foo{#empty}", "foo#"},
                                                            {"foo{#undef}", "foo"},
                                                            {"{#x,hello,y}", "#1024,Hello%20World!,768"},
                                                            {"{#path,x}/here", "#/foo/bar,1024/here"},
                                                            {"{.who}", ".fred"},
                                                            {"{.who,who}", ".fred.fred"},
                                                            {"{.half,who}", ".50%25.fred"},
                                                            {"X{.empty}", "X."},
                                                            {"X{.undef}", "X"},
                                                            {"{/who}", "/fred"},
                                                            {"{/half,who}", "/50%25/fred"},
                                                            {"{/var,empty}", "/value/"},
                                                            {"{/var,undef}", "/value"},
                                                            {"{/var,x}/here", "/value/1024/here"},
                                                            {"{;who}", ";who=fred"},
                                                            {"{;half}", ";half=50%25"},
                                                            {"{;empty}", ";empty"},
                                                            {"{;v,empty,who}", ";v=6;empty;who=fred"},
                                                            {"{;v,undef,who}", ";v=6;who=fred"},
                                                            {"{;x,y}", ";x=1024;y=768"},
                                                            {"{?who}", "?who=fred"},
                                                            {"{?x,y}", "?x=1024&y=768"},
                                                            {"{?x,y,empty}", "?x=1024&y=768&empty="},
                                                            {"{?x,y,undef}", "?x=1024&y=768"},
                                                            {"{&who}", "&who=fred"},
                                                            {"?fixed=yes{&x}", "?fixed=yes&x=1024"},
                                                            {"{&x,y,empty}", "&x=1024&y=768&empty="},
                                                            {"plain", "plain"},
                                                            {"", ""}};
    for (const auto& [text, expected] : examples) {
        CAPTURE(text);
        CHECK(filled(text) == expected);
    }
}

TEST_CASE("an encoded character stays where reserved ones may", "[links]") {
    CHECK(bb::expand(std::string_view("{+p}{p}"), {{"p", "a%2Fb%"}}).value() == "a%2Fb%25a%252Fb%25");
}

TEST_CASE("templates of level 4 and broken ones are usage errors", "[links]") {
    for (const char* text : {"{", "}", "a{b", "a}b", "{}", "{+}", "{a,}", "{,a}", "{list*}", "{var:3}", "{=x}", "{a b}",
                             "{{a}}", "{|x}"}) {
        CAPTURE(text);
        const auto reply = bb::expand(std::string_view(text), values);
        REQUIRE_FALSE(reply);
        CHECK(reply.error().kind() == bb::error_kind::usage);
    }
}

TEST_CASE("a link is filled only if it is a template", "[links]") {
    bb::link plain;
    plain.href = "https://x.org/{who}";
    CHECK(bb::expand(plain, values).href == "https://x.org/{who}");
    plain.templated = true;
    CHECK(bb::expand(plain, values).href == "https://x.org/fred");
    CHECK(bb::expand(plain, values).templated == false);
    plain.href = "{";
    CHECK_THROWS_AS(bb::expand(plain, values), bb::usage_error);
}

}  // namespace test_uri_template
