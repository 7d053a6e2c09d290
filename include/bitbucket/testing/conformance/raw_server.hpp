// SPDX-License-Identifier: MIT
// raw_server: a server on the loopback that sends exactly the bytes a test gives it, however wrong they are, and
// remembers the bytes it was sent. One thread for each connection; the test's script runs there. For POSIX systems.
#pragma once

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "../../detail/text/clock_types.hpp"
#include "../../version.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::conformance_detail {

/// A socket that is bound to a free port of 127.0.0.1. As long as nobody listens on it, connections are refused.
class loopback_socket {
public:
    loopback_socket() : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof address;
        auto* const plain = reinterpret_cast<sockaddr*>(&address);
        if (fd_ < 0 || ::bind(fd_, plain, length) != 0 || ::getsockname(fd_, plain, &length) != 0)
            throw std::runtime_error("no socket on the loopback");
        port_ = ntohs(address.sin_port);
    }
    ~loopback_socket() { ::close(fd_); }
    loopback_socket(const loopback_socket&) = delete;
    loopback_socket& operator=(const loopback_socket&) = delete;

    [[nodiscard]] int fd() const { return fd_; }
    [[nodiscard]] std::string authority() const { return "127.0.0.1:" + std::to_string(port_); }

private:
    int fd_;
    int port_ = 0;
};

/// Turns the lengths in a request's head into the length of its body.
inline std::size_t content_length(std::string_view head) {
    const auto at = head.find("\r\nContent-Length: ");
    if (at == std::string_view::npos) return 0;
    return static_cast<std::size_t>(std::stoul(std::string(head.substr(at + 18, 20))));
}

class raw_server {
public:
    /// One accepted connection, as a script sees it.
    class connection {
    public:
        /// Counts from 0 in the order of acceptance.
        [[nodiscard]] std::size_t number() const { return number_; }

        /// Reads one whole request and remembers it. False when the client has closed.
        bool read_request() {
            for (;;) {
                const auto end = buffer_.find("\r\n\r\n");
                if (end != std::string::npos) {
                    const std::size_t size = end + 4 + content_length(std::string_view(buffer_).substr(0, end));
                    if (buffer_.size() >= size) {
                        last_ = buffer_.substr(0, size);
                        server_.remember(last_);
                        buffer_.erase(0, size);
                        return true;
                    }
                }
                if (!read_some()) return false;
            }
        }
        /// The request that `read_request` read last.
        [[nodiscard]] const std::string& last_request() const { return last_; }
        /// Reads whatever comes first and remembers it as a request; for what is not HTTP.
        bool read_anything() {
            if (buffer_.empty() && !read_some()) return false;
            server_.remember(std::exchange(buffer_, {}));
            return true;
        }
        /// False when the client has closed.
        bool send(std::string_view bytes) const {
            while (!bytes.empty()) {
                const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
                if (sent <= 0) return false;
                bytes.remove_prefix(static_cast<std::size_t>(sent));
            }
            return true;
        }
        /// Lets time pass, as a slow server does. False as soon as the client has closed.
        bool pause(std::chrono::milliseconds time) {
            pollfd wait{fd_, POLLIN, 0};
            if (::poll(&wait, 1, static_cast<int>(time.count())) == 0) return true;
            return read_some();
        }
        /// Answers nothing until the client closes.
        void wait_until_closed() {
            while (read_some()) {
            }
        }
        /// Makes the end of the script break the connection off (RST) instead of closing it.
        void break_off() const {
            const linger at_once{1, 0};
            ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
        }

        /// For layers above the socket, which read and remember by themselves (tls_server.hpp).
        [[nodiscard]] int fd() const { return fd_; }
        void remember(std::string request) { server_.remember(std::move(request)); }

    private:
        friend raw_server;
        connection(raw_server& server, int fd, std::size_t number) : server_(server), fd_(fd), number_(number) {}

        bool read_some() {
            char part[16384];
            const ssize_t got = ::recv(fd_, part, sizeof part, 0);
            if (got <= 0) return false;
            buffer_.append(part, static_cast<std::size_t>(got));
            return true;
        }

        raw_server& server_;
        int fd_;
        std::size_t number_;
        std::string buffer_;
        std::string last_;
    };

    /// The script runs once for each connection; the connection is closed at its end.
    using script = std::function<void(connection&)>;

    explicit raw_server(script serve) : serve_(std::move(serve)) {
        if (::pipe(wake_) != 0 || ::listen(socket_.fd(), 64) != 0) throw std::runtime_error("cannot listen");
        acceptor_ = std::thread([this] { accept_all(); });
    }
    ~raw_server() {
        (void)!::write(wake_[1], "x", 1);
        acceptor_.join();
        {
            const std::lock_guard lock(mutex_);
            for (const int fd : open_) ::shutdown(fd, SHUT_RDWR);
        }
        for (std::thread& worker : workers_) worker.join();
        ::close(wake_[0]);
        ::close(wake_[1]);
    }
    raw_server(const raw_server&) = delete;
    raw_server& operator=(const raw_server&) = delete;

    [[nodiscard]] std::string authority() const { return socket_.authority(); }
    [[nodiscard]] std::string url(std::string_view path = "/") const {
        return "http://" + authority() + std::string(path);
    }

    /// How many connections there have been.
    [[nodiscard]] std::size_t accepted() const {
        const std::lock_guard lock(mutex_);
        return accepted_;
    }
    /// Every request so far, byte by byte.
    [[nodiscard]] std::vector<std::string> requests() const {
        const std::lock_guard lock(mutex_);
        return requests_;
    }
    /// How many requests so far begin with this text.
    [[nodiscard]] std::size_t count(std::string_view start) const {
        std::size_t found = 0;
        for (const std::string& request : requests()) found += request.starts_with(start) ? 1U : 0U;
        return found;
    }
    /// Returns when that many connections have come to their end on this side.
    void wait_for_closed(std::size_t connections) const {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return accepted_ - open_.size() >= connections; });
    }

private:
    void remember(std::string request) {
        const std::lock_guard lock(mutex_);
        requests_.push_back(std::move(request));
    }

    void accept_all() {
        for (;;) {
            pollfd waits[] = {{socket_.fd(), POLLIN, 0}, {wake_[0], POLLIN, 0}};
            if (::poll(waits, 2, -1) < 0 || waits[1].revents != 0) return;
            const int fd = ::accept(socket_.fd(), nullptr, nullptr);
            if (fd < 0) continue;
            const std::lock_guard lock(mutex_);
            open_.push_back(fd);
            workers_.emplace_back([this, fd, number = accepted_++] { run(fd, number); });
        }
    }

    void run(int fd, std::size_t number) {
        connection client(*this, fd, number);
        serve_(client);
        const std::lock_guard lock(mutex_);
        std::erase(open_, fd);
        ::close(fd);
        changed_.notify_all();
    }

    script serve_;
    loopback_socket socket_;
    int wake_[2] = {-1, -1};
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    std::vector<std::string> requests_;
    std::vector<int> open_;
    std::size_t accepted_ = 0;
    std::vector<std::thread> workers_;
    std::thread acceptor_;
};

/// A script that answers every request on a connection with the same bytes, and keeps the connection open.
inline raw_server::script answering(std::string reply) {
    return [reply = std::move(reply)](raw_server::connection& client) {
        while (client.read_request() && client.send(reply)) {
        }
    };
}

/// A script that answers one request with these bytes and closes.
inline raw_server::script answering_once(std::string reply) {
    return [reply = std::move(reply)](raw_server::connection& client) {
        if (client.read_request()) client.send(reply);
    };
}

inline constexpr const char* ok_reply = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::conformance_detail
