// SPDX-License-Identifier: MIT
// curl_options: the settings of the curl transport. options_problem.hpp says what is wrong with them.
#pragma once

#include <cstddef>

#include "../../detail/text/clock_types.hpp"
#include "../../secret.hpp"
#include "../../types/text_argument.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// Settings of `curl_transport`. All have defaults; an unusable one is a `usage_error` from `send`. Certificate
/// verification cannot be switched off.
struct curl_options {
    /// Precedes the user agent `bitbucket-cpp/VERSION`, e.g. `my-tool/1.2`. No control characters.
    given_text application = {};
    /// A PEM file of certificate authorities, trusted instead of the system's. Empty: the system's. A bad file is
    /// detected when TLS starts, before any of the request is sent.
    given_text ca_file = {};
    /// A folder of certificate authorities in the form of `openssl rehash`, instead of the system's or with `ca_file`.
    /// Some TLS libraries cannot read folders; then every request fails with a permanent `transport_error`.
    given_text ca_dir = {};
    /// A PEM file with a certificate of the client's own and those that sign it, for each server that asks for one.
    given_text client_certificate = {};
    /// A PEM file with its private key; empty if `client_certificate` has that too.
    given_text client_key = {};
    /// The password of that key, if it has one.
    secret client_key_password = {};
    /// `[scheme://][user:password@]host[:port]` with `http` (the default), `https`, `socks4`, `socks4a`, `socks5`,
    /// `socks5h`. Empty: as `https_proxy`, `http_proxy` and `all_proxy` in the environment say, but none for plain http
    /// to this machine, where tokens may go unencrypted. `no_proxy` applies in both cases.
    given_text proxy = {};
    /// Uses no proxy, whatever the environment says. Cannot be combined with `proxy`.
    bool direct = false;
    /// For name resolution, connection and TLS together: 1 ms to 24 h.
    std::chrono::milliseconds connect_timeout = std::chrono::seconds{10};
    /// For one request and its reply: 1 ms to 24 h. The call's deadline can only shorten it. It begins anew with every
    /// 64 KiB of a source or receiver.
    std::chrono::milliseconds total_timeout = std::chrono::seconds{60};
    /// How many handles, each with its open connections, are kept for later requests. Any number of requests can run at
    /// once; handles beyond this number are closed after their request.
    std::size_t max_idle_handles = 16;

    /// The defaults, with the certificate authorities that the environment names as it does for the `curl` program:
    /// `CURL_CA_BUNDLE` is a file and counts before `SSL_CERT_FILE`, a file, and `SSL_CERT_DIR`, a folder. Variables
    /// that are empty do not count. Whoever sets them decides which servers are trusted; nothing reads them without
    /// this call. The proxy variables count as in the defaults.
    [[nodiscard]] static curl_options from_env();
};

}  // namespace bitbucket::inline BITBUCKET_ABI
