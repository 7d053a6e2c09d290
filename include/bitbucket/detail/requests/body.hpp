// SPDX-License-Identifier: MIT
// Makes the JSON body of a request from a draft or edit, and checks its texts.
#pragma once

#include "../json/encode.hpp"

namespace bitbucket::detail {

/// A request body, or what is wrong with it.
struct built_body {
    std::string text;
    std::string problem;
};

/// The problem of the first text member that is not UTF-8, made from a null pointer, or empty although the API requires
/// it, here or in a member that is a draft; empty if there is none.
inline std::string find_body_problem(const member_table& model, const void* object) {
    for (const member_descriptor& member : model.members) {
        const void* at = static_cast<const char*>(object) + member.offset;
        const void* value = member.type->value == nullptr ? at : member.type->value(at);
        const std::string name = "the member '" + std::string(member.name) + "'";
        if (member.type->is_missing != nullptr && member.type->is_missing(at)) return name + is_null_pointer;
        if (value == nullptr) continue;
        if (member.type->kind == value_kind::object) {
            std::string inside = find_body_problem(member.type->model(value), value);
            if (!inside.empty()) return inside;
        }
        if (member.type->get_text == nullptr) continue;
        const std::string_view text = member.type->get_text(value);
        if (member.type->insists && text.empty()) return name + " must not be empty";
        const auto invalid = find_invalid_utf8(text);
        if (invalid != std::string_view::npos) return name + " is not UTF-8 at byte " + std::to_string(invalid + 1);
    }
    return {};
}

/// The JSON text of a draft or edit.
template <model_like T>
built_body build_body(const T& draft) {
    const member_table& model = member_table_of<T>(&draft);
    built_body out;
    out.problem = find_body_problem(model, &draft);
    json_writer writer(out.text);
    encode_object(writer, model, &draft, encode_mode::body);
    return out;
}

}  // namespace bitbucket::detail
