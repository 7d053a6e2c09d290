// SPDX-License-Identifier: MIT
// tools/support/progress.hpp: how often it speaks, and that it leaves nothing behind.
#include <sstream>

#include "../../../examples/tools/support/progress.hpp"
#include "support/catch.hpp"

namespace test_progress {

using examples::progress;
using examples::progress_kind;
using namespace std::chrono_literals;

namespace {

/// A progress with a clock that stands still until it is moved.
struct watched {
    explicit watched(progress_kind kind) : shows(out, kind, [this] { return now; }, [this] { return columns; }) {}

    std::ostringstream out;
    progress::clock::time_point now{};
    std::size_t columns = 80;
    progress shows;
};

}  // namespace

TEST_CASE("in a log a short run says nothing, and a long one a line now and then") {
    watched run(progress_kind::log);
    run.shows.show(1, 9, "acme/a");
    run.now += 9999ms;
    run.shows.show(2, 9, "acme/b");
    CHECK(run.out.str().empty());
    run.now += 1ms;
    run.shows.show(3, 9, "acme/c");
    run.shows.show(4, 9, "acme/d");
    run.now += 10s;
    run.shows.show(5, 0, "listing");
    run.shows.clear();
    CHECK(run.out.str() == "3 of 9, acme/c\n5, listing\n");
}

TEST_CASE("on a terminal one line is rewritten, not too often, and taken away at the end") {
    watched run(progress_kind::terminal);
    run.shows.show(0, 2, "acme/a\x1b[2J");
    run.now += 50ms;
    run.shows.show(1, 2, "acme/b");
    run.now += 50ms;
    run.shows.show(1, 2, "acme/c");
    run.shows.clear();
    run.shows.clear();
    CHECK(run.out.str() == "\r\x1b[K0 of 2, acme/a\\x1b[2J\r\x1b[K1 of 2, acme/c\r\x1b[K");
}

TEST_CASE("on a terminal the line is never wider than that, so that it can be taken away") {
    watched run(progress_kind::terminal);
    run.columns = 16;
    run.shows.show(1, 2, "acme/abcde");
    CHECK(run.out.str() == "\r\x1b[K1 of 2, acme/a…");  // 15 columns: the last one stays free
    run.now += 1s;
    run.columns = 10;
    run.out.str("");
    run.shows.show(1, 0, "山田花子太郎");
    CHECK(run.out.str() == "\r\x1b[K1, 山田…");
    run.now += 1s;
    run.columns = 1;
    run.out.str("");
    run.shows.show(1, 2, "acme/a");
    CHECK(run.out.str() == "\r\x1b[K");
    watched log(progress_kind::log);
    log.columns = 5;
    log.now += 1h;
    log.shows.show(1, 2, "acme/abcdefgh");
    CHECK(log.out.str() == "1 of 2, acme/abcdefgh\n");
}

TEST_CASE("progress that is not wanted prints nothing") {
    watched run(progress_kind::none);
    run.now += 1h;
    run.shows.show(1, 2, "acme/a");
    run.shows.clear();
    CHECK(run.out.str().empty());
}

TEST_CASE("what it waits for is said without numbers") {
    watched run(progress_kind::terminal);
    run.shows.show("in the queue\x1b[2J");
    CHECK(run.out.str() == "\r\x1b[Kin the queue\\x1b[2J");
}

}  // namespace test_progress
