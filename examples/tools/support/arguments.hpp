// SPDX-License-Identifier: MIT
// The command line: `--name`, `--name VALUE` or `--name=VALUE`, in any order with the other arguments; `--` ends the
// options. A program describes itself once, and both the parser and `--help` read that. Every
// program takes `--help` and `--version`.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace examples {

/// What the value of an option is called that names a file; such a value is not empty.
inline constexpr std::string_view file_value = "FILE";

/// An option of a program.
struct option {
    std::string name;
    /// What `--help` calls its value; empty for a switch.
    std::string value;
    std::string help;
    bool may_repeat = false;
};

/// What a program is, for its `--help`.
struct program {
    std::string name;
    /// The arguments that are not options, as the usage line shows them, and how many there may be.
    std::string arguments;
    std::size_t max_arguments;
    std::string purpose;
    std::vector<option> options;
    std::string notes = {};

    [[nodiscard]] std::string usage() const;
    [[nodiscard]] std::string help() const;
    /// Its name and the version of the library, as a line.
    [[nodiscard]] std::string version() const;
};

/// What a program calls itself that was started as `started_as`, a path: the name that it is installed by, if it was started
/// by that, such as bitbucket-access-audit for access_audit; otherwise `name`. A link of any other name says nothing.
[[nodiscard]] std::string name_to_show(const std::string& name, std::string_view started_as);

/// The command line is invalid: exit code 2.
class usage_problem : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// `--help` was given.
struct help_wanted {};

/// `--version` was given.
struct version_wanted {};

/// A command line that fits the program.
class arguments {
public:
    /// Throws `usage_problem`, `help_wanted` and `version_wanted`.
    arguments(const program& about, int argc, const char* const* argv);

    [[nodiscard]] const std::string& program_name() const noexcept { return name_; }
    [[nodiscard]] const std::vector<std::string>& positional() const noexcept { return positional_; }
    [[nodiscard]] bool has(std::string_view option_name) const { return !values(option_name).empty(); }
    /// The value of an option; `otherwise` when it was not given.
    [[nodiscard]] std::string value(std::string_view option_name, const std::string& otherwise = {}) const;
    /// The values of an option that may repeat, in their order; for a switch, one empty value when it was given.
    [[nodiscard]] std::vector<std::string> values(std::string_view option_name) const;

private:
    // Returns how many further words the option took. Messages repeat the option's name and never its value, which may
    // be something that was not meant for a log.
    int take_option(const program& about, std::string_view word, const char* next);

    std::string name_;
    std::vector<std::string> positional_;
    std::vector<std::pair<std::string, std::string>> options_;
};

}  // namespace examples
