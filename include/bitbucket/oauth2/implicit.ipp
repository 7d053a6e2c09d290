// SPDX-License-Identifier: MIT
// Defines what implicit.hpp declares.
#pragma once

#include "../detail/oauth2/callback.hpp"
#include "../detail/oauth2/token_reply.hpp"
#include "../detail/text/utf8.hpp"
#include "implicit.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

BITBUCKET_INLINE implicit_request::implicit_request(text_argument authorize_url, text_argument key,
                                                    const authorization_options& options, const random_source& random)
    : authorization_base(options.redirect_uri) {
    secret drawn;
    fail(detail::draw_secrets(random, &drawn, 1));
    set_state(std::move(drawn));
    compose(authorize_url, key, options.scopes, "token", {});
}

BITBUCKET_INLINE result<oauth2_token> implicit_request::accept(text_argument callback,
                                                               std::chrono::system_clock::time_point now) const {
    if (problem()) return *problem();
    result<secret> token = detail::read_callback(callback, true, state(), "access_token");
    if (!token) return token.error();
    if (token->reveal().find(' ') != std::string::npos)
        return oauth_error("the access_token of the callback has a space");

    const std::string_view form = detail::callback_form(callback, true);
    const auto find = [form](const char* name) { return detail::find_parameter(form, name); };
    const detail::callback_parameter type = find("token_type");
    const detail::callback_parameter lasts = find("expires_in");
    const detail::callback_parameter scope = find("scope");
    const detail::callback_parameter scopes = find("scopes");
    if (type.times > 1 || lasts.times > 1 || scope.times > 1 || scopes.times > 1)
        return oauth_error("the callback has a parameter more than once: begin a new authorization");
    if (!type.value.empty() && !detail::equal_ignoring_case(type.value.reveal(), "bearer"))
        return oauth_error("the token of the callback is not of type bearer");

    detail::token_reply reply;
    reply.scope = detail::repair_utf8(scope.value.reveal());
    reply.scopes = detail::repair_utf8(scopes.value.reveal());
    const long long seconds = detail::parse_digits(lasts.value.reveal());
    if (seconds >= 0) reply.expires_in = seconds;
    oauth2_token out = detail::token_of(reply, now);
    out.access_token = *std::move(token);
    return out;
}

}  // namespace bitbucket::inline BITBUCKET_ABI
