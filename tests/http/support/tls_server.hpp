// SPDX-License-Identifier: MIT
// TLS on top of raw_server: a script for what comes after the handshake, and what the server insists on in it. Only what
// gets through to the application layer is remembered as a request.
#pragma once

#include <openssl/ssl.h>

#include <csignal>
#include <functional>

#include "certificates.hpp"
#include "raw_server.hpp"

namespace http_test {

/// A server's side of TLS: its certificate, and the versions that it speaks.
class tls_context {
public:
    explicit tls_context(const identity& who, int oldest = TLS1_2_VERSION, int newest = TLS1_3_VERSION)
        : context_(SSL_CTX_new(TLS_server_method())) {
        std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes to closed sockets without a flag against it
        SSL_CTX* const made = context_.get();
        need(made != nullptr && SSL_CTX_use_certificate(made, who.certificate()) == 1, "certificate");
        need(SSL_CTX_use_PrivateKey(made, who.key()) == 1, "private key");
        // Without this, OpenSSL 3 refuses the signatures of the old versions by itself.
        need(SSL_CTX_set_cipher_list(made, "ALL:@SECLEVEL=0") == 1, "ciphers");
        need(SSL_CTX_set_min_proto_version(made, oldest) == 1, "oldest version");
        need(SSL_CTX_set_max_proto_version(made, newest) == 1, "newest version");
    }
    [[nodiscard]] SSL_CTX* get() const { return context_.get(); }

private:
    openssl_ptr<SSL_CTX, SSL_CTX_free> context_;
};

/// One connection after its handshake.
class tls_connection {
public:
    tls_connection(raw_server::connection& below, SSL* tls) : below_(below), tls_(tls) {}

    /// Reads one request without a body and remembers it, or whatever came when the client closes before its end.
    bool read_request() {
        std::string request;
        while (!request.ends_with("\r\n\r\n")) {
            char c = 0;
            if (SSL_read(tls_, &c, 1) <= 0) break;
            request.push_back(c);
        }
        if (request.empty()) return false;
        below_.remember(request);
        return request.ends_with("\r\n\r\n");
    }
    bool send(std::string_view bytes) {
        return bytes.empty() || SSL_write(tls_, bytes.data(), static_cast<int>(bytes.size())) > 0;
    }
    /// Says that nothing more comes, as TLS wants it. Without, the connection just ends.
    void say_goodbye() { (void)SSL_shutdown(tls_); }

private:
    raw_server::connection& below_;
    SSL* tls_;
};

/// A script for raw_server: shakes hands, and goes on if that worked. The context must outlive the server.
inline raw_server::script over_tls(const tls_context& context, std::function<void(tls_connection&)> serve) {
    return [&context, serve = std::move(serve)](raw_server::connection& client) {
        const openssl_ptr<SSL, SSL_free> tls(SSL_new(context.get()));
        need(tls != nullptr && SSL_set_fd(tls.get(), client.fd()) == 1, "connection");
        if (SSL_accept(tls.get()) != 1) return;
        tls_connection connection(client, tls.get());
        serve(connection);
    };
}

/// Answers every request with the same bytes.
inline std::function<void(tls_connection&)> answering_tls(std::string reply) {
    return [reply = std::move(reply)](tls_connection& client) {
        while (client.read_request() && client.send(reply)) {
        }
        client.say_goodbye();
    };
}

}  // namespace http_test
