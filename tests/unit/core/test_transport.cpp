// SPDX-License-Identifier: MIT
// transport.hpp: deadlines, and any transport behind one type.
#include <bitbucket/call_options.hpp>
#include <bitbucket/transport.hpp>

#include "support/catch.hpp"

namespace test_transport {

namespace bb = bitbucket;
using namespace std::chrono_literals;
using clock_type = bb::deadline::clock;

namespace {

// Counts its calls and answers with the URL; move-only on purpose.
struct echo {
    std::unique_ptr<int> calls = std::make_unique<int>(0);
    bb::http_response send(const bb::http_request& request, const bb::transport_limits& limits) {
        ++*calls;
        if (limits.cancel.is_cancelled()) return {0, {}, "cancelled"};
        return {200 + *calls, request.headers, request.url + request.body};
    }
};
struct wrong_result {
    int send(const bb::http_request&, const bb::transport_limits&);
};
struct no_limits {
    bb::http_response send(const bb::http_request&);
};

}  // namespace

static_assert(bb::transport<echo> && bb::transport<bb::any_transport>);
static_assert(!bb::transport<wrong_result> && !bb::transport<no_limits> && !bb::transport<int>);
static_assert(std::is_convertible_v<echo, bb::any_transport> &&
              !std::is_constructible_v<bb::any_transport, wrong_result>);
static_assert(std::is_copy_constructible_v<bb::any_transport> && !std::is_default_constructible_v<bb::any_transport>);

TEST_CASE("no deadline never passes", "[transport]") {
    const bb::deadline none;
    CHECK_FALSE(none.is_set());
    CHECK_FALSE(none.has_passed());
    CHECK_FALSE(none.has_passed(clock_type::time_point::max() - 1ns));
}

TEST_CASE("a deadline passes at its time", "[transport]") {
    const auto when = clock_type::time_point(1000s);
    const auto limit = bb::deadline::at(when);
    CHECK(limit.is_set());
    CHECK(limit.when() == when);
    CHECK_FALSE(limit.has_passed(when - 1ns));
    CHECK(limit.has_passed(when));
    CHECK(limit.has_passed(when + 1h));
}

TEST_CASE("a deadline counts from now, and the longest is none", "[transport]") {
    const auto before = clock_type::now();
    const auto soon = bb::deadline::after(1h);
    CHECK(soon.when() >= before + 1h);
    CHECK(soon.when() <= clock_type::now() + 1h);
    CHECK(bb::deadline::after(0s).has_passed());
    CHECK(bb::deadline::after(-1h).has_passed());
    CHECK(bb::deadline::after(clock_type::duration::min()).has_passed());
    CHECK_FALSE(bb::deadline::after(clock_type::duration::max()).is_set());
    CHECK_FALSE(bb::deadline::after(clock_type::duration::max()).has_passed());
    CHECK_FALSE(bb::deadline::after(clock_type::duration::max() - 1ns).has_passed());
}

TEST_CASE("a longest duration of a coarser unit is no deadline either", "[transport]") {
    CHECK_FALSE(bb::deadline::after(std::chrono::milliseconds::max()).has_passed());
    CHECK_FALSE(bb::deadline::after(std::chrono::seconds::max()).has_passed());
    CHECK_FALSE(bb::deadline::after(std::chrono::hours::max()).has_passed());
}

TEST_CASE("any transport sends through the one it was made from, and copies share it", "[transport]") {
    echo sender;
    const int* calls = sender.calls.get();
    const bb::any_transport one = std::move(sender);
    const bb::any_transport two = one;
    bb::http_request request;
    request.url = "https://example.org/";
    request.body = "body";
    request.headers.add("A", "1");
    const auto first = one.send(request, {});
    CHECK(first.status == 201);
    CHECK(first.body == "https://example.org/body");
    CHECK(first.headers == request.headers);
    CHECK(two.send(request, {}).status == 202);
    CHECK(*calls == 2);
    bb::cancel_source source;
    source.cancel();
    bb::transport_limits limits;
    limits.cancel = source.token();
    CHECK(two.send(request, limits).body == "cancelled");
}

TEST_CASE("calls and transports are bounded by default", "[transport]") {
    const bb::transport_limits limits;
    CHECK(limits.max_body_bytes == 16U * 1024 * 1024);
    CHECK(limits.max_header_bytes == 256U * 1024);
    CHECK_FALSE(limits.deadline.is_set());
    CHECK_FALSE(limits.cancel.is_cancelled());
    const bb::call_options options;
    CHECK_FALSE(options.deadline.is_set());
    CHECK_FALSE(options.cancel.is_cancelled());
}

}  // namespace test_transport
