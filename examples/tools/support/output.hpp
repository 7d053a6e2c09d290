// SPDX-License-Identifier: MIT
// Where results go: standard output or a file. A full disk and a reader that has gone are errors like any other.
#pragma once

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <system_error>

#if !defined(_WIN32)
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

#include "text.hpp"

namespace examples {

/// The output could not be written.
class output_failure : public std::runtime_error {
public:
    /// `option` is the one, without its dashes, that has named the output; empty for none.
    output_failure(const std::string& where, int code, const std::string& option = {})
        : std::runtime_error((option.empty() ? "" : "--" + option + ": ") + "cannot write " + shown(where) +
                             (code == 0 ? "" : ": " + std::generic_category().message(code))),
          code_(code) {}

    /// Whether the reader has had enough (`… | head`), which does not need a message.
    [[nodiscard]] bool reader_is_gone() const noexcept { return code_ == EPIPE; }

private:
    int code_;
};

/// Makes a closed pipe an error instead of the end of the process.
inline void ignore_closed_pipes() {
#if defined(SIGPIPE)
    static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
#endif
}

inline void write_all(std::FILE* file, std::string_view text, const std::string& name, const std::string& option = {}) {
    errno = 0;
    const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
    if (!written || std::fflush(file) != 0) throw output_failure(name, errno, option);
}

/// Opens something in place of each standard stream that is closed. Otherwise the next file or connection would get its
/// number, and with it what is meant for the stream. Reads and writes fail as they do with a closed stream.
inline void keep_standard_streams() {
#if !defined(_WIN32)
    for (const int number : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (::fcntl(number, F_GETFD) < 0 && errno == EBADF)  // the lowest number that is free is this one
            static_cast<void>(::open("/dev/null", number == STDIN_FILENO ? O_WRONLY : O_RDONLY));
#endif
}

/// Finds out whether standard output can be written, as far as that is known without writing. Throws `output_failure`:
/// before the work begins, and also when there is nothing to print in the end.
inline void check_stdout() {
#if !defined(_WIN32)
    struct stat about = {};
    // To some sockets a write of nothing would be an empty message.
    if (::fstat(STDOUT_FILENO, &about) == 0 && S_ISSOCK(about.st_mode)) return;
    errno = 0;
    if (::write(STDOUT_FILENO, "", 0) < 0) throw output_failure("the output", errno);
#endif
}

/// Writes a text to standard output. Throws `output_failure`.
inline void write_to_stdout(std::string_view text) {
    write_all(stdout, text, "the output");
}

}  // namespace examples
