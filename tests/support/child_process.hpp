// SPDX-License-Identifier: MIT
// Runs a part of a test in a child process: what would end the tests themselves, and what only a fork can show.
#pragma once

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "catch.hpp"

namespace support {

/// Ends a child that hangs, well before the tests would be ended.
inline constexpr unsigned most_seconds_of_child = 60;

/// How a child process ended: what `main` would return, or minus the signal.
inline int end_of_child(pid_t child) {
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

/// Forks, and runs this in the child, which ends with 0 if it returns true, with 1 if not, and with 2 if it throws. The
/// child is alone in there: assertions of the test framework do not work.
template <class Body>
pid_t begin_child(const Body& body) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ::alarm(most_seconds_of_child);
        int code = 2;
        try {
            code = body() ? 0 : 1;
        } catch (...) {  // the code says it
        }
        ::_exit(code);
    }
    return child;
}

/// Both: how a child ends that runs this.
template <class Body>
int end_of(const Body& body) {
    return end_of_child(begin_child(body));
}

}  // namespace support
