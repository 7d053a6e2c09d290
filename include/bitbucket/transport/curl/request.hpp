// SPDX-License-Identifier: MIT
// Turns a request into libcurl's options: checks it before anything is sent, sets header lines, method and body, and
// the settings that keep libcurl from acting on its own.
#pragma once

#include <cstdint>
#include <limits>
#include <type_traits>

#include "../../detail/url/url.hpp"
#include "../../error.hpp"
#include "../../transport.hpp"
#include "handle.hpp"
#include "options.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Throws `usage_error` for what must not or cannot be sent; returns the parts of the URL.
BITBUCKET_COLD inline url_parts check_curl_request(const http_request& request) {
    std::optional<url_parts> target = parse_url(request.url);
    if (!target)
        throw usage_error("the URL of a request must be an absolute http or https URL without user information");
    for (const http_header& line : request.headers) {
        if (!is_http_token(line.name)) throw usage_error("the name of a header has a character that is not allowed");
        if (!is_header_value(line.value))
            throw usage_error("the value of header " + line.name + " holds a control character");
        if (equal_ignoring_case(line.name, "Content-Length") || equal_ignoring_case(line.name, "Transfer-Encoding"))
            throw usage_error("header " + line.name + " is set by the transport and cannot be given");
    }
    const bool has_body = !request.body.empty() || request.source != nullptr;
    if (has_body && (request.method == http_method::get || request.method == http_method::head))
        throw usage_error(std::string("a ") + to_string(request.method) + " request cannot have a body");
    if (!request.body.empty() && request.source != nullptr)
        throw usage_error("a request has a body or a source, not both");
    return *std::move(target);
}

BITBUCKET_COLD inline void append_curl_line(curl_list& list, const std::string& line) {
    curl_slist* longer = curl_slist_append(list.get(), line.c_str());
    if (longer == nullptr) throw std::bad_alloc();
    (void)list.release();
    list.reset(longer);
}

/// Whether the server is asked before the body is sent (`Expect: 100-continue`), so that a refusal costs no upload. It
/// costs a round trip, so libcurl asks for bodies above 1 MiB only. Bodies in memory are never asked for.
enum class ask_first { no, yes };
inline constexpr std::uint64_t worth_asking = std::uint64_t{1024} * 1024;

inline ask_first asks_first(const http_request& request, std::uint64_t source_size) {
    return request.headers.find("Expect") != nullptr || source_size > worth_asking ? ask_first::yes : ask_first::no;
}

/// The request's headers, and a line for each header that libcurl must not add on its own.
BITBUCKET_COLD inline curl_list curl_header_lines(const http_request& request, ask_first ask) {
    curl_list list;
    const auto is_left_out = [ask](const std::string& name) {
        return ask == ask_first::no && equal_ignoring_case(name, "Expect");
    };
    for (const http_header& line : request.headers) {
        if (is_left_out(line.name)) continue;  // without a value, `Name:` would remove the header
        append_curl_line(list, trim(line.value).empty() ? line.name + ';' : line.name + ": " + line.value);
    }
    for (const char* name : {"Accept", "Content-Type"})
        if (request.headers.find(name) == nullptr) append_curl_line(list, std::string(name) + ':');
    if (ask == ask_first::no) append_curl_line(list, "Expect:");
    return list;
}

/// What is wrong if libcurl does not take an option.
BITBUCKET_COLD inline void throw_if_refused(CURLoption option, CURLcode code) {
    if (code == CURLE_OUT_OF_MEMORY) throw std::bad_alloc();
    if (code != CURLE_OK)
        throw transport_error(
            "libcurl refuses option " + std::to_string(static_cast<int>(option)) + ": " + curl_easy_strerror(code),
            true, transport_error::permanent);
}

/// Sets one option. libcurl takes `long`, `curl_off_t` and pointers, and reads garbage from an `int`.
template <class Value>
BITBUCKET_COLD void curl_set(CURL* easy, CURLoption option, Value value) {
    static_assert(std::is_pointer_v<Value> || std::is_same_v<Value, long> || std::is_same_v<Value, curl_off_t>);
    throw_if_refused(option, (curl_easy_setopt)(easy, option, value));  // in parentheses, because it is also a macro
}

/// Whether a request is plain http to this machine. Tokens may go there unencrypted, so no proxy that the environment
/// happens to name may carry them to another machine.
inline bool stays_here(const url_parts& target) noexcept {
    return target.scheme == "http" && is_this_machine(target.host);
}

