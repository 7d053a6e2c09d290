// SPDX-License-Identifier: MIT
// Sources and receivers with transports that know whole bodies only, and with the doubles: the same bytes as in a stream.
#include <bitbucket/testing/sandbox.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"

namespace test_transport_streams {

namespace bb = bitbucket;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;

namespace {

/// Knows whole bodies only, and gives back what it was sent.
struct plain_transport {
    int status = 200;
    std::size_t* seen_bound = nullptr;
    bb::http_response send(const bb::http_request& request, const bb::transport_limits& limits) const {
        CHECK(request.source == nullptr);
        CHECK(limits.receiver == nullptr);
        if (seen_bound != nullptr) *seen_bound = limits.max_body_bytes;
        return {status, {{"X-Echo", "1"}}, request.body};
    }
};

class keeping_receiver : public bb::body_receiver {
public:
    [[nodiscard]] bool begin(int status, const bb::header_list& headers) override {
        statuses.push_back(status);
        lines = headers;
        return status < 300;
    }
    void write(std::string_view bytes) override {
        CHECK_FALSE(bytes.empty());
        body.append(bytes);
        ++writes;
    }
    std::vector<int> statuses;
    bb::header_list lines;
    std::string body;
    int writes = 0;
};

/// Says that it has one size, and ends with another; counts what was asked of it.
class sized_source : public bb::body_source {
public:
    sized_source(std::uint64_t said, std::uint64_t real) : said_(said), real_(real) {}
    [[nodiscard]] std::uint64_t size() const override { return said_; }
    [[nodiscard]] bool rewind() override {
        const bool fresh = given_ == 0;
        return fresh;
    }
    [[nodiscard]] std::size_t read(char* to, std::size_t most) override {
        ++reads;
        std::size_t count = most < 1000 ? most : 1000;
        if (count > real_ - given_) count = static_cast<std::size_t>(real_ - given_);
        for (std::size_t i = 0; i < count; ++i) to[i] = 'x';
        given_ += count;
        return count;
    }
    [[nodiscard]] std::string file_name() const override { return "notes.txt"; }
    int reads = 0;

private:
    std::uint64_t said_, real_, given_ = 0;
};

bb::http_request sending(std::shared_ptr<bb::body_source> source) {
    bb::http_request request;
    request.method = bb::http_method::post;
    request.url = "https://api.bitbucket.org/2.0/user";
    request.source = std::move(source);
    return request;
}

template <class Expected, class Call>
Expected error_of(Call&& call) {
    try {
        call();
    } catch (const Expected& found) {
        return found;
    }
    FAIL("no error");
    throw std::logic_error("FAIL returned");
}

std::vector<bb::any_transport> everything() {
    scripted script;
    for (int i = 0; i < 10; ++i) script.reply(200, "twelve bytes");
    return {bb::any_transport(plain_transport()), bb::any_transport(script), bb::any_transport(bb::testing::sandbox())};
}

}  // namespace

TEST_CASE("a transport says whether it streams") {
    CHECK_FALSE(bb::any_transport(plain_transport()).streams());
    CHECK(bb::any_transport(scripted()).streams());
    CHECK(bb::any_transport(bb::testing::sandbox()).streams());
}

TEST_CASE("a transport without streams gets the bytes of the source as a body") {
    const bb::any_transport transport{plain_transport()};
    const auto request = sending(std::make_shared<bb::text_source>(std::string("a\0b", 3)));
    CHECK(transport.send(request, {}).body == std::string("a\0b", 3));
    CHECK(transport.send(request, {}).body == std::string("a\0b", 3));
    CHECK(transport.send(sending(std::make_shared<sized_source>(2500, 2500)), {}).body == std::string(2500, 'x'));
    CHECK(transport.send(sending(std::make_shared<sized_source>(0, 0)), {}).body.empty());
}

TEST_CASE("a transport without streams hands the body to the receiver when it is complete") {
    std::size_t bound = 0;
    bb::transport_limits limits;
    limits.max_body_bytes = 10;
    keeping_receiver receiver;
    limits.receiver = &receiver;
    const auto request = sending(std::make_shared<bb::text_source>(std::string(40'000, 'x')));
    SECTION("a success") {
        const auto reply = bb::any_transport(plain_transport{200, &bound}).send(request, limits);
        CHECK(reply.body.empty());
        CHECK(receiver.body == std::string(40'000, 'x'));
        CHECK(receiver.writes == 3);
        CHECK(receiver.lines == reply.headers);
    }
    SECTION("a failure stays in the reply, within its bound") {
        const auto reply = bb::any_transport(plain_transport{500, &bound}).send(request, limits);
        CHECK(reply.body == std::string(10, 'x'));
        CHECK(receiver.body.empty());
    }
    CHECK(receiver.statuses.size() == 1);
    CHECK(bound == std::size_t{64} * 1024 * 1024);
}

TEST_CASE("every transport refuses a source that is too large for memory, wrong, used up or one of two bodies") {
    for (const bb::any_transport& transport : everything()) {
        const auto huge = std::make_shared<sized_source>(64U * 1024 * 1024 + 1, 0);
        const auto refused = error_of<bb::usage_error>([&] { (void)transport.send(sending(huge), {}); });
        CHECK_THAT(refused.what(), ContainsSubstring("67108864") && ContainsSubstring("67108865"));
        CHECK(huge->reads == 0);

        for (const auto& wrong : {std::make_shared<sized_source>(10, 9), std::make_shared<sized_source>(10, 11),
                                  std::make_shared<sized_source>(0, 1)}) {
            const auto failed = error_of<bb::transport_error>([&] { (void)transport.send(sending(wrong), {}); });
            CHECK_THAT(failed.what(), ContainsSubstring("notes.txt") && ContainsSubstring("it became"));
            CHECK(failed.nothing_sent());
            CHECK(failed.is_permanent());
        }

        const auto once = std::make_shared<sized_source>(10, 10);
        (void)transport.send(sending(once), {});
        const auto again = error_of<bb::usage_error>([&] { (void)transport.send(sending(once), {}); });
        CHECK_THAT(again.what(), ContainsSubstring("cannot be read again"));

        auto both = sending(std::make_shared<bb::text_source>("x"));
        both.body = "y";
        CHECK_THAT(error_of<bb::usage_error>([&] { (void)transport.send(both, {}); }).what(),
                   ContainsSubstring("not both"));
    }
}

TEST_CASE("scripted records the bytes of a source, and streams its replies") {
    scripted script;
    script.reply(200, std::string(20'000, 'r')).reply(404, "not here").reply(200, "late");
    keeping_receiver receiver;
    bb::transport_limits limits;
    limits.receiver = &receiver;
    CHECK(script.send(sending(std::make_shared<sized_source>(1500, 1500)), limits).body.empty());
    REQUIRE(script.requests().size() == 1);
    CHECK(script.requests()[0].body == std::string(1500, 'x'));
    CHECK(script.requests()[0].source == nullptr);
    CHECK(receiver.body == std::string(20'000, 'r'));
    CHECK(receiver.writes == 2);
    CHECK(script.send(sending(std::make_shared<bb::text_source>("x")), limits).body == "not here");
    CHECK(receiver.statuses == std::vector<int>{200, 404});

    bb::cancel_source stop;
    stop.cancel();
    limits.cancel = stop.token();
    CHECK_THROWS_AS(script.send(sending(std::make_shared<bb::text_source>("x")), limits), bb::cancelled);
}

TEST_CASE("scripted hands a source that it has read to the transport behind it") {
    scripted script{bb::any_transport(plain_transport())};
    const auto once = std::make_shared<sized_source>(10, 10);
    CHECK(script.send(sending(once)).body == std::string(10, 'x'));
    CHECK(script.requests()[0].body == std::string(10, 'x'));
}

TEST_CASE("the sandbox takes a source and streams its answer") {
    const bb::testing::sandbox box;
    keeping_receiver receiver;
    bb::transport_limits limits;
    limits.receiver = &receiver;
    bb::http_request request;
    request.url = "https://api.bitbucket.org/2.0/workspaces";
    const auto reply = box.send(request, limits);
    CHECK(receiver.statuses == std::vector<int>{reply.status});
    if (reply.status < 300) CHECK_FALSE(receiver.body.empty());

    request.method = bb::http_method::post;
    request.url = "https://bitbucket.org/site/oauth2/access_token";
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    request.source = std::make_shared<bb::text_source>("grant_type=unknown");
    const auto asked = box.send(request, limits);
    CHECK(asked.status >= 400);
    CHECK_FALSE(asked.body.empty());
    request.body = "grant_type=unknown";
    request.source = nullptr;
    CHECK(box.send(request).body == asked.body);
}

}  // namespace test_transport_streams
