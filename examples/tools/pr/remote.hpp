// SPDX-License-Identifier: MIT
// Which repository of Bitbucket Cloud the URL of a git remote leads to. Nothing is asked, and no URL is ever repeated:
// it may hold a password.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace examples::pr {

/// A repository by its names.
struct repository_name {
    std::string workspace;
    std::string slug;

    [[nodiscard]] std::string full() const { return workspace + '/' + slug; }

    friend bool operator==(const repository_name&, const repository_name&) = default;
};

/// The parts of WORKSPACE/SLUG; nothing if it is something else.
inline std::optional<repository_name> parse_full_name(std::string_view text) {
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos || slash == 0 || slash + 1 == text.size()) return std::nullopt;
    if (text.find_first_of("/?# \t", slash + 1) != std::string_view::npos) return std::nullopt;
    return repository_name{std::string(text.substr(0, slash)), std::string(text.substr(slash + 1))};
}

/// The host of an authority, without user, password and port, in lower case.
inline std::string host_of(std::string_view authority) {
    const std::size_t at = authority.rfind('@');
    if (at != std::string_view::npos) authority.remove_prefix(at + 1);
    const std::size_t colon = authority.rfind(':');
    if (colon != std::string_view::npos) {
        if (authority.find_first_not_of("0123456789", colon + 1) != std::string_view::npos) return {};
        authority = authority.substr(0, colon);
    }
    std::string host(authority);
    for (char& c : host)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return host;
}

/// The repository behind a remote at bitbucket.org: `https://bitbucket.org/acme/site.git`, with or without a user,
/// `ssh://git@bitbucket.org/acme/site.git`, also at altssh.bitbucket.org, which listens on port 443, or
/// `git@bitbucket.org:acme/site.git`. Nothing for everything else.
inline std::optional<repository_name> repository_of_remote(std::string_view url) {
    const std::size_t scheme_end = url.find("://");
    std::string_view scheme = "ssh";
    std::string_view authority;
    std::string_view path;
    if (scheme_end != std::string_view::npos) {
        scheme = url.substr(0, scheme_end);
        url.remove_prefix(scheme_end + 3);
        const std::size_t slash = url.find('/');
        if (slash == std::string_view::npos) return std::nullopt;
        authority = url.substr(0, slash);
        path = url.substr(slash + 1);
    } else {
        // scp's form: a colon before the first slash. The part in front of it has no port.
        const std::size_t colon = url.find(':');
        if (colon == std::string_view::npos || url.find('/') < colon) return std::nullopt;
        authority = url.substr(0, colon);
        path = url.substr(colon + 1);
        if (path.starts_with('/')) path.remove_prefix(1);
    }
    const std::string host = host_of(authority);
    const bool is_bitbucket = (scheme == "https" && host == "bitbucket.org") ||
                              (scheme == "ssh" && (host == "bitbucket.org" || host == "altssh.bitbucket.org"));
    if (!is_bitbucket) return std::nullopt;
    if (path.ends_with('/')) path.remove_suffix(1);
    if (path.ends_with(".git")) path.remove_suffix(4);
    return parse_full_name(path);
}

}  // namespace examples::pr
