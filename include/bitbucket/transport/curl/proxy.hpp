// SPDX-License-Identifier: MIT
// Proxies of the curl transport: which one a request goes through, and its name for errors, which never has its
// password. libcurl itself reads the environment; this repeats its rules to be able to say which proxy refused.
#pragma once

#include <curl/curl.h>

#include <cstdlib>
#include <memory>
#include <new>
#include <optional>
#include <string>

#include "../../detail/url/url.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

using curl_url_ptr = std::unique_ptr<CURLU, void (*)(CURLU*)>;

/// The address of a proxy, taken apart; null if libcurl cannot read it. The text may hold a password, so it is never
/// printed.
BITBUCKET_COLD inline curl_url_ptr parse_curl_proxy(const std::string& text) {
    curl_url_ptr url(curl_url(), [](CURLU* handle) { curl_url_cleanup(handle); });
    if (url == nullptr) throw std::bad_alloc();
    const std::string with_scheme = text.find("://") == std::string::npos ? "http://" + text : text;
    if (curl_url_set(url.get(), CURLUPART_URL, with_scheme.c_str(), CURLU_NON_SUPPORT_SCHEME) == CURLUE_OK) {
        for (const char* scheme : {"http://", "https://", "socks4://", "socks4a://", "socks5://", "socks5h://"})
            if (starts_with_ignoring_case(with_scheme, scheme)) return url;
    }
    url.reset();
    return url;
}

/// Whether libcurl can read a text as the address of a proxy.
inline bool is_curl_proxy(const std::string& text) {
    return parse_curl_proxy(text) != nullptr;
}

/// A part of an address; empty if it has none.
BITBUCKET_COLD inline std::string curl_url_part(const curl_url_ptr& url, CURLUPart part) {
    char* found = nullptr;
    if (curl_url_get(url.get(), part, &found, 0) != CURLUE_OK) return {};
    const std::unique_ptr<char, void (*)(void*)> owned(found, [](void* text) { curl_free(text); });
    return owned.get();
}

/// The proxy that a request goes through, unless `no_proxy` excepts its host.
struct curl_proxy {
    /// What errors call it: `the proxy proxy.example:3128`.
    std::string name;
    /// Whether it speaks HTTP, and so may answer in the server's place.
    bool is_http = false;
    /// Whether libcurl can make anything of its address.
    bool is_usable = false;
};

/// The variable of the environment that names the proxy for a scheme, by libcurl's rules: `HTTP_PROXY` does not count,
/// because a web server sets it to what a header says. Null if there is none.
BITBUCKET_COLD inline const char* find_proxy_variable(const std::string& scheme) noexcept {
    const bool tls = scheme == "https";
    for (const char* name :
         {tls ? "https_proxy" : "http_proxy", tls ? "HTTPS_PROXY" : "http_proxy", "all_proxy", "ALL_PROXY"}) {
        const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): as libcurl does for each transfer
        if (value != nullptr && *value != '\0') return name;
    }
    return nullptr;
}

/// The proxy for a target: the given one, or else that of the environment, which plain http to this machine never uses.
BITBUCKET_COLD inline std::optional<curl_proxy> find_curl_proxy(const std::string& given, bool direct,
                                                                const url_parts& target) {
    std::string address = given;
    std::string name = "the proxy";
    if (address.empty()) {
        const char* variable = direct ? nullptr : find_proxy_variable(target.scheme);
        if (variable == nullptr || (target.scheme == "http" && is_this_machine(target.host))) return std::nullopt;
        address = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe)
        name += std::string(" of the environment variable ") + variable;
    }
    const curl_url_ptr url = parse_curl_proxy(address);
    if (url == nullptr) return curl_proxy{name, false, false};
    const std::string port = curl_url_part(url, CURLUPART_PORT);
    name = "the proxy " + curl_url_part(url, CURLUPART_HOST) + (port.empty() ? "" : ":" + port);
    return curl_proxy{name, !starts_with_ignoring_case(curl_url_part(url, CURLUPART_SCHEME), "socks"), true};
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
