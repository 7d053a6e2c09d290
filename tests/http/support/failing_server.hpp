// SPDX-License-Identifier: MIT
// A server that answers users and new keys, and fails one in twenty requests, each time in another way. It keeps a book of
// what came twice.
#pragma once

#include <map>
#include <mutex>

#include "requests.hpp"

namespace http_test {

/// What the server did, counted by the number that every request carries.
struct ledger {
    std::mutex mutex;
    std::map<std::string, int> posts;
    std::map<std::string, int> refused_posts;
    int faults = 0;
    int closed = 0;
    int served = 0;
};

inline std::string status_reply(int status, const std::string& body, const std::string& headers = {}) {
    return "HTTP/1.1 " + std::to_string(status) + " x\r\nContent-Type: application/json\r\n" + headers +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

/// The text between `begin` and the next character that is no digit.
inline std::string number_behind(const std::string& text, const std::string& begin) {
    const auto at = text.find(begin);
    if (at == std::string::npos) return {};
    const auto from = at + begin.size();
    return text.substr(from, text.find_first_not_of("0123456789", from) - from);
}

/// Fails every twentieth request, each time in another way.
inline void serve_failing(raw_server::connection& client, ledger& book) {
    while (client.read_request()) {
        const std::string& request = client.last_request();
        const bool post = request.starts_with("POST");
        const std::string number = number_behind(request, post ? "\"label\":\"" : "/users/u");
        int fault = -1;
        {
            const std::lock_guard lock(book.mutex);
            ++book.served;
            if (post) ++book.posts[number];
            if (book.served % 20 == 0) fault = book.faults++ % 5;
            if (fault >= 3) ++book.closed;
            if (post && fault == 1) ++book.refused_posts[number];
        }
        const std::string body = post ? R"({"label":")" + number + R"("})" : R"({"nickname":"u)" + number + R"("})";
        bool open = true;
        switch (fault) {
            case 0:
                open = client.send(status_reply(503, "busy", "Retry-After: 0\r\n"));
                break;
            case 1:
                open = client.send(
                    status_reply(429, "Rate limit for this resource has been exceeded", "Retry-After: 0\r\n"));
                break;
            case 2:
                open = client.send(status_reply(500, R"({"error":{"message":"oops"}})"));
                break;
            case 3:
                return;  // no reply at all
            case 4:
                client.send(status_reply(post ? 201 : 200, body).substr(0, 60));
                return;  // half of it
            default:
                open = client.send(status_reply(post ? 201 : 200, body));
        }
        if (!open) return;
    }
}

/// How many POSTs came more often than they may. One comes again only after a 429, to which the server did nothing:
/// whatever else became of it, it came once.
inline int sent_twice(ledger& book) {
    int twice = 0;
    for (const auto& [number, times] : book.posts) twice += times > 1 + book.refused_posts[number] ? 1 : 0;
    return twice;
}

}  // namespace http_test
