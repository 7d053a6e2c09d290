// SPDX-License-Identifier: MIT
// curl_options: the settings of the curl transport, and the check that reports a wrong one.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <string>
#include <string_view>

#include "../../detail/text/ascii.hpp"
#include "../../secret.hpp"
#include "../../types/text_argument.hpp"
#include "proxy.hpp"

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

inline curl_options curl_options::from_env() {
    const auto read = [](const char* variable) {
        const char* value = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe)
        return std::string(value == nullptr ? "" : value);
    };
    curl_options options;
    options.ca_file = read("CURL_CA_BUNDLE");
    if (!options.ca_file.empty()) return options;
    options.ca_file = read("SSL_CERT_FILE");
    options.ca_dir = read("SSL_CERT_DIR");
    return options;
}

namespace detail {

inline bool has_control(std::string_view text) noexcept {
    for (const char c : text)
        if (is_control(c)) return true;
    return false;
}

/// What is wrong with the options, as a sentence; empty if nothing is.
inline std::string problem_with(const curl_options& options) {
    if (options.application.is_null()) return std::string("curl_options::application") + is_null_pointer;
    if (options.ca_file.is_null()) return std::string("curl_options::ca_file") + is_null_pointer;
    if (options.ca_dir.is_null()) return std::string("curl_options::ca_dir") + is_null_pointer;
    if (options.client_certificate.is_null()) return std::string("curl_options::client_certificate") + is_null_pointer;
    if (options.client_key.is_null()) return std::string("curl_options::client_key") + is_null_pointer;
    if (options.proxy.is_null()) return std::string("curl_options::proxy") + is_null_pointer;
    if (has_control(options.application)) return "curl_options::application must not hold control characters";
    const struct {
        const char* name;
        const std::string& text;
    } files[] = {{"ca_file", options.ca_file},
                 {"ca_dir", options.ca_dir},
                 {"client_certificate", options.client_certificate},
                 {"client_key", options.client_key},
                 {"client_key_password", options.client_key_password.reveal()}};
    for (const auto& each : files)
        if (has_control(each.text))
            return std::string("curl_options::") + each.name + " must not hold control characters";
    if (!options.client_key_password.missing_variable().empty())
        return "curl_options::client_key_password: the environment variable " +
               options.client_key_password.missing_variable() + " is not set";
    if (options.client_certificate.empty() && !(options.client_key.empty() && options.client_key_password.empty()))
        return "curl_options::client_certificate must be set with client_key and client_key_password";
    if (!options.proxy.empty()) {
        if (options.direct) return "curl_options: set either direct or proxy, not both";
        if (has_control(options.proxy) || !is_curl_proxy(options.proxy))
            return "curl_options::proxy must be [scheme://][user:password@]host[:port]; schemes are http, https, "
                   "socks4, "
                   "socks4a, socks5, socks5h";
    }
    constexpr std::chrono::milliseconds least{1};
    constexpr std::chrono::milliseconds most = std::chrono::hours{24};
    if (options.connect_timeout < least || options.connect_timeout > most)
        return "curl_options::connect_timeout must be from 1 ms to 24 h";
    if (options.total_timeout < least || options.total_timeout > most)
        return "curl_options::total_timeout must be from 1 ms to 24 h";
    return {};
}

}  // namespace detail
}  // namespace bitbucket::inline BITBUCKET_ABI
