// SPDX-License-Identifier: MIT
// decode_failure: why a text could not be decoded, and where in it that is.
#pragma once

#include "decode_frame.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Why a reply could not be decoded.
struct decode_failure {
    std::string message;
    std::string path;
    /// The text that was found where something else belongs; empty if it was no text.
    std::string found = {};
    /// Whether the text is not JSON at all.
    bool is_syntax = false;
};

/// What a type is called in a message.
constexpr const char* expected(const type_descriptor& type) noexcept {
    switch (type.kind) {
        case value_kind::object:
        case value_kind::one_of:
        case value_kind::map:
        case value_kind::links:
            return "an object";
        case value_kind::list:
            return "a list";
        default:
            return "a single value";
    }
}

/// The JSON path of what the innermost frame is reading. `rel` is the key of the links that were read last.
BITBUCKET_COLD inline std::string path_of(const std::vector<decode_frame>& frames, const std::string& rel) {
    std::string path;
    for (const decode_frame& frame : frames) {
        const bool in_map = frame.kind == decode_frame_kind::map && frame.entry != nullptr;
        if (in_map || (frame.kind == decode_frame_kind::object && frame.member != nullptr)) {
            if (!path.empty()) path += '.';
            path += in_map ? frame.key : frame.member->name;
        } else if (frame.kind == decode_frame_kind::list && frame.index > 0) {
            path += '[' + std::to_string(frame.index - 1) + ']';
        } else if (frame.kind == decode_frame_kind::links) {
            path += '.' + rel;
        }
    }
    return path;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
