// SPDX-License-Identifier: MIT
// Looks up nested members by a path such as `repository.name`, and orders values: times by instant, permissions by
// rank, texts by bytes, absent values last.
#pragma once

#include "../http/refusals.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// The member of an object, even one that is sent only on demand; null if there is none.
inline const json* member_of(const json& object, std::string_view key) {
    if (!object.is_object()) return nullptr;
    for (const std::string& name : {std::string(key), '+' + std::string(key)})
        if (const auto found = object.find(name); found != object.end()) return &*found;
    return nullptr;
}

/// The value at a path; through lists, the list of all values there.
inline json value_at(const json& item, std::string_view path) {
    if (path.empty()) return item;
    if (item.is_array()) {
        json out = json::array();
        for (const json& each : item) out.push_back(value_at(each, path));
        return out;
    }
    const std::string_view key = path.substr(0, path.find('.'));
    const json* member = member_of(item, key);
    if (member == nullptr) return nullptr;
    return value_at(*member, path.substr((std::min)(key.size() + 1, path.size())));
}

/// Whether an item has a path at all, even with a null value.
inline bool has_member(const json& item, std::string_view path) {
    if (item.is_array()) {
        for (const json& each : item)
            if (has_member(each, path)) return true;
        return false;
    }
    const std::string_view key = path.substr(0, path.find('.'));
    const json* member = member_of(item, key);
    return member != nullptr && (key.size() == path.size() || has_member(*member, path.substr(key.size() + 1)));
}

/// The rank of a permission, from 1; 0 for any other text.
inline int permission_rank(std::string_view text) noexcept {
    int rank = 0;
    for (const char* each : {"none", "read", "write", "create-repo", "admin"}) {
        ++rank;
        if (text == each) return rank;
    }
    return 0;
}

/// Whether the kinds of two values have an order.
inline bool comparable(const json& a, const json& b) {
    return (a.is_number() && b.is_number()) || (a.is_string() && b.is_string()) || (a.is_boolean() && b.is_boolean());
}

inline bool comes_before(const json& a, const json& b) {
    if (a.is_null() || b.is_null()) return !a.is_null() && b.is_null();
    if (!a.is_string() || !b.is_string()) return a < b;
    const auto& left = a.get_ref<const std::string&>();
    const auto& right = b.get_ref<const std::string&>();
    const auto earlier = bitbucket::detail::parse_instant(left);
    const auto later = bitbucket::detail::parse_instant(right);
    if (earlier && later)
        return earlier->seconds != later->seconds ? earlier->seconds < later->seconds
                                                  : earlier->nanoseconds < later->nanoseconds;
    if (const int rank = permission_rank(left), other = permission_rank(right); rank != 0 && other != 0)
        return rank < other;
    return left < right;
}

inline bool equal(const json& a, const json& b) {
    return a == b || (comparable(a, b) && a.is_string() && !comes_before(a, b) && !comes_before(b, a));
}

/// Whether a text contains another, ignoring the case of ASCII letters.
inline bool contains(const json& value, const json& part) {
    if (!value.is_string() || !part.is_string()) return false;
    return bitbucket::detail::to_lower(value.get_ref<const std::string&>())
               .find(bitbucket::detail::to_lower(part.get_ref<const std::string&>())) != std::string::npos;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
