// SPDX-License-Identifier: MIT
// What differs between two trees of files, as changes and as `git diff` writes them, and the merge of two trees.
#pragma once

#include <algorithm>

#include "source_tree.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// One file of a diff. Without `before` it was added, without `after` removed.
struct file_change {
    const source_file* before = nullptr;
    const source_file* after = nullptr;

    [[nodiscard]] const std::string& path() const noexcept { return (after != nullptr ? after : before)->path; }
    [[nodiscard]] const char* status() const noexcept {
        if (before == nullptr || after == nullptr) return before == nullptr ? "added" : "removed";
        return before->path == after->path ? "modified" : "renamed";
    }
    [[nodiscard]] bool is_binary() const noexcept {
        return (after != nullptr ? after : before)->text.find('\0') != std::string::npos;
    }
};

/// The files that differ, by path. A file that moved with its text is one change if `renames`.
inline std::vector<file_change> changes_between(const source_files& before, const source_files& after, bool renames) {
    std::vector<file_change> out;
    for (const source_file& each : after)
        if (const source_file* old = find_file(before, each.path); old == nullptr || !(*old == each))
            out.push_back({old, &each});
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
    const auto is_same = [](const auto* a, const auto* b) { return a != nullptr && b != nullptr ? *a == *b : a == b; };
    for (const file_change& each : changes_between(base, theirs, false)) {
        const source_file* here = find_file(ours, each.path());
        if (is_same(here, each.after)) continue;
        if (!is_same(here, each.before)) out.conflicts.push_back(each.path());
        std::erase_if(out.files, [&](const source_file& file) { return file.path == each.path(); });
        if (each.after != nullptr) out.files.push_back(*each.after);
    }
    return out;
}

/// The lines of a file before and after, with their ends, and where they differ: from `first` on, up to the two ends.
struct line_change {
    std::vector<std::string> before, after;
    std::size_t first = 0, before_end = 0, after_end = 0;

    line_change(const file_change& of, bool ignores_blanks)
        : before(lines_of(of.before)), after(lines_of(of.after)), before_end(before.size()), after_end(after.size()) {
        const auto is_same = [&](std::string a, std::string b) {
            for (std::string* each : {&a, &b})
                if (ignores_blanks) std::erase_if(*each, [](char c) { return c == ' ' || c == '\t' || c == '\r'; });
            return a == b;
        };
        while (first < (std::min)(before_end, after_end) && is_same(before[first], after[first])) ++first;
        for (; (std::min)(before_end, after_end) > first && is_same(before[before_end - 1], after[after_end - 1]);
             --before_end)
            --after_end;
    }
    [[nodiscard]] bool is_empty() const noexcept { return before_end == first && after_end == first; }

private:
    static std::vector<std::string> lines_of(const source_file* file) {
        std::vector<std::string> out;
        for (std::string_view rest = file == nullptr ? std::string_view() : file->text; !rest.empty();) {
            out.emplace_back(rest.substr(0, (std::min)(rest.find('\n'), rest.size() - 1) + 1));
            rest.remove_prefix(out.back().size());
        }
        return out;
    }
};

/// A file's part of a diff, with so many unchanged lines around the change.
inline std::string diff_text(const file_change& of, const line_change& lines, std::size_t context) {
    const std::string names[2] = {"a/" + (of.before != nullptr ? of.before->path : of.path()), "b/" + of.path()};
    const auto mode = [](const source_file& file) { return file.attribute.empty() ? "100644\n" : "100755\n"; };
    std::string out = "diff --git " + names[0] + ' ' + names[1] + '\n';
    if (of.before == nullptr) out += std::string("new file mode ") + mode(*of.after);
    if (of.after == nullptr) out += std::string("deleted file mode ") + mode(*of.before);
    if (std::string_view(of.status()) == "renamed")
        out += "similarity index 100%\nrename from " + of.before->path + "\nrename to " + of.path() + '\n';
    if (lines.is_empty()) return out;
    const std::string from = of.before == nullptr ? "/dev/null" : names[0];
    const std::string to = of.after == nullptr ? "/dev/null" : names[1];
    if (of.is_binary()) return out + "Binary files " + from + " and " + to + " differ\n";

    const std::size_t begin = lines.first - (std::min)(lines.first, context);
    const std::size_t behind = (std::min)(lines.before.size() - lines.before_end, context);
    const auto range = [&](std::size_t end) {
        const std::size_t count = end + behind - begin;
        return std::to_string(count == 0 ? begin : begin + 1) + ',' + std::to_string(count);
    };
    out += "--- " + from + "\n+++ " + to + "\n@@ -" + range(lines.before_end) + " +" + range(lines.after_end) + " @@\n";
    const auto write = [&](char mark, const std::vector<std::string>& texts, std::size_t i, std::size_t end) {
        for (; i < end; ++i)
            out += mark + texts[i] + (texts[i].ends_with('\n') ? "" : "\n\\ No newline at end of file\n");
    };
    write(' ', lines.before, begin, lines.first);
    write('-', lines.before, lines.first, lines.before_end);
    write('+', lines.after, lines.first, lines.after_end);
    write(' ', lines.after, lines.after_end, lines.after_end + behind);
    return out;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
