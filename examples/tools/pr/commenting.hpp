// SPDX-License-Identifier: MIT
// `pr comment`: on a pull request, on lines of its diff, or in answer to a comment.
#pragma once

#include <bitbucket/api/pull_request_comments.hpp>
#include <bitbucket/extras/review.hpp>

#include "../support/text_file.hpp"
#include "details.hpp"
#include "words.hpp"

namespace examples::pr {

/// Lines of a file; one line is its own last one.
struct line_range {
    std::int64_t first = 0;
    std::int64_t last = 0;
};

/// `12` or `12-15`. Throws `usage_problem`.
inline line_range parse_lines(std::string_view text) {
    const char* const problem = "--line is a number of a line, or two as 12-15";
    constexpr std::int64_t most = 2'147'483'647;
    const std::size_t dash = text.find('-');
    line_range out;
    out.first = out.last = whole_number(text.substr(0, dash), 1, most, problem);
    if (dash != std::string_view::npos) out.last = whole_number(text.substr(dash + 1), out.first, most, problem);
    return out;
}

/// Where `--file`, `--line` and `--old` put a comment; nothing without them. Throws `usage_problem`.
inline std::optional<bb::inline_position_draft> find_position(const arguments& given) {
    using draft = bb::inline_position_draft;
    for (const char* name : {"line", "old"})
        if (given.has(name) && !given.has("file")) throw usage_problem(std::string("--") + name + " needs a --file");
    if (!given.has("file")) return std::nullopt;
    const std::string path = given.value("file");
    if (!given.has("line")) {
        if (given.has("old")) throw usage_problem("--old needs a --line");
        return draft::on_file(path);
    }
    const line_range lines = parse_lines(given.value("line"));
    if (lines.first == lines.last)
        return given.has("old") ? draft::on_old_line(path, lines.last) : draft::on_line(path, lines.last);
    return given.has("old") ? draft::on_old_lines(path, lines.first, lines.last)
                            : draft::on_lines(path, lines.first, lines.last);
}

/// The text of the comment; `-` is the standard input. Throws `usage_problem`.
inline std::string find_text(const arguments& given) {
    std::string text = given.positional().at(2);
    constexpr std::size_t most = 1U << 20U;
    if (text == "-") {
        try {
            text = text_of(read_stdin(most).bytes).reveal();
        } catch (const not_text& problem) {
            throw usage_problem(std::string("standard input: ") + problem.what());
        }
    }
    if (text.find_first_not_of(" \t\r\n") == std::string::npos) throw usage_problem("the comment has no text");
    return text;
}

inline int run_comment(const arguments& given) {
    const auto position = find_position(given);
    if (position && given.has("reply-to"))
        throw usage_problem("either --file or --reply-to: an answer is where the comment is");
    std::int64_t parent = 0;
    if (given.has("reply-to")) {
        std::string id = given.value("reply-to");
        if (id.starts_with('#')) id.erase(0, 1);
        constexpr std::int64_t most = 999'999'999'999'999;
        parent = whole_number(id, 1, most, "--reply-to is the number of a comment, as show prints it");
    }
    const place at = find_place(given);
    const std::string text = find_text(given);
    const bb::client api = connect(given);
    const std::string& workspace = at.repository.workspace;
    const std::string& slug = at.repository.slug;
    bb::pull_request_comment made;
    if (parent != 0) {
        made = bb::reply_to(api, workspace, slug, at.number, parent, text, each_call());
    } else {
        bb::pull_request_comment_draft draft{.content = text};
        if (position) draft.position = *position;
        made = api.send(bb::pull_request_comments::create{workspace, slug, at.number, draft}, each_call());
    }
    std::string said =
        "Commented on " + at.repository.full() + ' ' + at.name() + ": #" + std::to_string(made.id.value_or(0)) + '\n';
    if (const std::string address = address_of(made.links); !address.empty()) said += shown(address) + '\n';
    write_to_stdout(said);
    return exit_ok;
}

}  // namespace examples::pr
