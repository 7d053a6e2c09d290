// SPDX-License-Identifier: MIT
// Defines what calls.hpp declares.
#pragma once

#include "calls.hpp"
#include "client_core.hpp"
#include "linked_request.hpp"
#include "running_call.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

BITBUCKET_OPAQUE BITBUCKET_INLINE std::shared_ptr<const client_core> make_core(const service& of, any_transport sender,
                                                                               credentials who,
                                                                               client_options options) {
    return std::make_shared<const client_core>(of, std::move(sender), std::move(who), std::move(options));
}

BITBUCKET_INLINE const client_options& options_of(const client_core& core) noexcept {
    return core.options();
}

BITBUCKET_INLINE error not_sent(const error& why, const request_base& request) {
    return with_record(why, request.about(), no_attempt());
}

/// Checks a request and sends it.
BITBUCKET_COLD inline result<call_reply> check_and_send(const client_core& core, const request_base& request,
                                                        const call_options& options) {
    if (auto problem = core.find_usage_error(request)) return not_sent(*problem, request);
    return run_call(core, request, core.url_of(request), options);
}

BITBUCKET_OPAQUE BITBUCKET_INLINE std::optional<error> exchange(const client_core& core, const request_base& request,
                                                                const call_options& options, const reply_target& target,
                                                                call_result* seen) {
    result<call_reply> raw = check_and_send(core, request, options);
    if (!raw) return raw.error();
    if (auto failure = core.decode_result(request.about(), *raw, target)) return failure;
    if (seen != nullptr)
        *seen = {raw->http.status, std::move(raw->http.headers), std::move(raw->http.body), raw->record.attempts,
                 raw->repeated};
    return std::nullopt;
}

BITBUCKET_OPAQUE BITBUCKET_INLINE std::optional<error> exchange_link(const client_core& core, const link& to,
                                                                     const call_options& options,
                                                                     const reply_target& target) {
    const linked_request request(core, to);
    if (auto problem = core.find_usage_error(request)) return not_sent(*problem, request);
    result<call_reply> raw = run_call(core, request, request.url(), options);
    if (!raw) return raw.error();
    return core.decode_result(request.about(), *raw, target);
}

BITBUCKET_OPAQUE BITBUCKET_INLINE result<json_text> exchange_json(const client_core& core, const request_base& request,
                                                                  const call_options& options, bool may_be_empty) {
    result<call_reply> raw = check_and_send(core, request, options);
    if (!raw) return raw.error();
    json_text text;
    if (raw->http.body.empty() && may_be_empty) return text;
    if (auto failure = core.decode_reply(request.about(), *raw, descriptor<json_text>, &text)) return *failure;
    return text;
}

BITBUCKET_INLINE error without_location() {
    error_state state;
    state.kind = error_kind::decode;
    state.status = 202;
    state.message = "the server accepted the work, but did not say where to ask about it (Location)";
    return error(finish(std::move(state)));
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
