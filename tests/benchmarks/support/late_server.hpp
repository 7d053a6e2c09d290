// SPDX-License-Identifier: MIT
// What a server on the loopback answers after a time: users, and pages of SSH keys.
#pragma once

#include <sys/prctl.h>

#include <cmath>
#include <ctime>

#include "child.hpp"
#include "loopback_server.hpp"

namespace benchmarks {

constexpr std::size_t late_pages = 50;

/// Waits until a time of `now()`, by an absolute timer without the system's slack, so that a late wake-up does not add to
/// the next one's.
inline void wait_until(double time) {
    static thread_local const int is_exact = prctl(PR_SET_TIMERSLACK, 1UL, 0UL, 0UL, 0UL);
    static_cast<void>(is_exact);
    timespec at{};
    at.tv_sec = static_cast<time_t>(std::floor(time));
    at.tv_nsec = static_cast<long>((time - std::floor(time)) * 1e9);
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, nullptr) != 0) {
    }
}

inline std::string page_of_keys(const std::string& origin, std::size_t number) {
    const std::string next =
        number + 1 < late_pages
            ? R"(,"next":")" + origin + "/2.0/users/mia/ssh-keys?page=" + std::to_string(number + 1) + '"'
            : std::string();
    return R"({"values":[{"label":"laptop","uuid":"{00000000-0000-4000-8000-000000000001}"}])" + next + "}";
}

/// `GET /2.0/users/late-MS-NAME` takes MS milliseconds from its arrival; a page of `/ssh-keys` takes 20.
inline auto serve_late(const std::string& origin) {
    return [origin](connection& client, const std::string& head) {
        const double arrived = now();
        double late = 0.02;
        std::string body;
        if (const std::size_t name = head.find("/users/late-"); name != std::string::npos) {
            late = std::strtod(head.c_str() + name + 12, nullptr) / 1000;
            body = R"({"display_name":"Mia","account_id":"557058:x"})";
        } else {
            const std::size_t at = head.find("page=");
            body = page_of_keys(origin, at == std::string::npos ? 0 : std::strtoul(head.c_str() + at + 5, nullptr, 10));
        }
        if (late > 0) wait_until(arrived + late);
        return client.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
                           std::to_string(body.size()) + "\r\n\r\n" + body);
    };
}

}  // namespace benchmarks
