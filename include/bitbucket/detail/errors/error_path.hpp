// SPDX-License-Identifier: MIT
// error_path: where in an error body a value is, and whether the path of a rule leads there.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "../text/utf8.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Where a JSON value is: the names of the members that lead to it, of which the last is known. Items of lists have no
/// name.
class error_path {
public:
    static constexpr std::size_t max_depth = 8;

    [[nodiscard]] std::size_t depth() const noexcept { return depth_; }
    [[nodiscard]] bool is_known() const noexcept { return depth_ <= max_depth; }
    void enter() {
        if (++depth_ <= max_depth) keys_[depth_ - 1].clear();
    }
    void leave() noexcept { --depth_; }
    BITBUCKET_COLD void set_key(std::string_view key) {
        // Every message below a name repeats it, so a long name would cost more than its length.
        constexpr std::size_t longest_key = 200;
        if (is_known()) keys_[depth_ - 1] = utf8_prefix(key, longest_key);
    }

    /// Whether this is the path of a rule; the steps that its `**` stands for are then those from `first` to `last`.
    [[nodiscard]] BITBUCKET_COLD bool fits(std::string_view rule, std::size_t& first, std::size_t& last,
                                           std::size_t at = 0) const {
        if (rule.empty()) return at == depth_;
        const bool is_item = rule.starts_with("[]");
        const std::size_t end = is_item ? 2 : (std::min)(rule.find_first_of(".["), rule.size());
        const std::string_view step = rule.substr(0, end);
        std::string_view rest = rule.substr(end);
        if (rest.starts_with('.')) rest.remove_prefix(1);
        if (step == "**") {
            for (std::size_t next = at; next <= depth_; ++next)
                if (fits(rest, first, last, next)) {
                    first = at;
                    last = next;
                    return true;
                }
            return false;
        }
        return at < depth_ && keys_[at] == (is_item ? std::string_view() : step) && fits(rest, first, last, at + 1);
    }
    /// The names from one step to another, without those of items: `links.avatar`.
    [[nodiscard]] BITBUCKET_COLD std::string name_of(std::size_t first, std::size_t last) const {
        std::string name;
        for (std::size_t i = first; i < last; ++i) {
            if (keys_[i].empty()) continue;
            if (!name.empty()) name += '.';
            name += keys_[i];
        }
        return name;
    }

private:
    std::string keys_[max_depth];
    std::size_t depth_ = 0;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
