// SPDX-License-Identifier: MIT
// read_whole: a source as a text in memory, for transports that know nothing else, and for the doubles.
#pragma once

#include "source_reader.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// The most bytes that a transport without streams takes or gives as a stream: it has all of them in memory.
inline constexpr std::size_t most_whole_bytes = std::size_t{64} * 1024 * 1024;

/// All bytes of a source, read before anything is sent: its errors say so. Throws `usage_error` if there are more than
/// `most_whole_bytes`.
BITBUCKET_COLD inline std::string read_whole(body_source& source) {
    std::string body;
    try {
        source_reader reader(source);
        if (reader.size() > most_whole_bytes)
            throw usage_error("this transport cannot stream: it holds the request's body in memory, which may have " +
                              std::to_string(most_whole_bytes) + " bytes and not " + std::to_string(reader.size()));
        body.resize(static_cast<std::size_t>(reader.size()));
        while (!reader.is_done()) {
            const auto at = static_cast<std::size_t>(reader.given());
            (void)reader.read(body.data() + at, body.size() - at);
        }
    } catch (const error& failure) {
        error_state state = *failure.state();
        state.nothing_sent = true;
        error(finish(std::move(state))).raise();
    }
    return body;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
