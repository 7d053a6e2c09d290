// SPDX-License-Identifier: MIT
// Whether a program colours its output: `--color`, the environment (https://no-color.org), and what the output is. And how
// it does.
#pragma once

#include <cstdlib>
#include <string>

#include "arguments.hpp"
#include "terminal.hpp"

namespace examples {

/// What `--color=WHEN` means. NO_COLOR is for programs that colour without being asked, so `always` overrides it.
/// Throws `usage_problem` if WHEN is something else. `no_color` and `terminal_kind` may be null, as `getenv` returns
/// them.
inline bool wants_color(std::string_view when, bool is_terminal, const char* no_color, const char* terminal_kind) {
    if (when == "always") return true;
    if (when == "never") return false;
    if (when != "auto") throw usage_problem("--color is auto, always or never");
    const bool refused = no_color != nullptr && *no_color != '\0';
    const bool dumb = terminal_kind != nullptr && std::string_view(terminal_kind) == "dumb";
    return is_terminal && !refused && !dumb;
}

/// The same for a command line with an option `color`, and this process.
inline bool wants_color(const arguments& given) {
    return wants_color(given.value("color", "auto"), stdout_is_terminal(), std::getenv("NO_COLOR"),
                       std::getenv("TERM"));
}

/// The option of a program that colours.
inline option color_option() {
    return {"color", "WHEN", "auto (the default; heeds NO_COLOR), always or never"};
}

/// A part of a line in a colour, which is named as terminals know it: "31" is red, "1" bold.
inline std::string painted(const std::string& text, const char* paint, bool color) {
    return color ? std::string("\x1b[") + paint + 'm' + text + "\x1b[m" : text;
}

}  // namespace examples
