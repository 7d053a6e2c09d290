// SPDX-License-Identifier: MIT
// detail/url/url.hpp with path_rule::keep, as for the target of a redirect: nothing of a path is cleaned away, and the same URLs
// are refused.
#include <bitbucket/detail/url/url.hpp>

#include "support/catch.hpp"

namespace test_url_kept {

using namespace bitbucket::detail;

namespace {

std::string rebuilt(std::string_view text) {
    const auto parts = parse_url(text);
    return parts ? parts->str() : "refused";
}

std::string kept(std::string_view text) {
    const auto parts = parse_url(text, path_rule::keep);
    return parts ? parts->str() : "refused";
}

std::string resolved(std::string_view base, std::string_view reference) {
    const auto from = parse_url(base, path_rule::keep);
    REQUIRE(from.has_value());
    const auto target = resolve_url(*from, reference, path_rule::keep);
    return target ? target->str() : "refused";
}

struct pair_of_texts {
    const char* given;
    const char* expected;
};

}  // namespace

TEST_CASE("a path that is kept is not cleaned, only what must not stand in a URL is encoded", "[url]") {
    for (const char* same :
         {"https://host", "https://host/", "https://host?", "https://host//", "https://host/a//b/./c/%2E%2E/d?e=1",
          "https://host/a/../b/..", "https://host/.", "https://host//a//", "https://host/%2e/%2F%5c",
          "https://host/a%20b+c&d=e;f@g:h!$'()*,~", "https://host/%zz%", "https://host/?a=//b/../c"}) {
        CAPTURE(same);
        CHECK(kept(same) == same);
    }
    CHECK(kept("HTTPS://HOST:443/{a}//b c/\xC3\xA4\\?\"#d") == "https://host/%7Ba%7D//b%20c/%C3%A4%5C?%22");
}

TEST_CASE("what is refused does not depend on what becomes of the path", "[url]") {
    for (const char* text : {"",
                             "/",
                             "host",
                             "ftp://host/a",
                             "file:///a",
                             "https://user@host//",
                             "https://user:pw@host/a/./b",
                             "https://@host/",
                             "https://host\\@evil.example/",
                             "https://host\\evil",
                             "https://ho st/",
                             "https://host%2eevil/",
                             "https://.host/",
                             "https://host:0/",
                             "https://host:65536/",
                             "https://[::1/",
                             "https:///a//b",
                             "https://host/a\tb",
                             "https://host/\x7F",
                             "https://host/a\r\nb"}) {
        CAPTURE(text);
        CHECK(rebuilt(text) == "refused");
        CHECK(kept(text) == "refused");
    }
    for (const char* reference : {"\\\\evil.example\\x", "\\evil", " https://evil.example/", "//user@host/", "//",
                                  "a\nb", "javascript:1", "http:a", "//host\\x"}) {
        CAPTURE(reference);
        CHECK(resolved("https://host/2.0/a", reference) == "refused");
    }
    CHECK(resolved("https://host/a", "/\\evil.example/x") == "https://host/%5Cevil.example/x");
    CHECK(resolved("https://host/a", "/.//evil.example/x") == "https://host//evil.example/x");
}

TEST_CASE("relative references resolve where the path is kept, and keep what is no step", "[url]") {
    const auto one = GENERATE(values<pair_of_texts>({
        {"g//h", "https://host/a//b/g//h"},
        {"./g//./h", "https://host/a//b/g//h"},
        {"../g", "https://host/a//g"},
        {"../../g", "https://host/a/g"},
        {"../../../g", "https://host/g"},
        {"../../../../../g", "https://host/g"},
        {"g//../h", "https://host/a//b/g/h"},
        {"%2E%2E/g", "https://host/a//b/%2E%2E/g"},
        {".%2e", "https://host/a//b/.%2e"},
        {"/g//./h/../i/%2E/..", "https://host/g//i/"},
        {"/..", "https://host/"},
        {"/.", "https://host/"},
        {"?x=//../y", "https://host/a//b/%2E?x=//../y"},
        {"#top", "https://host/a//b/%2E?q"},
        {"//other/a//./b", "https://other/a//./b"},
        {"https://other/a//./b/..", "https://other/a//./b/.."},
        {"{g}", "https://host/a//b/%7Bg%7D"},
    }));
    CAPTURE(one.given);
    CHECK(resolved("https://host/a//b/%2E?q", one.given) == one.expected);
    CHECK(resolved("https://host", "a//b") == "https://host/a//b");
}

}  // namespace test_url_kept
