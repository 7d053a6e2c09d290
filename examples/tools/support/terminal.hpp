// SPDX-License-Identifier: MIT
// What the standard streams are: a terminal or not, and how wide.
#pragma once

#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <string_view>

#if defined(_WIN32)
#include <io.h>
#else
#include <sys/ioctl.h>
#include <unistd.h>
#endif

namespace examples {

#if defined(_WIN32)
inline bool stdin_is_terminal() {
    return _isatty(0) != 0;
}
inline bool stdout_is_terminal() {
    return _isatty(1) != 0;
}
inline bool stderr_is_terminal() {
    return _isatty(2) != 0;
}
#else
inline bool stdin_is_terminal() {
    return isatty(STDIN_FILENO) != 0;
}
inline bool stdout_is_terminal() {
    return isatty(STDOUT_FILENO) != 0;
}
inline bool stderr_is_terminal() {
    return isatty(STDERR_FILENO) != 0;
}
#endif

/// The number of columns in the text of `COLUMNS`, which may be null; 80 if there is none in it.
inline std::size_t columns_from(const char* text) {
    constexpr std::size_t usual = 80;
    const std::string_view digits = text == nullptr ? "" : text;
    std::size_t columns = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), columns);
    return problem == std::errc() && end == digits.data() + digits.size() && columns > 0 ? columns : usual;
}

/// How many columns the terminal at standard error has now: it may be resized at any time. Where it does not say, what
/// COLUMNS says.
inline std::size_t stderr_columns() {
#if !defined(_WIN32)
    winsize size = {};
    if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
#endif
    return columns_from(std::getenv("COLUMNS"));
}

/// The same for standard output.
inline std::size_t stdout_columns() {
#if !defined(_WIN32)
    winsize size = {};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
#endif
    return columns_from(std::getenv("COLUMNS"));
}

}  // namespace examples
