// SPDX-License-Identifier: MIT
// oauth2/session.hpp after a fork: who may spend the refresh token, and what a renewal in the parent does to the child.
#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/detail/process/per_process.hpp>

#include <future>
#include <thread>

#include "support/catch.hpp"
#include "support/child_process.hpp"
#include "unit/support/token_server.hpp"

namespace test_oauth2_session_fork {

namespace bb = bitbucket;
using std::chrono::hours;
using std::chrono::minutes;
using strings = std::vector<std::string>;
using support::end_of;
using support::end_of_child;

namespace {

strings refreshed(int number) {
    return {"grant_type=refresh_token&refresh_token=refresh-" + std::to_string(number)};
}

}  // namespace

TEST_CASE("a child uses the access token, and leaves the refresh token to its parent", "[oauth]") {
    const unit::token_server server;
    const bb::client api = server.api(bb::oauth2_session{server.client(), server.first_token()});
    CHECK(end_of([&] {
              const bool used = api.try_send(bb::users::current{}).has_value();
              server.time().advance(hours(3));
              const auto late = api.try_send(bb::users::current{});
              return used && !late && late.error().kind() == bb::error_kind::oauth &&
                     late.error().message().find("after a fork") != std::string::npos && server.grants().empty();
          }) == 0);
    server.time().advance(hours(3));
    CHECK(api.try_send(bb::users::current{}));
    CHECK(server.grants() == refreshed(0));
}

TEST_CASE("a child takes the token that is stored, or spends its own if that is the newest", "[oauth]") {
    const unit::token_server server;
    bb::oauth2_token stored = server.first_token();
    bb::oauth2_session_options options;
    options.reload = [&] { return std::optional(stored); };
    options.on_refresh = [&](const bb::oauth2_token& next) { stored = next; };
    const bb::oauth2_session session{server.client(), server.first_token(), options};
    const bb::client api = server.api(session);
    SECTION("it is newer") {
        CHECK(end_of([&] {
                  server.time().advance(hours(3));
                  stored = {bb::secret("access-9"), bb::secret("refresh-9")};
                  stored.expires_at = server.time().wall_clock() + hours(2);
                  return api.try_send(bb::users::current{}).has_value() && server.grants().empty() &&
                         server.api_tokens() == strings{"access-9"};
              }) == 0);
    }
    SECTION("it is the same; from then on the child has a token of its own") {
        CHECK(end_of([&] {
                  server.time().advance(hours(3));
                  const bool first = api.try_send(bb::users::current{}).has_value();
                  server.time().advance(hours(3));
                  const bool second = api.try_send(bb::users::current{}).has_value();
                  return first && second && stored.refresh_token == bb::secret("refresh-2") &&
                         server.grants() == strings{refreshed(0)[0], refreshed(1)[0]};
              }) == 0);
    }
}

TEST_CASE("a daemon whose parent has ended renews by itself", "[oauth]") {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    CHECK(end_of([&] {
              const unit::token_server server;
              const bb::client api = server.api(bb::oauth2_session{server.client(), server.first_token()});
              const long parent = bb::detail::this_process();
              (void)support::begin_child([&] {
                  while (bb::detail::is_running(parent)) std::this_thread::sleep_for(std::chrono::milliseconds(5));
                  server.time().advance(hours(3));
                  const char result = api.try_send(bb::users::current{}) && server.grants() == refreshed(0) ? 'y' : 'n';
                  return ::write(ends[1], &result, 1) == 1;
              });
              return true;
          }) == 0);
    ::close(ends[1]);
    char result = '?';
    CHECK(::read(ends[0], &result, 1) == 1);
    CHECK(result == 'y');
    ::close(ends[0]);
}

TEST_CASE("a renewal in the parent does not hold the child back", "[oauth][threads]") {
    const unit::token_server server;
    std::promise<void> renewing;
    std::promise<void> done;
    std::atomic<bool> waits = true;
    bb::oauth2_session_options options;
    options.on_refresh = [&](const bb::oauth2_token&) {
        if (!waits.exchange(false)) return;
        renewing.set_value();
        done.get_future().wait();
    };
    auto api = std::make_unique<bb::client>(
        server.api(bb::oauth2_session{server.client(), bb::client_credentials_grant{}, options}));
    std::thread renewer([&] { (void)api->try_send(bb::users::current{}); });
    renewing.get_future().wait();
    // One more that waits for the renewal, when the fork comes.
    std::thread waiter([&] { (void)api->try_send(bb::users::current{}); });
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    CHECK(end_of([&] {
              const bool sent = api->try_send(bb::users::current{}).has_value();
              api.reset();
              return sent;
          }) == 0);
    done.set_value();
    renewer.join();
    waiter.join();
}

}  // namespace test_oauth2_session_fork
