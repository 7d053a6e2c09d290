// SPDX-License-Identifier: MIT
// What all copies of a client share, and the path that every request takes: checks -> retry (attempts.hpp) ->
// authentication (authentication.hpp) -> redirects (redirects.hpp) -> redacting log and transport
// (observed_transport.hpp).
#pragma once

#include "../../request_base.hpp"
#include "../errors/credential_rules.hpp"
#include "../json/nlohmann_reader.hpp"
#include "../url/api_link.hpp"
#include "attempts.hpp"
#include "authentication.hpp"
#include "observed_transport.hpp"
#include "redirects.hpp"

namespace bitbucket::detail {

/// A reply of any status, and the record of how the call went.
struct call_reply {
    http_response http;
    call_record record;
    /// Whether the reply is a 404 to a repeated DELETE; most likely the first DELETE worked.
    bool repeated = false;
    /// What must not be shown from the reply, if the client's token changes.
    redactor redaction;
};

/// Immutable after construction, so it may be used from many threads.
class client_core {
public:
    client_core(any_transport sender, credentials who, client_options options)
        : transport_(std::move(sender), options.observer, options.max_body_bytes, options.max_header_bytes),
          who_(std::move(who)),
          options_(std::move(options)),
          base_(api_base::parse(options_.base_url)),
          authorization_(who_.authorization()),
          redaction_(who_),
          problem_(find_client_problem()) {}

    [[nodiscard]] const client_options& options() const noexcept { return options_; }
    /// Only if `check` found no problem.
    [[nodiscard]] const api_base& base() const noexcept { return *base_; }
    [[nodiscard]] json_reader reader() const noexcept { return &read_with_nlohmann; }

    /// What is wrong with the client or the request, known before any I/O.
    [[nodiscard]] std::optional<error> check(const request_base& request) const {
        if (!problem_.empty()) return usage_error(problem_);
        if (!request.problem().empty()) return usage_error(request.problem());
        if (!options_.allow_any_credential) {
            const std::string refusal = credential_refusal(request.about(), who_.summary());
            if (!refusal.empty()) return refused_credential(refusal);
        }
        if (!request.has_unchecked_json()) return std::nullopt;
        json_text whole;
        const auto failure = decode(reader(), request.body(), descriptor<json_text>, &whole, options_.max_json_depth);
        if (failure) return usage_error(std::string(request.about().name) + ": " + failure->message);
        return std::nullopt;
    }

    /// The URL of a request for an operation.
    [[nodiscard]] std::string url_of(const request_base& request) const { return base_->url.str() + request.target(); }

    /// Sends a checked request, and repeats it as the policy says. Any status other than 2xx is an error.
    [[nodiscard]] result<call_reply> call(const request_base& request, std::string url,
                                          const call_options& options) const {
        const operation_info& info = request.about();
        call_credential credential(who_, authorization_, redaction_);
        if (const auto failure = credential.begin(options))
            return failure->operation().empty() ? with_record(*failure, info, no_attempt()) : *failure;
        http_request outgoing = prepare(request, std::move(url));
        call_record begin = no_attempt();
        begin.credential = who_.summary();
        // Without retries there is no waiting either.
        const cooldown* const shared = options_.retry.max_attempts > 1 ? &cooldown_ : nullptr;
        const attempt_rules rules{.info = info,
                                  .policy = options_.retry,
                                  .clock = options_.clock,
                                  .seen_by = transport_.seen_by(),
                                  .repeatable = info.idempotent(),
                                  .who = who_.kind(),
                                  .shared = shared,
                                  .limiter = options_.limiter.get()};
        const send_gate gate(rules, options);
        attempt_result out = run_attempts(
            gate, begin, [&](call_record& record) { return send_authenticated(outgoing, gate, credential, record); });
        out.record.renewal_failure = credential.renewal_failure();
        out.record.renewed = credential.was_renewed();
        // A server, a proxy or a transport may repeat the credential that it received.
        if (!out.reply) return credential.redaction().redacted(with_record(out.reply.error(), info, out.record));
        const int status = out.reply->status;
        const bool repeated = status == 404 && out.record.unclear && info.method == http_method::delete_;
        if (!repeated && (status < 200 || status > 299))
            return credential.redaction().redacted(api_failure(reader(), *out.reply, info, out.record));
        call_reply reply{std::move(*out.reply), std::move(out.record), repeated, {}};
        if (who_.source() != nullptr) reply.redaction = credential.redaction();
        return reply;
    }

