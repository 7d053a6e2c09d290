// SPDX-License-Identifier: MIT
// reader/simdjson.hpp: what a thread keeps between two texts, readings within readings, receivers that throw, many threads,
// and readings after a thread's own objects are gone.
#include <bitbucket/models/permission.hpp>

#include <atomic>
#include <stdexcept>
#include <thread>

#if defined(__GLIBC__) && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 33)
#include <malloc.h>
#endif

#include "unit/reader/two_readings.hpp"

namespace test_simdjson_threads {

namespace bb = bitbucket;
using unit::exact_log;
using unit::read_with_simdjson;
using kind = bb::detail::read_outcome::type;
constexpr std::size_t all = static_cast<std::size_t>(-1);

namespace {

struct no_events : bb::detail::json_events {
    bool on_scalar(const bb::detail::json_scalar&) override { return true; }
    bool on_key(std::string_view) override { return true; }
    bool on_start(bool) override { return true; }
    bool on_end(bool) override { return true; }
};

std::string list_of(std::size_t bytes) {
    std::string text = "[0";
    while (text.size() + 10 < bytes) text += ",\"text 12\"";
    return text + ']';
}

/// Bytes that the C library has handed out; 0 where it cannot say.
std::size_t in_use() {
#if defined(__GLIBC__) && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 33)
    const auto info = mallinfo2();
    return info.uordblks + info.hblkhd;
#else
    return 0;
#endif
}

}  // namespace

TEST_CASE("a large text leaves little memory behind, and the next ones are read", "[simdjson]") {
    const std::string large = list_of(std::size_t{16} * 1024 * 1024);
    const std::string middle = list_of(std::size_t{1024} * 1000);
    const std::size_t before = in_use();
    for (const std::string& text : {large, middle, std::string("[1]"), large, middle}) {
        no_events ignored;
        CHECK(read_with_simdjson(text, ignored).kind == kind::complete);
    }
    CHECK(in_use() < before + std::size_t{8} * 1024 * 1024);
    const auto last = unit::read_twice("[1,{\"a\":\"b\"}]");
    CHECK(unit::is_complete(last));
}

TEST_CASE("texts of all sizes around the steps in which the room grows are read", "[simdjson]") {
    for (const std::size_t step : {std::size_t{64} * 1024, std::size_t{128} * 1024, std::size_t{1024} * 1024})
        for (const std::size_t less : {2U, 1U, 0U})
            for (const std::size_t more : {0U, 1U}) {
                const std::size_t size = step - less + more;
                const std::string text = "[\"" + std::string(size - 4, 'x') + "\"]";
                exact_log log(all);
                CHECK(read_with_simdjson(text, log).kind == kind::complete);
                REQUIRE(log.events.size() == 3);
                CHECK(log.events[1].size() == text.size() - 4 + 5);
            }
}

TEST_CASE("a receiver may read another text while it takes an event", "[simdjson]") {
    struct nested final : no_events {
        std::vector<std::string> seen;
        bool on_scalar(const bb::detail::json_scalar& value) override {
            exact_log inner(all);
            CHECK(read_with_simdjson(R"({"inner":["a","b"]})", inner).kind == kind::complete);
            CHECK(inner.events.size() == 7);
            seen.emplace_back(value.text);
            return true;
        }
    };
    nested outer;
    CHECK(read_with_simdjson(R"(["one","two\n","three"])", outer).kind == kind::complete);
    CHECK(outer.seen == std::vector<std::string>{"one", "two\n", "three"});
}

TEST_CASE("what a receiver throws gets out, and the next text is read", "[simdjson]") {
    struct throwing final : no_events {
        bool on_key(std::string_view) override { throw std::runtime_error("enough"); }
    };
    for (int i = 0; i < 3; ++i) {
        throwing once;
        CHECK_THROWS_WITH(read_with_simdjson(R"([{"a":1}])", once), "enough");
        CHECK(unit::is_complete(unit::read_twice(R"([{"a":1}])")));
    }
}

TEST_CASE("threads read at the same time", "[simdjson][threads]") {
    std::vector<std::thread> threads;
    std::atomic<int> right = 0;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&right, i] {
            const std::string mine = "[\"thread " + std::to_string(i) + "\\n\"]";
            for (int round = 0; round < 200; ++round) {
                exact_log log(all);
                const bool read = read_with_simdjson(mine, log).kind == kind::complete;
                if (read && log.events[1] == "text thread " + std::to_string(i) + '\n') ++right;
            }
        });
    for (std::thread& each : threads) each.join();
    CHECK(right == 800);
}

TEST_CASE("a reading at the end of its thread, when what it kept is gone, is complete", "[simdjson][threads]") {
    static bool read_at_end = false;
    struct reads_at_end {
        ~reads_at_end() {
            exact_log log(all);
            read_at_end = read_with_simdjson(R"(["a"])", log).kind == kind::complete && log.events.size() == 3;
        }
    };
    std::thread([] {
        // Made before what the reader keeps, so destroyed after it.
        thread_local reads_at_end last;
        static_cast<void>(&last);
        no_events ignored;
        static_cast<void>(read_with_simdjson("[1]", ignored));
    }).join();
    CHECK(read_at_end);
}

}  // namespace test_simdjson_threads
