// SPDX-License-Identifier: MIT
// upsun: the service behind Upsun's API (formerly Platform.sh): its error bodies, and hints to its errors.
// https://docs.upsun.com/integrations/overview.html
#pragma once

#include "../../detail/errors/common_hints.hpp"
#include "../../detail/text/ascii.hpp"
#include "../../service.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {

/// Wider than the document, which knows `error` alone. `detail` is a text, a list of sentences, an object with `error`,
/// or an object from the members of the request to one sentence or several.
inline constexpr error_rule upsun_errors[] = {{"message", error_part::message},
                                              {"title", error_part::message},
                                              {"error", error_part::message},
                                              // Of the shapes of `detail`, what is no text is data as well.
                                              {"detail", error_part::data},
                                              {"detail", error_part::detail},
                                              {"error_description", error_part::detail},
                                              {"detail.error", error_part::detail},
                                              {"detail[]", error_part::listed_message},
                                              {"detail.**", error_part::field}};

/// Whether a 401 asks for a fresh log-in, which no renewed token replaces.
inline bool upsun_wants_log_in(const error_state& state) noexcept {
    return state.headers.value("WWW-Authenticate").find("insufficient_user_authentication") != std::string_view::npos;
}

inline std::string upsun_token_hint(const error_state& state, const call_record& record) {
    if (upsun_wants_log_in(state))
        return "Upsun wants a log-in that is more recent or stronger than the one behind this token; a renewed token "
               "does not help: log in again";
    if (record.credential.kind == credential_kind::anonymous)
        return "Upsun wants a token: give an API token to an upsun_session, and the session to the client";
    if (!record.credential.renews)
        return "Upsun refused the token: access tokens live for 15 minutes, and an API token is none: give the API "
               "token to an upsun_session, which exchanges and renews it";
    if (!record.renewal_failure.empty())
        return "Upsun refused the token, and no other was to be had: check that the API token is not revoked, and that "
               "the token endpoint can be reached";
    return "Upsun refused a token that it has just issued: check that the API token's user has access to the project";
}

inline std::string upsun_request_hint(const error_state& state) {
    const auto says = [&state](std::string_view words) {
        return state.message.find(words) != std::string::npos || state.detail.find(words) != std::string::npos;
    };
    if (says("OAuth consumer") || says("oauth consumer"))
        return "Upsun tries the OAuth consumer out: it must be private, must have some callback URL, and must be "
               "allowed to administer repositories; check its key and secret";
    return {};
}

/// The hint for an error of Upsun's; never empty for 401 and 403.
inline std::string upsun_hint(const error_state& state, const operation_info& info, const call_record& record) {
    if (record.left_origin) return common_hint(state, info, record);
    switch (state.kind) {
        case error_kind::unauthorized:
            return upsun_token_hint(state, record);
        case error_kind::forbidden:
            return "Upsun knows the token, but its user may not do this: check the user's role in the project, and "
                   "that the project may have integrations of this kind";
        case error_kind::bad_request:
            return upsun_request_hint(state);
        default:
            return common_hint(state, info, record);
    }
}

inline constexpr const char* upsun_aliases[] = {"https://api.platform.sh", "https://*.platform.sh/api",
                                                "https://*.upsun.com/api"};

}  // namespace detail

/// Upsun. The credential is an `upsun_session` (integrations/upsun_session.hpp), or `service_token<upsun>` with an access
/// token, which lives for 15 minutes. The older address `https://api.platform.sh` is the same API, and so are regional hosts
/// such as `https://eu-2.platform.sh/api`: links that lead there are asked for at the base URL, so the token is sent only
/// to that.
///
/// No limit is documented, so a 429 proves nothing about what a request has done; only GET is repeated after one.
inline constexpr service upsun{.name = "Upsun",
                               .base_url = "https://api.upsun.com",
                               .base_url_aliases = detail::upsun_aliases,
                               .errors = detail::upsun_errors,
                               .limits_before_work = false,
                               .hint = &detail::upsun_hint};

}  // namespace bitbucket::inline BITBUCKET_ABI
