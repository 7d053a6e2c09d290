// SPDX-License-Identifier: MIT
// body_source.hpp, callback_source.hpp and stream_source.hpp: bodies that are read while they are sent.
#include <bitbucket/streams/callback_source.hpp>
#include <bitbucket/streams/stream_source.hpp>

#include <sstream>

#include "support/stream_errors.hpp"

namespace test_sources {

using namespace stream_test;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("a text is read in pieces of any size, again and again") {
    const std::string text("ab\0c\r\n", 6);
    bb::text_source source(text);
    CHECK(source.size() == 6);
    CHECK(source.in_memory() != nullptr);
    for (const std::size_t piece : {1U, 2U, 5U, 6U, 100U}) CHECK(bytes_of(source, piece) == text);
    bb::text_source empty("");
    CHECK(bytes_of(empty).empty());
}

TEST_CASE("a callback without rewind is sent once, one with it again") {
    const std::string text = "twelve bytes";
    std::size_t at = 0;
    const auto read = [&](char* to, std::size_t most) {
        const std::size_t count = text.copy(to, most < 5 ? most : 5, at);
        at += count;
        return count;
    };
    const auto once = bb::make_callback_source(12, read);
    CHECK(once->rewind());
    CHECK(once->rewind());  // nobody has read it yet
    CHECK(bytes_of(*once) == text);
    CHECK_FALSE(once->rewind());
    CHECK_THAT(message_of<bb::usage_error>([&] { (void)bytes_of(*once); }), ContainsSubstring("cannot be read again"));

    at = 0;
    const auto again = bb::make_callback_source(12, read, [&] { at = 0; });
    CHECK(bytes_of(*again) == text);
    CHECK(bytes_of(*again) == text);

    at = 0;
    bool may = true;
    const auto maybe = bb::make_callback_source(12, read, [&] {
        at = 0;
        return may;
    });
    CHECK(bytes_of(*maybe) == text);
    CHECK(bytes_of(*maybe) == text);
    may = false;
    CHECK_FALSE(maybe->rewind());
}

TEST_CASE("a callback that lies about its size, or gives more than asked, is found out") {
    const auto endless = [](char* to, std::size_t most) {
        for (std::size_t i = 0; i < most; ++i) to[i] = 'x';
        return most;
    };
    const auto nothing = [](char*, std::size_t) { return std::size_t{0}; };
    const auto too_much = [](char*, std::size_t most) { return most + 1; };
    const auto longer = bb::make_callback_source(3, endless);
    CHECK_THAT(message_of<bb::transport_error>([&] { (void)bytes_of(*longer); }),
               ContainsSubstring("goes on after its 3 bytes"));
    const auto shorter = bb::make_callback_source(3, nothing);
    CHECK_THAT(message_of<bb::transport_error>([&] { (void)bytes_of(*shorter); }),
               ContainsSubstring("ended after 0 of 3 bytes"));
    const auto greedy = bb::make_callback_source(3, too_much);
    CHECK_THAT(message_of<bb::transport_error>([&] { (void)bytes_of(*greedy); }),
               ContainsSubstring("gave 4 bytes where 3 were asked for"));
    const auto throwing = bb::make_callback_source(3, [](char*, std::size_t) -> std::size_t { throw 42; });
    CHECK_THROWS_AS(bytes_of(*throwing), int);
    CHECK(throwing->claim());  // the claim was given back
}

TEST_CASE("a stream gives the next bytes from where it stands, and keeps what follows") {
    std::istringstream stream("head body tail");
    stream.seekg(5);
    bb::stream_source source(stream, 4);
    CHECK(bytes_of(source) == "body");
    CHECK(bytes_of(source, 1) == "body");
    std::string rest;
    std::getline(stream, rest);
    CHECK(rest == " tail");
}

TEST_CASE("a stream that ends early, or cannot seek") {
    std::istringstream brief("abc");
    bb::stream_source source(brief, 4);
    CHECK_THAT(message_of<bb::transport_error>([&] { (void)bytes_of(source); }),
               ContainsSubstring("ended after 3 of 4 bytes"));
    CHECK(source.rewind());  // the end is forgotten

    class pipe_buffer : public std::streambuf {
    public:
        explicit pipe_buffer(std::string text) : text_(std::move(text)) {
            setg(text_.data(), text_.data(), text_.data() + text_.size());
        }

    private:
        std::string text_;
    };
    pipe_buffer pipe("abcdef");
    std::istream in(&pipe);
    bb::stream_source once(in, 3);
    CHECK(in.good());
    CHECK(bytes_of(once) == "abc");
    CHECK_FALSE(once.rewind());
    CHECK(in.get() == 'd');
}

}  // namespace test_sources
