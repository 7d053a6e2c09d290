// SPDX-License-Identifier: MIT
// curl_idle_sockets: the connections of a multi handle on which the server may speak only when asked. Before one is used
// again it must be silent: libcurl 7.88, for one, would take what waits there for the next reply.
#pragma once

#include <curl/curl.h>

#include <cstddef>
#include <vector>

#if !defined(_WIN32)
#include <poll.h>
#endif

#include "../../version.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

class curl_idle_sockets {
public:
    /// Remembers the connection of a complete transfer.
    BITBUCKET_COLD void remember(CURL* easy) {
        long http = 0;
        long port = 0;
        curl_socket_t socket = CURL_SOCKET_BAD;
        (void)curl_easy_getinfo(easy, CURLINFO_HTTP_VERSION, &http);
        (void)curl_easy_getinfo(easy, CURLINFO_LOCAL_PORT, &port);
        const bool in_turns = http == CURL_HTTP_VERSION_1_0 || http == CURL_HTTP_VERSION_1_1;
        if (!in_turns || port == 0 || curl_easy_getinfo(easy, CURLINFO_ACTIVESOCKET, &socket) != CURLE_OK ||
            socket == CURL_SOCKET_BAD)
            return;
        // A port whose connection has been closed without notice is used again at some time; the newer one counts.
        static_cast<void>(take(port));
        if (sockets_.size() >= most) sockets_.clear();
        sockets_.push_back({port, socket});
    }

    /// Whether the server has closed the connection that has this local port, or sent something on it. It is no longer
    /// idle from now on.
    [[nodiscard]] BITBUCKET_COLD bool was_spoken_to(long port) noexcept {
        const curl_socket_t socket = take(port);
        if (socket == CURL_SOCKET_BAD) return false;
        // Within a callback of libcurl its own functions cannot be called.
#if defined(_WIN32)
        WSAPOLLFD wait{socket, POLLRDNORM, 0};
        return ::WSAPoll(&wait, 1, 0) != 0;
#else
        pollfd wait{socket, POLLIN, 0};
        return ::poll(&wait, 1, 0) != 0;
#endif
    }

private:
    static constexpr std::size_t most = 1024;

    struct entry {
        long port;
        curl_socket_t socket;
    };

    // The socket of a port, which is forgotten.
    BITBUCKET_COLD curl_socket_t take(long port) noexcept {
        for (entry& each : sockets_) {
            if (each.port != port) continue;
            const curl_socket_t socket = each.socket;
            each = sockets_.back();
            sockets_.pop_back();
            return socket;
        }
        return CURL_SOCKET_BAD;
    }

    std::vector<entry> sockets_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
