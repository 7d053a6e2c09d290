// SPDX-License-Identifier: MIT
// Makes the JSON body of a request from a draft or edit, and checks what it holds.
#pragma once

#include "../json/encode.hpp"
#include "../text/ascii.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// A request body, or what is wrong with it.
struct built_body {
    std::string text;
    std::string problem;
};

std::string find_body_problem(const member_table& model, const void* object, const std::string& path = {});

/// The problem of what a one_of holds. An unknown kind is sent as it came.
inline std::string find_kind_problem(const kind_table& kinds, const void* one, const std::string& path) {
    const std::size_t kind = kinds.kind(one);
    if (kind == kind_table::unknown) return {};
    const void* held = kinds.value(one);
    return find_body_problem(kinds.entries[kind].type->model(held), held, path + '.');
}

/// The problem of a member, item or entry, or of what it holds. `path` is where it is, e.g. `steps[0].name`.
inline std::string find_value_problem(const type_descriptor& type, const void* at, const std::string& path) {
    if (type.is_missing != nullptr && type.is_missing(at)) return "the member '" + path + '\'' + is_null_pointer;
    const void* value = value_at(type, at);
    const auto is = [&path](std::string_view what) { return "the member '" + path + "' " + std::string(what); };
    if (value == nullptr) return type.insists ? is("must not be empty") : std::string();
    if (type.kinds != nullptr) return find_kind_problem(*type.kinds, value, path);
    if (type.kind == value_kind::object) return find_body_problem(type.model(value), value, path + '.');
    if (type.kind == value_kind::real && !is_finite(type.get_real(value))) return is("is not a finite number");
    if (type.kind == value_kind::list)
        for (std::size_t i = 0; i < type.size(value); ++i) {
            std::string inside =
                find_value_problem(type.item(), type.at(value, i), path + '[' + std::to_string(i) + ']');
            if (!inside.empty()) return inside;
        }
    if (type.kind == value_kind::map) {
        struct context {
            const type_descriptor* item;
            const std::string* path;
            std::string problem;
        } all{&type.item(), &path, {}};
        const auto check = [](void* to, std::string_view key, const void* entry) {
            context& with = *static_cast<context*>(to);
            if (!with.problem.empty()) return;
            if (find_invalid_utf8(key) != std::string_view::npos)
                with.problem = "a key of the member '" + *with.path + "' is not UTF-8";
            else
                with.problem = find_value_problem(*with.item, entry, *with.path + '.' + std::string(key));
        };
        type.each(value, check, &all);
        return all.problem;
    }
    if (type.get_text == nullptr) return {};
    const std::string_view text = type.get_text(value);
    if (type.insists && text.empty()) return is("must not be empty");
    const auto invalid = find_invalid_utf8(text);
    return invalid == std::string_view::npos ? std::string()
                                             : is("is not UTF-8 at byte " + std::to_string(invalid + 1));
}

constexpr bool continues_name(std::string_view text, std::size_t at) noexcept {
    return at < text.size() && (is_alpha(text[at]) || is_digit(text[at]) || text[at] == '_');
}

/// What the rule of a write model says. It begins with the name of a member, or is a sentence of its own.
inline std::string find_rule_problem(const member_table& model, const void* object, const std::string& path) {
    if (model.problem == nullptr) return {};
    std::string problem = model.problem(object);
    if (problem.empty() || path.empty()) return problem;
    for (const member_descriptor& member : model.members)
        if (problem.starts_with(member.name) && !continues_name(problem, member.name.size())) return path + problem;
    return path.substr(0, path.size() - 1) + ": " + problem;
}

/// The problem of the first value that cannot be sent, here or in what the members hold: a text that is not UTF-8, made
/// from a null pointer, or empty although the API requires it, a number that JSON does not have, or what the model's own
/// rule says; empty if there is none.
inline std::string find_body_problem(const member_table& model, const void* object, const std::string& path) {
    for (const member_descriptor& member : model.members) {
        std::string problem = find_value_problem(*member.type, static_cast<const char*>(object) + member.offset,
                                                 path + std::string(member.name));
        if (!problem.empty()) return problem;
    }
    return find_rule_problem(model, object, path);
}

/// The JSON text of a draft or edit.
template <model_like T>
built_body build_body(const T& draft) {
    const member_table& model = descriptor<T>.model(&draft);
    built_body out;
    out.problem = find_body_problem(model, &draft);
    json_writer writer(out.text);
    encode_object(writer, model, &draft, encode_mode::body);
    return out;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
