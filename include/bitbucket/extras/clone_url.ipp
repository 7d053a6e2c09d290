// SPDX-License-Identifier: MIT
// Defines what clone_url.hpp declares.
#pragma once

#include "../detail/calls/authentication.hpp"
#include "../detail/url/url.hpp"
#include "clone_url.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {

/// The clone link without its user, if a token may be put into it; otherwise the reason, which never quotes the link.
BITBUCKET_OPAQUE BITBUCKET_INLINE result<url_parts> checked_clone_link(std::string_view link, std::string_view host) {
    const auto allowed = parse_url("https://" + std::string(host));
    if (!allowed || !allowed->path.empty() || allowed->has_query || host.find('#') != std::string_view::npos)
        return usage_error("clone_url: the host must be a name, or a name and a port: host:port");
    if (link.empty())
        return usage_error(
            "clone_url: the repository has no https clone link; if you asked for it with fields, add links.clone");
    constexpr std::string_view scheme = "https://";
    if (!starts_with_ignoring_case(link, scheme))
        return usage_error("clone_url: the repository's clone link is not https");
    // A user in the link is dropped. With a second @ it is unclear where the host begins.
    const std::string_view rest = link.substr(scheme.size());
    const std::string_view authority = rest.substr(0, rest.find_first_of("/?#\\"));
    const auto at = authority.find('@');
    const std::string_view from_host = at == std::string_view::npos ? rest : rest.substr(at + 1);
    auto parts = parse_url(std::string(scheme) + std::string(from_host));
    const bool whole = link.find('#') == std::string_view::npos;
    if (!parts || parts->path.size() < 2 || parts->has_query || !whole || !is_header_value(link))
        return usage_error("clone_url: the repository's clone link is not a plain URL");
    // git passes the decoded path to its helpers line by line.
    for (const char c : percent_decode(parts->path))
        if (is_control(c)) return usage_error("clone_url: the repository's clone link has a control character");
    if (!parts->same_origin(*allowed))
        return usage_error("clone_url: the repository's clone link does not lead to the host " +
                           allowed->origin().substr(scheme.size()) + "; if you trust its host, name it in the call");
    return *std::move(parts);
}

/// The token to put into the URL; fetched if it is one that changes.
BITBUCKET_OPAQUE BITBUCKET_INLINE result<secret> clone_token(const credentials& who, const call_options& call) {
    if (who.source() == nullptr) return who.text();
    const secret none;
    const redactor no_traces;
    call_credential asked(who, "Bearer", none, no_traces, {});
    if (auto failure = asked.begin(call)) return *std::move(failure);
    constexpr std::string_view scheme = "Bearer ";
    return secret(std::string_view(asked.header().reveal()).substr(scheme.size()));
}

}  // namespace detail

BITBUCKET_OPAQUE BITBUCKET_INLINE result<secret> try_clone_url(const repository& from, const credentials& who,
                                                               text_argument host, const call_options& call) {
    const result<detail::url_parts> link = detail::checked_clone_link(from.links.href("clone", "https"), host);
    if (!link) return link.error();
    if (!who.problem().empty()) return usage_error(who.problem());
    if (who.kind() == credential_kind::anonymous) return secret(link->str());
    if (who.kind() == credential_kind::basic)
        return usage_error(
            "clone_url: app passwords were switched off on 2026-07-28: use an api_token, an access_token or an OAuth "
            "token");
    const result<secret> token = detail::clone_token(who, call);
    if (!token) return token.error();
    if (!detail::is_header_value(token->reveal()) || token->reveal().find('\t') != std::string::npos)
        return usage_error("clone_url: the token has a control character");
    constexpr std::string_view scheme = "https://";
    const std::string plain = link->str();
    std::string out;
    // Reserves room for everything, so that growing leaves no piece of the token in memory.
    out.reserve(plain.size() + 3 * token->reveal().size() + 64);
    out += scheme;
    out += who.kind() == credential_kind::api_token ? "x-bitbucket-api-token-auth:" : "x-token-auth:";
    detail::append_query_text(out, token->reveal());
    out += '@';
    out += std::string_view(plain).substr(scheme.size());
    return secret(std::move(out));
}

}  // namespace bitbucket::inline BITBUCKET_ABI
