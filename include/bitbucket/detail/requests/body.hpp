// SPDX-License-Identifier: MIT
// Makes the JSON body of a request from a draft or edit, and checks what it holds.
#pragma once

#include <string>
#include <vector>

#include "../json/encode.hpp"
#include "../text/ascii.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// A request body, or what is wrong with it.
struct built_body {
    std::string text;
    std::string problem;
    /// The texts of its sensitive members.
    std::vector<std::string> secrets;
};

/// The problem of the first value that cannot be sent, here or in what the members hold: a text that is not UTF-8, made
/// from a null pointer, or empty although the API requires it, a number that JSON does not have, or what the model's own
/// rule says; empty if there is none.
std::string find_body_problem(const member_table& model, const void* object, const std::string& path = {});

/// The problem of what a one_of holds. An unknown kind is sent as it came.
std::string find_kind_problem(const kind_table& kinds, const void* one, const std::string& path);

/// The problem of a member, item or entry, or of what it holds. `path` is where it is, e.g. `steps[0].name`.
std::string find_value_problem(const type_descriptor& type, const void* at, const std::string& path);

constexpr bool continues_name(std::string_view text, std::size_t at) noexcept {
    return at < text.size() && (is_alpha(text[at]) || is_digit(text[at]) || text[at] == '_');
}

/// What the rule of a write model says. It begins with the name of a member, or is a sentence of its own.
std::string find_rule_problem(const member_table& model, const void* object, const std::string& path);

/// Adds the texts of the sensitive members of a value, and of what it holds. `is_sensitive` is about the value itself.
void collect_sensitive(const type_descriptor& type, const void* at, bool is_sensitive, std::vector<std::string>& out);

/// The JSON text of a draft or edit.
template <model_like T>
built_body build_body(const T& draft) {
    const member_table& model = descriptor<T>.model(&draft);
    built_body out;
    out.problem = find_body_problem(model, &draft);
    json_writer writer(out.text);
    encode_object(writer, model, &draft, encode_mode::body);
    collect_sensitive(descriptor<T>, &draft, false, out.secrets);
    return out;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail

#ifndef BITBUCKET_COMPILED
#include "requests.ipp"
#endif
