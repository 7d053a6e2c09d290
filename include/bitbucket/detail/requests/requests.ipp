// SPDX-License-Identifier: MIT
// Defines how request bodies are checked and written.
#pragma once

#include "body.hpp"
#include "fields_with_next.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

BITBUCKET_INLINE std::string find_kind_problem(const kind_table& kinds, const void* one, const std::string& path) {
    const std::size_t kind = kinds.kind(one);
    if (kind == kind_table::unknown) return {};
    const void* held = kinds.value(one);
    return find_body_problem(kinds.entries[kind].type->model(held), held, path + '.');
}

BITBUCKET_INLINE std::string find_value_problem(const type_descriptor& type, const void* at, const std::string& path) {
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

BITBUCKET_INLINE std::string find_rule_problem(const member_table& model, const void* object, const std::string& path) {
    if (model.problem == nullptr) return {};
    std::string problem = model.problem(object);
    if (problem.empty() || path.empty()) return problem;
    for (const member_descriptor& member : model.members)
        if (problem.starts_with(member.name) && !continues_name(problem, member.name.size())) return path + problem;
    return path.substr(0, path.size() - 1) + ": " + problem;
}

BITBUCKET_INLINE std::string find_body_problem(const member_table& model, const void* object, const std::string& path) {
    for (const member_descriptor& member : model.members) {
        std::string problem = find_value_problem(*member.type, static_cast<const char*>(object) + member.offset,
                                                 path + std::string(member.name));
        if (!problem.empty()) return problem;
    }
    return find_rule_problem(model, object, path);
}

BITBUCKET_INLINE void collect_sensitive(const type_descriptor& type, const void* at, bool is_sensitive,
                                        std::vector<std::string>& out) {
    const void* value = value_at(type, at);
    if (value == nullptr) return;
    const auto collect_members = [&](const member_table& model, const void* object) {
        for (const member_descriptor& member : model.members)
            collect_sensitive(*member.type, static_cast<const char*>(object) + member.offset,
                              is_sensitive || member.sensitive, out);
    };
    switch (type.kind) {
        case value_kind::text:
            if (is_sensitive) out.emplace_back(type.get_text(value));
            return;
        case value_kind::object:
            return collect_members(type.model(value), value);
        case value_kind::one_of: {
            const std::size_t kind = type.kinds->kind(value);
            if (kind == kind_table::unknown) return;
            const void* held = type.kinds->value(value);
            return collect_members(type.kinds->entries[kind].type->model(held), held);
        }
        case value_kind::list:
            for (std::size_t i = 0; i < type.size(value); ++i)
                collect_sensitive(type.item(), type.at(value, i), is_sensitive, out);
            return;
        case value_kind::map: {
            struct context {
                const type_descriptor* item;
                bool is_sensitive;
                std::vector<std::string>* out;
            } all{&type.item(), is_sensitive, &out};
            const auto collect = [](void* to, std::string_view, const void* entry) {
                const context& with = *static_cast<context*>(to);
                collect_sensitive(*with.item, entry, with.is_sensitive, *with.out);
            };
            return type.each(value, collect, &all);
        }
        default:
            return;
    }
}

BITBUCKET_COLD BITBUCKET_INLINE std::string fields_with_next(std::string_view fields, bool counted) {
    constexpr std::string_view needed[] = {"next", "size", "page", "pagelen"};
    const std::size_t count = counted ? 4 : 1;
    bool has[4] = {};
    bool selects = false;
    bool takes_all = false;
    bool removes_all = false;
    std::string out;
    const auto append = [&out](std::string_view sign, std::string_view item) {
        if (!out.empty()) out += ',';
        (out += sign) += item;
    };
    while (true) {
        const auto comma = fields.find(',');
        const std::string_view item = trim(fields.substr(0, comma));
        const bool removes = item.starts_with('-');
        const bool adds = item.starts_with('+');
        bool breaks_the_walk = false;
        for (std::size_t i = 0; i < count; ++i) {
            if (item.substr(removes || adds ? 1 : 0) != needed[i]) continue;
            breaks_the_walk = removes;
            has[i] = has[i] || !removes;
        }
        if (!item.empty() && !breaks_the_walk) append("", item);
        if (!item.empty() && !removes && !adds) selects = true;
        if (item == "*") takes_all = true;
        if (item == "-*") removes_all = true;
        if (comma == std::string_view::npos) break;
        fields.remove_prefix(comma + 1);
    }
    if (!removes_all && (!selects || takes_all)) return out;
    for (std::size_t i = 0; i < count; ++i)
        if (!has[i]) append(removes_all ? "+" : "", needed[i]);
    return out;
}

BITBUCKET_INLINE bool names_next(std::string_view fields) {
    while (true) {
        const auto comma = fields.find(',');
        std::string_view item = trim(fields.substr(0, comma));
        if (item.starts_with('-') || item.starts_with('+')) item.remove_prefix(1);
        if (item == "next") return true;
        if (comma == std::string_view::npos) return false;
        fields.remove_prefix(comma + 1);
    }
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
