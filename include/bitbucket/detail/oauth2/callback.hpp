// SPDX-License-Identifier: MIT
// Reads what the authorization server returns through the user's browser: finds the answer in a callback URL, and
// trusts none of it unless its state is the one that was sent. Anybody can make a browser call that URL.
// https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2
#pragma once

#include "../../result.hpp"
#include "../../secret.hpp"
#include "../calls/redactor.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// The longest callback that is read. Tokens are JWTs of some thousand characters.
inline constexpr std::size_t max_callback = std::size_t{16} * 1024;

/// The form with the answer, from a whole URL, from its path and query, or bare. An answer in a fragment is looked for
/// after `#`, or without one in the query, where a page may copy it to pass it on.
inline std::string_view callback_form(std::string_view text, bool in_fragment) {
    if (const auto hash = text.find('#'); hash != std::string_view::npos) {
        if (in_fragment) return text.substr(hash + 1);
        text = text.substr(0, hash);
    }
    const bool location = text.starts_with('/') || starts_with_ignoring_case(text, "https://") ||
                          starts_with_ignoring_case(text, "http://");
    const auto mark = text.find('?');
    // A value of a bare form may also contain a question mark.
    if (mark != std::string_view::npos && (location || mark < text.find('='))) return text.substr(mark + 1);
    return location ? std::string_view() : text;
}

/// A name or value of a form, where `+` means a space.
inline std::string decode_form_text(std::string_view text) {
    std::string spaced(text);
    for (char& c : spaced)
        if (c == '+') c = ' ';
    const secret wiped(std::move(spaced));
    return percent_decode(wiped.reveal());
}

/// A parameter of a form; `times` says how often it appears, with or without a value.
struct callback_parameter {
    secret value;
    std::size_t times = 0;
};

inline callback_parameter find_parameter(std::string_view form, std::string_view name) {
    callback_parameter out;
    while (!form.empty()) {
        const auto end = form.find('&');
        const std::string_view pair = form.substr(0, end);
        form.remove_prefix(end == std::string_view::npos ? form.size() : end + 1);
        const auto equals = pair.find('=');
        if (decode_form_text(pair.substr(0, equals)) != name) continue;
        ++out.times;
        if (equals != std::string_view::npos) out.value = secret(decode_form_text(pair.substr(equals + 1)));
    }
    return out;
}

/// What to do about an error of the authorization endpoint (RFC 6749, section 4.1.2.1).
struct authorization_refusal {
    const char* code;
    const char* hint;
};
inline constexpr authorization_refusal authorization_refusals[] = {
    {"access_denied", "the user declined, or may not grant this; ask again only if the user wants to"},
    {"unauthorized_client", "check the consumer's settings in its workspace: they do not allow this flow"},
    {"invalid_scope", "ask only for scopes that the consumer's settings list, or for none"},
    {"invalid_request", "compare key and callback URL with the consumer's settings in its workspace"},
    {"unsupported_response_type", "check the consumer's settings in its workspace: they do not allow this flow"},
    {"server_error", "begin a new authorization later"},
    {"temporarily_unavailable", "begin a new authorization later"}};

/// The endpoint's refusal as an error: `code` and `description` are its words, cut and cleaned. They could contain the
/// state, or a code or token that the server sent with the error, so these are removed.
inline error authorization_failure(const std::string& code, const std::string& description, const secret& state,
                                   const secret& given = {}) {
    error_state out;
    out.kind = error_kind::oauth;
    out.code = repair_utf8(code);
    out.detail = repair_utf8(description);
    redactor redaction;
    redaction.add(state);
    redaction.add(given);
    redaction.redact(out);
    out.code = one_line(out.code);
    out.detail = one_line(out.detail);
    out.message = "the authorization endpoint refused: " + out.code;
    for (const authorization_refusal& known : authorization_refusals)
        if (out.code == known.code) out.hint = known.hint;
    return error(finish(std::move(out)));
}

/// Why a callback does not answer the request that `state` was made for; nothing if it does.
inline std::optional<error> state_problem(std::string_view form, const secret& state) {
    const callback_parameter came = find_parameter(form, "state");
    if (came.times > 1) return oauth_error("the callback has more than one state: begin a new authorization");
    if (came.value.empty()) {
        // Servers must repeat the state even in an error. From an error without it, only a known code is reported, and
        // nothing is quoted.
        const callback_parameter failure = find_parameter(form, "error");
        for (const authorization_refusal& known : authorization_refusals)
            if (failure.times == 1 && failure.value == secret(known.code))
                return authorization_failure(known.code, {}, state);
        return oauth_error("the callback has no state, so its sender is unknown: begin a new authorization");
    }
    // Compared as secrets, so that the time taken reveals nothing.
    if (state.empty() || !(came.value == state))
        return oauth_error(
            "the state of the callback is not that of this request: it answers an older request or is forged; begin a "
            "new authorization");
    return std::nullopt;
}

/// The parameter `wanted` of the answer in a callback; an oauth_error if it answers another request, is an error of the
/// server, or lacks it. The error repeats only the server's own error, and only if the state is right.
inline result<secret> read_callback(std::string_view text, bool in_fragment, const secret& state,
                                    const std::string& wanted) {
    if (text.size() > max_callback) return oauth_error("the callback is longer than 16 KiB");
    const std::string_view form = callback_form(text, in_fragment);
    if (auto problem = state_problem(form, state)) return *std::move(problem);
    const callback_parameter failure = find_parameter(form, "error");
    const callback_parameter description = find_parameter(form, "error_description");
    if (failure.times > 1 || description.times > 1)
        return oauth_error("the callback has more than one error: begin a new authorization");
    callback_parameter out = find_parameter(form, wanted);
    if (!failure.value.empty())
        return authorization_failure(failure.value.reveal(), description.value.reveal(), state, out.value);
    if (out.times > 1) return oauth_error("the callback has more than one " + wanted + ": begin a new authorization");
    if (out.value.empty())
        return oauth_error("the callback has neither " + wanted + " nor error: begin a new authorization");
    for (const char c : out.value.reveal())
        if (is_control(c) || static_cast<unsigned char>(c) >= 0x80)
            return oauth_error("the " + wanted + " of the callback has an invalid character (RFC 6749, appendix A)");
    return std::move(out.value);
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
