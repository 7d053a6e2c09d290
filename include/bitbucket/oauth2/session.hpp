// SPDX-License-Identifier: MIT
// oauth2_session: a token that renews itself, as a credential for clients.
//
//   oauth2_session session{oauth, token, {.on_refresh = [&](const oauth2_token& next) { store.save(next); }}};
//   client api{curl_transport{}, session};
#pragma once

#include <condition_variable>
#include <mutex>

#include "client.hpp"

namespace bitbucket {

/// How a session renews its token.
struct oauth2_session_options {
    /// The token is renewed when it has no longer than this to live.
    std::chrono::seconds skew = std::chrono::minutes(2);
    /// Called with every new token before it is first used: the place to store it. The refresh token in it is a new
    /// one, and the stored one dies some minutes later. If it throws, the old token stays, and the call that needed the
    /// new one ends with an `oauth_error`; the next one tries again. Called by one thread at a time; it must not use
    /// the session.
    std::function<void(const oauth2_token&)> on_refresh = {};
    /// Asked when the server says that the refresh token is no good any more: the token that is stored now, since
    /// another process may have renewed it. Return nothing if there is none. It must not use the session.
    std::function<std::optional<oauth2_token>()> reload = {};
};

/// A token that is renewed shortly before it expires, and once after a 401; whoever uses it sees nothing of that.
///
/// However many threads ask, one renewal is under way, and all wait for it. A cheap handle: copies share the token. A
/// token that a 401 renewed is not renewed by another 401 within a minute, for then the 401 means "no permission".
class oauth2_session {
public:
    /// Renews with the token's refresh token. Without one, the token is used as long as it lasts.
    oauth2_session(oauth2_client from, oauth2_token token, oauth2_session_options options = {})
        : core_(std::make_shared<core>(std::move(from), std::move(token), std::move(options), false)) {}
    /// Renews by asking again with the consumer's own credentials; the first time when a token is first needed.
    oauth2_session(oauth2_client from, const client_credentials_grant&, oauth2_session_options options = {})
        : core_(std::make_shared<core>(std::move(from), oauth2_token{}, std::move(options), true)) {}

    /// The token as it is now, e.g. to store it at the end. Does not renew it.
    [[nodiscard]] oauth2_token current() const { return core_->current(); }

    operator credentials() const {  // NOLINT(google-explicit-constructor)
        return std::shared_ptr<token_source>(core_);
    }

private:
    using wall_time = std::chrono::system_clock::time_point;

    class core final : public token_source {
    public:
        core(oauth2_client from, oauth2_token token, oauth2_session_options options, bool own_account)
            : client_(std::move(from)),
              options_(std::move(options)),
              token_(std::move(token)),
              own_account_(own_account) {}

        secret token(const call_options& call) override {
            return renewed(call, false, [this] { return !is_fresh(token_) && (now() >= retry_at_ || is_expired()); });
        }

        secret token_after_refusal(const secret& refused, const call_options& call) override {
            return renewed(call, true, [&] {
                // Another thread may have been faster; and what has just been renewed is not the reason for a 401.
                return token_.access_token == refused && !(renewed_at_ && now() - *renewed_at_ < youngest) &&
                       (own_account_ || !token_.refresh_token.empty());
            });
        }

        [[nodiscard]] oauth2_token current() const {
            const std::lock_guard lock(mutex_);
            return token_;
        }

    private:
        static constexpr std::chrono::minutes youngest{1};
        /// How long an exchanged refresh token goes on working, with something to spare.
        static constexpr std::chrono::minutes grace{9};
        /// After a failure that passes, a token that still works is used this long before the next try.
        static constexpr std::chrono::seconds pause{10};

        [[nodiscard]] wall_time now() const { return client_.time().wall_clock(); }
        [[nodiscard]] bool is_fresh(const oauth2_token& token) const {
            if (token.access_token.empty()) return false;
            if (!token.expires_at || now() + options_.skew < *token.expires_at) return true;
            // With nothing to renew it with, the server decides.
            return !own_account_ && token.refresh_token.empty();
        }
        [[nodiscard]] bool is_expired() const {
            return token_.access_token.empty() || (token_.expires_at && *token_.expires_at <= now());
        }

        // The token after one renewal, by this thread or another, where `wanted()` says that it needs one.
        template <class Wanted>
        secret renewed(const call_options& call, bool refused, const Wanted& wanted) {
            std::unique_lock lock(mutex_);
            while (wanted()) {
                const bool own = !renewing_;
                if (own)
                    renew(lock, call);
                else
                    wait_for_other(lock, call);
                if (!failure_ || (!own && is_cut_short(*failure_))) continue;
                // A token that still works goes on being used when its renewal fails for a reason that passes.
                if (!refused && is_passing(*failure_) && !is_expired()) break;
                failure_->raise();
            }
            return token_.access_token;
        }

