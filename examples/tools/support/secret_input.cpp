// SPDX-License-Identifier: MIT
// How a secret is read; see secret_input.hpp.
#include "secret_input.hpp"

#include <bitbucket/error.hpp>
#include <cerrno>
#include <cstddef>
#include <iostream>
#include <string_view>

#include "interrupt.hpp"
#include "terminal.hpp"
#include "text.hpp"
#include "text_file.hpp"

#if !defined(_WIN32)
#include <poll.h>
#include <termios.h>
#include <unistd.h>
#endif

namespace examples {

namespace {

namespace bb = bitbucket;

bb::secret read_from_file(const arguments& given, const std::string& option) {
    constexpr std::size_t most = std::size_t{1024} * 1024;
    const std::string name = given.value(option);
    const std::string start = "--" + option + ": " + shown(name) + ": ";
    bb::secret found;
    try {
        const file_content content = read_file(name, most);
        if (content.others_can_read)
            throw usage_problem(start + "others can read the file, so it is not used: chmod 600 it");
        found = text_of(content.bytes).trimmed();
    } catch (const unreadable_file& failure) {
        throw unreadable_file("--" + option + ": " + failure.what());
    } catch (const not_text& problem) {
        throw usage_problem(start + problem.what());
    }
    if (found.empty()) throw usage_problem(start + "the file is empty");
    if (found.reveal().find('\n') != std::string::npos)
        throw usage_problem(start + "the file has more than one line: it must hold the secret and nothing else");
    return found;
}

#if !defined(_WIN32)

/// A terminal that does not show what is typed, for as long as this lives.
class without_echo {
public:
    without_echo() {
        if (::tcgetattr(STDIN_FILENO, &before_) != 0) return;
        termios quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        // What was typed before the question is not the answer.
        is_set_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet) == 0;
    }
    without_echo(const without_echo&) = delete;
    without_echo& operator=(const without_echo&) = delete;
    // At once: what waits here after an interrupt would be ended, and leave a terminal that shows nothing.
    ~without_echo() {
        if (is_set_) static_cast<void>(::tcsetattr(STDIN_FILENO, TCSANOW, &before_));
    }

    [[nodiscard]] bool is_set() const noexcept { return is_set_; }

private:
    termios before_ = {};
    bool is_set_ = false;
};

/// A line from the terminal. Without a stream, whose buffer nobody would wipe.
bb::secret read_line() {
    // At once, because a string that grows leaves copies of its content behind.
    constexpr std::size_t most = std::size_t{64} * 1024;
    std::string line(most, '\0');
    std::size_t size = 0;
    // A signal that comes just before `read` would not end it, so that is called only for what is there.
    constexpr int interval = 50;
    while (size < line.size() && interrupt_signal() == 0) {
        pollfd terminal{STDIN_FILENO, POLLIN, 0};
        if (::poll(&terminal, 1, interval) <= 0) continue;
        const ssize_t got = ::read(STDIN_FILENO, &line[size], 1);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0 || line[size] == '\n') break;
        ++size;
    }
    line.resize(size);
    return bb::secret(std::move(line));
}

bb::secret ask(const std::string& program_name, const std::string& what) {
    bb::secret line;
    {
        const without_echo quiet;
        if (!quiet.is_set()) return {};
        std::cerr << program_name << ": " << what << " (it is not shown): " << std::flush;
        line = read_line();
    }
    std::cerr << '\n';
    if (interrupt_signal() != 0) throw bb::cancelled();
    return line.trimmed();
}

#else

bb::secret ask(const std::string&, const std::string&) {
    return {};
}

#endif

}  // namespace

bb::secret read_secret(const arguments& given, const secret_input& from) {
    if (given.has(from.option)) return read_from_file(given, from.option);
    bb::secret found = bb::secret::from_env(from.variable.c_str()).trimmed();
    if (found.empty() && stdin_is_terminal()) found = ask(given.program_name(), from.what);
    if (found.empty())
        throw bb::usage_error("the environment variable " + from.variable + " is not set, and no --" + from.option +
                              " names a file: one of them must hold the " + from.what);
    return found;
}

}  // namespace examples
