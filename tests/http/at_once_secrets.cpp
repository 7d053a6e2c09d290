// SPDX-License-Identifier: MIT
// Secrets while many requests are under way: redirects to another origin get no credential and no header of the caller's,
// whatever connection they use, and neither observer nor errors show one.
#include <algorithm>

#include "support/at_once.hpp"
#include "unit/support/recording_observer.hpp"

namespace http_at_once_secrets {

using namespace http_test;

namespace {

constexpr const char* own_value = "only-for-the-api-0815";

users_of users_with_own_header(std::size_t count) {
    users_of out;
    for (std::size_t i = 0; i < count; ++i)
        out.push_back(bb::users::get("u" + std::to_string(i)).header("X-Own", own_value));
    return out;
}

bool knows(const std::string& text) {
    return text.find(token) != std::string::npos || text.find(own_value) != std::string::npos;
}

/// The number of the user that a request is for.
std::size_t number_of(const std::string& request) {
    const std::string name = asked_for(request);
    return static_cast<std::size_t>(std::stoul(name.substr(1, name.find('?'))));
}

std::string redirect_to(const std::string& target) {
    return reply_of("302 Found", "", "Location: " + target + "\r\n");
}

bb::client watched_api(const std::string& base_url, std::shared_ptr<bb::observer> log) {
    bb::client_options options = options_at(base_url);
    options.observer = std::move(log);
    return api_at(options, direct());
}

}  // namespace

TEST_CASE("of many requests at once, those that are redirected elsewhere tell nothing there") {
    raw_server storage([](raw_server::connection& client) {
        while (client.read_request() && client.send(user_for(client.last_request()))) {
        }
    });
    raw_server server([&](raw_server::connection& client) {
        while (client.read_request()) {
            const std::string& asked = client.last_request();
            const bool goes_away = number_of(asked) % 2 == 1;
            if (!client.send(goes_away ? redirect_to(storage.url("/stored/" + asked_for(asked))) : user_for(asked)))
                return;
        }
    });
    const auto log = std::make_shared<unit::recording_observer>();
    const bb::client api = watched_api(server.url("/2.0"), log);
    CHECK(count_own(outcomes_of(api, users_with_own_header(60), {.concurrency = 8})) == 60);
    CHECK(server.requests().size() == 60);
    for (const std::string& request : server.requests()) CHECK(knows(request));
    CHECK(storage.requests().size() == 30);
    for (const std::string& request : storage.requests()) {
        CHECK_FALSE(knows(request));
        CHECK(request.find("Authorization") == std::string::npos);
        CHECK(request.find("X-Own") == std::string::npos);
    }
    CHECK_THAT(log->all(), ContainsSubstring(storage.authority()));
    CHECK_FALSE(knows(log->all()));
}

TEST_CASE("a redirect within the API keeps the credential, also beside those that lead elsewhere") {
    raw_server storage([](raw_server::connection& client) {
        while (client.read_request() && client.send(user_for(client.last_request()))) {
        }
    });
    raw_server server([&](raw_server::connection& client) {
        while (client.read_request()) {
            const std::string& asked = client.last_request();
            const std::string name = asked_for(asked);
            if (asked.find("/again/") != std::string::npos) {
                if (!client.send(user_for(asked))) return;
            } else if (!client.send(
                           redirect_to(number_of(asked) % 2 == 1 ? storage.url("/" + name) : "/2.0/again/" + name))) {
                return;
            }
        }
    });
    const bb::client api = watched_api(server.url("/2.0"), nullptr);
    CHECK(count_own(outcomes_of(api, users_with_own_header(40), {.concurrency = 16})) == 40);
    CHECK(server.count("GET /2.0/again/") == 20);
    for (const std::string& request : server.requests()) CHECK(knows(request));
    for (const std::string& request : storage.requests()) CHECK_FALSE(knows(request));
}

TEST_CASE("servers that say the credential back are not repeated, by whatever outcome") {
    // The observer hears of all of them, and outcomes_of looks at the errors.
    const loopback_socket nobody;
    raw_server server([&](raw_server::connection& client) {
        while (client.read_request()) {
            const std::string said = std::string("no: ") + token;
            const std::string error = R"({"error":{"message":")" + said + R"(","detail":")" + said + "\"}}";
            const std::string header = std::string("X-Echo: ") + token + "\r\nRetry-After: 0\r\n";
            switch (number_of(client.last_request()) % 5) {
                case 0:
                    client.send(reply_of("401 " + said, error, header));
                    break;
                case 1:
                    client.send(reply_of("503 Busy", said, header));
                    break;
                case 2:
                    client.send(json_reply(R"({"display_name":{"x":")" + said + "\"}} x"));
                    break;
                case 3:
                    client.send(redirect_to("http://" + nobody.authority() + "/" + token));
                    break;
                default:
                    client.send(header + "\r\n\r\n" + said);
                    return;
            }
        }
    });
    const auto log = std::make_shared<unit::recording_observer>();
    bb::client_options options = defaults_at(server.url("/2.0"));
    options.observer = log;
    options.retry.max_attempts = 2;
    options.retry.first_wait = 1ms;
    const auto outcomes = outcomes_of(api_at(options, direct()), users_with_own_header(25), {.concurrency = 8});
    CHECK(std::none_of(outcomes.begin(), outcomes.end(), [](const auto& each) { return each.has_value(); }));
    for (const auto& each : outcomes) CHECK_FALSE(knows(each.error().describe() + each.error().body()));
    CHECK(log->lines().size() >= 25);
    CHECK_FALSE(knows(log->all()));
}

}  // namespace http_at_once_secrets
