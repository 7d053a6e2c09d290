// SPDX-License-Identifier: MIT
// Runs a part of a benchmark in a process of its own, and says what that part cost: processor time, page faults and peak
// memory. Nothing that another part has left behind counts.
#pragma once

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <vector>

namespace benchmarks {

struct cost {
    /// Of the processor, in user and system mode.
    double seconds = 0;
    /// Of the wall.
    double elapsed = 0;
    long page_faults = 0;
    double peak_mib = 0;
    /// What the part returned: whoever does the same work returns the same.
    std::size_t result = 0;
};

inline double seconds_of(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}
inline double processor_time(const rusage& used) {
    return seconds_of(used.ru_utime) + seconds_of(used.ru_stime);
}
inline double now() {
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

/// Runs `part`, which returns a number, in a child. Ends the benchmark if the part fails.
template <class Part>
cost run_apart(const char* name, const Part& part) {
    int ends[2];
    if (pipe(ends) != 0) std::exit(1);
    const pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        cost mine;
        try {
            rusage before{};
            getrusage(RUSAGE_SELF, &before);
            const double begin = now();
            mine.result = part();
            mine.elapsed = now() - begin;
            rusage after{};
            getrusage(RUSAGE_SELF, &after);
            mine.seconds = processor_time(after) - processor_time(before);
            mine.page_faults = after.ru_minflt + after.ru_majflt - before.ru_minflt - before.ru_majflt;
            mine.peak_mib = static_cast<double>(after.ru_maxrss) / 1024;
        } catch (const std::exception& failure) {
            (void)std::fprintf(stderr, "%s: %s\n", name, failure.what());
            std::_Exit(1);
        }
        std::_Exit(write(ends[1], &mine, sizeof mine) == sizeof mine ? 0 : 1);
    }
    close(ends[1]);
    cost its;
    const bool told = read(ends[0], &its, sizeof its) == sizeof its;
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    if (told && status == 0) return its;
    (void)std::fprintf(stderr, "%s failed\n", name);
    std::exit(1);
}

/// Runs a program of its own, whose start counts too. It prints the result as a number.
inline cost run_program(std::vector<std::string> command) {
    int ends[2];
    if (pipe(ends) != 0) std::exit(1);
    std::vector<char*> words;
    words.reserve(command.size() + 1);
    for (std::string& word : command) words.push_back(word.data());
    words.push_back(nullptr);
    const double begin = now();
    const pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        execvp(words[0], words.data());
        std::_Exit(127);
    }
    close(ends[1]);
    std::string said;
    char part[64];
    for (ssize_t count = 0; (count = read(ends[0], part, sizeof part)) > 0;)
        said.append(part, static_cast<std::size_t>(count));
    close(ends[0]);
    int status = 0;
    rusage used{};
    wait4(child, &status, 0, &used);
    if (status != 0) {
        (void)std::fprintf(stderr, "%s failed\n", command.front().c_str());
        std::exit(1);
    }
    cost its;
    its.seconds = processor_time(used);
    its.elapsed = now() - begin;
    its.page_faults = used.ru_minflt + used.ru_majflt;
    its.peak_mib = static_cast<double>(used.ru_maxrss) / 1024;
    its.result = std::strtoul(said.c_str(), nullptr, 10);
    return its;
}

}  // namespace benchmarks
