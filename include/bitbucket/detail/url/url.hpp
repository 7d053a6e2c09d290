// SPDX-License-Identifier: MIT
// Absolute http(s) URLs: parses them strictly, resolves references, cleans paths. The parts decide where a credential
// may go (detail/url/api_link.hpp, detail/calls/redirects.hpp), so odd URLs are refused instead of guessed.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "../text/percent.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// The parts of an absolute URL, which has no user information and no fragment.
struct url_parts {
    std::string scheme;  // "http" or "https"
    std::string host;    // lower case; an IPv6 address with its brackets
    int port = 0;        // always filled
    std::string path;    // starts with '/', or empty
    std::string query;   // without '?'
    bool has_query = false;

    [[nodiscard]] bool same_origin(const url_parts& other) const noexcept {
        return scheme == other.scheme && host == other.host && port == other.port;
    }
    /// Scheme, host, and the port unless it is the scheme's default.
    [[nodiscard]] std::string origin() const {
        std::string out = scheme + "://" + host;
        if (port != (scheme == "https" ? 443 : 80)) out += ':' + std::to_string(port);
        return out;
    }
    [[nodiscard]] std::string str() const { return origin() + path + (has_query ? '?' + query : std::string()); }
};

/// Reads `host`, `host:port`, `[v6]:port` into the parts. False if there is user information or anything unusual.
inline bool parse_authority(std::string_view text, url_parts& out) {
    std::string_view port;
    if (!text.empty() && text.front() == '[') {
        const auto close = text.find(']');
        if (close == std::string_view::npos) return false;
        out.host = to_lower(text.substr(0, close + 1));
        for (const char c : out.host.substr(1, close - 1))
            if (hex_digit(c) < 0 && c != ':' && c != '.') return false;
        port = text.substr(close + 1);
    } else {
        const auto colon = text.find(':');
        out.host = to_lower(text.substr(0, colon));
        for (const char c : out.host)
            if (!is_alpha(c) && !is_digit(c) && c != '-' && c != '.' && c != '_') return false;
        if (colon != std::string_view::npos) port = text.substr(colon);
    }
    if (out.host.empty() || out.host == "[]" || out.host.front() == '.') return false;
    out.port = out.scheme == "https" ? 443 : 80;
    if (port.empty() || port == ":") return true;
    const long long number = port.front() == ':' ? parse_digits(port.substr(1)) : -1;
    if (number < 1 || number > 65535) return false;
    out.port = static_cast<int>(number);
    return true;
}

/// Whether a host is this machine: `localhost`, `[::1]`, or an address in 127.0.0.0/8 as four plain numbers. Anything
/// else is a name, which a name server may send anywhere, even one that starts with "127.".
inline bool is_this_machine(std::string_view host) noexcept {
    if (host == "localhost" || host == "[::1]") return true;
    if (!host.starts_with("127.")) return false;
    int numbers = 0;
    for (std::size_t at = 0; at <= host.size(); ++numbers) {
        const auto end = (std::min)(host.find('.', at), host.size());
        const std::string_view number = host.substr(at, end - at);
        if (number.size() > 3 || (number.size() > 1 && number.front() == '0')) return false;
        const long long value = parse_digits(number);
        if (value < 0 || value > 255) return false;
        at = end + 1;
    }
    return numbers == 4;
}

/// Whether a secret may be sent there: over https, or to this machine. For the second, the curl transport takes no
/// proxy from the environment.
inline bool keeps_secrets(const url_parts& url) noexcept {
    return url.scheme == "https" || is_this_machine(url.host);
}

/// Encodes the characters that a path or query must not contain (braces, quotes, spaces, bytes beyond ASCII, `\`).
BITBUCKET_COLD inline std::string encode_stray(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool stray = static_cast<unsigned char>(c) >= 0x80 || c == ' ' ||
                           std::string_view("{}\"<>\\^`|").find(c) != std::string_view::npos;
        if (stray)
            append_percent(out, c);
        else
            out.push_back(c);
    }
    return out;
}

/// Returns 1 if a path segment means "this" (1 dot), 2 if it means "up" (2 dots), even with encoded dots; otherwise 0.
inline int dot_segment(std::string_view segment) {
    const std::string plain = percent_decode(segment);
    return plain == "." ? 1 : plain == ".." ? 2 : 0;
}

