// SPDX-License-Identifier: MIT
// Makes the errors for a reply whose status is not 2xx, and for a reply that cannot be decoded.
#pragma once

#include "../../error.hpp"
#include "../../operation_info.hpp"
#include "../../transport.hpp"
#include "../errors/common_hints.hpp"
#include "../errors/error_body.hpp"
#include "../json/decoder.hpp"
#include "shown_headers.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// The operation's name in errors: method and path template.
inline std::string operation_name(const operation_info& info) {
    return std::string(to_string(info.method)) + ' ' + std::string(info.path.str());
}

/// The part that all errors about a reply have in common.
BITBUCKET_COLD inline error_state reply_state(error_kind kind, const http_response& reply, const operation_info& info,
                                              const call_record& record) {
    constexpr std::size_t most_body = std::size_t{64} * 1024;
    error_state state;
    state.kind = kind;
    state.status = reply.status;
    state.attempts = record.attempts;
    state.elapsed = record.elapsed;
    state.operation = operation_name(info);
    state.path = record.path;
    state.headers = shown_headers(reply.headers, record.of);
    state.body = reply.body.substr(0, most_body);
    return state;
}

/// Whether this status, with the code of its error body, says that the service does not know the token.
BITBUCKET_COLD inline bool means_refused_token(const service& of, int status, std::string_view code) noexcept {
    const std::string_view wanted = of.refused_token.code;
    return status == 401 || (status == of.refused_token.status && (wanted.empty() || code == wanted));
}

/// Whether a reply says that the service does not know the token.
BITBUCKET_COLD inline bool is_refused_token(read_function read, const service& of, const http_response& reply) {
    if (reply.status == 401) return true;
    if (reply.status != of.refused_token.status) return false;
    error_state state;
    read_error_body(read, of.errors, reply.body, state);
    return means_refused_token(of, reply.status, state.code);
}

/// The error for a status other than 2xx.
BITBUCKET_COLD inline error api_failure(read_function read, const service& of, const http_response& reply,
                                        const operation_info& info, const call_record& record) {
    error_state state = reply_state(kind_of_status(reply.status), reply, info, record);
    state.outcome_unclear = record.unclear;
    read_error_body(read, of.errors, reply.body, state);
    if (means_refused_token(of, reply.status, state.code)) state.kind = error_kind::unauthorized;
    if (!record.redirect_problem.empty()) state.message = record.redirect_problem;
    if (state.message.empty()) state.message = "the server gave no message";
    state.hint = of.hint == nullptr ? neutral_hint(of, state, info, record) : of.hint(state, info, record);
    return error(finish(std::move(state)));
}

/// The error for a success whose body is an error object, in the words of that object.
BITBUCKET_COLD inline error error_in_success(read_function read, const service& of, const http_response& reply,
                                             const operation_info& info, const call_record& record) {
    error_state state = reply_state(error_kind::decode, reply, info, record);
    read_error_body(read, of.errors, reply.body, state);
    state.message = "the reply is an error" + (state.message.empty() ? std::string() : ": " + state.message);
    return error(finish(std::move(state)));
}

/// The error for a success whose body cannot be read.
BITBUCKET_COLD inline error decode_failed(decode_failure failure, const http_response& reply,
                                          const operation_info& info, const call_record& record) {
    error_state state = reply_state(error_kind::decode, reply, info, record);
    state.message = std::move(failure.message);
    constexpr std::size_t most_found = 300;
    if (!failure.found.empty()) state.message += " \"" + std::string(utf8_prefix(failure.found, most_found)) + '"';
    state.json_path = std::move(failure.path);
    return error(finish(std::move(state)));
}

/// An error from a lower layer (a transport, a check), with the operation and the attempts added.
BITBUCKET_COLD inline error with_record(const error& from, const operation_info& info, const call_record& record) {
    error_state state = *from.state();
    state.operation = operation_name(info);
    state.path = record.path;
    state.attempts = record.attempts;
    state.elapsed = record.elapsed;
    state.outcome_unclear = record.unclear;
    state.nothing_sent = state.nothing_sent && !record.sent_before;
    return error(finish(std::move(state)));
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