    /// Decodes the body of a success. The value stays empty if the status means "no content", and after the 404 to a
    /// repeated DELETE, whose body is that of an error. Anything else must be JSON.
    [[nodiscard]] std::optional<error> decode_reply(const operation_info& info, const call_reply& raw,
                                                    const type_descriptor& type, void* target) const {
        const http_response& http = raw.http;
        const bool may_be_empty = http.status == 202 || http.status == 204 || http.status == 205;
        if (raw.repeated || (http.body.empty() && may_be_empty)) return std::nullopt;
        auto failure = decode(reader(), http.body, type, target, options_.max_json_depth);
        if (!failure) return std::nullopt;
        if (http.body.empty()) failure->message = "the reply has no body";
        return clean(decode_failed(std::move(*failure), http, info, raw.record), raw);
    }

    /// An error about a successful reply, without what must not be shown.
    [[nodiscard]] error clean(const error& from, const call_reply& about) const {
        return (who_.source() == nullptr ? redaction_ : about.redaction).redacted(from);
    }

private:
    static error refused_credential(std::string message) {
        error_state state;
        state.code = "credential_refused";
        state.message = std::move(message);
        state.nothing_sent = true;
        return error(finish(std::move(state)));
    }

    [[nodiscard]] std::string find_client_problem() const {
        if (!base_) return "base_url must be an absolute http or https URL without user, query and fragment";
        if (!who_.problem().empty()) return who_.problem();
        if (who_.kind() != credential_kind::anonymous && !options_.allow_plain_http && !keeps_secrets(base_->url))
            return "credentials are not sent over plain http to " + base_->url.host + ": use https";
        return find_problem(options_.retry, options_.clock);
    }

    [[nodiscard]] http_request prepare(const request_base& request, std::string url) const {
        http_request outgoing;
        outgoing.method = request.about().method;
        outgoing.url = std::move(url);
        outgoing.headers = request.headers();
        if (outgoing.headers.find("Accept") == nullptr)
            outgoing.headers.add("Accept", request.about().answers_text ? "text/plain, */*;q=0.1" : "application/json");
        if (request.has_body()) outgoing.headers.add("Content-Type", "application/json");
        outgoing.body = request.body();
        return outgoing;
    }

    // One attempt, with the gate already open; sends twice if the first token is refused and there is another.
    [[nodiscard]] result<http_response> send_authenticated(http_request& request, const send_gate& gate,
                                                           call_credential& credential, call_record& record) const {
        const call_context call{gate.rules().info, gate.options(), credential.redaction()};
        while (true) {
            if (!credential.header().empty()) request.headers.set("Authorization", credential.header().reveal());
            ++record.attempts;
            redirect_chain chain(request);
            auto reply = send_hop(chain, call, record.attempts);
            while (reply && chain.follow(*reply)) {
                record.sent_before = true;
                auto stopped = chain.left_origin() ? std::nullopt : gate.wait(record);
                if (stopped) return *std::move(stopped);
                reply = send_hop(chain, call, record.attempts);
            }
            record.unclear = record.unclear || may_have_worked(call.info, reply);
            record.left_origin = chain.left_origin();
            record.redirect_problem = chain.problem();
            // A 401 from another host says nothing about the token.
            if (!reply || reply->status != 401 || record.left_origin) return reply;
            record.sent_before = true;
            if (!credential.renew(call.options)) {
                if (credential.ended()) return *credential.ended();
                return reply;
            }
            if (auto stopped = gate.wait(record)) return *std::move(stopped);
        }
    }

    [[nodiscard]] result<http_response> send_hop(const redirect_chain& chain, const call_context& call,
                                                 int attempt) const {
        return transport_.send(call, chain.request(), chain.left_origin() ? chain.origin() : base_->url.origin(),
                               attempt, options_.clock);
    }

    observed_transport transport_;
    credentials who_;
    client_options options_;
    std::optional<api_base> base_;
    secret authorization_;
    redactor redaction_;
    std::string problem_;
    cooldown cooldown_;
};

}  // namespace bitbucket::detail
