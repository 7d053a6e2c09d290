// SPDX-License-Identifier: MIT
// oauth2/random.hpp: the platform's bytes, and sources that are missing, throw or deliver nothing random.
#include <bitbucket/oauth2/random.hpp>
#include <cstring>
#include <set>
#include <stdexcept>

#include "support/catch.hpp"

namespace test_oauth2_random {

using bitbucket::random_source;
using bitbucket::secret;
using bitbucket::detail::draw_secrets;

namespace {

void count_up(unsigned char* out, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<unsigned char>(i + 1);
}

}  // namespace

TEST_CASE("the platform's generator fills all bytes that were asked for and none behind them", "[oauth2]") {
    for (const std::size_t size : {0U, 1U, 2U, 3U, 4U, 5U, 31U, 32U, 33U, 64U}) {
        CAPTURE(size);
        // Each byte is other than zero at least once in 64 tries, but for a chance of 2^-512.
        std::set<std::size_t> seen;
        for (int round = 0; round < 64; ++round) {
            std::string bytes(size + 1, '\0');
            bitbucket::platform_random(reinterpret_cast<unsigned char*>(bytes.data()), size);
            for (std::size_t i = 0; i < size; ++i)
                if (bytes[i] != '\0') seen.insert(i);
            CHECK(bytes[size] == '\0');
        }
        CHECK(seen.size() == size);
    }
}

TEST_CASE("the platform's generator does not repeat itself", "[oauth2]") {
    std::set<std::string> seen;
    for (int i = 0; i < 200; ++i) {
        secret drawn;
        REQUIRE(draw_secrets(&bitbucket::platform_random, &drawn, 1).empty());
        CHECK(drawn.reveal().size() == 43);
        seen.insert(drawn.reveal());
    }
    CHECK(seen.size() == 200);
}

TEST_CASE("secrets are drawn in one call, each from bytes of its own", "[oauth2]") {
    int calls = 0;
    secret drawn[2];
    const auto problem = draw_secrets(
        [&](unsigned char* out, std::size_t size) {
            ++calls;
            CHECK(size == 64);
            count_up(out, size);
        },
        drawn, 2);
    CHECK(problem.empty());
    CHECK(calls == 1);
    CHECK(drawn[0].reveal() == "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA");
    CHECK(drawn[1].reveal() == "ISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0-P0A");
}

TEST_CASE("a missing random source is refused", "[oauth2]") {
    secret drawn;
    CHECK(draw_secrets(random_source(), &drawn, 1) == "the random source is missing");
    CHECK(draw_secrets(random_source(nullptr), &drawn, 1) == "the random source is missing");
    CHECK(drawn.empty());
}

TEST_CASE("a random source that throws is refused, and what it threw is not told", "[oauth2]") {
    secret drawn;
    const auto problem =
        draw_secrets([](unsigned char*, std::size_t) { throw std::runtime_error("seed was hunter2"); }, &drawn, 1);
    CHECK(problem == "the random source threw an exception");
    CHECK(draw_secrets([](unsigned char*, std::size_t) { throw 7; }, &drawn, 1) == problem);
    CHECK(drawn.empty());
    CHECK_THROWS_AS(draw_secrets([](unsigned char*, std::size_t) { throw std::bad_alloc(); }, &drawn, 1),
                    std::bad_alloc);
}

TEST_CASE("a random source may fail to deliver once, not twice", "[oauth2]") {
    const int failures = GENERATE(0, 1, 2);
    const int filler = GENERATE(0, 0xFF, 0x41);
    int calls = 0;
    secret drawn[2];
    const auto problem = draw_secrets(
        [&](unsigned char* out, std::size_t size) {
            if (++calls > failures)
                count_up(out, size);
            else
                std::memset(out, filler, size);
        },
        drawn, 2);
    CHECK(problem.empty() == (failures < 2));
    CHECK(calls == (failures == 0 ? 1 : 2));
    CHECK(drawn[0].empty() == (failures == 2));
    CHECK(drawn[1].empty() == (failures == 2));
}

TEST_CASE("a random source that gives two secrets the same value is refused", "[oauth2]") {
    // The state stands in a URL; a verifier that is like it would be known to everybody who sees that.
    secret drawn[2];
    const auto problem = draw_secrets(
        [](unsigned char* out, std::size_t size) {
            for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<unsigned char>(i % 32 + 1);
        },
        drawn, 2);
    CHECK(problem == "the random source does not return random bytes");
    CHECK(drawn[1].empty());
}

TEST_CASE("a random source that fills only the first half is refused", "[oauth2]") {
    secret drawn[2];
    CHECK_FALSE(draw_secrets([](unsigned char* out, std::size_t size) { count_up(out, size / 2); }, drawn, 2).empty());
}

}  // namespace test_oauth2_random
