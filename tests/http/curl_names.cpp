// SPDX-License-Identifier: MIT
// Names that nobody answers for: deadline, cancel token and timeouts hold while a name is looked up. This program's own
// `getaddrinfo` stands for a name server that is silent, and libcurl asks it like the system's.
#include <curl/curl.h>
#include <dlfcn.h>
#include <netdb.h>
#include <bitbucket/version.hpp>

#include <atomic>
#include <thread>

#include "support/requests.hpp"

namespace http_curl_names {

inline constexpr const char* silent_host = "silent.invalid";

/// How many look-ups of that host are under way.
inline std::atomic<int> looking_up{0};
inline std::atomic<int> asked{0};

}  // namespace http_curl_names

extern "C" int getaddrinfo(const char* host, const char* service, const addrinfo* hints, addrinfo** found) {
    using namespace http_curl_names;
    if (host != nullptr && std::string_view(host) == silent_host) {
        ++asked;
        ++looking_up;
        std::this_thread::sleep_for(std::chrono::seconds(4));
        --looking_up;
        return EAI_AGAIN;
    }
    using function = int (*)(const char*, const char*, const addrinfo*, addrinfo**);
    static const auto system = reinterpret_cast<function>(::dlsym(RTLD_NEXT, "getaddrinfo"));
    return system(host, service, hints, found);
}

namespace http_curl_names {

using namespace http_test;

namespace {

/// Since 7.87 libcurl leaves a look-up to its thread when a transfer ends. Before, it waits for the name server.
bool is_left_alone() {
    return curl_version_info(CURLVERSION_NOW)->version_num >= 0x075700;
}

/// A call must end within a second, wherever libcurl can do that.
class at_once {
public:
    ~at_once() {
        if (is_left_alone()) CHECK(std::chrono::steady_clock::now() - start_ < 2500ms);
    }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

bb::http_request to_silent_host() {
    return get(std::string("http://") + silent_host + "/");
}

// The look-ups end by themselves, before the program does.
void wait_for_names() {
    while (looking_up != 0) std::this_thread::sleep_for(10ms);
}

}  // namespace

TEST_CASE("the deadline, the cancel token and the timeouts end the look-up of a name", "[threads]") {
    const int before = asked;
    {
        const at_once watch;
        CHECK(error_of<bb::deadline_exceeded>(direct_transport(), to_silent_host(), until(100ms)).nothing_sent());
    }
    {
        const at_once watch;
        bb::cancel_source source;
        std::thread other([&] {
            std::this_thread::sleep_for(100ms);
            source.cancel();
        });
        CHECK(error_of<bb::cancelled>(direct_transport(), to_silent_host(), following(source.token())).nothing_sent());
        other.join();
    }
    {
        const at_once watch;
        bb::curl_options options = direct();
        options.connect_timeout = 100ms;
        const auto failed = error_of<bb::transport_error>(bb::curl_transport(options), to_silent_host());
        CHECK_THAT(failed.what(), ContainsSubstring("connect_timeout"));
        CHECK_FALSE(failed.is_permanent());
    }
    {
        const at_once watch;
        bb::curl_options options = direct();
        options.total_timeout = 100ms;
        const auto failed = error_of<bb::transport_error>(bb::curl_transport(options), to_silent_host());
        CHECK_THAT(failed.what(), ContainsSubstring("total_timeout"));
    }
    // A libcurl with c-ares asks name servers itself.
    if (asked == before) WARN("libcurl does not use getaddrinfo");
    wait_for_names();
}

}  // namespace http_curl_names
