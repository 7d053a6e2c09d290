// SPDX-License-Identifier: MIT
// deadline_and_cancel WORKSPACE SECONDS: prints the repositories of a workspace, until so many seconds have passed or
// Ctrl-C is pressed.
//
// Shows: a deadline for a whole walk with its retries, and a cancel token that a signal handler cancels.
// Run:   BITBUCKET_EMAIL=you@example.org BITBUCKET_TOKEN=… ./deadline_and_cancel acme 30
// Not:   the timeout of one attempt: that is bb::curl_options, 60 seconds by default.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/transport/curl.hpp>
#include <csignal>
#include <cstdlib>
#include <iostream>

namespace bb = bitbucket;

namespace {

bb::cancel_source
    interrupted;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): a handler takes no argument

// To cancel is safe in a signal handler, and from any thread.
extern "C" void on_interrupt(int) {
    interrupted.cancel();
}

}  // namespace

int main(int argc, char* argv[]) {
    const long seconds = argc == 3 ? std::strtol(argv[2], nullptr, 10) : -1;
    if (seconds < 0) {
        std::cerr << "usage: deadline_and_cancel WORKSPACE SECONDS\n";
        return 2;
    }
    static_cast<void>(std::signal(SIGINT, on_interrupt));
    const bb::client api{bb::curl_transport{}, bb::credentials::from_env(), bb::client_options::from_env()};
    const bb::walk_options limits{.deadline = bb::deadline::after(std::chrono::seconds(seconds)),
                                  .cancel = interrupted.token()};
    std::size_t count = 0;
    try {
        for (const bb::repository& repository : api.each(bb::repositories::list{argv[1]}, limits))
            std::cout << ++count << ' ' << repository.full_name << '\n';
        return 0;
    } catch (const bb::cancelled&) {
        std::cerr << "interrupted after " << count << " repositories\n";
    } catch (const bb::deadline_exceeded&) {
        std::cerr << "out of time after " << count << " repositories\n";
    } catch (const bb::error& failure) {
        std::cerr << failure << '\n';
    }
    return 1;
}
