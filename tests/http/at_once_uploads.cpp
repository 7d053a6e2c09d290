// SPDX-License-Identifier: MIT
// Bodies that are read while they are sent, many at once: each arrives whole and with its own request, again after a retry,
// and a source that throws ends its own request only.
#include <bitbucket/raw_body.hpp>
#include <bitbucket/raw_request.hpp>

#include <atomic>

#include "support/at_once.hpp"
#include "support/sources.hpp"

namespace http_at_once_uploads {

using namespace http_test;
using upload = bb::raw_request<void>;

namespace {

constexpr std::size_t count = 24;
constexpr std::uint64_t least = 70'000;

/// Each source has another size, so that bodies cannot be mistaken.
std::vector<std::shared_ptr<odd_source>> sources() {
    std::vector<std::shared_ptr<odd_source>> out;
    for (std::size_t i = 0; i < count; ++i) out.push_back(std::make_shared<odd_source>(least + i));
    return out;
}
std::vector<upload> uploads(const std::vector<std::shared_ptr<odd_source>>& from) {
    std::vector<upload> out;
    for (std::size_t i = 0; i < from.size(); ++i)
        out.push_back(upload(bb::http_method::put, "/files/" + std::to_string(i))
                          .body(bb::make_raw_body("application/octet-stream", from[i])));
    return out;
}
/// How often each upload has arrived whole.
std::vector<int> arrived(const raw_server& server) {
    std::vector<int> times(count);
    for (const std::string& request : server.requests()) {
        const auto number = static_cast<std::size_t>(std::stoul(asked_for(request)));
        if (body_of(request) == odd_source::text(least + number)) ++times.at(number);
    }
    return times;
}

/// Fails each upload the first time.
class failing_once {
public:
    explicit failing_once(std::string how) : how_(std::move(how)) {}
    void operator()(raw_server::connection& client) {
        while (client.read_request()) {
            const auto number = static_cast<std::size_t>(std::stoul(asked_for(client.last_request())));
            if (times_.at(number)++ == 0) {
                if (how_.empty()) return client.break_off();
                if (!client.send(how_)) return;
            } else if (!client.send(reply_of("204 No Content", ""))) {
                return;
            }
        }
    }

private:
    std::string how_;
    std::array<std::atomic<int>, count> times_{};
};

bb::client patient(const raw_server& server) {
    bb::client_options options = defaults_at(server.url("/2.0"));
    options.retry.first_wait = 1ms;
    bb::curl_options wire = direct();
    wire.total_timeout = 20s;
    return api_at(options, wire);
}

}  // namespace

TEST_CASE("uploads at once arrive whole, each with its own request") {
    raw_server server(answering(reply_of("204 No Content", "")));
    const auto from = sources();
    std::size_t good = 0;
    for (const auto& each : patient(server).send_all(uploads(from), {.concurrency = 8})) good += each ? 1U : 0U;
    CHECK(good == count);
    CHECK(arrived(server) == std::vector<int>(count, 1));
}

TEST_CASE("uploads that are repeated at once begin anew") {
    const std::string how = GENERATE(std::string(), std::string(reply_of("503 Busy", "", "Retry-After: 0\r\n")));
    CAPTURE(how);
    failing_once serve(how);
    raw_server server(std::ref(serve));
    const auto from = sources();
    std::size_t good = 0;
    for (const auto& each : patient(server).send_all(uploads(from), {.concurrency = 8})) {
        if (!each) UNSCOPED_INFO(each.error().describe());
        good += each ? 1U : 0U;
    }
    CHECK(good == count);
    CHECK(arrived(server) == std::vector<int>(count, 2));
}

TEST_CASE("an upload that cannot be read again is sent once, beside others that are repeated") {
    failing_once serve(reply_of("503 Busy", R"({"error":{"message":"busy"}})", "Retry-After: 0\r\n"));
    raw_server server(std::ref(serve));
    const auto from = sources();
    for (std::size_t i = 0; i < count; i += 3) from[i]->can_rewind = false;
    for (const auto& each : patient(server).send_all(uploads(from), {.concurrency = 8})) {
        CAPTURE(each.place());
        CHECK(each.has_value() == (each.place() % 3 != 0));
        if (!each) CHECK(each.error().message() == "busy");
        if (!each) CHECK(each.error().attempts() == 1);
    }
    const auto times = arrived(server);
    for (std::size_t i = 0; i < count; ++i) CHECK(times[i] == (i % 3 == 0 ? 1 : 2));
}

TEST_CASE("what one source throws comes out once, and the other uploads go on") {
    raw_server server(answering(reply_of("204 No Content", "")));
    const auto order = GENERATE(bb::outcome_order::input, bb::outcome_order::completion);
    const auto from = sources();
    from[5]->throws_at = 0;
    from[11]->throws_at = 30'000;
    from[11]->piece = 10'000;
    auto range = patient(server).send_all(uploads(from), {.concurrency = 8, .order = order});
    auto at = range.begin();
    std::size_t good = 0;
    int thrown = 0;
    for (;;) {
        try {
            if (at == range.end()) break;
            good += *at ? 1U : 0U;
            ++at;
        } catch (const std::runtime_error& what) {
            CHECK(what.what() == std::string("the disk fell out"));
            if (++thrown > 2) break;
        }
    }
    CHECK(good == count - 2);
    CHECK(thrown == 2);
    std::vector<int> expected(count, 1);
    expected[5] = expected[11] = 0;
    CHECK(arrived(server) == expected);
}

}  // namespace http_at_once_uploads
