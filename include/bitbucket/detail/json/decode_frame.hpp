// SPDX-License-Identifier: MIT
// decode_frame: one open container of the typed decoder. decoder.hpp keeps a stack of them, the innermost last.
#pragma once

#include "../../types/link.hpp"
#include "../text/ascii.hpp"
#include "kind_table.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

enum class decode_frame_kind : std::uint8_t { object, list, map, links, link_list, undecided };

/// A container that is being read: a model, a list, a map, a model's links, the links of one relation, or a one_of whose
/// kind is not known yet.
struct decode_frame {
    decode_frame_kind kind;
    const type_descriptor* type;
    void* target;
    const member_table* model = nullptr;
    const member_descriptor* member = nullptr;
    std::size_t index = 0;
    /// Of a map: the key that was read last, and where its value belongs.
    std::string_view key = {};
    void* entry = nullptr;
    /// Whether the member that the model needs has come.
    bool has_needed = false;
    /// Of an alternative of a one_of that `type` has marked: which.
    const kind_table::entry* marked = nullptr;

    decode_frame(decode_frame_kind of, const type_descriptor* read_as, void* into,
                 const member_table* members = nullptr) noexcept
        : kind(of), type(read_as), target(into), model(members) {}

    [[nodiscard]] void* member_address() const noexcept { return static_cast<char*>(target) + member->offset; }

    // Members mostly come in the order of the list, so the search starts after the last one found.
    void find_member(std::string_view wanted) noexcept {
        for (std::size_t tried = 0; tried < model->members.size(); ++tried) {
            if (index == model->members.size()) index = 0;
            const member_descriptor& candidate = model->members[index++];
            if (equal_short(candidate.name, wanted)) {
                member = &candidate;
                return;
            }
        }
        member = nullptr;
    }
};

// The last of duplicate keys wins, as everywhere. Very long sets, which no server sends, are not searched each time.
inline void drop_links(links& all, std::string_view rel) {
    constexpr std::size_t most_searched = 128;
    if (all.size() > most_searched) return;
    bool is_there = false;
    for (const link& entry : all) is_there = is_there || equal_short(entry.rel, rel);
    if (!is_there) return;
    links kept;
    for (const link& entry : all)
        if (entry.rel != rel) kept.add(entry);
    all = std::move(kept);
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
