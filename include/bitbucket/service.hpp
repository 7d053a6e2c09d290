// SPDX-License-Identifier: MIT
// service: what is the same for all operations of one HTTP API, e.g. Bitbucket Cloud: where it is, how a token is
// sent, what its error bodies look like. It holds data only; the client's layers read it.
#pragma once

#include "operation_info.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {
struct call_record;
struct credential_summary;
struct error_state;
}  // namespace detail

/// A list of constants that lives as long as the program.
template <class T>
class constant_list {
public:
    constexpr constant_list() = default;
    template <std::size_t Size>
    constexpr constant_list(const T (&items)[Size]) noexcept : first_(items), size_(Size) {}  // NOLINT

    [[nodiscard]] constexpr const T* begin() const noexcept { return first_; }
    [[nodiscard]] constexpr const T* end() const noexcept { return first_ + size_; }
    [[nodiscard]] constexpr std::size_t size() const noexcept { return size_; }

private:
    const T* first_ = nullptr;
    std::size_t size_ = 0;
};

/// A part of an `error` that a member of an error body fills.
enum class error_part : std::uint8_t {
    message,
    /// One of several messages: the first is the message unless there is another, the rest are the detail.
    listed_message,
    /// Text, or JSON text where the member is an object or a list.
    detail,
    code,
    id,
    /// JSON text of an object or a list.
    data,
    /// A message about the member of the request that the steps of `**` name.
    field,
    /// An object about one member of the request; the rows below it say where its name and its message are.
    issue,
    issue_name,
    issue_message,
    required_scope,
    granted_scope,
    /// Where the vendor says more about it.
    announcement_url
};

/// Which member of an error body is which part of an error.
struct error_rule {
    /// The way to the member, its steps separated by dots: `error.message`. `[]` is any item of a list, `**` any number
    /// of steps. Of rules with the same part the earlier one wins, of members with the same path the last one.
    const char* path;
    /// The part that it fills.
    error_part part;
};

/// A header that every request of a service has.
struct fixed_header {
    /// The name of the header.
    const char* name;
    const char* value;
};

/// How a service says that it does not know a token, besides with 401.
struct token_refusal {
    /// The status of such a reply.
    int status = 401;
    /// The error's code that such a reply has; empty if the status is enough.
    const char* code = "";
};

/// The headers in which a service tells its rate limit; empty for what it does not tell. `rate_limit` reads them.
struct rate_limit_headers {
    /// How many requests it allows.
    const char* limit = "";
    /// How many of them are left.
    const char* remaining = "";
    /// When it counts anew: the seconds until then, or from 1,000,000,000 on a Unix time.
    const char* reset = "";
    /// The group that the request counts in.
    const char* resource = "";
    /// `true` where little is left.
    const char* near_limit = "";
};

/// Requests that a service counts together.
struct rate_group {
    /// As messages show it before the word "requests".
    const char* name;
    /// How many an hour the vendor documents; 0 for no number.
    std::size_t per_hour = 0;
};

/// The group of a service that counts all requests together.
inline constexpr rate_group all_requests{"all"};

/// One HTTP API. Declare it as a constant: `inline constexpr service my_api{.name = …};`. Operations name theirs in
/// `operation_info::belongs_to`, and `client_of<my_api>` sends them.
struct service {
    /// As sentences name it, e.g. `Bitbucket Cloud`.
    const char* name;
    /// Where the API is unless `client_options::base_url` says otherwise.
    const char* base_url;
    /// Other addresses of the same API, which its links may have. Such a link is asked for at the base URL, so no credential
    /// goes to them. Their hosts may begin with `*.`, for one or more labels: `https://*.example.com/api`.
    constant_list<const char*> base_url_aliases = {};
    /// What comes before a token in `Authorization`.
    const char* token_scheme = "Bearer";
    /// The `Accept` of operations that return JSON.
    const char* accept = "application/json";
    /// Sent with every request. A request's own header of the same name wins.
    constant_list<fixed_header> headers = {};
    /// What its error bodies mean.
    constant_list<error_rule> errors = {};
    /// Whether a success with a member `error` is an error that was sent with the wrong status.
    bool has_errors_in_successes = false;
    /// How it says that it does not know a token, besides with 401.
    token_refusal refused_token = {};
    /// Where a user makes a token, for hints.
    const char* token_page = "";
    /// In which headers it tells its rate limit. Their values are shown in errors and events.
    rate_limit_headers limit_headers = {};
    /// Up to `most_rate_groups` groups of requests that it counts separately; none if it counts all together.
    constant_list<rate_group> rate_groups = {};
    /// The index in `rate_groups` of what an operation counts in, for this kind of credential.
    std::size_t (*rate_group_of)(const operation_info& info, credential_kind who) = nullptr;
    /// Whether a 429 proves that the request had no effect. If not, only GET and HEAD are repeated after one.
    bool limits_before_work = true;
    /// Whether all operations take `fields`, and all pages `pagelen`.
    bool has_partial_responses = false;
    /// Whether all pages take `pagelen`.
    bool has_page_lengths = false;
    /// Whether operations and credentials that name no service belong to this one: only to Bitbucket Cloud.
    bool is_default = false;

    /// Why a credential cannot be used for an operation, before anything is sent; null if nothing is known.
    std::string (*refuse)(const operation_info& info, const detail::credential_summary& who) = nullptr;
    /// One sentence on what to do about a failure; null for one that fits all services.
    std::string (*hint)(const detail::error_state& state, const operation_info& info,
                        const detail::call_record& record) = nullptr;

    /// Whether what names this service, or none, belongs here.
    [[nodiscard]] constexpr bool owns(const service* named) const noexcept {
        return named == nullptr ? is_default : named == this;
    }

    /// How many groups are told apart; what `rate_group_of` says beyond that counts in the first.
    static constexpr std::size_t most_rate_groups = 8;
    /// The index of the group that an operation counts in, below `most_rate_groups`.
    [[nodiscard]] constexpr std::size_t rate_group_index(const operation_info& info, credential_kind who) const {
        const std::size_t most = rate_groups.size() < most_rate_groups ? rate_groups.size() : most_rate_groups;
        const std::size_t index = rate_group_of == nullptr ? 0 : rate_group_of(info, who);
        return index < most ? index : 0;
    }
    /// The group itself. It lives as long as the program.
    [[nodiscard]] constexpr const rate_group& group_of(const operation_info& info, credential_kind who) const {
        return rate_groups.size() == 0 ? all_requests : rate_groups.begin()[rate_group_index(info, who)];
    }
};

/// Named by operations that any client sends: requests that nobody has declared.
inline constexpr service any_service{
    .name = "any service", .base_url = "", .has_partial_responses = true, .has_page_lengths = true};

}  // namespace bitbucket::inline BITBUCKET_ABI
