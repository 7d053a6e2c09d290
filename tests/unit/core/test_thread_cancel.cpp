// SPDX-License-Identifier: MIT
// A thread that is cancelled (`pthread_cancel`) in a call: it ends, the process lives, no lock stays held, and the client
// works for others. glibc alone unwinds a cancelled thread, so this runs there.
// Not for the thread sanitizer: it does not follow a thread that ends by pthread_cancel, and reports its stack as shared.
#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/extras/logger.hpp>
#include <bitbucket/testing/clocks.hpp>

#include <atomic>
#include <thread>

#include "support/catch.hpp"
#include "unit/support/token_server.hpp"

#if defined(__GLIBC__) && defined(__GLIBCXX__)
#include <pthread.h>

namespace test_thread_cancel {

namespace bb = bitbucket;
using namespace std::chrono_literals;

namespace {

/// Where a thread waits to be cancelled, and tells that it has come there.
class trap {
public:
    /// Waits for as long as a test can take, once; others pass.
    void wait() {
        if (entered_.exchange(true)) return;
        std::this_thread::sleep_for(20s);
    }
    /// Only tells that a thread is about to wait elsewhere.
    void mark() { entered_ = true; }
    [[nodiscard]] bool entered() const { return entered_; }

private:
    std::atomic<bool> entered_{false};
};

/// Runs `work` in a thread, cancels it in the trap, and says whether it ended by that.
bool ends_cancelled(const trap& at, std::function<void()> work) {
    pthread_t thread{};
    const auto run = [](void* what) -> void* {
        (*static_cast<std::function<void()>*>(what))();
        return nullptr;
    };
    REQUIRE(pthread_create(&thread, nullptr, run, &work) == 0);
    while (!at.entered()) std::this_thread::sleep_for(1ms);
    std::this_thread::sleep_for(10ms);
    REQUIRE(pthread_cancel(thread) == 0);
    void* ended = nullptr;
    REQUIRE(pthread_join(thread, &ended) == 0);
    return ended == PTHREAD_CANCELED;
}

struct trapping_transport {
    std::shared_ptr<trap> at;
    bb::http_response send(const bb::http_request&, const bb::transport_limits&) const {
        at->wait();
        return {200, {}, "{}"};
    }
};

struct trapping_source final : bb::token_source {
    trap at;
    bb::secret token(const bb::call_options&) override {
        at.wait();
        return bb::secret("t0ken");
    }
    bb::secret token_after_refusal(const bb::secret&, const bb::call_options&) override { return {}; }
};

struct answering {
    int status = 200;
    bb::http_response send(const bb::http_request&, const bb::transport_limits&) const { return {status, {}, "{}"}; }
};

}  // namespace

TEST_CASE("a thread can be cancelled in a transport, a token source and the sleep before a retry", "[client]") {
    {
        const auto at = std::make_shared<trap>();
        const bb::client api{trapping_transport{at}};
        CHECK(ends_cancelled(*at, [&] { static_cast<void>(api.try_send(bb::users::current{})); }));
        CHECK(api.try_send(bb::users::current{}));
    }
    {
        const auto source = std::make_shared<trapping_source>();
        const bb::client api{answering{}, bb::credentials(std::shared_ptr<bb::token_source>(source))};
        CHECK(ends_cancelled(source->at, [&] { static_cast<void>(api.try_send(bb::users::current{})); }));
        CHECK(api.try_send(bb::users::current{}));
    }
    trap at;
    bb::client_options options;
    options.retry.max_attempts = 2;
    options.retry.first_wait = 0ms;
    options.clock = bb::testing::sleeping_by([&](std::chrono::milliseconds, const bb::cancel_token&) { at.wait(); });
    const bb::client api{answering{503}, {}, options};
    CHECK(ends_cancelled(at, [&] { static_cast<void>(api.try_send(bb::users::current{})); }));
    CHECK(api.try_send(bb::users::current{}).error().attempts() == 2);
}

TEST_CASE("a thread that is cancelled while it logs ends after that", "[client]") {
    trap at;
    std::atomic<int> lines{0};
    bb::client_options options;
    options.observer = std::make_shared<bb::logger>(
        [&](bb::log_level, std::string_view) {
            ++lines;
            if (at.entered()) return;
            at.mark();
            std::this_thread::sleep_for(100ms);
        },
        bb::log_level::debug);
    const auto later = std::make_shared<trap>();
    const bb::client api{trapping_transport{later}, {}, options};
    CHECK(ends_cancelled(at, [&] { static_cast<void>(api.try_send(bb::users::current{})); }));
    CHECK(lines >= 1);
    CHECK(api.try_send(bb::users::current{}));
}

TEST_CASE("a thread that is cancelled while it renews a token leaves the renewal to others", "[oauth]") {
    for (const bool stores : {false, true}) {
        CAPTURE(stores);
        const unit::token_server server;
        trap at;
        if (!stores)
            server.on_grant([&](const std::string&) {
                at.wait();
                return std::optional<bb::http_response>();
            });
        bb::oauth2_session_options options;
        if (stores) options.on_refresh = [&](const bb::oauth2_token&) { at.wait(); };
        const bb::client api = server.api(bb::oauth2_session{server.client(), server.first_token(), options});
        server.time().advance(3h);
        // One waits for the renewal meanwhile, and takes it over.
        std::optional<bb::result<bb::account>> waiting;
        std::thread other([&] {
            while (!at.entered()) std::this_thread::sleep_for(1ms);
            waiting = api.try_send(bb::users::current{});
        });
        CHECK(ends_cancelled(at, [&] { static_cast<void>(api.try_send(bb::users::current{})); }));
        other.join();
        CHECK(waiting.value());
        CHECK(api.try_send(bb::users::current{}));
        // A token that was got and not stored is not lost.
        CHECK(server.api_tokens() == std::vector<std::string>(2, "access-1"));
    }
}

TEST_CASE("a thread can be cancelled while it waits for another one's renewal", "[oauth]") {
    const unit::token_server server;
    std::atomic<bool> asked{false};
    std::atomic<bool> answer{false};
    server.on_grant([&](const std::string&) {
        asked = true;
        while (!answer) std::this_thread::sleep_for(1ms);
        return std::optional<bb::http_response>();
    });
    const bb::client api = server.api(bb::oauth2_session{server.client(), server.first_token()});
    server.time().advance(3h);
    std::optional<bb::result<bb::account>> renewing;
    std::thread first([&] { renewing = api.try_send(bb::users::current{}); });
    while (!asked) std::this_thread::sleep_for(1ms);
    trap at;
    CHECK(ends_cancelled(at, [&] {
        at.mark();
        static_cast<void>(api.try_send(bb::users::current{}));
    }));
    answer = true;
    first.join();
    CHECK(renewing.value());
    CHECK(api.try_send(bb::users::current{}));
}

TEST_CASE("a thread can be cancelled while random bytes are drawn", "[oauth]") {
    trap at;
    bb::oauth2_options options;
    options.random = [&](unsigned char* out, std::size_t size) {
        at.wait();
        bb::platform_random(out, size);
    };
    const bb::oauth2_client oauth{answering{}, {"key", bb::secret("consumer-secret")}, options};
    CHECK(ends_cancelled(at, [&] { static_cast<void>(oauth.authorize()); }));
    CHECK_FALSE(oauth.authorize().problem());
}

}  // namespace test_thread_cancel
#else
namespace test_thread_cancel {
TEST_CASE("threads are not unwound when they are cancelled here", "[client]") {}
}  // namespace test_thread_cancel
#endif
