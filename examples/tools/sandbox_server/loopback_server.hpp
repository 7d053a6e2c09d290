// SPDX-License-Identifier: MIT
// loopback_server: a transport, above all a bitbucket::testing::sandbox, behind a real HTTP server on 127.0.0.1. Starts
// in its constructor and stops in its destructor. It is for tests: no TLS, and no defence against hostile clients.
#pragma once

#include <httplib.h>

#include <atomic>
#include <bitbucket/transport.hpp>
#include <cerrno>
#include <mutex>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

namespace examples {

/// A request that the server has answered. Headers and bodies are not kept: they hold credentials.
struct served_request {
    bitbucket::http_method method;
    /// Path and query as they came, encoded.
    std::string target;
    /// 0 if there was no complete reply.
    int status;
};

/// Serves a sandbox, or any other transport, over HTTP/1.1 on 127.0.0.1. Destroy the clients first: a connection that
/// they keep open holds the destructor up for a second.
class loopback_server {
public:
    /// Listens on the port; 0 for any that is free. Throws `std::runtime_error` if it cannot.
    explicit loopback_server(bitbucket::any_transport behind, int port = 0) : behind_(std::move(behind)) {
        // One worker serves one connection for as long as it is kept alive.
        server_.new_task_queue = [] { return new httplib::ThreadPool(32); };  // NOLINT: the server deletes it
        server_.set_keep_alive_timeout(1);
        server_.set_keep_alive_max_count(1'000'000);
        server_.set_tcp_nodelay(true);
        // The server library's own choice, SO_REUSEPORT, would share the port of another server.
        server_.set_socket_options([](socket_t socket) {
            const int yes = 1;
            static_cast<void>(setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes));
        });
        // The server library takes forms apart and drops what it does not know of them, unless it does not see that they
        // are forms. The request that it shows us here as const is not.
        server_.set_pre_routing_handler([](const httplib::Request& in, httplib::Response&) {
            httplib::Headers& headers = const_cast<httplib::Request&>(in).headers;  // NOLINT: see above
            for (auto at = headers.find("Content-Type"); at != headers.end(); at = headers.find("Content-Type")) {
                headers.emplace(hidden_type, at->second);
                headers.erase(at);
            }
            return httplib::Server::HandlerResponse::Unhandled;
        });
        const char* everything = R"([\s\S]*)";
        server_.Get(everything, answer_as(bitbucket::http_method::get));
        server_.Post(everything, answer_as(bitbucket::http_method::post));
        server_.Put(everything, answer_as(bitbucket::http_method::put));
        server_.Patch(everything, answer_as(bitbucket::http_method::patch));
        server_.Delete(everything, answer_as(bitbucket::http_method::delete_));

        errno = 0;
        if (port == 0)
            port_ = server_.bind_to_any_port("127.0.0.1");
        else if (server_.bind_to_port("127.0.0.1", port))
            port_ = port;
        if (port_ <= 0)
            throw std::runtime_error("cannot listen on " + (port == 0 ? "any port" : "port " + std::to_string(port)) +
                                     " of 127.0.0.1" +
                                     (errno == 0 ? "" : ": " + std::generic_category().message(errno)));
        thread_ = std::thread([this] {
            server_.listen_after_bind();
            ended_ = true;
        });
        // Stopping has no effect on a server that is only about to run.
        while (!server_.is_running() && !ended_) std::this_thread::yield();
    }
    loopback_server(const loopback_server&) = delete;
    loopback_server& operator=(const loopback_server&) = delete;
    ~loopback_server() {
        server_.stop();
        thread_.join();
    }

    /// `http://127.0.0.1:PORT`
    [[nodiscard]] std::string origin() const { return "http://127.0.0.1:" + std::to_string(port_); }
    /// What a client's base URL is set to.
    [[nodiscard]] std::string base_url() const { return origin() + "/2.0"; }

    /// What has been answered so far, in the order of the answers.
    [[nodiscard]] std::vector<served_request> served() const {
        const std::lock_guard lock(mutex_);
        return served_;
    }

private:
    /// The name of Content-Type while a request is in the server library.
    static constexpr const char* hidden_type = "LOOPBACK_CONTENT_TYPE";

    httplib::Server::Handler answer_as(bitbucket::http_method method) {
        return [this, method](const httplib::Request& in, httplib::Response& out) {
            bitbucket::http_request request;
            request.method = in.method == "HEAD" ? bitbucket::http_method::head : method;
            request.url = "http://" + in.get_header_value("Host") + in.target;
            for (const auto& [name, value] : in.headers)
                if (name == hidden_type)
                    request.headers.add("Content-Type", value);
                else if (!is_made_up(name))
                    request.headers.add(name, value);
            request.body = in.body;
            answer(request, in.target, out);
        };
    }

    void answer(const bitbucket::http_request& request, const std::string& target, httplib::Response& out) {
        int status = 0;
        try {
            const bitbucket::http_response reply = behind_.send(request, {});
            status = reply.status;
            out.status = reply.status;
            std::string type;
            for (const bitbucket::http_header& line : reply.headers) {
                if (bitbucket::detail::equal_ignoring_case(line.name, "Content-Type"))
                    type = line.value;
                else
                    out.set_header(line.name, line.value);
            }
            if (type.empty())
                out.body = reply.body;
            else
                out.set_content(reply.body, type);
        } catch (const std::exception&) {
            // No complete reply behind us, so none before us: the connection breaks inside the body.
            out.set_content_provider(1024, "text/plain",
                                     [](std::size_t, std::size_t, httplib::DataSink&) { return false; });
        }
        const std::lock_guard lock(mutex_);
        served_.push_back({request.method, target, status});
    }

    /// The server library adds these to what came over the wire.
    static bool is_made_up(const std::string& header) {
        return header == "REMOTE_ADDR" || header == "REMOTE_PORT" || header == "LOCAL_ADDR" || header == "LOCAL_PORT";
    }

    bitbucket::any_transport behind_;
    httplib::Server server_;
    int port_ = 0;
    std::atomic<bool> ended_ = false;
    std::thread thread_;
    mutable std::mutex mutex_;
    std::vector<served_request> served_;
};

}  // namespace examples
