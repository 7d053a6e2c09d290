// SPDX-License-Identifier: MIT
// What differs between two trees of files, as changes and as `git diff` writes them, and the merge of two trees.
#pragma once

#include <algorithm>
#include <iterator>

#include "source_tree.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// One file of a diff. Without `before` it was added, without `after` removed.
struct file_change {
    const source_file* before = nullptr;
    const source_file* after = nullptr;

    [[nodiscard]] const std::string& path() const noexcept { return (after != nullptr ? after : before)->path; }
    [[nodiscard]] const char* status() const noexcept {
        if (before == nullptr) return "added";
        if (after == nullptr) return "removed";
        return before->path == after->path ? "modified" : "renamed";
    }
};

/// The files that differ, by path. A file that moved with its text is one change if `renames`.
inline std::vector<file_change> changes_between(const source_files& before, const source_files& after, bool renames) {
    std::vector<file_change> out;
    for (const source_file& each : after) {
        const source_file* old = find_file(before, each.path);
        if (old == nullptr || !(*old == each)) out.push_back({old, &each});
    }
    for (const source_file& each : before) {
        if (find_file(after, each.path) != nullptr) continue;
        const auto moved = std::find_if(out.begin(), out.end(), [&](const file_change& other) {
            return renames && other.before == nullptr && other.after->text == each.text;
        });
        if (moved == out.end())
            out.push_back({&each, nullptr});
        else
            moved->before = &each;
    }
    std::sort(out.begin(), out.end(), [](const file_change& a, const file_change& b) { return a.path() < b.path(); });
    return out;
}

/// The files of a merge, and the paths that both sides changed differently.
struct merged_files {
    source_files files;
    std::vector<std::string> conflicts = {};
};

inline merged_files merge_files(const source_files& base, const source_files& ours, const source_files& theirs) {
    merged_files out{ours};
    const auto is_same = [](const source_file* a, const source_file* b) {
        return a == nullptr || b == nullptr ? a == b : *a == *b;
    };
    for (const file_change& each : changes_between(base, theirs, false)) {
        const source_file* here = find_file(ours, each.path());
        if (is_same(here, each.after)) continue;
        if (!is_same(here, each.before)) {
            out.conflicts.push_back(each.path());
            continue;
        }
        std::erase_if(out.files, [&](const source_file& file) { return file.path == each.path(); });
        if (each.after != nullptr) out.files.push_back(*each.after);
    }
    std::sort(out.files.begin(), out.files.end(),
              [](const source_file& a, const source_file& b) { return a.path < b.path; });
    return out;
}

/// The lines of a file before and after, with their ends, and where they differ: from `first` on, up to the two ends.
struct line_change {
    std::vector<std::string_view> before, after;
    std::size_t first = 0, before_end = 0, after_end = 0;

    line_change(const file_change& of, bool ignores_blanks) : before(lines_of(of.before)), after(lines_of(of.after)) {
        const auto same = [&](std::string_view a, std::string_view b) {
            return ignores_blanks ? without_blanks(a) == without_blanks(b) : a == b;
        };
        before_end = before.size();
        after_end = after.size();
        while (first < (std::min)(before_end, after_end) && same(before[first], after[first])) ++first;
        while ((std::min)(before_end, after_end) > first && same(before[before_end - 1], after[after_end - 1])) {
            --before_end;
            --after_end;
        }
    }
    [[nodiscard]] bool is_empty() const noexcept { return before_end == first && after_end == first; }

private:
    static std::vector<std::string_view> lines_of(const source_file* file) {
        std::vector<std::string_view> out;
        for (std::string_view rest = file == nullptr ? std::string_view() : file->text; !rest.empty();) {
            out.push_back(
                rest.substr(0, rest.find('\n') == std::string_view::npos ? rest.size() : rest.find('\n') + 1));
            rest.remove_prefix(out.back().size());
        }
        return out;
    }
    static std::string without_blanks(std::string_view line) {
        std::string out;
        std::copy_if(line.begin(), line.end(), std::back_inserter(out),
                     [](char c) { return std::string_view(" \t\r\n").find(c) == std::string_view::npos; });
        return out;
    }
};

/// A file's part of a diff, with so many unchanged lines around the change.
inline std::string diff_text(const file_change& of, const line_change& lines, std::size_t context) {
    const std::string old_path = "a/" + (of.before != nullptr ? of.before : of.after)->path;
    const std::string new_path = "b/" + of.path();
    const auto mode = [](const source_file& file) {
        return std::string(file.attribute == "executable" ? "100755"
                           : file.attribute == "link"     ? "120000"
                                                          : "100644") +
               '\n';
    };
    std::string out = "diff --git " + old_path + ' ' + new_path + '\n';
    if (of.before == nullptr) out += "new file mode " + mode(*of.after);
    if (of.after == nullptr) out += "deleted file mode " + mode(*of.before);
    if (of.before != nullptr && of.after != nullptr && mode(*of.before) != mode(*of.after))
        out += "old mode " + mode(*of.before) + "new mode " + mode(*of.after);
    if (std::string_view(of.status()) == "renamed")
        out += "similarity index 100%\nrename from " + of.before->path + "\nrename to " + of.after->path + '\n';
    if (lines.is_empty()) return out;
    const std::string names[2] = {of.before == nullptr ? "/dev/null" : old_path,
                                  of.after == nullptr ? "/dev/null" : new_path};
    const bool is_binary = (of.after != nullptr ? of.after : of.before)->text.find('\0') != std::string::npos;
    if (is_binary) return out + "Binary files " + names[0] + " and " + names[1] + " differ\n";

    const std::size_t begin = lines.first - (std::min)(lines.first, context);
    const std::size_t behind = (std::min)(lines.before.size() - lines.before_end, context);
    const auto range = [&](std::size_t end) {
        const std::size_t count = end + behind - begin;
        return std::to_string(count == 0 ? begin : begin + 1) + ',' + std::to_string(count);
    };
    out += "--- " + names[0] + "\n+++ " + names[1] + "\n@@ -" + range(lines.before_end) + " +" +
           range(lines.after_end) + " @@\n";
    const auto write = [&](char mark, const std::vector<std::string_view>& from, std::size_t i, std::size_t end) {
        for (; i < end; ++i) {
            (out += mark) += from[i];
            if (!from[i].ends_with('\n')) out += "\n\\ No newline at end of file\n";
        }
    };
    write(' ', lines.before, begin, lines.first);
    write('-', lines.before, lines.first, lines.before_end);
    write('+', lines.after, lines.first, lines.after_end);
    write(' ', lines.after, lines.after_end, lines.after_end + behind);
    return out;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
