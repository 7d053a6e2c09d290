// SPDX-License-Identifier: MIT
// running_call: one call on its way through the layers, retry (attempts.hpp) -> authentication (authentication.hpp) ->
// redirects (redirects.hpp) -> redacting log (observed_transport.hpp). It neither sends nor waits: it says what is next,
// and is told how that went. So one thread drives one call (`run_call`) or many of them with the same rules.
#pragma once

#include "attempts.hpp"
#include "client_core.hpp"
#include "redirects.hpp"
#include "streamed_reply.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

class running_call {
public:
    /// A checked request. All arguments but `url` outlive it.
    BITBUCKET_COLD running_call(const client_core& core, const request_base& request, std::string url,
                                const call_options& options, streamed_reply* stream = nullptr)
        : core_(core),
          request_(request),
          options_(options),
          stream_(stream),
          url_(std::move(url)),
          credential_(core.who_, core.service_->token_scheme, core.authorization_, core.redaction_, request.sensitive_),
          identity_{request.about(), {}, next_call_id(), options.label, core.service_} {}
    running_call(const running_call&) = delete;
    running_call& operator=(const running_call&) = delete;
    ~running_call() = default;

    /// What the driver does next: gives `sending()` to the transport and tells `note` how that ended; waits, at least as
    /// long as it says or until the call is cancelled; or takes the result, with `finish`. A token that changes is fetched
    /// here, which blocks.
    [[nodiscard]] BITBUCKET_COLD call_step next() {
        if (state_ == state::fresh && !begin()) return {};
        if (state_ == state::attempt) {
            const call_step step = attempts_->next();
            if (step.kind == call_step::type::send)
                begin_attempt();
            else
                return step;
        } else if (state_ == state::gate) {
            const call_step step = attempts_->gate().try_pass(attempts_->record());
            if (step.kind == call_step::type::wait) return step;
            if (step.kind == call_step::type::done) {
                end_attempt(attempts_->gate().stopped());
                return take_pause();
            }
            if (!chain_) begin_round();
        } else if (state_ != state::hop) {
            return take_pause();
        }
        state_ = state::sending;
        const bool elsewhere = chain_->left_origin();
        sending_.emplace(core_.transport_, *context_, chain_->request(),
                         elsewhere ? chain_->origin() : core_.base_->url.origin(), attempts_->record().attempts,
                         core_.clock());
        return {call_step::type::send};
    }

    /// What is sent, after `next` has said so and until `note`.
    [[nodiscard]] observed_send& sending() noexcept { return *sending_; }
    [[nodiscard]] bool is_sending() const noexcept { return state_ == state::sending; }

    /// Takes how the send ended.
    BITBUCKET_COLD void note(result<http_response> reply) {
        call_record& record = attempts_->record();
        if (reply && chain_->follow(*reply)) {
            record.sent_before = true;
            state_ = chain_->left_origin() ? state::hop : state::gate;
            return;
        }
        record.unclear = record.unclear || may_have_worked(*rules_, reply);
        record.left_origin = chain_->left_origin();
        record.redirect_problem = chain_->problem();
        // A 401 from another host says nothing about the token.
        if (!reply || record.left_origin || !is_refused_token(core_.reader(), *core_.service_, *reply))
            return end_attempt(std::move(reply));
        record.sent_before = true;
        if (!rules_->can_resend()) return end_attempt(std::move(reply));
        if (!credential_.renew(options_)) {
            if (credential_.ended()) reply = *credential_.ended();
            return end_attempt(std::move(reply));
        }
        chain_.reset();
        state_ = state::gate;
    }

    /// The outcome, after `next` has said `done`. Any status other than 2xx is an error.
    [[nodiscard]] BITBUCKET_COLD result<call_reply> finish() {
        result<call_reply> out = attempts_ ? outcome() : without_attempt();
        tell_end(out);
        return out;
    }

    /// Tells the observer that nobody waits for the rest of the call any more.
    BITBUCKET_COLD void give_up() {
        const error why = cancelled();
        if (state_ == state::sending) static_cast<void>(sending_->end(why));
        tell_end(why);
    }

private:
    /// What is next: to begin; an attempt, when its gate opens; a send after the gate, or without it; nothing before the
    /// driver calls `note`; the wait that `note` found, or the end.
    enum class state : std::uint8_t { fresh, attempt, gate, hop, sending, pause, done };

    // False if nothing is sent at all.
    BITBUCKET_COLD bool begin() {
        state_ = state::done;
        if (const std::string problem = find_problem(); !problem.empty()) {
            failure_ = with_record(usage_error(problem), request_.about(), no_attempt());
            return false;
        }
        // The token comes first: a link of an answer may hold it, and its path is shown.
        const std::optional<error> no_token = credential_.begin(options_);
        identity_.path = core_.path_of(url_, credential_.redaction());
        report_.emplace(core_.transport_.seen_by(), identity_, core_.clock());
        if (no_token) {
            failure_ = without_token(*no_token);
            return false;
        }
        call_record record = no_attempt();
        record.path = identity_.path;
        record.of = core_.service_;
        record.credential = core_.who_.summary();
        outgoing_ = prepare();
        const retry_policy& policy = options_.retry ? *options_.retry : core_.options_.retry;
        // Without retries there is no waiting either.
        const cooldown* const shared = policy.max_attempts > 1 ? &core_.cooldown_ : nullptr;
        rules_.emplace(attempt_rules{.identity = identity_,
                                     .policy = policy,
                                     .clock = core_.clock(),
                                     .seen_by = core_.transport_.seen_by(),
                                     .repeatable = request_.about().idempotent(),
                                     .source = outgoing_.source.get(),
                                     .who = core_.who_.kind(),
                                     .shared = shared,
                                     .limiter = core_.options_.limiter.get()});
        attempts_.emplace(*rules_, options_, std::move(record));
        context_.emplace(call_context{identity_, options_, credential_.redaction(),
                                      stream_ == nullptr ? nullptr : &stream_->receiver()});
        state_ = state::attempt;
        return true;
    }

