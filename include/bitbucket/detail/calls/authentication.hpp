// SPDX-License-Identifier: MIT
// The authentication layer of a call: which token it sends, and the single renewal after a 401.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "../../auth.hpp"
#include "../../result.hpp"
#include "../text/forced_unwind.hpp"
#include "../text/token_text.hpp"
#include "redactor.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// The credential of one call: constant, or fetched at the beginning and once more after a 401.
class call_credential {
public:
    /// `header` and `redaction` belong to a constant credential. `sensitive` is in the body, and not to be shown either.
    BITBUCKET_COLD call_credential(const credentials& who, const char* scheme, secret header, const redactor& redaction,
                                   const std::vector<std::string>& sensitive)
        : source_(who.source().get()), scheme_(scheme), header_(std::move(header)), redaction_(&redaction) {
        if (source_ == nullptr && sensitive.empty()) return;
        own_redaction_ = redaction;
        for (const std::string& each : sensitive) own_redaction_->add_text(each);
    }

    /// Gets the token if the credential has one that changes. The source itself has already retried what this fails
    /// with.
    [[nodiscard]] BITBUCKET_COLD std::optional<error> begin(const call_options& call) {
        if (source_ == nullptr) return std::nullopt;
        return take(call, nullptr);
    }

    /// Gets another token after a 401; false if there is none. Only once per call: a 401 can also mean that the user
    /// lacks permission, and then no token helps.
    [[nodiscard]] BITBUCKET_COLD bool renew(const call_options& call) {
        if (source_ == nullptr || renewed_) return false;
        renewed_ = true;
        const secret refused = token_;
        const auto failure = take(call, &refused);
        if (failure) renewal_failure_ = failure->code().empty() ? failure->message() : failure->code();
        if (failure && is_cut_short(failure->kind())) ended_ = failure;
        was_renewed_ = !failure && !(token_ == refused);
        return was_renewed_;
    }

    /// The value of the Authorization header; empty for none.
    [[nodiscard]] const secret& header() const noexcept { return header_; }
    /// What must not be shown from this call.
    [[nodiscard]] const redactor& redaction() const noexcept { return own_redaction_ ? *own_redaction_ : *redaction_; }
    /// The same, if it is not that of the constant credential.
    [[nodiscard]] const std::optional<redactor>& own_redaction() const noexcept { return own_redaction_; }
    /// Why no other token was available after a 401; empty if one was, or none was needed.
    [[nodiscard]] const std::string& renewal_failure() const noexcept { return renewal_failure_; }
    /// Set if the call was cancelled or its deadline passed while another token was fetched.
    [[nodiscard]] const std::optional<error>& ended() const noexcept { return ended_; }
    /// Whether the token was renewed after a 401.
    [[nodiscard]] bool was_renewed() const noexcept { return was_renewed_; }

private:
    // The token to use, after one that was refused or null. An empty one from the source means that it has no other.
    // Cold, because gcc guesses what a virtual call leads to where it may be hot. Every program of the compiled mode would
    // then contain the sessions of oauth2/session.hpp.
    [[nodiscard]] BITBUCKET_COLD secret ask(const call_options& call, const secret* refused) const {
        if (refused == nullptr) return source_->token(call);
        secret next = source_->token_after_refusal(*refused, call);
        return next.empty() ? *refused : next;
    }

    BITBUCKET_COLD std::optional<error> take(const call_options& call, const secret* refused) {
        try {
            secret token = ask(call, refused);
            const secret sent = token.is_from_env() ? token.trimmed() : token;
            if (sent.empty()) return error(oauth_error("the token source returned no token"));
            if (const std::string_view why = token_problem(sent.reveal()); !why.empty())
                return error(usage_error("oauth: the token" + std::string(why)));
            if (token == token_) return std::nullopt;
            // The source is asked for another by the token that it gave.
            token_ = std::move(token);
            header_ = secret(std::string(scheme_) + ' ' + sent.reveal());
            own_redaction_->add(sent);
            return std::nullopt;
        } catch (const error& failure) {
            return failure;
        } catch (const std::bad_alloc&) {
            throw;
        } catch (const forced_unwind&) {
            throw;
        } catch (...) {
            // The exception's text may hold anything, even the token.
            return error(oauth_error("the token source threw an exception that this library does not know"));
        }
    }

    token_source* source_;
    const char* scheme_;
    secret header_;
    secret token_;
    const redactor* redaction_;
    std::optional<redactor> own_redaction_;
    std::string renewal_failure_;
    std::optional<error> ended_;
    bool renewed_ = false;
    bool was_renewed_ = false;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