        static bool is_cut_short(const error& failure) {
            return failure.kind() == error_kind::cancelled || failure.kind() == error_kind::deadline_exceeded;
        }
        static bool is_passing(const error& failure) {
            return failure.kind() == error_kind::transport || failure.kind() == error_kind::rate_limited ||
                   failure.kind() == error_kind::server_error;
        }

        // Waits for the renewal of another thread, whose failure is this thread's too.
        void wait_for_other(std::unique_lock<std::mutex>& lock, const call_options& call) {
            const std::uint64_t seen = renewals_;
            while (renewals_ == seen) {
                if (call.cancel.is_cancelled()) throw cancelled();
                if (call.deadline.has_passed(client_.time().now())) throw deadline_exceeded();
                done_.wait_for(lock, std::chrono::milliseconds(50));
            }
        }

        static constexpr const char* on_refresh_failed =
            "on_refresh failed, so the new token is not used and the old one stays";

        // What a callback throws may hold anything, a token included, also where it is an error of this library.
        template <class Call>
        static void call_back(const char* problem, const Call& call) {
            try {
                call();
            } catch (...) {
                throw oauth_error(problem);
            }
        }

        // The authorization server knows the tokens that it gave, and may repeat them where it refuses another.
        [[nodiscard]] error without_tokens(const error& from) const {
            detail::secret_traces traces;
            for (const oauth2_token* each : {&token_, &previous_, pending_ ? &*pending_ : nullptr}) {
                if (each == nullptr) continue;
                traces.add(each->access_token);
                traces.add(each->refresh_token);
            }
            return traces.without(from);
        }

        // Sets `token_`, or `failure_`. The server is asked and the token stored without the lock, so that others can
        // wait with limits of their own; `renewing_` keeps what is used here from changing.
        void renew(std::unique_lock<std::mutex>& lock, const call_options& call) {
            renewing_ = true;
            lock.unlock();
            std::optional<error> failure;
            std::optional<oauth2_token> next;
            try {
                next = pending_ && is_fresh(*pending_) ? *pending_ : ask(call).value();
                call_back(on_refresh_failed, [&] {
                    if (options_.on_refresh) options_.on_refresh(*next);
                });
            } catch (const error& ours) {
                failure = without_tokens(ours);
            } catch (...) {
                // Its text may hold anything, the token included.
                failure = oauth_error("renewing the token failed with an exception that is not one of this library");
            }
            lock.lock();
            renewing_ = false;
            ++renewals_;
            failure_ = failure;
            if (failure) {
                // What could not be stored is offered again, before the server is asked for yet another.
                if (next) pending_ = next;
                if (failure->code() == "invalid_grant") refused_ = failure;
                retry_at_ = now() + pause;
            } else {
                previous_ = std::exchange(token_, std::move(*next));
                renewed_at_ = now();
                pending_.reset();
                refused_.reset();
            }
            done_.notify_all();
        }

        [[nodiscard]] result<oauth2_token> ask(const call_options& call) const {
            if (own_account_) return client_.try_send(client_credentials_grant{}, call);
            const oauth2_token& newest = pending_ ? *pending_ : token_;
            // A refresh token that was refused once will be refused for ever; asking again only costs.
            result<oauth2_token> next = refused_ ? result<oauth2_token>(*refused_) : refresh(newest, call);
            if (next || next.error().code() != "invalid_grant") return next;
            // Somebody else may have renewed it: they stored theirs, or the one before ours still works.
            if (options_.reload) {
                std::optional<oauth2_token> stored;
                call_back("reload failed, so there is no other token to try", [&] { stored = options_.reload(); });
                if (stored && !(stored->refresh_token == newest.refresh_token))
                    return is_fresh(*stored) ? result<oauth2_token>(*stored) : refresh(*stored, call);
            }
            if (!refused_ && !previous_.refresh_token.empty() && renewed_at_ && now() - *renewed_at_ < grace) {
                result<oauth2_token> again = refresh(previous_, call);
                if (again) return again;
            }
            return next;
        }

        [[nodiscard]] result<oauth2_token> refresh(const oauth2_token& old, const call_options& call) const {
            result<oauth2_token> next = client_.try_send(refresh_grant{old.refresh_token}, call);
            // A server that does not rotate sends none; the old one then goes on working.
            if (next && next->refresh_token.empty()) next->refresh_token = old.refresh_token;
            return next;
        }

        oauth2_client client_;
        oauth2_session_options options_;
        mutable std::mutex mutex_;
        std::condition_variable done_;
        oauth2_token token_;
        /// The token before it, whose refresh token works for some minutes more.
        oauth2_token previous_;
        /// A newer token that on_refresh could not store.
        std::optional<oauth2_token> pending_;
        std::optional<wall_time> renewed_at_;
        wall_time retry_at_{};
        /// What the last renewal ended with; and what the refresh token was refused with, if it was.
        std::optional<error> failure_;
        std::optional<error> refused_;
        std::uint64_t renewals_ = 0;
        bool own_account_;
        bool renewing_ = false;
    };

    std::shared_ptr<core> core_;
};

}  // namespace bitbucket
