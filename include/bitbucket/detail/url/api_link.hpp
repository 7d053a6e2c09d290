// SPDX-License-Identifier: MIT
// Decides which links of an answer may be followed with the client's credential: those below the API's base URL, after
// correcting a few harmless quirks of the live API.
#pragma once

#include "url.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// The API's base URL, checked, its path without a slash at the end.
struct api_base {
    url_parts url;
    /// Another address of the same API, which its links may have.
    std::optional<url_parts> alias = std::nullopt;

    /// The base for a text; nothing if the text is not an absolute http(s) URL, or has a query or a fragment.
    [[nodiscard]] static std::optional<api_base> parse(std::string_view text, std::string_view alias = {}) {
        auto parts = parts_of(text);
        if (!parts) return std::nullopt;
        return api_base{*std::move(parts), parts_of(alias)};
    }

    /// Whether a URL is the base or below it.
    [[nodiscard]] bool covers(const url_parts& target) const noexcept { return covers(url, target); }
    [[nodiscard]] static bool covers(const url_parts& base, const url_parts& target) noexcept {
        if (!target.same_origin(base) || !target.path.starts_with(base.path)) return false;
        return target.path.size() == base.path.size() || target.path[base.path.size()] == '/';
    }

private:
    static std::optional<url_parts> parts_of(std::string_view text) {
        if (text.find('#') != std::string_view::npos) return std::nullopt;
        auto parts = parse_url(text);
        if (!parts || parts->has_query) return std::nullopt;
        while (!parts->path.empty() && parts->path.back() == '/') parts->path.pop_back();
        return parts;
    }
};

/// The URL to send, or why the link must not be followed.
struct api_link {
    std::string url;
    std::string problem;
};

/// Resolves a link from an answer against the URL that was asked, and checks it against the base.
///
/// The API's alias becomes the base URL. Everything else must have the base's
/// scheme, host, port and path; otherwise `problem` says where the link leads, without its query.
inline api_link resolve_api_link(const api_base& base, std::string_view asked, std::string_view href) {
    const auto asked_url = parse_url(asked);
    auto target = asked_url ? resolve_url(*asked_url, href) : std::nullopt;
    if (!target) return {{}, "it is not a usable http or https URL"};
    // If the base URL itself lies below the alias, there is nothing to replace.
    const bool on_alias = base.alias && !base.covers(*target) && api_base::covers(*base.alias, *target);
    if (on_alias) {
        std::string rest = target->path.substr(base.alias->path.size());
        const bool has_query = target->has_query;
        std::string query = std::move(target->query);
        target = base.url;
        target->path += rest;
        target->has_query = has_query;
        target->query = std::move(query);
    }
    if (!target->same_origin(base.url))
        return {{}, "it leads to " + target->origin() + ", not to " + base.url.origin()};
    if (!base.covers(*target) || hides_upward_step(target->path))
        return {{}, "it leads out of the API's base path " + (base.url.path.empty() ? "/" : base.url.path)};
    return {target->str(), {}};
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
