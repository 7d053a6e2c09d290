// SPDX-License-Identifier: MIT
// Defines what equal.hpp declares.
#pragma once

#include "equal.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

BITBUCKET_INLINE bool equal_items(const type_descriptor& type, const void* a, const void* b) {
    if (type.is_null != nullptr && type.is_null(a) != type.is_null(b)) return false;
    const void* left = value_at(type, a);
    const void* right = value_at(type, b);
    if (left == nullptr || right == nullptr) return left == right;
    return equal_values(type, left, right);
}

BITBUCKET_INLINE bool equal_objects(const member_table& model, const void* a, const void* b) {
    for (const member_descriptor& member : model.members) {
        const void* left = static_cast<const char*>(a) + member.offset;
        const void* right = static_cast<const char*>(b) + member.offset;
        if (!equal_items(*member.type, left, right)) return false;
    }
    return true;
}

BITBUCKET_INLINE bool equal_maps(const type_descriptor& type, const void* a, const void* b) {
    struct context {
        const type_descriptor* type;
        const void* other;
        bool same;
    } all{&type, b, type.size(a) == type.size(b)};
    const auto compare = [](void* to, std::string_view key, const void* at) {
        context& with = *static_cast<context*>(to);
        if (!with.same) return;
        const void* other = with.type->find(with.other, key);
        with.same = other != nullptr && equal_items(with.type->item(), at, other);
    };
    type.each(a, compare, &all);
    return all.same;
}

BITBUCKET_INLINE bool equal_values(const type_descriptor& type, const void* a, const void* b) {
    switch (type.kind) {
        case value_kind::text:
        case value_kind::json:
            return type.equal != nullptr ? type.equal(a, b) : type.get_text(a) == type.get_text(b);
        case value_kind::boolean:
            return *static_cast<const bool*>(a) == *static_cast<const bool*>(b);
        case value_kind::integer:
            return type.get_integer(a) == type.get_integer(b);
        case value_kind::real:
            return type.get_real(a) == type.get_real(b);
        case value_kind::links:
            return *static_cast<const links*>(a) == *static_cast<const links*>(b);
        case value_kind::object: {
            const member_table& model = type.model(a);
            if (!equal_objects(model, a, b)) return false;
            if (model.whole == member_table::none) return true;
            return descriptor<json_text>.get_text(static_cast<const char*>(a) + model.whole) ==
                   descriptor<json_text>.get_text(static_cast<const char*>(b) + model.whole);
        }
        case value_kind::one_of:
            return type.kinds->equal(*type.kinds, a, b);
        case value_kind::map:
            return equal_maps(type, a, b);
        case value_kind::list:
            break;
    }
    if (type.size(a) != type.size(b)) return false;
    for (std::size_t i = 0; i < type.size(a); ++i)
        if (!equal_items(type.item(), type.at(a, i), type.at(b, i))) return false;
    return true;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
