// SPDX-License-Identifier: MIT
// What git says of the current directory: the remote, the branch, the last commit. git is run by itself, without a shell,
// so nothing in a name or a message can become a command; and it only reads.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#if !defined(_WIN32)
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>
#endif

#include "../support/interrupt.hpp"

#if !defined(_WIN32)
// POSIX leaves the declaration to the program.
// NOLINTNEXTLINE(readability-redundant-declaration,cppcoreguidelines-avoid-non-const-global-variables)
extern char** environ;
#endif

namespace examples::pr {

/// git could not be run.
class git_failure : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

#if !defined(_WIN32)

/// A process whose standard output is read.
class asked_process {
public:
    /// Throws `git_failure`.
    explicit asked_process(std::vector<std::string> words) {
        std::array<int, 2> ends{};
        if (::pipe(ends.data()) != 0) throw failure(errno);
        read_end_ = ends[0];
        for (const int end : ends) static_cast<void>(::fcntl(end, F_SETFD, FD_CLOEXEC));
        std::vector<char*> raw;
        raw.reserve(words.size() + 1);
        for (std::string& each : words) raw.push_back(each.data());
        raw.push_back(nullptr);
        posix_spawn_file_actions_t streams{};
        posix_spawnattr_t settings{};
        sigset_t usual{};
        ::posix_spawn_file_actions_init(&streams);
        ::posix_spawn_file_actions_addopen(&streams, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        ::posix_spawn_file_actions_adddup2(&streams, ends[1], STDOUT_FILENO);
        ::posix_spawn_file_actions_addopen(&streams, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        // The tool ignores closed pipes; git should not inherit that.
        ::sigemptyset(&usual);
        ::sigaddset(&usual, SIGPIPE);
        ::posix_spawnattr_init(&settings);
        ::posix_spawnattr_setsigdefault(&settings, &usual);
        ::posix_spawnattr_setflags(&settings, POSIX_SPAWN_SETSIGDEF);
        const int problem = ::posix_spawnp(&id_, raw.front(), &streams, &settings, raw.data(), environ);
        ::posix_spawnattr_destroy(&settings);
        ::posix_spawn_file_actions_destroy(&streams);
        ::close(ends[1]);
        if (problem == 0) return;
        ::close(read_end_);
        throw failure(problem);
    }
    asked_process(const asked_process&) = delete;
    asked_process& operator=(const asked_process&) = delete;
    ~asked_process() {
        ::close(read_end_);
        if (!is_over_) {
            ::kill(id_, SIGTERM);
            static_cast<void>(wait());
        }
    }

    /// All that it prints, up to `most` bytes. Throws `git_failure`.
    [[nodiscard]] std::string read(std::size_t most) const {
        std::string out;
        std::array<char, 4096> some{};
        for (;;) {
            const ssize_t count = ::read(read_end_, some.data(), some.size());
            if (count == 0) return out;
            if (interrupt_signal() != 0) throw git_failure("git was interrupted");
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) throw failure(errno);
            out.append(some.data(), static_cast<std::size_t>(count));
            if (out.size() > most) throw git_failure("git printed too much");
        }
    }

    /// Whether it ended with success. To be called once, after all was read.
    bool wait() {
        int status = 0;
        while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
        }
        is_over_ = true;
        return WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }

private:
    static git_failure failure(int code) {
        return git_failure("cannot run git: " + std::generic_category().message(code));
    }

    pid_t id_ = 0;
    int read_end_ = -1;
    bool is_over_ = false;
};

#endif

/// A directory that git is asked about.
class working_copy {
public:
    /// The current directory; tests name another one.
    explicit working_copy(std::string folder = ".") : folder_(std::move(folder)) {}

    // What git has nothing to say about is nothing. All throw `git_failure` if it cannot be run.

    /// The URL of the remote `origin`. It may hold a password: do not print it.
    [[nodiscard]] std::optional<std::string> origin() const { return ask({"remote", "get-url", "origin"}); }
    /// The name of the branch, without `refs/heads/`; nothing if HEAD is at a commit instead.
    [[nodiscard]] std::optional<std::string> branch() const {
        return ask({"symbolic-ref", "--quiet", "--short", "HEAD"});
    }
    /// The hash of the last commit.
    [[nodiscard]] std::optional<std::string> head() const { return ask({"rev-parse", "--verify", "--quiet", "HEAD"}); }
    /// The first line of the message of the last commit, and what comes after it.
    [[nodiscard]] std::optional<std::string> subject() const { return last_commit("--format=%s"); }
    [[nodiscard]] std::optional<std::string> body() const { return last_commit("--format=%b"); }

private:
    [[nodiscard]] std::optional<std::string> last_commit(std::string format) const {
        // Otherwise a setting of the user may print signatures in between, and codes for colours.
        return ask({"-c", "log.showSignature=false", "-c", "i18n.logOutputEncoding=UTF-8", "log", "-1", "--no-color",
                    std::move(format)});
    }

    [[nodiscard]] std::optional<std::string> ask(std::vector<std::string> words) const {
#if defined(_WIN32)
        throw git_failure("git is not asked on this system");
#else
        words.insert(words.begin(), {"git", "-C", folder_});
        constexpr std::size_t most = 1U << 20U;
        asked_process git(std::move(words));
        std::string out = git.read(most);
        if (!git.wait()) return std::nullopt;
        while (!out.empty() && (out.back() == '\n' || out.back() == '\r')) out.pop_back();
        if (out.empty()) return std::nullopt;
        return out;
#endif
    }

    std::string folder_;
};

}  // namespace examples::pr
