// SPDX-License-Identifier: MIT
// session_core: the implementation of oauth2_session, and of the sessions of other services. It decides when the token is
// renewed, by which thread, and what the other threads do meanwhile.
#pragma once

#include <algorithm>
#include <thread>

#include "../auth.hpp"
#include "../detail/calls/redactor.hpp"
#include "../detail/oauth2/session_gate.hpp"
#include "../detail/text/forced_unwind.hpp"
#include "../detail/text/saturated_time.hpp"
#include "client.hpp"
#include "session_options.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// The token that copies of an oauth2_session share.
class session_core final : public token_source {
public:
    /// `own_grant` is what each token is asked for with; without one, tokens are refreshed. `of` is the service that the
    /// tokens are for; null for Bitbucket Cloud.
    session_core(oauth2_client from, oauth2_token token, oauth2_session_options options,
                 std::optional<oauth2_grant> own_grant, const service* of = nullptr)
        : client_(std::move(from)),
          options_(std::move(options)),
          token_(adopted(std::move(token))),
          own_grant_(std::move(own_grant)),
          of_(of) {
        for (secret* text : {&token_.access_token, &token_.refresh_token})
            if (text->is_from_env()) *text = text->trimmed();
    }

    [[nodiscard]] const service* belongs_to() const noexcept override { return of_; }
    [[nodiscard]] bool has_user() const noexcept override { return !own_grant_; }

    secret token(const call_options& call) override {
        return renewed(call, false, [this] { return !is_fresh() && (now() >= retry_at_ || is_expired()); });
    }

    secret token_after_refusal(const secret& refused, const call_options& call) override {
        return renewed(call, true, [&] {
            // Another thread may have been faster; and a token that was just renewed is not the reason for a 401.
            return token_.access_token == refused && !was_renewed_within(youngest) &&
                   (own_grant_ || !token_.refresh_token.empty());
        });
    }

    [[nodiscard]] oauth2_token current() const {
        const auto lock = gate_.lock(renewing_);
        return token_;  // NOLINT(cppcoreguidelines-slicing): when it ends is no part of it
    }

private:
    using clock = std::chrono::steady_clock;

    // A token, and when it expires on the steady clock: somebody may set the wall clock, and ages must not change then.
    struct held_token : oauth2_token {
        std::optional<clock::time_point> ends;
    };

    static constexpr std::chrono::minutes youngest{1};
    /// How long an exchanged refresh token keeps working, minus a margin.
    static constexpr std::chrono::minutes grace{9};
    /// How long renewing a still working token may take, and how long to wait after a failure.
    static constexpr std::chrono::seconds pause{10};

    [[nodiscard]] clock::time_point now() const { return client_.clock().now(); }
    [[nodiscard]] held_token adopted(oauth2_token token) const {
        const client_clock& clocks = client_.clock();
        held_token out{std::move(token), {}};
        if (out.expires_at) out.ends = time_after(clocks.now(), time_between(clocks.wall_clock(), *out.expires_at));
        return out;
    }
    [[nodiscard]] bool was_renewed_within(clock::duration time) const {
        return renewed_at_ && time_between(*renewed_at_, now()) < time;
    }
    [[nodiscard]] bool is_fresh() const {
        if (token_.access_token.empty()) return false;
        if (!token_.ends) return true;
        // Without a refresh token, the server decides.
        if (!own_grant_ && token_.refresh_token.empty()) return true;
        auto skew = saturated_cast<clock::duration>((std::max)(options_.skew, std::chrono::seconds(0)));
        // Otherwise a short-lived token would be renewed for every call.
        if (renewed_at_) skew = (std::min)(skew, time_between(*renewed_at_, *token_.ends) / 2);
        return skew < time_between(now(), *token_.ends);
    }
    [[nodiscard]] bool is_usable(const held_token& token) const {
        return !token.access_token.empty() && (!token.ends || now() < *token.ends);
    }
    [[nodiscard]] bool is_expired() const { return !is_usable(token_); }

