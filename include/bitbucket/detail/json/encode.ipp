// SPDX-License-Identifier: MIT
// Defines what encode.hpp declares.
#pragma once

#include "encode.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

BITBUCKET_INLINE void encode_links(json_writer& out, const links& all, encode_mode mode) {
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

BITBUCKET_INLINE const void* value_at(const type_descriptor& type, const void* at) {
    const void* value = type.value == nullptr ? at : type.value(at);
    return type.kinds != nullptr && value != nullptr && type.kinds->value(value) == nullptr ? nullptr : value;
}

BITBUCKET_INLINE void encode_item(json_writer& out, const type_descriptor& type, const void* at, encode_mode mode) {
    const void* value = value_at(type, at);
    return value == nullptr ? out.null() : encode_value(out, type, value, mode);
}

BITBUCKET_INLINE bool is_left_out(const type_descriptor& type, const void* value, encode_mode mode) {
    if (value == nullptr) return true;
    const bool textual = type.kind == value_kind::text || type.kind == value_kind::json;
    if (textual && (mode != encode_mode::body || type.kind == value_kind::json)) return type.get_text(value).empty();
    return type.kind == value_kind::links && static_cast<const links*>(value)->empty();
}

BITBUCKET_INLINE void encode_members(json_writer& out, const member_table& model, const void* object, encode_mode mode,
                                     std::string_view except) {
    const auto* base = static_cast<const char*>(object);
    for (const member_descriptor& member : model.members) {
        const void* at = base + member.offset;
        if (!except.empty() && member.name == except) continue;
        if (member.type->is_null != nullptr && member.type->is_null(at)) {
            out.key(member.name);
            out.null();
            continue;
        }
        const void* value = value_at(*member.type, at);
        if (is_left_out(*member.type, value, mode)) continue;
        out.key(member.name);
        if (mode == encode_mode::print && member.sensitive)
            out.string("***");
        else
            encode_value(out, *member.type, value, mode);
    }
}

BITBUCKET_INLINE void encode_object(json_writer& out, const member_table& model, const void* object, encode_mode mode) {
    out.start(true);
    encode_members(out, model, object, mode);
    out.end(true);
}

BITBUCKET_INLINE void encode_map(json_writer& out, const type_descriptor& type, const void* map, encode_mode mode) {
    struct context {
        json_writer* out;
        const type_descriptor* item;
        encode_mode mode;
    } all{&out, &type.item(), mode};
    out.start(true);
    const auto write = [](void* to, std::string_view key, const void* at) {
        const context& with = *static_cast<context*>(to);
        with.out->key(key);
        encode_item(*with.out, *with.item, at, with.mode);
    };
    type.each(map, write, &all);
    out.end(true);
}

BITBUCKET_INLINE void encode_value(json_writer& out, const type_descriptor& type, const void* value, encode_mode mode) {
    switch (type.kind) {
        case value_kind::text:
            return out.string(type.get_text(value));
        case value_kind::boolean:
            return out.boolean(*static_cast<const bool*>(value));
        case value_kind::integer: {
            const whole_number number = type.get_integer(value);
            return number.negative ? out.integer(static_cast<std::int64_t>(number.bits)) : out.integer(number.bits);
        }
        case value_kind::real:
            return out.real(type.get_real(value), type.single);
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
        case value_kind::one_of:
            return type.kinds->encode(out, *type.kinds, value, mode);
        case value_kind::map:
            return encode_map(out, type, value, mode);
        case value_kind::list:
            break;
    }
    out.start(false);
    for (std::size_t i = 0; i < type.size(value); ++i) encode_item(out, type.item(), type.at(value, i), mode);
    out.end(false);
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
