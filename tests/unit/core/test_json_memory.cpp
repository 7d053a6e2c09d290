// SPDX-License-Identifier: MIT
// json.hpp when memory is short: std::bad_alloc reaches the caller, and the process lives. nlohmann's destructor asks for
// memory, so a value that is half built must not meet it. Runs in child processes, since what goes wrong ends them, and
// not under sanitizers, which end a process that has no memory by themselves.
#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/json.hpp>

#include "support/catch.hpp"

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define BITBUCKET_TEST_HAS_SANITIZER
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define BITBUCKET_TEST_HAS_SANITIZER
#endif
#if defined(__linux__) && !defined(BITBUCKET_TEST_HAS_SANITIZER)
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

namespace test_json_memory {

namespace bb = bitbucket;

namespace {

struct fixed {
    std::string body;
    bb::http_response send(const bb::http_request&, const bb::transport_limits&) const { return {200, {}, body}; }
};

enum ending : int { done, no_memory, another, crashed };

/// Leaves this process so many more bytes than it has.
bool limit_memory(std::size_t more) {
    std::size_t pages = 0;
    std::ifstream("/proc/self/statm") >> pages;
    const rlimit limit{pages * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)) + more, RLIM_INFINITY};
    return pages != 0 && ::setrlimit(RLIMIT_AS, &limit) == 0;
}

template <class Work>
ending ending_of(std::size_t memory, const Work& work) {
    const pid_t child = ::fork();
    if (child == 0) {
        // Catch2 would report the crash of its child as its own.
        static_cast<void>(std::signal(SIGABRT, SIG_DFL));
        ending how = another;
        try {
            if (limit_memory(memory)) {
                work();
                how = done;
            }
        } catch (const std::bad_alloc&) {
            how = no_memory;
        } catch (...) {
            how = another;
        }
        ::_exit(how);
    }
    int status = 0;
    if (child < 0 || ::waitpid(child, &status, 0) != child || !WIFEXITED(status)) return crashed;
    return static_cast<ending>(WEXITSTATUS(status));
}

}  // namespace

TEST_CASE("JSON that does not fit into the memory is an exception, and not the end", "[json]") {
    std::string body = R"({"all":[)";
    for (int i = 0; i < 40'000; ++i) body += i == 0 ? R"([{"a":1}])" : R"(,[{"a":1}])";
    body += "]}";
    const bb::json_text text(body);
    const bb::client api{fixed{body}};
    for (const bool parses : {true, false}) {
        CAPTURE(parses);
        int failed = 0;
        std::size_t memory = 0;
        for (; memory < 100'000'000; memory += 500'000) {
            const ending how = ending_of(memory, [&] {
                const nlohmann::json value = parses ? bb::parse_json(text) : api.send_json(bb::users::current{});
                // Destroying it is not what this is about.
                ::_exit(value["all"].size() == 40'000 ? done : another);
            });
            if (how == done) break;
            CHECK(how == no_memory);
            ++failed;
        }
        CHECK(failed > 5);
        CHECK(memory < 100'000'000);
    }
}

}  // namespace test_json_memory
#else
namespace test_json_memory {
TEST_CASE("memory cannot be made short here", "[json]") {}
}  // namespace test_json_memory
#endif