    // The token, after one renewal by this or another thread if `wanted()` says that it needs one.
    template <class Wanted>
    secret renewed(const call_options& call, bool refused, const Wanted& wanted) {
        auto lock = gate_.lock(renewing_);
        refuse_own_call();
        while (wanted()) {
            // A token that still works is used during its renewal, and if that fails.
            const bool early = !refused && !is_expired();
            const bool own = !renewing_;
            if (early && !own) break;
            if (own)
                renew(lock, call, early);
            else
                wait_for_other(lock, call);
            // Another thread may have ended, or run out of memory, in the middle of its renewal.
            if (!own && !was_completed_) continue;
            if (!failure_ || early) break;
            // The cancel token or deadline of another thread's call does not end this call.
            if (!own && (was_early_ || is_cut_short(failure_->kind()))) continue;
            failure_->raise();
        }
        return token_.access_token;
    }

    // A callback that makes a call with its own session would wait for itself.
    void refuse_own_call() {
        if (!renewing_ || renewer_ != std::this_thread::get_id()) return;
        called_itself_ = true;
        throw usage_error(own_call_problem);
    }

    // Waits for the renewal by another thread; its failure is this thread's too.
    void wait_for_other(std::unique_lock<std::mutex>& lock, const call_options& call) {
        const std::uint64_t seen = renewals_;
        while (renewals_ == seen) {
            if (call.cancel.is_cancelled()) throw cancelled(true);
            if (call.deadline.has_passed(client_.clock().now())) throw deadline_exceeded(true);
            gate_.done().wait_for(lock, std::chrono::milliseconds(50));
        }
    }

    static constexpr const char* on_refresh_failed =
        "on_refresh failed, so the new token is not used and the old one stays";

    static constexpr const char* own_call_problem =
        "on_refresh or reload made a call with its own session, which waits for it: use another credential there";

    // What a callback throws may hold anything, even a token, even if it is an error of this library.
    template <class Call>
    void call_back(const char* problem, const Call& call) const {
        try {
            call();
        } catch (const forced_unwind&) {
            throw;
        } catch (...) {
            if (called_itself_) throw usage_error(own_call_problem);
            throw oauth_error(problem);
        }
    }

    // The authorization server knows the tokens that it issued, and may repeat them when it refuses another.
    [[nodiscard]] error without_tokens(const error& from) const {
        redactor redaction;
        const oauth2_token* const pending = pending_ ? &*pending_ : nullptr;
        for (const oauth2_token* each : {static_cast<const oauth2_token*>(&token_), &previous_, pending}) {
            if (each == nullptr) continue;
            redaction.add(each->access_token);
            redaction.add(each->refresh_token);
        }
        return redaction.redacted(from);
    }

    // Ends the wait of other threads, however a renewal ends, even with std::bad_alloc.
    class renewal {
    public:
        renewal(session_core& of, std::unique_lock<std::mutex>& lock) noexcept : of_(of), lock_(lock) {
            of_.renewing_ = true;
            of_.renewer_ = std::this_thread::get_id();
            of_.called_itself_ = false;
            of_.was_completed_ = false;
        }
        renewal(const renewal&) = delete;
        renewal& operator=(const renewal&) = delete;
        ~renewal() {
            if (!lock_.owns_lock()) lock_.lock();
            // The server has already forgotten the refresh token that was exchanged for it.
            if (next && !of_.was_completed_) of_.pending_ = std::move(next);
            of_.renewing_ = false;
            ++of_.renewals_;
            of_.gate_.done().notify_all();
        }

        std::optional<held_token> next;

    private:
        session_core& of_;
        std::unique_lock<std::mutex>& lock_;
    };

    // Sets `token_`, or `failure_`. The request and the storing happen without the lock, so that others can wait with
    // their own limits; `renewing_` protects what is used here.
    void renew(std::unique_lock<std::mutex>& lock, const call_options& call, bool early) {
        renewal under_way(*this, lock);
        std::optional<held_token>& next = under_way.next;
        lock.unlock();
        std::optional<error> failure;
        try {
            next = pending_ && is_usable(*pending_) ? *pending_ : adopted(ask(call, early).value());
            call_back(on_refresh_failed, [&] {
                if (options_.on_refresh) options_.on_refresh(*next);
            });
        } catch (const error& ours) {
            failure = without_tokens(ours);
        } catch (const forced_unwind&) {
            throw;
        } catch (...) {
            // The exception's text may hold anything, even the token.
            failure = oauth_error("renewing the token threw an exception that this library does not know");
        }
        lock.lock();
        was_early_ = early;
        failure_ = failure;
        if (failure) {
            // A token that could not be stored is offered again before the server is asked for another.
            if (next) pending_ = next;
            if (failure->code() == "invalid_grant") refused_ = failure;
            retry_at_ = time_after(now(), pause);
        } else {
            // NOLINTNEXTLINE(cppcoreguidelines-slicing): nobody asks when the token before it ends
            previous_ = std::exchange(token_, std::move(*next));
            renewed_at_ = now();
            pending_.reset();
            refused_.reset();
            gate_.own();
        }
        was_completed_ = true;
    }

