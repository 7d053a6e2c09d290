// SPDX-License-Identifier: MIT
// loopback_listener: waits on 127.0.0.1 for the browser that comes back from the authorization server. It gives
// everybody the same answer, takes one request after the other, and does not wait for any single connection. For POSIX
// systems.
// https://www.rfc-editor.org/rfc/rfc8252#section-7.3
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <bitbucket/error.hpp>
#include <bitbucket/types/cancel_token.hpp>
#include <chrono>
#include <vector>

#include "../support/output.hpp"
#include "token_store.hpp"

namespace examples {

/// Listens from its constructor on until it goes.
class loopback_listener {
public:
    static constexpr const char* path = "/callback";

    /// Port 0 is any free one. Throws `std::system_error`.
    explicit loopback_listener(std::uint16_t port = 0) : listening_(::socket(AF_INET, SOCK_STREAM, 0)) {
        ignore_closed_pipes();  // a browser may go while it is answered
        sockaddr_in address = address_of(port);
        socklen_t size = sizeof(address);
        const int yes = 1;
        auto* generic = reinterpret_cast<sockaddr*>(&address);
        // The option lets a port be taken again that a connection used a minute ago.
        if (!listening_.is_open() || !make_ready(listening_.number()) ||
            ::setsockopt(listening_.number(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes)) != 0 ||
            ::bind(listening_.number(), generic, size) != 0 || ::listen(listening_.number(), backlog) != 0 ||
            ::getsockname(listening_.number(), generic, &size) != 0)
            throw std::system_error(errno, std::generic_category(), "cannot listen on 127.0.0.1");
        port_ = ntohs(address.sin_port);
    }

