// SPDX-License-Identifier: MIT
// reply_target: where the body of a success goes, without the type of the result, so that the client's core is compiled
// once for all results.
#pragma once

#include "../../result_traits.hpp"
#include "../../types/http.hpp"
#include "../json/member_table.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// What a reply becomes.
struct reply_target {
    reply_form form = reply_form::nothing;
    /// Only JSON: the value's type and its address.
    const type_descriptor* type = nullptr;
    void* value = nullptr;
    /// Only raw: takes the body.
    void (*assign)(void* value, std::string body) = nullptr;
    /// Only headers: takes them.
    void (*read)(void* value, const header_list& headers) = nullptr;
    /// Only `accepted`: its address, takes a 202, and makes room for the value.
    void* pending = nullptr;
    void (*begin)(void* pending, std::string location, std::string body) = nullptr;
    void* (*emplace)(void* pending) = nullptr;
};

template <class T>
reply_target target_of(T* value) {
    using traits = result_traits<T>;
    reply_target out;
    out.form = traits::form;
    out.value = value;
    if constexpr (is_accepted<T>) {
        using inner = typename T::value_type;
        out = target_of<inner>(nullptr);
        out.pending = value;
        out.begin = [](void* to, std::string location, std::string body) {
            static_cast<T*>(to)->begin(std::move(location), std::move(body));
        };
        out.emplace = [](void* to) -> void* { return &static_cast<T*>(to)->emplace(); };
    } else if constexpr (traits::form == reply_form::json) {
        out.type = &descriptor<T>;
    } else if constexpr (traits::form == reply_form::raw) {
        out.assign = [](void* to, std::string body) { traits::assign(*static_cast<T*>(to), std::move(body)); };
    } else if constexpr (traits::form == reply_form::headers) {
        out.read = [](void* to, const header_list& headers) { traits::read(*static_cast<T*>(to), headers); };
    }
    return out;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
