// SPDX-License-Identifier: MIT
// Follows redirects safely: the credential stays on the API's origin, https never becomes http, and loops end. The API
// redirects diffs, downloads and logs, some of them to storage on other hosts.
#pragma once

#include "../../transport.hpp"
#include "../url/url.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// The hops of one request. Only GET and HEAD are redirected; for others the 3xx reply is the answer.
class redirect_chain {
public:
    /// `first` goes to the API's origin and must outlive the chain. `keeps_options`: hops within that origin get those
    /// of its query options that their own query does not have.
    explicit redirect_chain(const http_request& first, bool keeps_options = false)
        : first_(&first), keeps_options_(keeps_options) {}

    /// The request to send now.
    [[nodiscard]] const http_request& request() const noexcept { return hop_ ? *hop_ : *first_; }
    /// Whether a hop has left the request's origin. Replies from there do not come from the API.
    [[nodiscard]] bool left_origin() const noexcept { return left_origin_; }
    /// Why the redirect in the last reply was not followed; empty if there was none.
    [[nodiscard]] const std::string& problem() const noexcept { return problem_; }

    /// Whether the reply is a redirect to follow; then `request()` is the next hop.
    BITBUCKET_COLD bool follow(const http_response& reply) {
        if (!is_redirect(reply.status)) return false;
        if (first_->method != http_method::get && first_->method != http_method::head)
            return refuse("only GET and HEAD requests are redirected");
        const std::string* location = reply.headers.find("Location");
        if (location == nullptr || location->empty()) return refuse("there is no Location");
        // Unlike that of a `next` link, the path is not cleaned: it may be signed as it is.
        const auto asked = parse_url(request().url, path_rule::keep);
        const auto target = asked ? resolve_url(*asked, trim(*location), path_rule::keep) : std::nullopt;
        if (!target) return refuse("its Location is not a usable http or https URL");
        if (asked->scheme == "https" && target->scheme == "http") return refuse("it leads from https to http");
        if (seen_.empty()) seen_.push_back(asked->str());
        std::string url = target->str();
        // Once off the origin, no later hop gets the credential, even if it leads back: the API did not ask for that
        // hop.
        left_origin_ = left_origin_ || !target->same_origin(*asked);
        if (keeps_options_ && !left_origin_) append_missing_options(url, first_->url);
        for (const std::string& each : seen_)
            if (each == url) return refuse("it leads in a circle");
        if (seen_.size() > most_hops) return refuse("there are more than 10 in a row");
        http_request next;
        next.method = first_->method;
        for (const http_header& line : first_->headers)
            if (!left_origin_ || is_harmless(line.name)) next.headers.add(line.name, line.value);
        next.url = url;
        seen_.push_back(std::move(url));
        hop_ = std::move(next);
        return true;
    }

    /// The origin that `request()` goes to, for the log.
    [[nodiscard]] BITBUCKET_COLD std::string origin() const {
        const auto parts = parse_url(request().url);
        return parts ? parts->origin() : std::string();
    }

private:
    static constexpr std::size_t most_hops = 10;

    static bool is_redirect(int status) noexcept {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }
    // Excludes the credential and the caller's own headers, which may hold one.
    BITBUCKET_COLD static bool is_harmless(std::string_view name) noexcept {
        for (const char* each : {"accept", "accept-language", "range", "if-range"})
            if (equal_ignoring_case(name, each)) return true;
        return false;
    }
    static std::string_view query_of(std::string_view url) noexcept {
        url = url.substr(0, url.find('#'));
        const auto begin = url.find('?');
        return begin == std::string_view::npos ? std::string_view() : url.substr(begin + 1);
    }
    static bool has_option(std::string_view query, std::string_view name) noexcept {
        while (!query.empty()) {
            const std::string_view pair = query.substr(0, query.find('&'));
            if (pair.substr(0, pair.find('=')) == name) return true;
            query.remove_prefix((std::min)(pair.size() + 1, query.size()));
        }
        return false;
    }
    BITBUCKET_COLD static void append_missing_options(std::string& url, std::string_view first) {
        const std::string there(query_of(url));
        for (std::string_view left = query_of(first); !left.empty();) {
            const std::string_view pair = left.substr(0, left.find('&'));
            left.remove_prefix((std::min)(pair.size() + 1, left.size()));
            if (pair.empty() || has_option(there, pair.substr(0, pair.find('=')))) continue;
            url += url.find('?') == std::string::npos ? '?' : '&';
            url += pair;
        }
    }
    BITBUCKET_COLD bool refuse(const char* why) {
        problem_ = std::string("the redirect was not followed: ") + why;
        return false;
    }

    const http_request* first_;
    std::optional<http_request> hop_;
    std::vector<std::string> seen_;
    std::string problem_;
    bool left_origin_ = false;
    bool keeps_options_ = false;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
