// SPDX-License-Identifier: MIT
// Many requests at once, for tests: requests that carry a number, their outcomes in a list, and one request on a loop of
// its own, as a transport.
#pragma once

#include <bitbucket/send_all.hpp>
#include <bitbucket/transport_loop.hpp>

#include <optional>
#include <vector>

#include "calls.hpp"

namespace http_test {

/// Hears how one request ends.
class one_listener final : public bb::transfer_listener {
public:
    void on_reply(bb::http_response reply) override { reply_ = std::move(reply); }
    void on_failure(std::exception_ptr why) override { failure_ = std::move(why); }
    [[nodiscard]] bool has_heard() const noexcept { return reply_.has_value() || failure_ != nullptr; }
    /// The reply, or throws what `send` would.
    [[nodiscard]] bb::http_response take() {
        if (failure_ != nullptr) std::rethrow_exception(failure_);
        return *std::move(reply_);
    }

private:
    std::optional<bb::http_response> reply_;
    std::exception_ptr failure_;
};

/// Runs one request on a loop.
inline bb::http_response send_on(bb::transport_loop& loop, const bb::http_request& request,
                                 const bb::transport_limits& limits = {}) {
    one_listener listener;
    loop.start(request, limits, listener);
    while (!listener.has_heard()) loop.poll(100ms);
    return listener.take();
}

using users_of = std::vector<bb::users::get>;

/// Requests for the users u0, u1, …
inline users_of users(std::size_t count) {
    users_of out;
    for (std::size_t i = 0; i < count; ++i) out.emplace_back("u" + std::to_string(i));
    return out;
}

/// The outcomes, each at the place of its request. Fails the test when one is missing or comes twice.
inline std::vector<bb::result<bb::account>> outcomes_of(const bb::client& api, const users_of& requests,
                                                        const bb::send_all_options& options = {}) {
    std::vector<std::optional<bb::result<bb::account>>> found(requests.size());
    for (auto& each : api.send_all(requests, options)) {
        REQUIRE(each.place() < found.size());
        CHECK_FALSE(found[each.place()].has_value());
        if (each)
            found[each.place()].emplace(*each);
        else
            found[each.place()].emplace(each.error());
        if (!each) CHECK_THAT(each.error().what() + each.error().describe(), !ContainsSubstring(token));
    }
    std::vector<bb::result<bb::account>> out;
    for (auto& each : found) {
        REQUIRE(each.has_value());
        out.push_back(*std::move(each));
    }
    return out;
}

/// Replies that are none: cut, garbled, without an end, or larger than `hostile_body_bytes`.
inline std::vector<std::string> hostile_replies() {
    return {
        "",
        "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{",
        "garbage\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{",
        "HTTP/1.1 200 OK\r\nX: " + std::string(2'000'000, 'x') + "\r\n\r\n",
        json_reply('"' + std::string(3'000'000, 'x') + '"'),
    };
}
inline constexpr std::size_t hostile_body_bytes = 1'000'000;

/// The last part of the path of a request, as the server saw it: "u7".
inline std::string asked_for(const std::string& request) {
    const std::string line = first_line(request);
    const auto end = line.rfind(' ');
    const auto begin = line.rfind('/', end) + 1;
    return line.substr(begin, end - begin);
}
/// The user that was asked for.
inline std::string user_for(const std::string& request) {
    return json_reply(R"({"display_name":")" + asked_for(request) + R"("})");
}
/// Whether a request has its own reply.
inline bool is_own(const bb::result<bb::account>& outcome, std::size_t place) {
    return outcome.has_value() && outcome->display_name == "u" + std::to_string(place);
}
/// How many of them have.
inline std::size_t count_own(const std::vector<bb::result<bb::account>>& outcomes) {
    std::size_t found = 0;
    for (std::size_t i = 0; i < outcomes.size(); ++i) found += is_own(outcomes[i], i) ? 1U : 0U;
    return found;
}

}  // namespace http_test
