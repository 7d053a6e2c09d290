// SPDX-License-Identifier: MIT
// refusal: what is known about a call that was answered with 401 or 403, gathered from its credential, reply and
// operation: the kind of credential, and the scopes it lacked. The sentences are in hints.hpp.
#pragma once

#include <algorithm>

#include "../errors/call_record.hpp"
#include "../errors/error_state.hpp"
#include "credential_rules.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Whether a text contains another, ignoring case.
constexpr bool has_words(std::string_view text, std::string_view words) noexcept {
    for (std::size_t i = 0; i + words.size() <= text.size(); ++i)
        if (equal_ignoring_case(text.substr(i, words.size()), words)) return true;
    return false;
}

/// A reply of 401 or 403, with what the rules need to know about it.
struct refusal {
    const error_state& state;
    const operation_info& info;
    const call_record& record;
    /// The credential's real kind, if the server or its first characters say more than the caller did.
    credential_kind kind = credential_kind::anonymous;
    access_token_kind token_kind = access_token_kind::unknown;
    token_format token = token_format::unknown;
    /// Whether the server named the credential's type, which means that it knew the credential.
    bool recognised = false;

    [[nodiscard]] bool unauthorized() const noexcept { return state.kind == error_kind::unauthorized; }
    [[nodiscard]] const credential_summary& sent() const noexcept { return record.credential; }
    [[nodiscard]] bool says(std::string_view words) const noexcept {
        return has_words(state.message, words) || has_words(state.detail, words);
    }
};

/// Stores what `X-Credential-Type` says; ignores unknown values.
BITBUCKET_COLD inline void read_credential_type(std::string_view type, refusal& out) {
    struct row {
        std::string_view type;
        credential_kind kind;
        access_token_kind token_kind = access_token_kind::unknown;
    };
    using enum credential_kind;
    constexpr row rows[] = {{"api_token", api_token},
                            {"access_token", access_token},
                            {"repo_access_token", access_token, access_token_kind::repository},
                            {"repository_access_token", access_token, access_token_kind::repository},
                            {"project_access_token", access_token, access_token_kind::project},
                            {"workspace_access_token", access_token, access_token_kind::workspace},
                            {"oauth", oauth},
                            {"oauth2", oauth},
                            {"apppassword", basic},
                            {"app_password", basic}};
    for (const row& known : rows) {
        if (!equal_ignoring_case(type, known.type)) continue;
        out.recognised = true;
        out.kind = known.kind;
        if (known.token_kind != access_token_kind::unknown) out.token_kind = known.token_kind;
        if (known.kind == basic) out.token = token_format::app_password;
    }
}

BITBUCKET_COLD inline refusal refusal_of(const error_state& state, const operation_info& info,
                                         const call_record& record) {
    const credential_summary& sent = record.credential;
    refusal out{state, info, record, sent.kind, sent.token_kind, sent.token, false};
    if (sent.kind == credential_kind::basic && sent.token == token_format::api_token)
        out.kind = credential_kind::api_token;
    if (sent.kind == credential_kind::access_token && sent.token == token_format::jwt)
        out.kind = credential_kind::oauth;
    read_credential_type(trim(state.headers.value("X-Credential-Type")), out);
    return out;
}

/// Lists names of scopes for a sentence, each once, and only as many as fit.
class scope_listing {
public:
    /// Skips a server's text that is not the name of a scope: it could be anything.
    BITBUCKET_COLD void add(std::string_view name) {
        constexpr std::size_t longest = 64;
        constexpr std::size_t most = 160;
        if (name.empty() || name.size() > longest) return;
        for (const char c : name)
            if (!is_alpha(c) && !is_digit(c) && c != ':' && c != '-' && c != '_') return;
        for (const std::string& each : names_)
            if (each == name) return;
        if (size_ + name.size() > most) {
            more_ = true;
            return;
        }
        size_ += name.size() + 2;
        names_.emplace_back(name);
    }
    template <class Names>
    void add_all(const Names& names) {
        for (const auto& each : names) add(each);
    }
    [[nodiscard]] bool empty() const noexcept { return names_.empty(); }
    [[nodiscard]] bool is_one() const noexcept { return names_.size() == 1 && !more_; }
    /// `the scope a`, `the scopes a, b`; empty without a name.
    [[nodiscard]] BITBUCKET_COLD std::string str() const {
        std::string out;
        for (const std::string& each : names_) out += (out.empty() ? "" : ", ") + each;
        if (out.empty()) return out;
        return (is_one() ? "the scope " : "the scopes ") + out + (more_ ? " and more" : "");
    }

private:
    std::vector<std::string> names_;
    std::size_t size_ = 0;
    bool more_ = false;
};