    [[nodiscard]] result<oauth2_token> ask(const call_options& call, bool early) const {
        // An early renewal gets at most half of the call's time; the rest is for the call itself, which can use the old
        // token.
        const auto begin = client_.clock().now();
        deadline::clock::duration most = pause;
        if (call.deadline.is_set()) most = (std::min)(most, time_between(begin, call.deadline.when()) / 2);
        const auto send =
            [&, brief = call_options{deadline::at(time_after(begin, most)), call.cancel}](const oauth2_grant& grant) {
                return early ? client_.without_retries().try_send(grant, brief) : client_.try_send(grant, call);
            };
        const auto refresh = [&](const oauth2_token& old) {
            result<oauth2_token> next = send(refresh_grant{old.refresh_token});
            // A server that does not rotate refresh tokens sends none; then the old one keeps working.
            if (next && next->refresh_token.empty()) next->refresh_token = old.refresh_token;
            return next;
        };
        if (own_grant_) return send(*own_grant_);
        const oauth2_token& newest = pending_ ? *pending_ : token_;
        if (gate_.is_shared()) return ask_beside_parent(newest, refresh);
        // A refresh token that was refused once will always be refused; asking again is useless.
        result<oauth2_token> next = refused_ ? result<oauth2_token>(*refused_) : refresh(newest);
        if (next || next.error().code() != "invalid_grant") return next;
        // Another process may have renewed it: it stored its token, or the token before this one still works.
        if (options_.reload) {
            std::optional<oauth2_token> stored;
            call_back("reload failed, so no other token is left to try", [&] { stored = options_.reload(); });
            if (stored && !(stored->refresh_token == newest.refresh_token))
                return is_usable(adopted(*stored)) ? result<oauth2_token>(*stored) : refresh(*stored);
        }
        if (!refused_ && !previous_.refresh_token.empty() && was_renewed_within(grace)) {
            result<oauth2_token> again = refresh(previous_);
            if (again) return again;
        }
        return next;
    }

    // A refresh token works once, and the parent may spend it too. So the stored token comes first; without a store
    // that both share, the token is the parent's.
    template <class Refresh>
    [[nodiscard]] result<oauth2_token> ask_beside_parent(const oauth2_token& newest, const Refresh& refresh) const {
        if (!options_.reload)
            return oauth_error(
                "after a fork the refresh token stays with the parent while that runs: share the stored token by "
                "on_refresh and reload, or make a session in the child");
        std::optional<oauth2_token> stored;
        call_back("reload failed, so no other token is left to try", [&] { stored = options_.reload(); });
        if (!stored) return refresh(newest);
        if (!(stored->refresh_token == newest.refresh_token) && is_usable(adopted(*stored))) return *stored;
        return refresh(*stored);
    }

    oauth2_client client_;
    oauth2_session_options options_;
    mutable session_gate gate_;
    held_token token_;
    /// The previous token, whose refresh token works for some minutes more.
    oauth2_token previous_;
    /// A newer token that on_refresh could not store.
    std::optional<held_token> pending_;
    std::optional<clock::time_point> renewed_at_;
    clock::time_point retry_at_ = (clock::time_point::min)();
    /// The error of the last renewal; and the error that refused the refresh token, if any.
    std::optional<error> failure_;
    std::optional<error> refused_;
    std::uint64_t renewals_ = 0;
    std::optional<oauth2_grant> own_grant_;
    const service* of_;
    mutable bool renewing_ = false;
    /// The thread that renews, or renewed last; whether a callback of it has asked this session for a token; and
    /// whether it came to an end.
    std::thread::id renewer_;
    bool called_itself_ = false;
    bool was_completed_ = false;
    /// Whether the last renewal was of a token that still worked, and was tried only once.
    bool was_early_ = false;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
