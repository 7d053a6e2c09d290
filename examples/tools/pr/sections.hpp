// SPDX-License-Identifier: MIT
// A pull request as `pr show` prints it: a head, and a section each for reviews, checks, threads and tasks. Everything from
// the server is escaped, and wrapped where it is text.
#pragma once

#include "details.hpp"
#include "tables.hpp"

namespace examples::pr {

/// A heading on a line of its own, after an empty one.
inline std::string heading(const std::string& text, const style& looks) {
    return '\n' + painted(text, strong, looks.color) + '\n';
}

/// A word in a column of its own, in its colour, and text behind it.
inline std::string labelled_line(const std::string& word, const std::string& text, const style& looks) {
    constexpr std::size_t indent = 2;
    constexpr std::size_t width = 15;
    const std::string label = cut_line(word, width - 2);
    const std::size_t rest = looks.columns > indent + width + 10 ? looks.columns - indent - width : 10;
    return std::string(indent, ' ') + painted(label, color_of(label), looks.color) +
           std::string(width - display_width(label), ' ') + cut_line(text, rest) + '\n';
}

/// `Threads (1 open, 2 resolved)`.
template <class Item>
std::string counted_heading(const char* what, const part<Item>& of, std::size_t open, const char* closed,
                            const style& looks) {
    const std::size_t others = of.items.size() + of.left_out - open;
    std::string counts = std::to_string(open) + " open";
    if (others > 0) counts += ", " + std::to_string(others) + ' ' + closed;
    return heading(std::string(what) + " (" + counts + ')', looks);
}

/// That something is missing; empty if nothing is.
template <class Item>
std::string gap(const part<Item>& of, const style& looks) {
    return of.problem ? wrapped("not all of it could be read: " + of.problem->message(), 2, looks.columns) : "";
}

inline std::string head(const details& of, const style& looks) {
    const bb::pull_request& one = of.whole;
    std::string title = wrapped('#' + std::to_string(one.id.value_or(0)) + ' ' + one.title, 0, looks.columns);
    title.pop_back();
    std::string out = painted(title, strong, looks.color) + '\n';
    const std::string state = shown(state_of(one));
    const std::string ends =
        branch_of(one.source, of.repository) + " into " + branch_of(one.destination, of.repository);
    // The state is painted after wrapping, which counts columns.
    std::string line = wrapped(state + ": " + ends + ", by " + name_of_optional(one.author), 0, looks.columns);
    out += painted(line.substr(0, state.size()), color_of(state), looks.color) + line.substr(state.size());
    std::string days = "opened " + day_of(one.created_on) + ", changed " + day_of(one.updated_on);
    if (one.closed_by) days += ", closed by " + name_of(*one.closed_by);
    out += painted(cut_line(days, looks.columns), faint, looks.color) + '\n';
    if (const std::string address = address_of(one.links); !address.empty())
        out += painted(shown(address), faint, looks.color) + '\n';
    if (!one.reason.empty()) out += wrapped("reason: " + one.reason, 0, looks.columns);
    if (!one.description.empty()) out += '\n' + wrapped(one.description, 2, looks.columns);
    return out;
}

/// What everybody who takes part has said.
inline std::string reviews(const details& of, const style& looks) {
    if (!of.whole.participants) return "";
    std::string out;
    for (const bb::participant& each : *of.whole.participants) {
        const bb::review_so_far said = bb::review_of(each);
        if (each.role != "REVIEWER" && said == bb::review_so_far::nothing) continue;
        const bool is_late = said == bb::review_so_far::nothing && !of.whole.is_open();
        out += labelled_line(is_late ? "no answer" : words_for(said), name_of_optional(each.user), looks);
    }
    return out.empty() ? "" : heading("Reviews", looks) + out;
}

/// How a check stands, in a word.
inline std::string words_for(const bb::commit_status& one) {
    using state = bb::commit_status_state;
    if (one.state == state::successful) return "passed";
    if (one.state == state::failed) return "failed";
    if (one.state == state::in_progress) return "running";
    return one.state == state::stopped ? "stopped" : one.state.str();
}

inline std::string checks(const details& of, const style& looks) {
    std::string out;
    for (const bb::commit_status& each : of.checks.items) {
        std::string text = each.name.empty() ? each.key : each.name;
        if (!each.description.empty()) text += ": " + each.description;
        out += labelled_line(words_for(each), text, looks);
    }
    out += gap(of.checks, looks);
    return out.empty() ? "" : heading("Checks", looks) + out;
}

/// Where in the diff a thread stands.
inline std::string place_of(const bb::pull_request_comment& one) {
    if (!one.position) return "on the pull request";
    const bb::inline_position& at = *one.position;
    std::string out = at.path;
    const auto add = [&](const std::optional<std::int64_t>& first, const std::optional<std::int64_t>& last,
                         const char* side) {
        if (!last) return;
        const bool is_range = first && *first != *last;
        out += std::string(", ") + side + (is_range ? "lines " + std::to_string(*first) + " to " : "line ") +
               std::to_string(*last);
    };
    if (at.to)
        add(at.start_to, at.to, "");
    else
        add(at.start_from, at.from, "old ");
    return out + (at.outdated == true ? " (outdated)" : "");
}

inline std::string comment_lines(const bb::pull_request_comment& one, const style& looks) {
    constexpr std::size_t indent = 4;
    std::string by = '#' + std::to_string(one.id.value_or(0)) + ' ';
    if (one.is_deleted()) return std::string(indent, ' ') + painted(by + "(removed)", faint, looks.color) + '\n';
    by += name_of_optional(one.user) + ", " + day_of(one.created_on) + (one.pending == true ? " (pending)" : "");
    return std::string(indent, ' ') + painted(cut_line(by, looks.columns - indent), faint, looks.color) + '\n' +
           wrapped(one.text(), indent + 2, looks.columns);
}

inline std::string threads(const details& of, const style& looks) {
    std::size_t open = 0;
    std::string out;
    for (const bb::comment_thread& each : of.threads.items) {
        if (!each.is_resolved()) ++open;
        const std::string where = place_of(each.first) + (each.is_resolved() ? " (resolved)" : "");
        out += "  " + painted(cut_line(where, looks.columns - 2), yellow, looks.color) + '\n';
        out += comment_lines(each.first, looks);
        for (const bb::pull_request_comment& reply : each.replies) out += comment_lines(reply, looks);
    }
    out += gap(of.threads, looks);
    if (out.empty() && of.threads.left_out == 0) return "";
    return counted_heading("Threads", of.threads, open, "resolved", looks) + out;
}

inline std::string tasks(const details& of, const style& looks) {
    std::size_t open = 0;
    std::string out;
    for (const bb::pull_request_task& each : of.tasks.items) {
        if (!each.is_resolved()) ++open;
        const std::string id = '#' + std::to_string(each.id.value_or(0)) + (each.is_resolved() ? " (done)" : "");
        out += "  " + painted(id + ' ' + cut_line(name_of_optional(each.creator), 30), faint, looks.color) + '\n' +
               wrapped(each.text(), 4, looks.columns);
    }
    out += gap(of.tasks, looks);
    if (out.empty() && of.tasks.left_out == 0) return "";
    return counted_heading("Tasks", of.tasks, open, "done", looks) + out;
}

/// The answer of `check_mergeability`, in words.
inline std::string words_for(bb::merge_verdict verdict) {
    switch (verdict) {
        case bb::merge_verdict::forbidden:
            return "no";
        case bb::merge_verdict::depends:
            return "that depends on the restrictions of the branch";
        case bb::merge_verdict::nothing_found:
            return "nothing was found that forbids it";
        case bb::merge_verdict::unknown:
            break;
    }
    return "not known: not everything could be read";
}

/// Whether it may be merged, why not, and what nobody can tell.
inline std::string merging(const details& of, const style& looks) {
    if (!of.may_merge) return "";
    const std::string verdict = words_for(of.may_merge->verdict());
    std::string out =
        heading("May it be merged?", looks) + "  " + painted(verdict, color_of(verdict), looks.color) + '\n';
    for (const bb::merge_obstacle& each : of.may_merge->obstacles) {
        std::string line = wrapped(each.text, 4, looks.columns);
        line.replace(2, 1, each.is_certain() ? "!" : "-");
        out += line;
    }
    for (const std::string& each : of.may_merge->untold()) {
        std::string line = wrapped(each, 4, looks.columns);
        line.replace(2, 1, "?");
        line.pop_back();
        out += painted(line, faint, looks.color) + '\n';
    }
    return out;
}

/// All of it.
inline std::string show_text(const details& of, const style& looks) {
    return head(of, looks) + reviews(of, looks) + checks(of, looks) + threads(of, looks) + tasks(of, looks) +
           merging(of, looks);
}

}  // namespace examples::pr
