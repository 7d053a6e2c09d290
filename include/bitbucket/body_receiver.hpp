// SPDX-License-Identifier: MIT
// body_receiver: takes the body of a reply while it arrives, so that it is never in memory as a whole. The ready ones are
// the sinks (sink.hpp).
#pragma once

#include <string_view>

#include "types/http.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// Where a transport puts the body of a reply. What its functions throw ends the send, and comes out of it unchanged.
class body_receiver {
public:
    body_receiver() = default;
    body_receiver(const body_receiver&) = delete;
    body_receiver& operator=(const body_receiver&) = delete;
    virtual ~body_receiver() = default;

    /// Called for each final reply when its headers are there: once for each send that gets one. True: the body comes to
    /// `write`, and its length is not limited. False: it goes into `http_response::body`, as far as `max_body_bytes` allows;
    /// what is beyond is dropped.
    [[nodiscard]] virtual bool begin(int status, const header_list& headers) = 0;
    /// The next bytes of the body, never none. The reply is complete when `send` returns, and not before.
    virtual void write(std::string_view bytes) = 0;
    /// Whether the body must come as the server stores it, so that `Range` can count its bytes: then the transport asks
    /// for no compression. Otherwise `write` gets decompressed bytes.
    [[nodiscard]] virtual bool wants_identity() const { return false; }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
