// SPDX-License-Identifier: MIT
// Decides which links of an answer may be followed with the client's credential: those below the API's base URL, after
// correcting a few harmless quirks of the live API.
#pragma once

#include <vector>

#include "../../service.hpp"
#include "url.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Another address of the same API.
struct api_alias {
    url_parts url;
    /// Whether one or more labels come before the host.
    bool has_labels = false;

    [[nodiscard]] BITBUCKET_COLD bool is_host(std::string_view host) const noexcept {
        if (!has_labels) return host == url.host;
        if (!host.ends_with(url.host)) return false;
        const std::string_view labels = host.substr(0, host.size() - url.host.size());
        return labels.size() > 1 && labels.front() != '.' && labels.back() == '.' &&
               labels.find("..") == std::string_view::npos;
    }
};

/// The API's base URL, checked, its path without a slash at the end.
struct api_base {
    url_parts url;
    std::vector<api_alias> aliases = {};

    /// The base for a text; nothing if the text is not an absolute http(s) URL, or has a query or a fragment. Aliases that
    /// are none are left out.
    [[nodiscard]] BITBUCKET_COLD static std::optional<api_base> parse(std::string_view text,
                                                                      constant_list<const char*> aliases = {}) {
        auto parts = parts_of(text);
        if (!parts) return std::nullopt;
        api_base out{*std::move(parts)};
        for (const std::string_view each : aliases) {
            constexpr std::string_view labels = "://*.";
            const auto at = each.find(labels);
            const bool has_labels = at != std::string_view::npos;
            std::string address(each);
            if (has_labels) address.erase(at + labels.size() - 2, 2);
            if (auto alias = parts_of(address)) out.aliases.push_back({*std::move(alias), has_labels});
        }
        return out;
    }

    /// Whether a URL is the base or below it.
    [[nodiscard]] bool covers(const url_parts& target) const noexcept {
        return target.same_origin(url) && is_below(target.path, url.path);
    }
    /// The first alias that a URL is or is below; null if there is none.
    [[nodiscard]] BITBUCKET_COLD const api_alias* alias_of(const url_parts& target) const noexcept {
        for (const api_alias& each : aliases)
            if (target.scheme == each.url.scheme && target.port == each.url.port && each.is_host(target.host) &&
                is_below(target.path, each.url.path))
                return &each;
        return nullptr;
    }

private:
    // Only whole segments count.
    static bool is_below(std::string_view path, std::string_view start) noexcept {
        return path.starts_with(start) && (path.size() == start.size() || path[start.size()] == '/');
    }
    BITBUCKET_COLD static std::optional<url_parts> parts_of(std::string_view text) {
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
/// An alias of the API becomes the base URL. Everything else must have the base's scheme, host, port and path; otherwise
/// `problem` says where the link leads, without its query.
BITBUCKET_COLD inline api_link resolve_api_link(const api_base& base, std::string_view asked, std::string_view href) {
    const auto asked_url = parse_url(asked);
    auto target = asked_url ? resolve_url(*asked_url, href) : std::nullopt;
    if (!target) return {{}, "it is not a usable http or https URL"};
    // If the base URL itself lies below an alias, there is nothing to replace.
    const api_alias* const alias = base.covers(*target) ? nullptr : base.alias_of(*target);
    if (alias != nullptr) {
        std::string rest = target->path.substr(alias->url.path.size());
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
