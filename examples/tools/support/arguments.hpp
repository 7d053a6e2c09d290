// SPDX-License-Identifier: MIT
// The command line: `--name`, `--name VALUE` or `--name=VALUE`, in any order with the other arguments; `--` ends the
// options. A program describes itself once, and both the parser and `--help` read that.
#pragma once

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

#include "text.hpp"

namespace examples {

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
    /// The arguments that are no options, as the usage line shows them, and how many there may be.
    std::string arguments;
    std::size_t max_arguments;
    std::string purpose;
    std::vector<option> options;
    std::string notes = {};

    [[nodiscard]] std::string usage() const {
        return "Usage: " + name + " [OPTION]..." + (arguments.empty() ? "" : " " + arguments) + '\n';
    }
    [[nodiscard]] std::string help() const {
        std::vector<option> all = options;
        all.push_back({"help", "", "print this text"});
        std::size_t width = 0;
        for (const option& each : all) width = (std::max)(width, label(each).size());
        std::string out = usage() + '\n' + purpose + "\n\nOptions:\n";
        for (const option& each : all)
            out += "  " + label(each) + std::string(width + 2 - label(each).size(), ' ') + each.help + '\n';
        return notes.empty() ? out : out + '\n' + notes + '\n';
    }

private:
    static std::string label(const option& each) {
        return "--" + each.name + (each.value.empty() ? "" : " " + each.value) + (each.may_repeat ? "..." : "");
    }
};

/// The command line makes no sense: exit code 2.
class usage_problem : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// `--help` was given.
struct help_wanted {};

/// A command line that fits the program.
class arguments {
public:
    /// Throws `usage_problem`, and `help_wanted`.
    arguments(const program& about, int argc, const char* const* argv) : name_(about.name) {
        bool options_end = false;
        for (int i = 1; i < argc; ++i) {
            const std::string_view word = argv[i];
            if (options_end || word.size() < 2 || word.front() != '-') {
                if (positional_.size() == about.max_arguments) throw usage_problem("too many arguments");
                positional_.emplace_back(word);
            } else if (word == "--") {
                options_end = true;
            } else if (word == "--help") {
                throw help_wanted{};
            } else {
                i += take_option(about, word, i + 1 < argc ? argv[i + 1] : nullptr);
            }
        }
    }

    [[nodiscard]] const std::string& program_name() const noexcept { return name_; }
    [[nodiscard]] const std::vector<std::string>& positional() const noexcept { return positional_; }
    [[nodiscard]] bool has(std::string_view option_name) const { return !values(option_name).empty(); }
    /// The value of an option; `otherwise` when it was not given.
    [[nodiscard]] std::string value(std::string_view option_name, const std::string& otherwise = {}) const {
        const std::vector<std::string> all = values(option_name);
        return all.empty() ? otherwise : all.front();
    }
    /// The values of an option that may repeat, in their order; for a switch, one empty value when it was given.
    [[nodiscard]] std::vector<std::string> values(std::string_view option_name) const {
        std::vector<std::string> out;
        for (const auto& [name, value] : options_)
            if (name == option_name) out.push_back(value);
        return out;
    }

private:
    // Returns how many further words the option took. Messages repeat the option's name and never its value, which may
    // be something that was not meant for a log.
    int take_option(const program& about, std::string_view word, const char* next) {
        const std::size_t equals = word.find('=');
        const std::string_view dashed = word.substr(0, equals);
        const auto found = std::ranges::find_if(about.options, [&](const option& each) {
            return dashed.starts_with("--") && dashed.substr(2) == each.name;
        });
        if (found == about.options.end()) throw usage_problem("there is no option " + shown(dashed));
        if (!found->may_repeat && has(found->name)) throw usage_problem("--" + found->name + " is given twice");
        const bool has_value = equals != std::string_view::npos;
        if (found->value.empty()) {
            if (has_value) throw usage_problem("--" + found->name + " takes no value");
            options_.emplace_back(found->name, "");
            return 0;
        }
        if (has_value) {
            options_.emplace_back(found->name, word.substr(equals + 1));
            return 0;
        }
        if (next == nullptr || std::string_view(next).starts_with("--"))
            throw usage_problem("--" + found->name + " needs a value: " + found->value);
        options_.emplace_back(found->name, next);
        return 1;
    }

    std::string name_;
    std::vector<std::string> positional_;
    std::vector<std::pair<std::string, std::string>> options_;
};

}  // namespace examples