/// Sets the authorities that are trusted, and the client's own certificate.
BITBUCKET_COLD inline void apply_certificates(CURL* easy, const curl_options& options) {
    if (!options.ca_file.empty() || !options.ca_dir.empty()) {
        // Instead of the system's, not in addition. TLS libraries without certificate folders refuse to have none.
        curl_set(easy, CURLOPT_CAINFO, options.ca_file.empty() ? nullptr : options.ca_file.c_str());
        if (options.ca_dir.empty())
            (void)(curl_easy_setopt)(easy, CURLOPT_CAPATH, static_cast<const char*>(nullptr));
        else
            curl_set(easy, CURLOPT_CAPATH, options.ca_dir.c_str());
    }
    if (options.client_certificate.empty()) return;
    curl_set(easy, CURLOPT_SSLCERT, options.client_certificate.c_str());
    const std::string& key = options.client_key.empty() ? options.client_certificate : options.client_key;
    curl_set(easy, CURLOPT_SSLKEY, key.c_str());
    if (!options.client_key_password.empty())
        curl_set(easy, CURLOPT_KEYPASSWD, options.client_key_password.reveal().c_str());
}

/// Sets the user's options, and everything that depends on no more than the server that is asked.
BITBUCKET_COLD inline void apply_curl_options(CURL* easy, const curl_options& options, const std::string& user_agent,
                                              const url_parts& target) {
    curl_set(easy, CURLOPT_NOSIGNAL, 1L);
#if LIBCURL_VERSION_NUM >= 0x075700
    curl_set(easy, CURLOPT_QUICK_EXIT, 1L);  // otherwise a stopped transfer waits for the name server
#endif
#if LIBCURL_VERSION_NUM >= 0x075500
    curl_set(easy, CURLOPT_PROTOCOLS_STR, "http,https");
#else
    curl_set(easy, CURLOPT_PROTOCOLS, static_cast<long>(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
    curl_set(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_set(easy, CURLOPT_UNRESTRICTED_AUTH, 0L);
    curl_set(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    curl_set(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    curl_set(easy, CURLOPT_PATH_AS_IS, 1L);
    curl_set(easy, CURLOPT_HTTP09_ALLOWED, 0L);
    curl_set(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_set(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_set(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_set(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    // A libcurl built without HTTP/2 refuses this, and works without.
    (void)(curl_easy_setopt)(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));

    curl_set(easy, CURLOPT_USERAGENT, user_agent.c_str());
    curl_set(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.count()));
    if (!options.proxy.empty())
        curl_set(easy, CURLOPT_PROXY, options.proxy.c_str());
    else if (options.direct || stays_here(target))
        curl_set(easy, CURLOPT_PROXY, "");
    apply_certificates(easy, options);
}

/// How many bytes of a stream libcurl moves at a time, either way; with less, transfers cost more CPU.
inline constexpr long stream_piece = 64L * 1024;

/// Sets URL, method, headers and body. All of them must outlive the transfer: libcurl does not copy the body. A source is
/// announced here with its length, so that it is never sent in chunks, and read by the callbacks of the transfer.
BITBUCKET_COLD inline void apply_curl_request(CURL* easy, const http_request& request, curl_slist* headers,
                                              std::uint64_t source_size) {
    curl_set(easy, CURLOPT_URL, request.url.c_str());
    curl_set(easy, CURLOPT_HTTPHEADER, headers);
    const bool takes_body = request.method == http_method::post || request.method == http_method::put ||
                            request.method == http_method::patch;
    if (source_size > 0) {
        if (source_size > static_cast<std::uint64_t>((std::numeric_limits<curl_off_t>::max)()))
            throw usage_error("the request's body is larger than libcurl can send");
        curl_set(easy, CURLOPT_POST, 1L);
        curl_set(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(source_size));
        curl_set(easy, CURLOPT_UPLOAD_BUFFERSIZE, stream_piece);
    } else if (takes_body || !request.body.empty()) {  // with no bytes this gives `Content-Length: 0`
        curl_set(easy, CURLOPT_POST, 1L);
        curl_set(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        curl_set(easy, CURLOPT_POSTFIELDS, request.body.c_str());
    }
    if (request.method == http_method::head)
        curl_set(easy, CURLOPT_NOBODY, 1L);
    else if (request.method != http_method::get)
        curl_set(easy, CURLOPT_CUSTOMREQUEST, to_string(request.method));
}

/// How the reply's body comes: compressed, which libcurl then decompresses, unless the receiver needs the stored bytes.
BITBUCKET_COLD inline void apply_reply_form(CURL* easy, const transport_limits& limits) {
    if (limits.receiver != nullptr) curl_set(easy, CURLOPT_BUFFERSIZE, stream_piece);
    if (limits.receiver != nullptr && limits.receiver->wants_identity()) return;
    (void)(curl_easy_setopt)(easy, CURLOPT_ACCEPT_ENCODING, "");  // refused by a libcurl without compression
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
