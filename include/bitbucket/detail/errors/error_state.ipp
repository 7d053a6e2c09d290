// SPDX-License-Identifier: MIT
// Defines the texts of errors.
#pragma once

#include "error_state.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

BITBUCKET_COLD BITBUCKET_INLINE std::string one_line(std::string_view text) {
    const std::string_view kept = utf8_prefix(text, max_error_text);
    std::string out;
    for (std::size_t i = 0; i < kept.size();) {
        const std::size_t steering = steering_character(kept.substr(i));
        out.push_back(steering == 0 ? kept[i] : ' ');
        i += steering == 0 ? 1 : steering;
    }
    if (kept.size() < text.size()) out += "...";
    return out;
}

BITBUCKET_COLD BITBUCKET_INLINE std::string compose_what(const error_state& state) {
    std::string out = to_string(state.kind);
    if (!state.path.empty())
        out += ": " + state.operation.substr(0, state.operation.find(' ') + 1) + state.path;
    else if (!state.operation.empty())
        out += ": " + state.operation;
    if (state.status != 0) out += " answered " + std::to_string(state.status);
    if (!state.message.empty()) out += ": " + one_line(state.message);
    if (!state.json_path.empty()) out += " (at " + one_line(state.json_path) + ")";
    if (!state.id.empty()) out += " (error id " + one_line(state.id) + ")";
    if (state.attempts > 1)
        out += " (" + std::to_string(state.attempts) + " attempts in " + std::to_string(state.elapsed.count()) + " ms)";
    return out;
}

BITBUCKET_COLD BITBUCKET_INLINE std::string describe(const error_state& state) {
    std::string out = state.what;
    if (!state.detail.empty()) out += "; detail: " + one_line(state.detail);
    std::size_t left = max_error_fields;
    for (const field_problem& field : state.fields) {
        if (left-- == 0) {
            out += "; and more fields";
            break;
        }
        // A list of texts names no member.
        out += field.name.empty() ? std::string("; fields:") : "; field " + one_line(field.name) + ":";
        std::string messages;
        for (const std::string& message : field.messages) {
            messages += " " + message;
            if (messages.size() > max_error_text) break;
        }
        out += one_line(messages);
    }
    if (!state.hint.empty()) out += "; hint: " + one_line(state.hint);
    return out;
}

BITBUCKET_COLD BITBUCKET_INLINE error_ptr finish(error_state state) {
    state.what = compose_what(state);
    return std::make_shared<const error_state>(std::move(state));
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
