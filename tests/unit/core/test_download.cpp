// SPDX-License-Identifier: MIT
// download.hpp: replies that go to a sink, over broken connections, changed bodies, parts, conditions and redirects.
#include <bitbucket/download.hpp>
#include <bitbucket/raw_request.hpp>
#include <bitbucket/streams/callback_sink.hpp>
#include <bitbucket/streams/stream_sink.hpp>
#include <bitbucket/testing/clocks.hpp>
#include <bitbucket/testing/scripted.hpp>
#include <functional>
#include <sstream>

#include "support/catch.hpp"

namespace test_download {

namespace bb = bitbucket;
using Catch::Matchers::ContainsSubstring;

namespace {

/// A server with one file, which breaks off and changes as told. It streams, as curl_transport does.
struct file_server {
    static constexpr bool streams = true;

    struct state {
        std::string content = "0123456789";
        std::string version = "\"v1\"";
        /// After how many bytes each of the next replies breaks off.
        std::vector<std::size_t> breaks;
        std::function<void(state&)> after_break;
        std::vector<bb::http_request> requests;
        bool has_ranges = true;
    };
    std::shared_ptr<state> now = std::make_shared<state>();

    [[nodiscard]] bb::http_response send(const bb::http_request& request, const bb::transport_limits& limits) const {
        state& here = *now;
        here.requests.push_back(request);
        bb::http_response reply{200, {}, {}};
        if (!here.version.empty()) reply.headers.add("ETag", here.version);
        std::string body = here.content;
        if (!here.version.empty() && request.headers.value("If-None-Match") == here.version) {
            reply.status = 304;
            return reply;
        }
        const std::string* range = request.headers.find("Range");
        const std::string* condition = request.headers.find("If-Range");
        if (here.has_ranges && range != nullptr && (condition == nullptr || *condition == here.version)) {
            const std::size_t first = std::stoul(range->substr(6));
            const std::string last_text = range->substr(range->find('-') + 1);
            std::size_t last = last_text.empty() ? body.size() - 1 : std::stoul(last_text);
            if (first >= body.size()) {
                reply.status = 416;
                reply.body = "out of range";
                return reply;
            }
            if (last >= body.size()) last = body.size() - 1;
            reply.status = 206;
            reply.headers.add("Content-Range", "bytes " + std::to_string(first) + '-' + std::to_string(last) + '/' +
                                                   std::to_string(body.size()));
            body = body.substr(first, last - first + 1);
        }
        reply.headers.add("Content-Length", std::to_string(body.size()));
        if (limits.receiver == nullptr || !limits.receiver->begin(reply.status, reply.headers)) {
            reply.body = body;
            return reply;
        }
        if (!here.breaks.empty()) {
            const std::size_t end = here.breaks.front();
            here.breaks.erase(here.breaks.begin());
            if (end > 0) limits.receiver->write(std::string_view(body).substr(0, end));
            if (here.after_break) here.after_break(here);
            throw bb::transport_error("the connection broke");
        }
        limits.receiver->write(body);
        return reply;
    }
};

const bb::raw_request<bb::binary> file(bb::http_method::get, "/file");

bb::client client_of(const bb::any_transport& transport) {
    bb::client_options options;
    options.clock = bb::testing::no_waiting();
    return bb::client{transport, bb::access_token{bb::secret("t0ken")}, options};
}

std::string header(const bb::http_request& request, const char* name) {
    return std::string(request.headers.value(name));
}

}  // namespace

TEST_CASE("the body of a success goes to the sink, and nowhere else", "[download]") {
    const file_server server;
    std::ostringstream out;
    bb::stream_sink sink(out);
    const bb::downloaded done = bb::download(client_of(server), file, sink);
    CHECK(out.str() == "0123456789");
    CHECK(done.status == 200);
    CHECK(done.bytes == 10);
    CHECK(done.etag() == "\"v1\"");
    CHECK(header(server.now->requests[0], "Authorization") == "Bearer t0ken");
    CHECK(header(server.now->requests[0], "Range").empty());
}

TEST_CASE("a broken download goes on where it was", "[download]") {
    const file_server server;
    server.now->breaks = {4, 3};
    std::string got;
    bb::callback_sink sink([&](std::string_view bytes) { got += bytes; });
    const bb::downloaded done = bb::download(client_of(server), file, sink);
    CHECK(got == "0123456789");
    CHECK(done.attempts == 3);
    CHECK(header(server.now->requests[1], "Range") == "bytes=4-");
    CHECK(header(server.now->requests[1], "If-Range") == "\"v1\"");
    CHECK(header(server.now->requests[2], "Range") == "bytes=7-");
}

TEST_CASE("a connection that breaks after the last byte leaves nothing to ask for", "[download]") {
    const file_server server;
    server.now->breaks = {10};
    std::string got;
    bb::callback_sink sink([&](std::string_view bytes) { got += bytes; });
    const bb::downloaded done = bb::download(client_of(server), file, sink);
    CHECK(got == "0123456789");
    CHECK(done.status == 200);
    CHECK(sink.is_complete());
}

TEST_CASE("a body that changed meanwhile begins again, where the sink can", "[download]") {
    const auto change = [](file_server::state& now) {
        now.content = "abc";
        now.version = "\"v2\"";
    };
    const file_server server;
    server.now->breaks = {4};
    server.now->after_break = change;
    std::string got;
    bb::callback_sink once([&](std::string_view bytes) { got += bytes; });
    const bb::error failed = bb::try_download(client_of(server), file, once).error();
    CHECK_THAT(failed.message(), ContainsSubstring("cannot begin again"));
    CHECK(got == "0123");

    const file_server other;
    other.now->breaks = {4};
    other.now->after_break = change;
    std::stringstream out;
    bb::stream_sink again(out);
    const auto done = bb::try_download(client_of(other), file, again);
    if (done)
        CHECK(out.str() == "abc");
    else
        CHECK_THAT(done.error().message(), ContainsSubstring("cannot begin again"));
}

TEST_CASE("without a version of the body nothing is asked for in parts", "[download]") {
    for (const char* version : {"", "W/\"weak\""}) {
        const file_server server;
        server.now->version = version;
        server.now->breaks = {4};
        std::string got;
        bb::callback_sink sink([&](std::string_view bytes) { got += bytes; });
        CHECK(bb::try_download(client_of(server), file, sink).error().kind() == bb::error_kind::transport);
        CHECK(header(server.now->requests[1], "Range").empty());
    }
}

TEST_CASE("an attempt asks for nothing that only the one before could ask for", "[download]") {
    const file_server server;
    server.now->breaks = {4, 2};
    server.now->after_break = [](file_server::state& now) { now.version = ""; };
    std::string got;
    class restarting final : public bb::sink {
    public:
        explicit restarting(std::string& to) : to_(&to) {}

    protected:
        void start() override { to_->clear(); }
        void put(std::string_view bytes) override { to_->append(bytes); }
        [[nodiscard]] bool can_start_again() const noexcept override { return true; }

    private:
        std::string* to_;
    } sink(got);
    CHECK(bb::download(client_of(server), file, sink).attempts == 3);
    CHECK(got == "0123456789");
    CHECK(header(server.now->requests[1], "If-Range") == "\"v1\"");
    CHECK(header(server.now->requests[2], "Range").empty());
    CHECK(header(server.now->requests[2], "If-Range").empty());
}

TEST_CASE("a 304 is a result where it was asked for, and nothing reaches the sink", "[download]") {
    const file_server server;
    std::ostringstream out;
    bb::stream_sink sink(out);
    const auto done = bb::download(client_of(server), file, sink, {.if_none_match = "\"v1\""});
    CHECK(done.not_modified());
    CHECK(out.str().empty());
    bb::testing::scripted script;
    script.reply(304);
    bb::stream_sink other(out);
    CHECK(bb::try_download(client_of(script), file, other).error().status() == 304);
}

TEST_CASE("a part of the body is a 206, a part beyond the end a 416", "[download]") {
    const file_server server;
    server.now->breaks = {2};
    std::string got;
    bb::callback_sink sink([&](std::string_view bytes) { got += bytes; });
    const auto part = bb::download(client_of(server), file, sink, {.first = 3, .last = 7});
    CHECK(part.status == 206);
    CHECK(got == "34567");
    CHECK(header(server.now->requests[0], "Range") == "bytes=3-7");
    CHECK(header(server.now->requests[1], "Range") == "bytes=5-7");

    std::string rest;
    bb::callback_sink to_end([&](std::string_view bytes) { rest += bytes; });
    CHECK(bb::download(client_of(server), file, to_end, {.first = 8, .last = 99}).bytes == 2);
    CHECK(rest == "89");
    bb::callback_sink beyond([&](std::string_view) { FAIL("an error's body reached the sink"); });
    CHECK(bb::download(client_of(server), file, beyond, {.first = 10}).out_of_range());
}

TEST_CASE("a server without ranges answers with the whole, and says so", "[download]") {
    const file_server server;
    server.now->has_ranges = false;
    std::string got;
    bb::callback_sink sink([&](std::string_view bytes) { got += bytes; });
    CHECK(bb::download(client_of(server), file, sink, {.first = 3}).status == 200);
    CHECK(got == "0123456789");
}

TEST_CASE("the body of an error never reaches the sink", "[download][errors]") {
    for (const int status : {400, 401, 404, 500, 302}) {
        bb::testing::scripted script;
        for (int i = 0; i < 3; ++i) script.reply(status, R"({"error":{"message":"no such file"}})");
        bb::callback_sink sink([](std::string_view) { FAIL("an error's body reached the sink"); });
        const bb::error failed = bb::try_download(client_of(script), file, sink).error();
        CHECK(failed.status() == status);
        if (status != 302) CHECK(failed.message() == "no such file");
        CHECK(sink.received() == 0);
    }
}

TEST_CASE("a redirect to storage has the range and its condition, but no credential", "[download][secrets]") {
    bb::testing::scripted script;
    script.reply(302, "", {{"Location", "https://storage.example/signed?sig=x"}}).reply(200, "0123");
    std::string got;
    bb::callback_sink sink([&](std::string_view bytes) { got += bytes; });
    bb::download(client_of(script), file, sink, {.first = 2});
    const auto sent = script.requests();
    CHECK(sent[1].url == "https://storage.example/signed?sig=x");
    CHECK(sent[1].headers.find("Authorization") == nullptr);
    CHECK(sent[1].headers.value("Range") == "bytes=2-");
}

TEST_CASE("what a sink or its progress throws comes out unchanged", "[download]") {
    struct stop {};
    const file_server server;
    bb::callback_sink sink([](std::string_view) { throw stop(); });
    CHECK_THROWS_AS(bb::try_download(client_of(server), file, sink), stop);
    CHECK(server.now->requests.size() == 1);
}

TEST_CASE("options that cannot be meant are refused before anything is sent", "[download]") {
    const file_server server;
    const auto refused = [&](const bb::download_options& options) {
        bb::callback_sink sink([](std::string_view) {});
        const bb::error failed = bb::try_download(client_of(server), file, sink, options).error();
        CHECK(failed.kind() == bb::error_kind::usage);
        return failed.message();
    };
    CHECK_THAT(refused({.if_none_match = "a\nb"}), ContainsSubstring("control character"));
    CHECK_THAT(refused({.if_none_match = static_cast<const char*>(nullptr)}), ContainsSubstring("null pointer"));
    CHECK_THAT(refused({.first = 3, .last = 2}), ContainsSubstring("must not be less"));
    CHECK(server.now->requests.empty());
}

}  // namespace test_download