/// The granular scope that corresponds to a classic one, e.g. `read:project:bitbucket` for `project`; nothing if the
/// two differ in more than spelling.
BITBUCKET_COLD inline std::optional<granular_scope> granular_of(std::string_view classic) {
    const std::size_t colon = classic.find(':');
    const std::string_view name = classic.substr(0, colon);
    const std::string_view action = colon == std::string_view::npos ? "read" : classic.substr(colon + 1);
    return scope_from<granular_scope>(std::string(action) + ':' + std::string(name == "account" ? "user" : name) +
                                      ":bitbucket");
}

/// The scopes that the body says are required and not granted, counting what classic ones imply. An API token cannot
/// have classic scopes, so for one they are translated to granular scopes where possible.
BITBUCKET_COLD inline scope_listing missing_by_body(const refusal& from) {
    const std::vector<std::string>& held = from.state.granted_scopes;
    const auto holds = [&](std::string_view name) { return std::find(held.begin(), held.end(), name) != held.end(); };
    scope_set<classic_scope> classic;
    for (const std::string& each : held)
        if (const auto scope = scope_from<classic_scope>(each)) classic.insert(*scope);
    scope_listing out;
    for (const std::string& each : from.state.required_scopes) {
        const auto scope = scope_from<classic_scope>(each);
        if (holds(each) || (scope && classic.covers(*scope))) continue;
        const auto own = scope && from.kind == credential_kind::api_token ? granular_of(each) : std::nullopt;
        if (!own)
            out.add(each);
        else if (!holds(to_string(*own)))
            out.add(to_string(*own));
    }
    return out;
}

/// The scopes that are needed but not held. The server says which are needed; if it does not, or in the other kind of
/// scopes, the operation does.
template <class Scope>
BITBUCKET_COLD scope_listing missing_of(const refusal& from, const scope_set<Scope>& held) {
    scope_set<Scope> needed = parse_scopes<Scope>(from.state.headers.value("X-Accepted-OAuth-Scopes")).scopes;
    if (needed.empty()) needed = scopes_of<Scope>(from.info);
    scope_listing out;
    for (const Scope scope : needed)
        if (!held.covers(scope)) out.add(to_string(scope));
    return out;
}

/// The scopes that are missing according to the headers. Empty if the server does not list what the credential has.
BITBUCKET_COLD inline scope_listing missing_by_headers(const refusal& from) {
    const std::string* granted = from.state.headers.find("X-OAuth-Scopes");
    if (granted == nullptr) return {};
    const auto classic = parse_scopes<classic_scope>(*granted).scopes;
    const auto granular = parse_scopes<granular_scope>(*granted).scopes;
    // The server lists an API token's granular scopes, but still names what it accepts in classic ones. So what is held
    // decides which kind is compared.
    const bool is_granular =
        classic.empty() == granular.empty() ? from.kind == credential_kind::api_token : classic.empty();
    return is_granular ? missing_of(from, granular) : missing_of(from, classic);
}

/// The scopes that the operation needs from this kind of credential; empty if the vendor names none.
BITBUCKET_COLD inline scope_listing needed_scopes(const refusal& from) {
    scope_listing out;
    out.add_all(from.kind == credential_kind::api_token ? from.info.granular_scopes : from.info.classic_scopes);
    return out;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
