// SPDX-License-Identifier: MIT
// What access is allowed: a highest level for everybody, and a list of exceptions, read from a text like
//
//   # PERSON-OR-GROUP                             REPOSITORY   LEVEL
//   557058:0f5b4e2c-7d11-4d0a-9f0e-3f6c2b1a9e55   *            admin   # owns the workspace
//   group:developers                              site         write
//   {d301aafa-d676-4ee0-88be-962be7417567}        project:WEB  admin
#pragma once

#include <bitbucket/models/permission.hpp>
#include <bitbucket/types/ids.hpp>
#include <map>

#include "../support/arguments.hpp"
#include "../support/text.hpp"
#include "../support/text_file.hpp"

namespace examples {

/// How high a level is. A word that this library does not know counts as more than all it knows.
constexpr std::size_t rank_of(std::string_view level) {
    const auto known = bitbucket::enum_from<bitbucket::permission_level>(level);
    return known ? static_cast<std::size_t>(*known)
                 : std::size(bitbucket::enum_names<bitbucket::permission_level>::values);
}

/// The level of that name. Throws `usage_problem`.
inline bitbucket::permission_level level_from(std::string_view name) {
    const auto level = bitbucket::enum_from<bitbucket::permission_level>(name);
    if (!level) throw usage_problem("a level is none, read, write, create-repo or admin");
    return *level;
}

/// A line of a list of exceptions.
struct allowed_access {
    /// An account ID, a UUID in braces, or `group:` and a slug.
    std::string who;
    /// A slug, `project:` and a key, or `*` for everything.
    std::string where;
    bitbucket::permission_level level;
    std::size_t line;
    /// Whether somebody has what it allows, and would not be allowed to have it otherwise.
    bool is_used = false;
};

/// A list of exceptions, and the name of the file that it is from.
struct allow_list {
    std::string name = {};
    std::vector<allowed_access> entries = {};

    /// `FILE:LINE`.
    [[nodiscard]] std::string place(std::size_t line) const { return shown(name) + ':' + std::to_string(line); }
};

/// Reads a list of exceptions.
class allow_list_reader {
public:
    /// Throws a `usage_problem` with a line for each of the first problems, each with file and line number.
    static allow_list read(std::string_view content, std::string name) {
        const bitbucket::secret lines = checked(content, name);
        std::string_view text = lines.reveal();
        allow_list_reader reader;
        reader.list_.name = std::move(name);
        for (std::size_t line = 1; !text.empty(); ++line) {
            const std::size_t end = text.find('\n');
            reader.take(line, words_of(text.substr(0, end)));
            text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        }
        if (!reader.problems_.empty()) throw usage_problem("--allow: " + reader.problems_);
        return std::move(reader.list_);
    }

private:
    static bitbucket::secret checked(std::string_view content, const std::string& name) {
        try {
            return text_of(bitbucket::secret(content));
        } catch (const not_text& problem) {
            throw usage_problem("--allow: " + shown(name) + ": " + problem.what());
        }
    }

    // Blanks separate words; `#` at the beginning of one makes the rest a comment.
    static std::vector<std::string> words_of(std::string_view line) {
        constexpr std::string_view blanks = " \t\f\v";
        std::vector<std::string> words;
        for (;;) {
            const std::size_t begin = line.find_first_not_of(blanks);
            if (begin == std::string_view::npos || line[begin] == '#') return words;
            line.remove_prefix(begin);
            words.emplace_back(line.substr(0, line.find_first_of(blanks)));
            line.remove_prefix(words.back().size());
        }
    }

    void take(std::size_t line, std::vector<std::string> words) {
        if (words.empty()) return;
        if (words.size() != 3) return complain(line, "an entry is PERSON-OR-GROUP REPOSITORY-OR-* LEVEL");
        const auto level = bitbucket::enum_from<bitbucket::permission_level>(words[2]);
        // An account ID has another shape, so a UUID only lacks its braces.
        words[0] = bitbucket::user_ref(words[0]).str();
        std::string problem = problem_of_who(words[0]);
        if (problem.empty()) problem = problem_of_where(words[1]);
        if (problem.empty() && !level) problem = "a level is none, read, write, create-repo or admin";
        if (!problem.empty()) return complain(line, problem);
        const auto [first, is_new] = seen_.emplace(std::pair(words[0], words[1]), line);
        if (!is_new) return complain(line, "line " + std::to_string(first->second) + " is about the same");
        list_.entries.push_back({std::move(words[0]), std::move(words[1]), *level, line});
    }

    static bool is_name(std::string_view text, std::string_view marks) {
        for (const char c : text) {
            const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!is_letter && !(c >= '0' && c <= '9') && marks.find(c) == std::string_view::npos) return false;
        }
        return !text.empty();
    }

    static std::string problem_of_who(std::string_view who) {
        if (who.starts_with("group:")) return is_name(who.substr(6), "-_.") ? "" : "a group is group: and its slug";
        if (who.starts_with('{')) return bitbucket::uuid(who).is_valid() ? "" : "this is not a UUID";
        // People choose their own names, and the API does not return e-mail addresses.
        if (is_name(who, ":-_")) return "";
        return "a person is an account ID or a UUID in braces, a group is group: and its slug; names and e-mail "
               "addresses are not accepted";
    }
    static std::string problem_of_where(std::string_view where) {
        if (where == "*") return "";
        if (where.starts_with("project:"))
            return is_name(where.substr(8), "_") ? "" : "a project is project: and its key";
        return is_name(where, "-_.") ? "" : "a repository is its slug, without the workspace, or * for all";
    }

    void complain(std::size_t line, const std::string& problem) {
        constexpr std::size_t most = 20;
        if (++count_ > most) return;
        if (count_ > 1) problems_ += '\n';
        problems_ += count_ == most ? "and so on" : list_.place(line) + ": " + problem;
    }

    allow_list list_;
    std::map<std::pair<std::string, std::string>, std::size_t> seen_;
    std::string problems_;
    std::size_t count_ = 0;
};

/// Reads a list of exceptions from a file. Throws `std::runtime_error` when it cannot be read, and `usage_problem` when
/// something other than a list is in it.
inline allow_list read_allow_list(const std::string& name) {
    constexpr std::size_t most = std::size_t{4} * 1024 * 1024;
    try {
        return allow_list_reader::read(read_file(name, most).bytes.reveal(), name);
    } catch (const unreadable_file& failure) {
        throw std::runtime_error(std::string("--allow: ") + failure.what());
    }
}

}  // namespace examples