/// The path with stray characters encoded, doubled slashes collapsed and dot segments resolved.
BITBUCKET_COLD inline std::string clean_path(std::string_view raw) {
    std::string out;
    std::size_t at = 0;
    bool ends_in_slash = false;
    while (at < raw.size()) {
        const auto slash = raw.find('/', at);
        const std::string_view segment = raw.substr(at, slash == std::string_view::npos ? raw.size() - at : slash - at);
        at = slash == std::string_view::npos ? raw.size() : slash + 1;
        const int dots = dot_segment(segment);
        ends_in_slash = slash != std::string_view::npos || dots != 0;
        if (segment.empty() || dots == 1) continue;
        if (dots == 2) {
            out.erase(out.empty() ? 0 : out.rfind('/'));
            continue;
        }
        out.push_back('/');
        out += encode_stray(segment);
    }
    if (ends_in_slash && (raw.empty() || raw.back() == '/' || dot_segment(raw.substr(raw.rfind('/') + 1)) != 0))
        out.push_back('/');
    return out;
}

/// How to treat the path of a URL. Both rules encode stray characters.
enum class path_rule : std::uint8_t {
    /// Use `clean_path`, so that two spellings of an API path become one.
    clean,
    /// Keep it as written. For a storage service `a//b` and `a/b` are different keys, and a signature covers the exact
    /// spelling.
    keep
};

/// Parses an absolute http or https URL. Nothing for control characters, user information, other schemes, and unusual
/// hosts or ports.
BITBUCKET_COLD inline std::optional<url_parts> parse_url(std::string_view text, path_rule rule = path_rule::clean) {
    for (const char c : text)
        if (is_control(c)) return std::nullopt;
    url_parts out;
    if (starts_with_ignoring_case(text, "https://"))
        out.scheme = "https";
    else if (starts_with_ignoring_case(text, "http://"))
        out.scheme = "http";
    else
        return std::nullopt;
    text.remove_prefix(out.scheme.size() + 3);
    text = text.substr(0, text.find('#'));
    const auto end = text.find_first_of("/?\\");
    if (!parse_authority(text.substr(0, end), out)) return std::nullopt;
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end);
    if (text.front() == '\\') return std::nullopt;
    const auto mark = text.find('?');
    const std::string_view path = text.substr(0, mark);
    out.path = rule == path_rule::keep ? encode_stray(path) : clean_path(path);
    if (mark != std::string_view::npos) {
        out.has_query = true;
        out.query = encode_stray(text.substr(mark + 1));
    }
    return out;
}

/// The path without its dot segments, as RFC 3986, section 5.2.4 removes them: encoded dots do not count, and doubled
/// slashes have an empty segment between them. The path starts with '/'.
BITBUCKET_COLD inline std::string remove_dot_segments(std::string_view path) {
    std::string out;
    for (std::size_t at = 0; at < path.size();) {
        const auto end = (std::min)(path.find('/', at + 1), path.size());
        const std::string_view segment = path.substr(at, end - at);
        at = end;
        if (segment == "/..")
            out.erase(out.empty() ? 0 : out.rfind('/'));
        else if (segment != "/.")
            out += segment;
        if (at == path.size() && (segment == "/." || segment == "/..")) out.push_back('/');
    }
    return out;
}

/// Resolves a reference (absolute, `//host/…`, `/path`, `path`, `?query`) against an absolute URL. If the reference has
/// no host, its dot segments are always resolved, even if the path is kept: they are steps, not names.
BITBUCKET_COLD inline std::optional<url_parts> resolve_url(const url_parts& base, std::string_view reference,
                                                           path_rule rule = path_rule::clean) {
    for (const char c : reference)
        if (is_control(c)) return std::nullopt;
    reference = reference.substr(0, reference.find('#'));
    if (reference.starts_with("//")) return parse_url(base.scheme + ":" + std::string(reference), rule);
    const auto colon = reference.find(':');
    if (colon != std::string_view::npos && colon < reference.find_first_of("/?")) return parse_url(reference, rule);
    if (reference.starts_with('\\')) return std::nullopt;
    if (reference.empty()) return base;
    const auto mark = (std::min)(reference.find('?'), reference.size());
    std::string path(reference.substr(0, mark));
    if (path.empty()) {
        path = base.path;
    } else {
        if (path.front() != '/') path = base.path.substr(0, base.path.rfind('/') + 1) + path;
        if (path.front() != '/') path.insert(0, 1, '/');
        if (rule == path_rule::keep) path = remove_dot_segments(path);
    }
    return parse_url(base.origin() + path + std::string(reference.substr(mark)), rule);
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
