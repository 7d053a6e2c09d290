// SPDX-License-Identifier: MIT
// Reads JSON with the default reader, for headers that include neither it nor a decoder.
#pragma once

#include <optional>

#include "decode_failure.hpp"
#include "json_events.hpp"
#include "type_descriptor.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Hands the events of a text to `events`.
[[nodiscard]] read_outcome read_json(std::string_view text, json_events& events);

/// Decodes a text that a server sent into the value at `target`. Returns the failure, if any.
[[nodiscard]] std::optional<decode_failure> decode_json(std::string_view text, const type_descriptor& type,
                                                        void* target, std::size_t max_depth);

}  // namespace bitbucket::inline BITBUCKET_ABI::detail

#ifndef BITBUCKET_COMPILED
#include "reading.ipp"
#endif
