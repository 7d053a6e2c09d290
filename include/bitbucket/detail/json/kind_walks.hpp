// SPDX-License-Identifier: MIT
// How a one_of is written, and how two are compared: what encode.hpp and equal.hpp do for models, for a value that holds
// one of several.
#pragma once

#include "../../types/kind_names.hpp"
#include "equal.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Whether the member that only this alternative has would be missing in the JSON.
inline bool lacks_kind_member(const member_table& model, const void* object, std::string_view name, encode_mode mode) {
    for (const member_descriptor& member : model.members) {
        if (member.name != name) continue;
        const void* at = static_cast<const char*>(object) + member.offset;
        if (member.type->is_null != nullptr && member.type->is_null(at)) return false;
        return is_left_out(*member.type, value_at(*member.type, at), mode);
    }
    return true;
}

/// Writes a kind that nobody has declared. It may hold a secret, so that only its name is printed.
inline void encode_unknown(json_writer& out, const unknown_kind& held, encode_mode mode) {
    if (mode != encode_mode::print) return out.raw(held.text.str());
    out.start(true);
    if (!held.kind.empty()) {
        out.key(kind_key);
        out.string(held.kind);
    }
    out.key("unknown");
    out.string("***");
    out.end(true);
}

/// Writes what a one_of holds so that it is read back as the same kind: with the kind as its `type`, or with null for the
/// member that marks the kind if that holds nothing.
inline void encode_kind(json_writer& out, const kind_table& kinds, const void* one, encode_mode mode) {
    const std::size_t kind = kinds.kind(one);
    if (kind == kind_table::nothing) return out.null();
    const void* held = kinds.value(one);
    if (kind == kind_table::unknown) return encode_unknown(out, *static_cast<const unknown_kind*>(held), mode);
    const kind_table::entry& entry = kinds.entries[kind];
    const member_table& model = entry.type->model(held);
    if (model.whole != member_table::none &&
        !descriptor<json_text>.get_text(static_cast<const char*>(held) + model.whole).empty())
        return encode_value(out, *entry.type, held, mode);
    out.start(true);
    if (!kinds.by_member) {
        out.key(kind_key);
        out.string(entry.name);
    } else if (lacks_kind_member(model, held, entry.name, mode)) {
        out.key(entry.name);
        out.null();
    }
    encode_members(out, model, held, mode, kinds.by_member ? std::string_view() : kind_key);
    out.end(true);
}

/// Whether two one_ofs of one type hold equal values of the same kind.
inline bool equal_kinds(const kind_table& kinds, const void* a, const void* b) {
    const std::size_t kind = kinds.kind(a);
    if (kind != kinds.kind(b)) return false;
    if (kind == kind_table::nothing) return true;
    const void* left = kinds.value(a);
    const void* right = kinds.value(b);
    if (kind == kind_table::unknown)
        return *static_cast<const unknown_kind*>(left) == *static_cast<const unknown_kind*>(right);
    return equal_values(*kinds.entries[kind].type, left, right);
}

/// A value as JSON text.
inline std::string json_text_of(const type_descriptor& type, const void* value, encode_mode mode) {
    std::string text;
    json_writer out(text);
    encode_value(out, type, value, mode);
    return text;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
