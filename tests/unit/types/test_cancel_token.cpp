// SPDX-License-Identifier: MIT
// types/cancel_token.hpp: cancelling from a source and, where there is one, from a standard stop_token.
#include <bitbucket/types/cancel_token.hpp>
#include <thread>
#include <vector>

#include "support/catch.hpp"

namespace test_cancel_token {

using bitbucket::cancel_source;
using bitbucket::cancel_token;

TEST_CASE("a default-made token never cancels", "[cancel_token]") {
    const cancel_token token;
    CHECK_FALSE(token.is_cancelled());
    const cancel_token copy = token;
    CHECK_FALSE(copy.is_cancelled());
}

TEST_CASE("a source cancels all its tokens, made before and after", "[cancel_token]") {
    cancel_source source;
    const cancel_token before = source.token();
    const cancel_token copy = before;
    CHECK_FALSE(source.is_cancelled());
    CHECK_FALSE(before.is_cancelled());
    source.cancel();
    CHECK(source.is_cancelled());
    CHECK(before.is_cancelled());
    CHECK(copy.is_cancelled());
    CHECK(source.token().is_cancelled());
    source.cancel();
    CHECK(before.is_cancelled());
}

TEST_CASE("copies of a source share their state, other sources do not", "[cancel_token]") {
    cancel_source one;
    cancel_source same = one;
    const cancel_source other;
    same.cancel();
    CHECK(one.is_cancelled());
    CHECK_FALSE(other.is_cancelled());
    CHECK_FALSE(other.token().is_cancelled());
}

TEST_CASE("a token outlives its source", "[cancel_token]") {
    cancel_token alive;
    cancel_token dead;
    {
        const cancel_source quiet;
        alive = quiet.token();
        cancel_source loud;
        dead = loud.token();
        loud.cancel();
    }
    CHECK_FALSE(alive.is_cancelled());
    CHECK(dead.is_cancelled());
}

TEST_CASE("a token is seen from other threads", "[cancel_token][threads]") {
    cancel_source source;
    std::vector<std::thread> waiting;
    for (int i = 0; i < 4; ++i)
        waiting.emplace_back([token = source.token()] {
            while (!token.is_cancelled()) std::this_thread::yield();
        });
    source.cancel();
    for (std::thread& each : waiting) each.join();
    CHECK(source.is_cancelled());
}

#ifdef __cpp_lib_jthread
TEST_CASE("a token follows a standard stop_token", "[cancel_token]") {
    cancel_token token;
    cancel_token never = std::stop_token();
    {
        std::stop_source source;
        token = source.get_token();
        CHECK_FALSE(token.is_cancelled());
        source.request_stop();
        CHECK(token.is_cancelled());
    }
    CHECK(token.is_cancelled());
    CHECK_FALSE(never.is_cancelled());
}
#endif

}  // namespace test_cancel_token
