// SPDX-License-Identifier: MIT
// What the curl transport puts on the wire: request lines, headers and bodies, byte by byte; and what it refuses.
#include "support/requests.hpp"

namespace http_curl_requests {

using namespace http_test;

namespace {

std::vector<std::string> own_lines(const raw_server& server, std::vector<std::string> more) {
    more.push_back("Host: " + server.authority());
    more.push_back(std::string("User-Agent: bitbucket-cpp/") + bb::version);
    return sorted(std::move(more));
}

}  // namespace

TEST_CASE("every method goes out as it is, with nothing that was not asked for") {
    struct row {
        bb::http_method method;
        std::string body;
        std::string line;
        std::vector<std::string> lengths;
    };
    const auto& wanted = GENERATE(values<row>({
        {bb::http_method::get, "", "GET /a HTTP/1.1", {}},
        {bb::http_method::head, "", "HEAD /a HTTP/1.1", {}},
        {bb::http_method::post, "", "POST /a HTTP/1.1", {"Content-Length: 0"}},
        {bb::http_method::post, "{}", "POST /a HTTP/1.1", {"Content-Length: 2"}},
        {bb::http_method::put, "", "PUT /a HTTP/1.1", {"Content-Length: 0"}},
        {bb::http_method::put, "{}", "PUT /a HTTP/1.1", {"Content-Length: 2"}},
        {bb::http_method::patch, "", "PATCH /a HTTP/1.1", {"Content-Length: 0"}},
        {bb::http_method::patch, "{}", "PATCH /a HTTP/1.1", {"Content-Length: 2"}},
        {bb::http_method::delete_, "", "DELETE /a HTTP/1.1", {}},
        {bb::http_method::delete_, "{}", "DELETE /a HTTP/1.1", {"Content-Length: 2"}},
    }));
    CAPTURE(wanted.line, wanted.body);
    raw_server server(
        answering(wanted.method == bb::http_method::head ? "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" : ok_reply));
    const auto reply = direct_transport().send(make_request(wanted.method, server.url("/a"), {}, wanted.body));

    CHECK(reply.status == 200);
    CHECK(reply.body == (wanted.method == bb::http_method::head ? "" : "ok"));
    REQUIRE(server.requests().size() == 1);
    const std::string sent = server.requests()[0];
    CHECK(first_line(sent) == wanted.line);
    CHECK(sorted(header_lines(sent)) == own_lines(server, wanted.lengths));
    CHECK(body_of(sent) == wanted.body);
}

TEST_CASE("headers of the request go out as they are, in their order") {
    raw_server server(answering(ok_reply));
    const bb::header_list headers = {{"Accept", "application/json"},
                                     {"Content-Type", "application/json"},
                                     {"Authorization", "Bearer abc"},
                                     {"X-Empty", ""},
                                     {"X-Blank", "  "},
                                     {"X-Twice", "1"},
                                     {"X-Twice", "2"},
                                     {"X-Odd", "a; b, \"c\"\t\xC3\xA4"},
                                     {"Cookie", "a=b"}};
    (void)direct_transport().send(make_request(bb::http_method::post, server.url(), headers, "{}"));

    REQUIRE(server.requests().size() == 1);
    std::vector<std::string> lines = header_lines(server.requests()[0]);
    std::erase_if(lines, [](const std::string& line) {
        return line.starts_with("Host:") || line.starts_with("User-Agent:") || line.starts_with("Content-Length:");
    });
    CHECK(lines == std::vector<std::string>{"Accept: application/json", "Content-Type: application/json",
                                            "Authorization: Bearer abc", "X-Empty:", "X-Blank:", "X-Twice: 1",
                                            "X-Twice: 2", "X-Odd: a; b, \"c\"\t\xC3\xA4", "Cookie: a=b"});
}

TEST_CASE("compressed replies are asked for") {
    raw_server server(answering(ok_reply));
    (void)direct_transport().send(get(server.url()));
    REQUIRE(server.requests().size() == 1);
    CHECK_THAT(server.requests()[0], ContainsSubstring("\r\nAccept-Encoding: ") && ContainsSubstring("gzip"));
}

TEST_CASE("the path and the query are not touched") {
    raw_server server(answering(ok_reply));
    (void)direct_transport().send(get(server.url("/2.0/a/../b/./%7Bx%7D//c%2Fd?q=name%20%3D%20%22x%22&sort=-y")));
    REQUIRE(server.requests().size() == 1);
    CHECK(first_line(server.requests()[0]) ==
          "GET /2.0/a/../b/./%7Bx%7D//c%2Fd?q=name%20%3D%20%22x%22&sort=-y HTTP/1.1");
}

TEST_CASE("a large body is sent whole and without a question first") {
    raw_server server(answering(ok_reply));
    std::string body(3'000'000, 'x');
    body[1'000'000] = '\0';
    (void)direct_transport().send(make_request(bb::http_method::post, server.url(), {}, body));
    REQUIRE(server.requests().size() == 1);
    CHECK(server.requests()[0].find("Expect") == std::string::npos);
    CHECK(body_of(server.requests()[0]) == body);
}

TEST_CASE("headers that would break the request are refused before anything is sent") {
    const auto& line = GENERATE(values<bb::http_header>({
        {"X-Value", "secret\r\nX-Evil: 1"},
        {"X-Value", "secret\nX-Evil: 1"},
        {"X-Value", "secret\r"},
        {"X-Value", std::string("secret\0", 7)},
        {"X-Value", "secret\x7F"},
        {"", "secret"},
        {"X Value", "secret"},
        {"X:Value", "secret"},
        {"X-Value;", "secret"},
        {"X-Value\r\nX-Evil", "secret"},
        {"Content-Length", "6"},
        {"transfer-encoding", "chunked"},
    }));
    CAPTURE(line.name);
    raw_server server(answering(ok_reply));
    const auto refused = error_of<bb::usage_error>(direct_transport(),
                                                   make_request(bb::http_method::post, server.url(), {line}, "secret"));
    CHECK_THAT(refused.what(), ContainsSubstring("header") && !ContainsSubstring("secret"));
    CHECK(untouched(server));
}

TEST_CASE("URLs that are not plainly http or https are refused before anything is sent") {
    raw_server server(answering(ok_reply));
    const std::string at = server.authority();
    const std::vector<std::string> urls = {"http://user:secret@" + at + "/",
                                           "http://user@" + at + "/",
                                           "ftp://" + at + "/",
                                           "file:///etc/passwd",
                                           at + "/",
                                           "",
                                           "http://" + at + "/a b",
                                           "http://" + at + "/a\r\nX-Evil: 1",
                                           "http://" + at + "\\@example.org/",
                                           "http://" + at + std::string("/\0", 2)};
    for (const std::string& url : urls) {
        CAPTURE(url);
        const auto refused = error_of<bb::usage_error>(direct_transport(), get(url));
        CHECK_THAT(refused.what(), ContainsSubstring("URL") && !ContainsSubstring("secret"));
    }
    CHECK(untouched(server));
}

TEST_CASE("GET and HEAD take no body") {
    raw_server server(answering(ok_reply));
    for (const bb::http_method method : {bb::http_method::get, bb::http_method::head}) {
        const auto refused =
            error_of<bb::usage_error>(direct_transport(), make_request(method, server.url(), {}, "{}"));
        CHECK_THAT(refused.what(), ContainsSubstring(to_string(method)) && ContainsSubstring("body"));
    }
    CHECK(untouched(server));
}

}  // namespace http_curl_requests
