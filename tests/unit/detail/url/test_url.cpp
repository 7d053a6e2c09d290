// SPDX-License-Identifier: MIT
// detail/url/url.hpp: taking URLs apart, what is refused, and resolving references as RFC 3986, section 5.4 does.
#include <bitbucket/detail/url/url.hpp>

#include "support/catch.hpp"

namespace test_url {

using namespace bitbucket::detail;

namespace {

std::string rebuilt(std::string_view text) {
    const auto parts = parse_url(text);
    return parts ? parts->str() : "refused";
}

std::string resolved(std::string_view base, std::string_view reference, path_rule rule = path_rule::clean) {
    const auto from = parse_url(base, rule);
    REQUIRE(from.has_value());
    const auto target = resolve_url(*from, reference, rule);
    return target ? target->str() : "refused";
}

struct pair_of_texts {
    const char* given;
    const char* expected;
};

}  // namespace

TEST_CASE("a URL is taken apart", "[url]") {
    const auto parts = parse_url("HTTPS://API.Bitbucket.ORG:8443/2.0/Users?q=a%20b&x#fragment?no");
    REQUIRE(parts.has_value());
    CHECK(parts->scheme == "https");
    CHECK(parts->host == "api.bitbucket.org");
    CHECK(parts->port == 8443);
    CHECK(parts->path == "/2.0/Users");
    CHECK(parts->query == "q=a%20b&x");
    CHECK(parts->has_query);
    CHECK(parts->origin() == "https://api.bitbucket.org:8443");
    CHECK(parts->str() == "https://api.bitbucket.org:8443/2.0/Users?q=a%20b&x");
}

TEST_CASE("a URL is written back without what makes no difference", "[url]") {
    const auto one = GENERATE(values<pair_of_texts>({
        {"https://host", "https://host"},
        {"https://host/", "https://host/"},
        {"https://host?", "https://host?"},
        {"https://host#x", "https://host"},
        {"https://host:443/a", "https://host/a"},
        {"https://host:0443/a", "https://host/a"},
        {"https://host:/a", "https://host/a"},
        {"http://host:80/a", "http://host/a"},
        {"http://host:443/a", "http://host:443/a"},
        {"https://host:80/a", "https://host:80/a"},
        {"https://host:65535/", "https://host:65535/"},
        {"http://127.0.0.1:8080/2.0", "http://127.0.0.1:8080/2.0"},
        {"http://[::1]:8080/2.0", "http://[::1]:8080/2.0"},
        {"https://[2001:DB8::1]/", "https://[2001:db8::1]/"},
        {"https://host//a///b//", "https://host/a/b/"},
        {"https://host/a/./b/../c", "https://host/a/c"},
        {"https://host/a?b=//c/../d", "https://host/a?b=//c/../d"},
        {"https://host/{a}/b c?q=\"x\"{y}", "https://host/%7Ba%7D/b%20c?q=%22x%22%7By%7D"},
        {"https://host/\xC3\xA4?\xC3\xA4", "https://host/%C3%A4?%C3%A4"},
        {"https://host/a%2fb%20c", "https://host/a%2fb%20c"},
        {"https://host/a\\..\\b", "https://host/a%5C..%5Cb"},
        {"https://host/a?b\\c", "https://host/a?b%5Cc"},
        {"https://host/a?b?c", "https://host/a?b?c"},
    }));
    CAPTURE(one.given);
    CHECK(rebuilt(one.given) == one.expected);
    CHECK(rebuilt(one.expected) == one.expected);
}

TEST_CASE("what is no plain http or https URL is refused", "[url]") {
    const std::string text = GENERATE(
        as<std::string>{}, "", "/", "host", "//host/", "https:", "https:/", "https://", "https:///path", "https:host",
        "ftp://host/", "file:///etc/passwd", "javascript:alert(1)", "git@bitbucket.org:acme/site.git", " https://host/",
        "https//host", "https://user@host/", "https://user:pw@host/", "https://@host/", "https://host@/",
        "https://host\\@evil.example/", "https://host\\evil", "https:\\\\host\\", "https://ho st/",
        "https://host%2eevil/", "https://ho{s}t/", "https://h\xC3\xB6st/", "https://.host/", "https://host:0/",
        "https://host:65536/", "https://host:99999999999999999999/", "https://host:-1/", "https://host:+80/",
        "https://host:8o/", "https://host:80:80/", "https://host: 80/", "https://:80/", "https://[]/", "https://[::1/",
        "https://[::1]x/", "https://[::1]:/:", "https://[::g]/", "https://[::1%25eth0]/", "https://ho*st/",
        "https://host,evil/");
    // An empty port behind brackets is fine; the path that follows it here is what it is.
    if (text == "https://[::1]:/:") {
        CHECK(rebuilt(text) == "https://[::1]/:");
        return;
    }
    CAPTURE(text);
    CHECK(rebuilt(text) == "refused");
}

TEST_CASE("control characters are refused wherever they stand", "[url]") {
    for (int byte = 0; byte < 128; ++byte) {
        if (byte >= 32 && byte != 127) continue;
        const std::string c(1, static_cast<char>(byte));
        CAPTURE(byte);
        CHECK(rebuilt("https://ho" + c + "st/") == "refused");
        CHECK(rebuilt("https://host/a" + c) == "refused");
        CHECK(rebuilt("https://host/?a" + c + "b") == "refused");
        CHECK(rebuilt("https://host/#" + c) == "refused");
        CHECK(resolved("https://host/a", "b" + c) == "refused");
        CHECK(resolved("https://host/a", "#" + c) == "refused");
    }
}

TEST_CASE("paths are cleaned of dot segments, also encoded ones, and doubled slashes", "[url]") {
    const auto one = GENERATE(values<pair_of_texts>({
        {"", ""},
        {"/", "/"},
        {"//", "/"},
        {"/a", "/a"},
        {"/a/", "/a/"},
        {"/a//", "/a/"},
        {"/.", "/"},
        {"/..", "/"},
        {"/../..", "/"},
        {"/../a", "/a"},
        {"/a/..", "/"},
        {"/a/../", "/"},
        {"/a/b/..", "/a/"},
        {"/a/b/../", "/a/"},
        {"/a/b/../..", "/"},
        {"/a/./b/.", "/a/b/"},
        {"/a/%2e/b", "/a/b"},
        {"/a/%2E%2e/b", "/b"},
        {"/a/.%2e/b", "/b"},
        {"/a/%2e./b", "/b"},
        {"/a/b/%2e%2e", "/a/"},
        {"/a/.../b", "/a/.../b"},
        {"/a/..b/c", "/a/..b/c"},
        {"/a/%252e%252e/b", "/a/%252e%252e/b"},
        {"/a//../b", "/b"},
        {"/a/..%2F../b", "/a/..%2F../b"},
    }));
    CAPTURE(one.given);
    CHECK(clean_path(one.given) == one.expected);
    CHECK(clean_path(one.expected) == one.expected);
}

TEST_CASE("references resolve as in RFC 3986, section 5.4", "[url]") {
    const auto one = GENERATE(values<pair_of_texts>({
        {"g", "http://a/b/c/g"},
        {"./g", "http://a/b/c/g"},
        {"g/", "http://a/b/c/g/"},
        {"/g", "http://a/g"},
        {"//g", "http://g"},
        {"?y", "http://a/b/c/d;p?y"},
        {"g?y", "http://a/b/c/g?y"},
        {"#s", "http://a/b/c/d;p?q"},
        {"g#s", "http://a/b/c/g"},
        {"g?y#s", "http://a/b/c/g?y"},
        {";x", "http://a/b/c/;x"},
        {"g;x", "http://a/b/c/g;x"},
        {"g;x?y#s", "http://a/b/c/g;x?y"},
        {"", "http://a/b/c/d;p?q"},
        {".", "http://a/b/c/"},
        {"./", "http://a/b/c/"},
        {"..", "http://a/b/"},
        {"../", "http://a/b/"},
        {"../g", "http://a/b/g"},
        {"../..", "http://a/"},
        {"../../", "http://a/"},
        {"../../g", "http://a/g"},
        // The abnormal examples of 5.4.2.
        {"../../../g", "http://a/g"},
        {"../../../../g", "http://a/g"},
        {"/./g", "http://a/g"},
        {"/../g", "http://a/g"},
        {"g.", "http://a/b/c/g."},
        {".g", "http://a/b/c/.g"},
        {"g..", "http://a/b/c/g.."},
        {"..g", "http://a/b/c/..g"},
        {"./../g", "http://a/b/g"},
        {"./g/.", "http://a/b/c/g/"},
        {"g/./h", "http://a/b/c/g/h"},
        {"g/../h", "http://a/b/c/h"},
        {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
        {"g;x=1/../y", "http://a/b/c/y"},
        {"g?y/./x", "http://a/b/c/g?y/./x"},
        {"g?y/../x", "http://a/b/c/g?y/../x"},
        {"g#s/./x", "http://a/b/c/g"},
        // Other schemes, and the old form without slashes, are refused.
        {"g:h", "refused"},
        {"http:g", "refused"},
        {"mailto:a@b", "refused"},
    }));
    CAPTURE(one.given);
    CHECK(resolved("http://a/b/c/d;p?q", one.given) == one.expected);
    CHECK(resolved("http://a/b/c/d;p?q", one.given, path_rule::keep) == one.expected);
}

TEST_CASE("odd references do not reach another host", "[url]") {
    CHECK(resolved("https://host/2.0/a", "//evil.example/x") == "https://evil.example/x");  // for the caller to refuse
    CHECK(resolved("https://host/2.0/a", "\\\\evil.example\\x") == "refused");
    CHECK(resolved("https://host/2.0/a", "\\evil") == "refused");
    CHECK(resolved("https://host/2.0/a", "/\\evil.example/x") == "https://host/%5Cevil.example/x");
    CHECK(resolved("https://host/2.0/a", "@evil.example") == "https://host/2.0/@evil.example");
    CHECK(resolved("https://host/2.0/a", " https://evil.example/") == "refused");
    CHECK(resolved("https://host/2.0/a", "b?c://d") == "https://host/2.0/b?c://d");
    CHECK(resolved("https://host", "a") == "https://host/a");
    CHECK(resolved("https://host", "?a") == "https://host?a");
    CHECK(resolved("https://host:8443/a", "/b") == "https://host:8443/b");
    CHECK(resolved("http://[::1]:81/a", "b") == "http://[::1]:81/b");
}

TEST_CASE("this machine is a loopback address or localhost, and never a name that looks like one") {
    for (const char* host : {"localhost", "127.0.0.1", "127.1.2.3", "127.255.255.255", "[::1]"}) {
        CAPTURE(host);
        CHECK(is_this_machine(host));
        CHECK(keeps_secrets(*parse_url(std::string("http://") + host)));
    }
    for (const char* host : {"127.0.0.1.example.org", "127.example.org", "127.0.0.256", "127.0.0.999", "127..0.1",
                             "127.0.0.", "127.0.0", "127.1", "127.0.0.1.1", "127.0.0.01", "128.0.0.1", "10.0.0.1",
                             "0.0.0.0", "localhost.example.org", "api.localhost", "[::2]", "[::]", "example.org"}) {
        CAPTURE(host);
        CHECK_FALSE(is_this_machine(host));
        url_parts there;
        there.host = host;
        there.scheme = "http";
        CHECK_FALSE(keeps_secrets(there));
        there.scheme = "https";
        CHECK(keeps_secrets(there));
    }
}

}  // namespace test_url
