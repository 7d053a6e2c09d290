// SPDX-License-Identifier: MIT
// Where results go: standard output or a file. A full disk and a reader that went away are errors like any other.
#pragma once

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <system_error>

#if defined(_WIN32)
#include <io.h>
#else
#include <unistd.h>
#endif

#include "text.hpp"

namespace examples {

/// The output could not be written.
class output_failure : public std::runtime_error {
public:
    output_failure(const std::string& where, int code)
        : std::runtime_error("cannot write " + shown(where) +
                             (code == 0 ? "" : ": " + std::generic_category().message(code))),
          code_(code) {}

    /// Whether whoever was reading has had enough (`… | head`), which deserves no message.
    [[nodiscard]] bool reader_is_gone() const noexcept { return code_ == EPIPE; }

private:
    int code_;
};

/// Whether standard error is a terminal.
inline bool stderr_is_terminal() {
#if defined(_WIN32)
    return _isatty(2) != 0;
#else
    return isatty(STDERR_FILENO) != 0;
#endif
}

/// Makes a closed pipe an error instead of the end of the process.
inline void ignore_closed_pipes() {
#if defined(SIGPIPE)
    static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
#endif
}

inline void write_all(std::FILE* file, std::string_view text, const std::string& name) {
    errno = 0;
    const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
    if (!written || std::fflush(file) != 0) throw output_failure(name, errno);
}

/// Writes a text to standard output. Throws `output_failure`.
inline void write_to_stdout(std::string_view text) {
    ignore_closed_pipes();
    write_all(stdout, text, "the output");
}

}  // namespace examples
