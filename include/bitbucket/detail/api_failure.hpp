// SPDX-License-Identifier: MIT
// Makes the error for a reply that is no success, and for a reply that cannot be decoded.
#pragma once

#include "../error.hpp"
#include "../operation_info.hpp"
#include "../transport.hpp"
#include "decoder.hpp"
#include "error_body.hpp"
#include "headers.hpp"

namespace bitbucket::detail {

/// The operation as errors name it: verb and path template.
inline std::string operation_name(const operation_info& info) {
    return std::string(to_string(info.method)) + ' ' + std::string(info.path.str());
}

/// How a call went, besides what came back.
struct call_record {
    int attempts = 1;
    std::chrono::milliseconds elapsed{0};
    credential_kind credential = credential_kind::anonymous;
};

/// The record of a call that was refused before anything was sent.
inline call_record no_attempt() noexcept {
    call_record record;
    record.attempts = 0;
    return record;
}

/// The part that all errors about a reply have in common.
inline error_state reply_state(error_kind kind, const http_response& reply, const operation_info& info,
                               const call_record& record) {
    constexpr std::size_t most_body = std::size_t{64} * 1024;
    error_state state;
    state.kind = kind;
    state.status = reply.status;
    state.attempts = record.attempts;
    state.elapsed = record.elapsed;
    state.operation = operation_name(info);
    state.headers = shown_headers(reply.headers);
    state.body = reply.body.substr(0, most_body);
    return state;
}

/// What is known about removing the cause.
inline std::string find_hint(const error_state& state, const operation_info& info, credential_kind kind) {
    if (state.kind == error_kind::gone || (state.status == 404 && info.stage == lifecycle::retired)) {
        const std::string successor = info.successor;
        if (!successor.empty()) return "the vendor has retired this operation: use " + successor;
        if (info.stage != lifecycle::live) return "the vendor has retired this operation and names no successor";
        return {};
    }
    const bool refused = state.kind == error_kind::unauthorized || state.kind == error_kind::forbidden;
    if (refused && info.refused.contains(kind)) {
        const std::string accepted = info.refused.contains(credential_kind::access_token)
                                         ? "use an api_token"
                                         : "use an api_token or an access_token";
        if (kind == credential_kind::anonymous) return "this operation needs a credential: " + accepted;
        return std::string("this operation refuses the credential kind ") + to_string(kind) + ": " + accepted;
    }
    std::string missing;
    for (const std::string& scope : state.required_scopes) {
        bool granted = false;
        for (const std::string& each : state.granted_scopes) granted = granted || each == scope;
        if (!granted) missing += (missing.empty() ? "" : ", ") + scope;
    }
    if (!missing.empty()) return "the credential lacks the scope " + missing;
    if (state.kind == error_kind::forbidden && *info.privilege != '\0')
        return std::string("this operation is for the ") + info.privilege;
    return {};
}

/// The error for a status that is no success.
inline error api_failure(json_reader read, const http_response& reply, const operation_info& info,
                         const call_record& record) {
    error_state state = reply_state(kind_of_status(reply.status), reply, info, record);
    read_error_body(read, reply.body, state);
    if (state.message.empty()) state.message = "the server gave no message";
    state.hint = find_hint(state, info, record.credential);
    return error(finish(std::move(state)));
}

/// The error for a success whose body cannot be read.
inline error decode_failed(decode_failure failure, const http_response& reply, const operation_info& info,
                           const call_record& record) {
    error_state state = reply_state(error_kind::decode, reply, info, record);
    state.message = std::move(failure.message);
    state.json_path = std::move(failure.path);
    return error(finish(std::move(state)));
}

/// An error that came from below (a transport, a check), with the operation and the attempts added.
inline error with_record(const error& from, const operation_info& info, const call_record& record) {
    error_state state = *from.state();
    state.operation = operation_name(info);
    state.attempts = record.attempts;
    state.elapsed = record.elapsed;
    return error(finish(std::move(state)));
}

}  // namespace bitbucket::detail
