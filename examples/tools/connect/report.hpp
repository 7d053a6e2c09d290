// SPDX-License-Identifier: MIT
// report: what `connect` finds and does, a line at a time, in 80 columns.
#pragma once

#include <bitbucket/error.hpp>
#include <bitbucket/request_base.hpp>
#include <functional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

#include "../support/text.hpp"

namespace examples::registration {

/// The text behind a label, in lines of at most 79 columns that break at blanks. A longer word has a line of its own.
inline std::string labelled(std::string_view label, std::string_view text) {
    constexpr std::size_t indent = 9;
    constexpr std::size_t most = 79;
    std::string out(label);
    std::size_t column = display_width(label);
    bool is_first = true;
    for (std::size_t at = text.find_first_not_of(' '); at < text.size(); at = text.find_first_not_of(' ', at)) {
        const std::string_view word = text.substr(at, text.find(' ', at) - at);
        at += word.size();
        const std::size_t width = display_width(word);
        if (!is_first && column + 1 + width > most) {
            out += '\n';
            column = 0;
            is_first = true;
        }
        const std::size_t blanks = is_first && column < indent ? indent - column : 1;
        out += std::string(blanks, ' ') + std::string(word);
        column += blanks + width;
        is_first = false;
    }
    return out + '\n';
}

/// Writes the lines at once, so that those before a failure are there.
class report {
public:
    explicit report(std::function<void(const std::string&)> write) : write_(std::move(write)) {}

    /// Something is as the service will need it.
    void good(std::string_view text) const { write_(labelled("ok", text)); }
    /// Something is missing without which the connection cannot work.
    void lacks(std::string_view text) const { write_(labelled("missing", text)); }
    /// Something to know.
    void note(std::string_view text) const { write_(labelled("note", text)); }
    /// A request that is sent now, or would be in a dry run.
    void request(bool is_dry, std::string_view text) const { write_(labelled(is_dry ? "dry run" : "send", text)); }
    /// What has been done.
    void done(std::string_view text) const { write_(labelled("done", text)); }

private:
    std::function<void(const std::string&)> write_;
};

/// JSON with a blank behind each comma that separates, where a line may end.
inline std::string spaced(std::string_view json) {
    std::string out;
    bool in_text = false;
    bool is_escaped = false;
    for (const char c : json) {
        out += c;
        if (c == '"' && !is_escaped) in_text = !in_text;
        if (c == ',' && !in_text) out += ' ';
        is_escaped = c == '\\' && !is_escaped;
    }
    return out;
}

/// A request with its body, in which secrets are `***`.
template <class Body>
std::string shown_request(const bitbucket::request_base& request, const Body& body) {
    std::ostringstream text;
    text << body;
    return to_string(request.about().method) + (' ' + shown(request.target() + ' ' + spaced(text.str())));
}

/// Throws what is wrong with a request, before anything is sent.
inline void require_valid(const bitbucket::request_base& request) {
    if (!request.problem().empty()) throw bitbucket::usage_error(request.problem());
}

}  // namespace examples::registration
