// SPDX-License-Identifier: MIT
// Bodies that are read while the curl transport sends them: what a server gets, and what sources do wrong.
#include "support/sources.hpp"

namespace http_stream_uploads {

using namespace http_test;

TEST_CASE("a source is sent with its length, never in chunks, and without a question while it is small") {
    const auto method =
        GENERATE(bb::http_method::post, bb::http_method::put, bb::http_method::patch, bb::http_method::delete_);
    const std::uint64_t size = GENERATE(0U, 1U, 65536U, 200'000U, 1024U * 1024U);
    CAPTURE(to_string(method), size);
    raw_server server(answering(ok_reply));
    const auto source = std::make_shared<odd_source>(size);
    CHECK(direct_transport().send(sending(source, server.url(), method)).status == 200);
    REQUIRE(server.requests().size() == 1);
    const std::string sent = server.requests()[0];
    CHECK(sent.starts_with(to_string(method)));
    CHECK(body_of(sent) == odd_source::text(size));
    if (size > 0 || method != bb::http_method::delete_)
        CHECK_THAT(sent, ContainsSubstring("\r\nContent-Length: " + std::to_string(size) + "\r\n"));
    CHECK(sent.find("\r\nExpect") == std::string::npos);
    CHECK(sent.find("\r\nTransfer-Encoding") == std::string::npos);
    CHECK(sent.find("\r\nContent-Type") == std::string::npos);
}

TEST_CASE("a source that gives little at a time is sent whole") {
    raw_server server(answering(ok_reply));
    const auto source = std::make_shared<odd_source>(5000);
    source->piece = GENERATE(1U, 7U, 4999U);
    CHECK(direct_transport().send(sending(source, server.url())).status == 200);
    CHECK(body_of(server.requests()[0]) == odd_source::text(5000));
}

TEST_CASE("a request with a source can be sent again") {
    raw_server server(answering(ok_reply));
    const auto transport = direct_transport();
    const auto request = sending(std::make_shared<odd_source>(70'000), server.url());
    for (int i = 0; i < 3; ++i) CHECK(transport.send(request).status == 200);
    CHECK(server.accepted() == 1);
    for (const std::string& sent : server.requests()) CHECK(body_of(sent) == odd_source::text(70'000));
}

TEST_CASE("a source that cannot be read again is sent once") {
    raw_server server(answering(ok_reply));
    const auto transport = direct_transport();
    const auto source = std::make_shared<odd_source>(10);
    source->can_rewind = false;
    CHECK(transport.send(sending(source, server.url())).status == 200);
    const auto refused = error_of<bb::usage_error>(transport, sending(source, server.url()));
    CHECK_THAT(refused.what(), ContainsSubstring("cannot be read again"));
    CHECK(server.requests().size() == 1);
}

TEST_CASE("what is wrong with a source is said before anything is sent") {
    raw_server server(answering(ok_reply));
    class broken_source : public bb::text_source {
    public:
        broken_source() : text_source("x") {}
        [[nodiscard]] std::string problem() const override { return "the file a.txt does not exist"; }
    };
    const auto refused =
        error_of<bb::usage_error>(direct_transport(), sending(std::make_shared<broken_source>(), server.url()));
    CHECK_THAT(refused.what(), ContainsSubstring("the file a.txt does not exist"));
    const char* nothing = nullptr;
    const auto null = error_of<bb::usage_error>(direct_transport(),
                                                sending(std::make_shared<bb::text_source>(nothing), server.url()));
    CHECK_THAT(null.what(), ContainsSubstring("null pointer"));

    auto both = sending(std::make_shared<odd_source>(1), server.url());
    both.body = "x";
    CHECK_THAT(error_of<bb::usage_error>(direct_transport(), both).what(), ContainsSubstring("not both"));
    for (const auto method : {bb::http_method::get, bb::http_method::head}) {
        const auto with = sending(std::make_shared<odd_source>(0), server.url(), method);
        CHECK_THAT(error_of<bb::usage_error>(direct_transport(), with).what(), ContainsSubstring("cannot have a body"));
    }
    CHECK(untouched(server));
}

TEST_CASE("a source that does not keep to its size ends the send at once, and no server gets a whole request") {
    struct row {
        std::uint64_t said, real;
        std::size_t lies_by;
        const char* sentence;
    };
    const auto& wrong = GENERATE(values<row>({
        {100, 0, 0, "ended after 0 of 100 bytes: it became shorter"},
        {200'000, 150'000, 0, "ended after 150000 of 200000 bytes"},
        {3'000'000, 2'999'999, 0, "ended after 2999999 of 3000000 bytes"},
        {100, 101, 0, "goes on after its 100 bytes: it became longer"},
        {200'000, 300'000, 0, "goes on after its 200000 bytes"},
        {0, 1, 0, "goes on after its 0 bytes"},
        {100, 100, 1, "gave 101 bytes where 100 were asked for"},
    }));
    CAPTURE(wrong.said, wrong.real, wrong.lies_by);
    raw_server server(answering(ok_reply));
    const auto source = std::make_shared<odd_source>(wrong.said, wrong.real);
    source->lies_by = wrong.lies_by;
    const auto transport = direct_transport();
    const auto start = std::chrono::steady_clock::now();
    const auto failed = error_of<bb::transport_error>(transport, sending(source, server.url()));
    CHECK(std::chrono::steady_clock::now() - start < 3s);
    CHECK_THAT(failed.what(), ContainsSubstring(wrong.sentence));
    CHECK(failed.is_permanent());
    CHECK(server.requests().empty());
    // The handle is as good as before.
    CHECK(transport.send(get(server.url())).status == 200);
}

TEST_CASE("what a source throws comes out unchanged, and the transport works on") {
    raw_server server(answering(ok_reply));
    const auto transport = direct_transport();
    const auto source = std::make_shared<odd_source>(1'000'000);
    source->throws_at = GENERATE(0U, 1U, 999'999U);
    CHECK_THROWS_AS(transport.send(sending(source, server.url())), std::runtime_error);
    CHECK(server.requests().empty());
    source->throws_at = static_cast<std::uint64_t>(-1);
    CHECK(transport.send(sending(source, server.url())).status == 200);
    CHECK(body_of(server.requests()[0]) == odd_source::text(1'000'000));
}

TEST_CASE("a source belongs to one send at a time") {
    raw_server server(answering(ok_reply));
    const auto transport = direct_transport();
    const auto source = std::make_shared<odd_source>(10);
    REQUIRE(source->claim());
    const auto refused = error_of<bb::usage_error>(transport, sending(source, server.url()));
    CHECK_THAT(refused.what(), ContainsSubstring("being read by another send"));
    source->release();
    CHECK(transport.send(sending(source, server.url())).status == 200);
    CHECK(transport.send(sending(source, server.url())).status == 200);
}

TEST_CASE("an upload ends when its deadline passes or it is cancelled, whatever the server does") {
    raw_server server([](raw_server::connection& client) {
        while (client.pause(50ms)) {  // reads a little, slowly
        }
    });
    const auto source = std::make_shared<odd_source>(500'000'000);
    const auto start = std::chrono::steady_clock::now();
    const auto late = error_of<bb::deadline_exceeded>(direct_transport(), sending(source, server.url()), until(300ms));
    CHECK_FALSE(late.nothing_sent());
    bb::cancel_source stop;
    std::thread stopping([&] {
        std::this_thread::sleep_for(200ms);
        stop.cancel();
    });
    const auto stopped =
        error_of<bb::cancelled>(direct_transport(), sending(source, server.url()), following(stop.token()));
    stopping.join();
    CHECK_FALSE(stopped.nothing_sent());
    CHECK(std::chrono::steady_clock::now() - start < 3s);
}

}  // namespace http_stream_uploads
