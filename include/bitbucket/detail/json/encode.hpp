// SPDX-License-Identifier: MIT
// Walks of the member tables that need no JSON reader: write a model as JSON, compare two, print one.
#pragma once

#include "json_writer.hpp"
#include "member_table.hpp"

namespace bitbucket::detail {

/// How a walk writes members that hold nothing, and members that must not be seen.
enum class encode_mode : std::uint8_t {
    /// A request body: every plain member is written, even an empty one.
    body,
    /// A read model: an empty text counts as absent.
    model,
    /// Like `model`, but with sensitive members as ***.
    print
};

void encode_value(json_writer& out, const type_descriptor& type, const void* value, encode_mode mode);

inline void encode_links(json_writer& out, const links& all, encode_mode mode) {
    out.start(true);
    for (const link& first : all) {
        if (all.find(first.rel) != &first) continue;
        std::size_t same = 0;
        for (const link& entry : all) same += entry.rel == first.rel ? 1U : 0U;
        out.key(first.rel);
        if (same > 1) out.start(false);
        for (const link& each : all)
            if (each.rel == first.rel) encode_value(out, descriptor<link>, &each, mode);
        if (same > 1) out.end(false);
    }
    out.end(true);
}

/// Writes the members of a model that hold a value.
inline void encode_object(json_writer& out, const member_table& model, const void* object, encode_mode mode) {
    const auto* base = static_cast<const char*>(object);
    out.start(true);
    for (std::size_t i = 0; i < model.count; ++i) {
        const member_descriptor& member = model.members[i];
        const void* at = base + member.offset;
        if (member.type->is_null != nullptr && member.type->is_null(at)) {
            out.key(member.name);
            out.null();
            continue;
        }
        const void* value = member.type->value == nullptr ? at : member.type->value(at);
        if (value == nullptr) continue;
        const value_kind kind = member.type->kind;
        const bool textual = kind == value_kind::text || kind == value_kind::json;
        if (textual && (mode != encode_mode::body || kind == value_kind::json) && member.type->get_text(value).empty())
            continue;
        if (kind == value_kind::links && static_cast<const links*>(value)->empty()) continue;
        out.key(member.name);
        if (mode == encode_mode::print && member.sensitive)
            out.string("***");
        else
            encode_value(out, *member.type, value, mode);
    }
    out.end(true);
}

/// Writes a value that is present. `value` is the address of the value itself, inside its optional if it has one.
inline void encode_value(json_writer& out, const type_descriptor& type, const void* value, encode_mode mode) {
    switch (type.kind) {
        case value_kind::text:
            return out.string(type.get_text(value));
        case value_kind::boolean:
            return out.boolean(*static_cast<const bool*>(value));
        case value_kind::integer:
            return out.integer(*static_cast<const std::int64_t*>(value));
        case value_kind::json:
            return out.raw(type.get_text(value));
        case value_kind::links:
            return encode_links(out, *static_cast<const links*>(value), mode);
        case value_kind::object: {
            const member_table& model = type.model(value);
            if (model.whole == member_table::none) return encode_object(out, model, value, mode);
            const auto text = descriptor<json_text>.get_text(static_cast<const char*>(value) + model.whole);
            return text.empty() ? encode_object(out, model, value, mode) : out.raw(text);
        }
        case value_kind::list:
            break;
    }
    out.start(false);
    for (std::size_t i = 0; i < type.size(value); ++i) encode_value(out, type.item(), type.at(value, i), mode);
    out.end(false);
}

bool equal_values(const type_descriptor& type, const void* a, const void* b);

/// Whether two objects of one model have equal members.
inline bool equal_objects(const member_table& model, const void* a, const void* b) {
    for (std::size_t i = 0; i < model.count; ++i) {
        const member_descriptor& member = model.members[i];
        const void* left = static_cast<const char*>(a) + member.offset;
        const void* right = static_cast<const char*>(b) + member.offset;
        if (member.type->is_null != nullptr && member.type->is_null(left) != member.type->is_null(right)) return false;
        if (member.type->value != nullptr) {
            left = member.type->value(left);
            right = member.type->value(right);
            if ((left == nullptr) != (right == nullptr)) return false;
            if (left == nullptr) continue;
        }
        if (!equal_values(*member.type, left, right)) return false;
    }
    return true;
}

inline bool equal_values(const type_descriptor& type, const void* a, const void* b) {
    switch (type.kind) {
        case value_kind::text:
        case value_kind::json:
            return type.equal != nullptr ? type.equal(a, b) : type.get_text(a) == type.get_text(b);
        case value_kind::boolean:
            return *static_cast<const bool*>(a) == *static_cast<const bool*>(b);
        case value_kind::integer:
            return *static_cast<const std::int64_t*>(a) == *static_cast<const std::int64_t*>(b);
        case value_kind::links:
            return *static_cast<const links*>(a) == *static_cast<const links*>(b);
        case value_kind::object: {
            const member_table& model = type.model(a);
            if (!equal_objects(model, a, b)) return false;
            if (model.whole == member_table::none) return true;
            return descriptor<json_text>.get_text(static_cast<const char*>(a) + model.whole) ==
                   descriptor<json_text>.get_text(static_cast<const char*>(b) + model.whole);
        }
        case value_kind::list:
            break;
    }
    if (type.size(a) != type.size(b)) return false;
    for (std::size_t i = 0; i < type.size(a); ++i)
        if (!equal_values(type.item(), type.at(a, i), type.at(b, i))) return false;
    return true;
}

}  // namespace bitbucket::detail