    [[nodiscard]] BITBUCKET_COLD std::string find_problem() const {
        if (options_.attempt_timeout.count() < 0) return "call_options::attempt_timeout must not be negative";
        if (options_.label.is_null()) return std::string("call_options::label") + is_null_pointer;
        for (const http_header& line : options_.headers)
            if (std::string problem = find_header_problem(line.name, line.value); !problem.empty())
                return "call_options::headers: " + problem;
        return options_.retry ? detail::find_problem(*options_.retry) : std::string();
    }

    [[nodiscard]] BITBUCKET_COLD http_request prepare() {
        http_request out;
        out.method = request_.about().method;
        out.url = std::move(url_);
        out.headers = request_.headers();
        for (const fixed_header& each : core_.service_->headers)
            if (out.headers.find(each.name) == nullptr) out.headers.add(each.name, each.value);
        if (out.headers.find("Accept") == nullptr)
            out.headers.add("Accept", request_.accept() == nullptr ? core_.service_->accept : request_.accept());
        if (request_.has_body()) out.headers.set("Content-Type", request_.media_type());
        out.body = request_.body();
        out.source = source_of(request_);
        for (const http_header& line : options_.headers) out.headers.set(line.name, std::string(trim(line.value)));
        return out;
    }

    BITBUCKET_COLD void begin_attempt() {
        if (stream_ != nullptr) stream_->prepare(outgoing_);
        begin_round();
    }
    // An attempt has a second round if its token is refused and there is another.
    BITBUCKET_COLD void begin_round() {
        const secret& header = credential_.header();
        if (!header.empty()) outgoing_.headers.set("Authorization", header.reveal());
        ++attempts_->record().attempts;
        chain_.emplace(outgoing_, request_.about().redirect_keeps_options);
    }
    BITBUCKET_COLD void end_attempt(result<http_response> reply) {
        pause_ = attempts_->note(std::move(reply));
        state_ = pause_.kind == call_step::type::wait ? state::pause : state::done;
    }
    // The wait after an attempt, once; or that the call is done.
    call_step take_pause() {
        if (state_ != state::pause) return {};
        state_ = state::attempt;
        return pause_;
    }

    // A source of tokens that talks to a server names its own operation.
    BITBUCKET_COLD error without_token(const error& failure) const {
        if (!failure.operation().empty()) return failure;
        call_record record = no_attempt();
        record.path = identity_.path;
        return with_record(failure, identity_.info, record);
    }
    [[nodiscard]] result<call_reply> without_attempt() { return std::move(*failure_); }

    [[nodiscard]] BITBUCKET_COLD result<call_reply> outcome() {
        const operation_info& info = identity_.info;
        call_record& record = attempts_->record();
        result<http_response>& reply = attempts_->reply();
        record.renewal_failure = credential_.renewal_failure();
        record.renewed = credential_.was_renewed();
        // A server, a proxy or a transport may repeat the credential that it received.
        const redactor& redaction = credential_.redaction();
        if (!reply) return redaction.redacted(with_record(reply.error(), info, record));
        const int status = reply->status;
        const bool repeated = status == 404 && record.unclear && info.method == http_method::delete_;
        const bool is_success = (status >= 200 && status <= 299) || (stream_ != nullptr && stream_->is_success(*reply));
        if (!repeated && !is_success)
            return redaction.redacted(
                api_failure(core_.reader(), *core_.service_, redaction.redacted(*reply), info, record));
        return call_reply{std::move(*reply), std::move(record), repeated, credential_.own_redaction()};
    }

    BITBUCKET_COLD void tell_end(const result<call_reply>& out) {
        if (!report_) return;
        if (out)
            report_->end(out->http.status, out->record.attempts, nullptr);
        else
            report_->end(out.error().status(), out.error().attempts(), &out.error());
        report_.reset();
    }

    const client_core& core_;
    const request_base& request_;
    const call_options& options_;
    streamed_reply* stream_;
    std::string url_;
    call_credential credential_;
    call_identity identity_;
    std::optional<call_report> report_;
    std::optional<error> failure_;
    http_request outgoing_;
    std::optional<attempt_rules> rules_;
    std::optional<attempts> attempts_;
    std::optional<call_context> context_;
    std::optional<redirect_chain> chain_;
    std::optional<observed_send> sending_;
    call_step pause_;
    state state_ = state::fresh;
};

/// Drives one call to its end on this thread.
[[nodiscard]] BITBUCKET_COLD inline result<call_reply> run_to_end(running_call& call, const client_core& core,
                                                                  const call_options& options) {
    for (;;) {
        const call_step step = call.next();
        if (step.kind == call_step::type::done) return call.finish();
        if (step.kind == call_step::type::send)
            call.note(call.sending().send_now());
        else
            core.clock().sleep(step.time, options.cancel);
    }
}

/// Sends a checked request, and repeats it as the policy says, until there is a reply or an error. Any status other than
/// 2xx is an error.
[[nodiscard]] BITBUCKET_COLD inline result<call_reply> run_call(const client_core& core, const request_base& request,
                                                                std::string url, const call_options& options,
                                                                streamed_reply* stream = nullptr) {
    running_call call(core, request, std::move(url), options, stream);
    return run_to_end(call, core, options);
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
