// SPDX-License-Identifier: MIT
// What makes a struct a model: one list of its members, `visit_members`. Decoding, JSON text, equality and printing
// follow from it. You can write models of your own: see docs/extending.md.
#pragma once

#include "detail/json/equal.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// A plain struct with a static `visit_members(self, member)` that calls `member("wire_name", self.name)` for each.
template <class T>
concept model = detail::model_like<T>;

/// The model as compact JSON without the members that hold nothing. It includes sensitive members.
template <model T>
[[nodiscard]] std::string to_json_text(const T& value) {
    std::string text;
    detail::json_writer out(text);
    detail::encode_value(out, detail::descriptor<T>, &value, detail::encode_mode::model);
    return text;
}

/// Whether all members are equal.
template <model T>
[[nodiscard]] bool operator==(const T& a, const T& b) {
    return detail::equal_values(detail::descriptor<T>, &a, &b);
}

/// What `<<` prints: the model as compact JSON, sensitive members as `***`. It needs no `using` for your own models.
template <model T>
[[nodiscard]] std::string to_log_text(const T& value) {
    std::string text;
    detail::json_writer writer(text);
    detail::encode_value(writer, detail::descriptor<T>, &value, detail::encode_mode::print);
    return text;
}

/// Prints the model as compact JSON, sensitive members as `***`.
template <class Traits, model T>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, const T& value) {
    return detail::begin_print(out) << to_log_text(value).c_str();
}

}  // namespace bitbucket::inline BITBUCKET_ABI
