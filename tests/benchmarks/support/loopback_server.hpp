// SPDX-License-Identifier: MIT
// A server on the loopback for benchmarks, in a process of its own, so that its work does not count as the client's. Each
// connection has a thread. What is answered, a function decides; HTTP/1.1, connections are kept.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <string>
#include <string_view>
#include <thread>

namespace benchmarks {

/// One connection, as the function that answers it sees it.
class connection {
public:
    explicit connection(int socket) : socket_(socket) {
        const int yes = 1;
        setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    }
    connection(const connection&) = delete;
    connection& operator=(const connection&) = delete;
    ~connection() { close(socket_); }

    /// The head of the next request, without the empty line; false at the end of the connection.
    bool next_head(std::string& head) {
        std::size_t end = 0;
        while ((end = got_.find("\r\n\r\n")) == std::string::npos)
            if (!receive()) return false;
        head = got_.substr(0, end);
        got_.erase(0, end + 4);
        return true;
    }
    /// Reads so many bytes of a body, and drops them.
    bool drop(std::size_t bytes) {
        while (bytes > got_.size()) {
            bytes -= got_.size();
            got_.clear();
            if (!receive()) return false;
        }
        got_.erase(0, bytes);
        return true;
    }
    bool send(std::string_view data) {
        while (!data.empty()) {
            const ssize_t sent = ::send(socket_, data.data(), data.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            data.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

private:
    bool receive() {
        const std::size_t had = got_.size();
        got_.resize(had + room);
        const ssize_t count = recv(socket_, got_.data() + had, room, 0);
        got_.resize(had + static_cast<std::size_t>(count > 0 ? count : 0));
        return count > 0;
    }

    static constexpr std::size_t room = std::size_t{1} << 18U;
    int socket_;
    std::string got_;
};

/// The value of a header in a request's head; empty if there is none.
inline std::string_view header_of(std::string_view head, std::string_view name_and_colon) {
    const std::size_t at = head.find(name_and_colon);
    if (at == std::string_view::npos) return {};
    std::string_view value = head.substr(at + name_and_colon.size());
    value = value.substr(0, value.find('\r'));
    while (value.starts_with(' ')) value.remove_prefix(1);
    return value;
}

class loopback_server {
public:
    /// `make` runs in the server's process, is given the origin (`http://127.0.0.1:PORT`), and returns a function of a
    /// connection and the head of a request, which answers it and says whether the connection goes on.
    template <class Make>
    explicit loopback_server(const Make& make) {
        const int listener = socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof address;
        auto* const plain = reinterpret_cast<sockaddr*>(&address);
        if (bind(listener, plain, length) != 0 || listen(listener, 64) != 0) std::exit(1);
        getsockname(listener, plain, &length);
        origin_ = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port));
        process_ = fork();
        if (process_ != 0) {
            close(listener);
            return;
        }
        const auto answer = make(origin_);
        for (;;) {
            const int client = accept(listener, nullptr, nullptr);
            if (client < 0) continue;
            std::thread([client, &answer] {
                connection one(client);
                for (std::string head; one.next_head(head) && answer(one, head);) {
                }
            }).detach();
        }
    }
    ~loopback_server() {
        kill(process_, SIGKILL);
        waitpid(process_, nullptr, 0);
    }
    loopback_server(const loopback_server&) = delete;
    loopback_server& operator=(const loopback_server&) = delete;

    [[nodiscard]] const std::string& origin() const noexcept { return origin_; }

private:
    std::string origin_;
    pid_t process_ = 0;
};

}  // namespace benchmarks
