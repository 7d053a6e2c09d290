// SPDX-License-Identifier: MIT
// Says what is wrong with the settings of the curl transport.
#pragma once

#include <string>
#include <string_view>

#include "../../detail/text/ascii.hpp"
#include "options.hpp"
#include "proxy.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

BITBUCKET_COLD inline bool has_control(std::string_view text) noexcept {
    for (const char c : text)
        if (is_control(c)) return true;
    return false;
}

/// What is wrong with the options, as a sentence; empty if nothing is.
BITBUCKET_COLD inline std::string problem_with(const curl_options& options) {
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

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
