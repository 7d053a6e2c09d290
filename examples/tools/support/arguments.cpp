// SPDX-License-Identifier: MIT
// How a command line is understood, and the text of `--help`; see arguments.hpp.
#include "arguments.hpp"

#include <algorithm>
#include <bitbucket/version.hpp>

#include "text.hpp"
#include "wrap.hpp"

namespace examples {

namespace {

std::string label(const option& each) {
    return "--" + each.name + (each.value.empty() ? "" : " " + each.value) + (each.may_repeat ? "..." : "");
}

}  // namespace

std::string program::usage() const {
    return "Usage: " + name + " [OPTION]..." + (arguments.empty() ? "" : " " + arguments) + '\n';
}

std::string program::help() const {
    std::vector<option> all = options;
    all.push_back({"help", "", "print this text"});
    all.push_back({"version", "", "print the version of the library"});
    std::size_t width = 0;
    for (const option& each : all) width = (std::max)(width, label(each).size());
    std::string out = usage() + '\n' + purpose + "\n\nOptions:\n";
    constexpr std::size_t columns = 80;
    for (const option& each : all) {
        std::string lines = wrapped(each.help, width + 4, columns);
        lines.replace(2, label(each).size(), label(each));
        out += lines;
    }
    return notes.empty() ? out : out + '\n' + notes + '\n';
}

std::string program::version() const {
    return name + ' ' + BITBUCKET_VERSION_STRING + '\n';
}

std::string name_to_show(const std::string& name, std::string_view started_as) {
    std::string installed = "bitbucket-" + name;
    std::replace(installed.begin(), installed.end(), '_', '-');
    started_as.remove_prefix(started_as.find_last_of('/') + 1);  // npos + 1 is 0
    return started_as == installed ? installed : name;
}

arguments::arguments(const program& about, int argc, const char* const* argv) : name_(about.name) {
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
        } else if (word == "--version") {
            throw version_wanted{};
        } else {
            i += take_option(about, word, i + 1 < argc ? argv[i + 1] : nullptr);
        }
    }
}

std::string arguments::value(std::string_view option_name, const std::string& otherwise) const {
    const std::vector<std::string> all = values(option_name);
    return all.empty() ? otherwise : all.front();
}

std::vector<std::string> arguments::values(std::string_view option_name) const {
    std::vector<std::string> out;
    for (const auto& [name, value] : options_)
        if (name == option_name) out.push_back(value);
    return out;
}

int arguments::take_option(const program& about, std::string_view word, const char* next) {
    const std::size_t equals = word.find('=');
    const std::string_view dashed = word.substr(0, equals);
    const auto found = std::ranges::find_if(
        about.options, [&](const option& each) { return dashed.starts_with("--") && dashed.substr(2) == each.name; });
    if (found == about.options.end()) throw usage_problem("there is no option " + shown(dashed));
    if (!found->may_repeat && has(found->name)) throw usage_problem("--" + found->name + " is given twice");
    const bool has_value = equals != std::string_view::npos;
    if (found->value.empty()) {
        if (has_value) throw usage_problem("--" + found->name + " does not take a value");
        options_.emplace_back(found->name, "");
        return 0;
    }
    if (!has_value && (next == nullptr || std::string_view(next).starts_with("--")))
        throw usage_problem("--" + found->name + " needs a value: " + found->value);
    const std::string value(has_value ? word.substr(equals + 1) : std::string_view(next));
    // What became of an environment variable that is not set.
    if (value.empty() && found->value == file_value)
        throw usage_problem("--" + found->name + " needs the name of a file");
    options_.emplace_back(found->name, value);
    return has_value ? 0 : 1;
}

}  // namespace examples
