// SPDX-License-Identifier: MIT
// Defines what reading.hpp declares. Only this file, and the core of a client, knows nlohmann's parser.
#pragma once

#include "decoder.hpp"
#include "nlohmann_reader.hpp"
#include "reading.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

BITBUCKET_INLINE read_outcome read_json(std::string_view text, json_events& events) {
    return read_with_nlohmann(text, events);
}

BITBUCKET_INLINE std::optional<decode_failure> decode_json(std::string_view text, const type_descriptor& type,
                                                           void* target, std::size_t max_depth) {
    return decode(&read_with_nlohmann, text, type, target, max_depth);
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