    [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
    /// What the authorization request and the consumer's settings have to say.
    [[nodiscard]] std::string redirect_uri() const { return "http://127.0.0.1:" + std::to_string(port_) + path; }

    /// The first `/callback?…` for which `is_wanted` is true: anybody on this machine can send others. They get the
    /// same page. Throws `std::runtime_error` after `patience`, and `cancelled`.
    template <class Predicate>
    std::string wait(std::chrono::milliseconds patience, const Predicate& is_wanted,
                     const bitbucket::cancel_token& cancel = {}) {
        const auto end = clock::now() + patience;
        std::vector<connection> open;
        while (clock::now() < end) {
            if (cancel.is_cancelled()) throw bitbucket::cancelled();
            // Nothing wakes a wait when it is cancelled, so it is short.
            poll_until((std::min)(end, clock::now() + poll_interval), open);
            accept_all(open);
            for (std::size_t i = 0; i < open.size();) {
                const bool ended = !read_some(open[i]) || clock::now() >= open[i].end;
                const std::string target = open[i].is_complete() ? answer(open[i]) : std::string();
                if (!target.empty() && is_wanted(target)) return target;
                if (ended || open[i].is_complete())
                    open.erase(open.begin() + static_cast<std::ptrdiff_t>(i));
                else
                    ++i;
            }
        }
        throw std::runtime_error("the browser did not come back in time");
    }

    /// Asks a port of 127.0.0.1 for a target, as a browser would; the reply can be read from what is returned. Does not
    /// wait for it, so it may be called before `wait` on the same thread. Throws `std::system_error`.
    static descriptor visit(std::uint16_t port, const std::string& target) {
        descriptor out(::socket(AF_INET, SOCK_STREAM, 0));
        const sockaddr_in address = address_of(port);
        const std::string request = "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
        if (!out.is_open() ||
            ::connect(out.number(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0 ||
            ::send(out.number(), request.data(), request.size(), 0) < 0)
            throw std::system_error(errno, std::generic_category(), "cannot connect to 127.0.0.1");
        return out;
    }

private:
    using clock = std::chrono::steady_clock;
    static constexpr int backlog = 16;
    static constexpr std::size_t max_connections = 16;
    static constexpr std::size_t max_request = std::size_t{64} * 1024;
    static constexpr std::chrono::seconds max_time{10};
    static constexpr std::chrono::milliseconds poll_interval{100};

    struct connection {
        descriptor socket;
        clock::time_point end;
        std::string head = {};

        [[nodiscard]] bool is_complete() const { return head.find("\r\n\r\n") != std::string::npos; }
    };

    static sockaddr_in address_of(std::uint16_t port) {
        sockaddr_in out = {};
        out.sin_family = AF_INET;
        out.sin_port = htons(port);
        out.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return out;
    }

    static bool make_ready(int socket) {
        return ::fcntl(socket, F_SETFD, FD_CLOEXEC) == 0 && ::fcntl(socket, F_SETFL, O_NONBLOCK) == 0;
    }

    void poll_until(clock::time_point end, const std::vector<connection>& open) const {
        std::vector<pollfd> watched{{listening_.number(), POLLIN, 0}};
        for (const connection& each : open) {
            watched.push_back({each.socket.number(), POLLIN, 0});
            end = (std::min)(end, each.end);
        }
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - clock::now()).count();
        // Woken by a signal or by the time: the caller looks at everything in any case.
        static_cast<void>(
            ::poll(watched.data(), watched.size(), static_cast<int>((std::max)(left, decltype(left){0}))));
    }

    // Browsers open connections that they may never use, so the oldest makes room.
    void accept_all(std::vector<connection>& open) const {
        for (std::size_t i = 0; i < max_connections; ++i) {
            descriptor next(::accept(listening_.number(), nullptr, nullptr));
            if (!next.is_open()) return;
            if (!make_ready(next.number())) continue;
            if (open.size() == max_connections) open.erase(open.begin());
            open.push_back({std::move(next), clock::now() + max_time});
        }
    }

    // False when nothing more will come.
    static bool read_some(connection& from) {
        char buffer[4096];
        for (;;) {
            const ssize_t got = ::recv(from.socket.number(), buffer, sizeof(buffer), 0);
            if (got < 0) return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
            if (got == 0 || from.head.size() > max_request) return false;
            from.head.append(buffer, static_cast<std::size_t>(got));
            if (from.is_complete()) return true;
        }
    }

    // Answers, and returns the target of a GET of the callback; of anything else nothing.
    static std::string answer(const connection& to) {
        const std::string_view line = std::string_view(to.head).substr(0, to.head.find("\r\n"));
        const auto space = line.find(' ');
        const auto second = line.find(' ', space + 1);
        const bool is_request = space != std::string_view::npos && second != std::string_view::npos &&
                                line.substr(second + 1).starts_with("HTTP/1.");
        const std::string_view method = line.substr(0, space);
        const std::string_view target = is_request ? line.substr(space + 1, second - space - 1) : std::string_view();
        const bool found = target.substr(0, target.find('?')) == path;
        const bool good = found && method == "GET";
        say(to,
            !is_request ? "400 Bad Request"
            : good      ? "200 OK"
            : found     ? "405 Method Not Allowed"
                        : "404 Not Found",
            good ? "<p>You can close this window and go back to the program.</p>" : "<p>There is nothing here.</p>");
        return good ? std::string(target) : std::string();
    }

    // Nothing of the URL is in it, and nothing in it loads anything. It is so short that the socket takes it at once.
    static void say(const connection& to, const std::string& status, const std::string& text) {
        const std::string body = "<!DOCTYPE html>\n<title>Login</title>\n" + text + '\n';
        const std::string reply =
            "HTTP/1.1 " + status +
            "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " + std::to_string(body.size()) +
            "\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n"
            "Content-Security-Policy: default-src 'none'\r\nConnection: close\r\n\r\n" +
            body;
        static_cast<void>(::send(to.socket.number(), reply.data(), reply.size(), 0));
        static_cast<void>(::shutdown(to.socket.number(), SHUT_WR));
    }

    descriptor listening_;
    std::uint16_t port_ = 0;
};

}  // namespace examples
