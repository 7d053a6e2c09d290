// SPDX-License-Identifier: MIT
// What all copies of a client share, and the path that every request takes: checks -> retry (attempts.hpp) ->
// authentication (authentication.hpp) -> redirects (redirects.hpp) -> redacting log and transport
// (observed_transport.hpp).
#pragma once

#include "../../request_base.hpp"
#include "../errors/error_object.hpp"
#include "../json/nlohmann_reader.hpp"
#include "../streams/hold_source.hpp"
#include "../url/api_link.hpp"
#include "../url/shown_path.hpp"
#include "attempts.hpp"
#include "authentication.hpp"
#include "observed_transport.hpp"
#include "redirects.hpp"
#include "reply_target.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// A reply of any status, and the record of how the call went.
struct call_reply {
    http_response http;
    call_record record;
    /// Whether the reply is a 404 to a repeated DELETE; most likely the first DELETE worked.
    bool repeated = false;
    /// What must not be shown from the reply, if it is more than the client's constant credential.
    std::optional<redactor> redaction;
};

/// A reply whose body goes elsewhere while it arrives, over all attempts of a call.
class streamed_reply {
public:
    streamed_reply() = default;
    streamed_reply(const streamed_reply&) = delete;
    streamed_reply& operator=(const streamed_reply&) = delete;
    virtual ~streamed_reply() = default;

    /// What takes the bodies of successes.
    [[nodiscard]] virtual body_receiver& receiver() noexcept = 0;
    /// Called before each attempt.
    virtual void prepare(http_request& request) = 0;
    /// Whether a status other than 2xx is a success here.
    [[nodiscard]] virtual bool is_success(const http_response& reply) const = 0;
};

/// Immutable after construction, so it may be used from many threads.
class client_core {
public:
    /// `of` lives as long as the program.
    BITBUCKET_COLD client_core(const service& of, any_transport sender, credentials who, client_options options)
        : service_(&of),
          transport_(std::move(sender), options.observer, options.max_body_bytes, options.max_header_bytes),
          who_(std::move(who)),
          options_(std::move(options)),
          base_(api_base::parse(options_.base_url.is_null() || !options_.base_url.empty()
                                    ? std::string_view(options_.base_url)
                                    : of.base_url,
                                of.base_url_aliases)),
          authorization_(who_.authorization()),
          redaction_(who_),
          problem_(find_client_problem()) {}

    /// The API that this client is for.
    [[nodiscard]] const service& of() const noexcept { return *service_; }
    [[nodiscard]] const client_options& options() const noexcept { return options_; }
    /// Only if `find_usage_error` found no problem.
    [[nodiscard]] const api_base& base() const noexcept { return *base_; }
    [[nodiscard]] const client_clock& clock() const { return clock_of(options_.clock); }
    [[nodiscard]] json_reader reader() const noexcept { return &read_with_nlohmann; }

    /// What is wrong with the client or the request, known before any I/O.
    [[nodiscard]] BITBUCKET_COLD std::optional<error> find_usage_error(const request_base& request) const {
        if (!problem_.empty()) return usage_error(problem_);
        if (!request.problem().empty()) return usage_error(request.problem());
        if (!options_.allow_any_credential && service_->refuse != nullptr) {
            const std::string refusal = service_->refuse(request.about(), who_.summary());
            if (!refusal.empty()) return refused_credential(refusal);
        }
        if (const auto source = source_of(request))
            if (const std::string problem = source->problem(); !problem.empty())
                return usage_error(std::string(request.about().name) + ": " + problem);
        if (!request.has_unchecked_json()) return std::nullopt;
        json_text whole;
        const auto failure =
            decode_as_is(reader(), request.body(), descriptor<json_text>, &whole, options_.max_json_depth);
        if (failure) return usage_error(std::string(request.about().name) + ": " + failure->message);
        return std::nullopt;
    }

    /// The URL of a request for an operation.
    [[nodiscard]] BITBUCKET_COLD std::string url_of(const request_base& request) const {
        return base_->url.str() + request.target();
    }

    /// Sends a checked request, and repeats it as the policy says. Any status other than 2xx is an error.
    [[nodiscard]] BITBUCKET_COLD result<call_reply> call(const request_base& request, std::string url,
                                                         const call_options& options,
                                                         streamed_reply* stream = nullptr) const {
        if (const std::string problem = find_problem(options); !problem.empty())
            return with_record(usage_error(problem), request.about(), no_attempt());
        call_credential credential(who_, service_->token_scheme, authorization_, redaction_, request.sensitive_);
        // The token comes first: a link of an answer may hold it, and its path is shown.
        const std::optional<error> no_token = credential.begin(options);
        const call_identity identity{request.about(), path_of(url, credential.redaction()), next_call_id(),
                                     options.label, service_};
        const call_report report(transport_.seen_by(), identity, clock());
        result<call_reply> out =
            no_token ? without_token(*no_token, identity)
                     : send_as_often_as_needed(identity, request, std::move(url), options, credential, stream);
        if (out)
            report.end(out->http.status, out->record.attempts, nullptr);
        else
            report.end(out.error().status(), out.error().attempts(), &out.error());
        return out;
    }

    /// The path of a URL below the base, as errors and events show it.
    [[nodiscard]] std::string path_of(const std::string& url) const { return path_of(url, redaction_); }
    [[nodiscard]] BITBUCKET_COLD std::string path_of(const std::string& url, const redactor& redaction) const {
        const std::string base = base_->url.str();
        return shown_path(redaction.redacted(url.starts_with(base) ? url.substr(base.size()) : url));
    }

    /// Makes of a success what its operation returns. The 404 to a repeated DELETE leaves the value empty, and so does a
    /// 202 where the result may come later.
    [[nodiscard]] BITBUCKET_COLD std::optional<error> decode_result(const operation_info& info, const call_reply& raw,
                                                                    reply_target target) const {
        constexpr int accepted_for_later = 202;
        if (raw.repeated) return std::nullopt;
        if (target.pending != nullptr && raw.http.status == accepted_for_later) {
            if (auto failure = find_error_object(info, raw, false)) return failure;
            target.begin(target.pending, std::string(raw.http.headers.value("Location")), raw.http.body);
            return std::nullopt;
        }
        if (target.pending != nullptr) target.value = target.emplace(target.pending);
        switch (target.form) {
            case reply_form::json:
                return decode_reply(info, raw, *target.type, target.value);
            case reply_form::raw:
                target.assign(target.value, raw.http.body);
                return std::nullopt;
            case reply_form::headers:
            case reply_form::nothing:
                break;
        }
        if (auto failure = find_error_object(info, raw, false)) return failure;
        if (target.form == reply_form::headers) target.read(target.value, raw.http.headers);
        return std::nullopt;
    }

    /// Decodes the body of a success. The 404 to a repeated DELETE, whose body is that of an error, leaves the value empty;
    /// anything else has to be JSON, and not an error object. A success without a body is never an empty value.
    [[nodiscard]] BITBUCKET_COLD std::optional<error> decode_reply(const operation_info& info, const call_reply& raw,
                                                                   const type_descriptor& type, void* target) const {
        if (raw.repeated) return std::nullopt;
        if (auto failure = find_error_object(info, raw, is_free_json(type, target))) return failure;
        auto failure = decode(reader(), raw.http.body, type, target, options_.max_json_depth);
        if (!failure) return std::nullopt;
        if (raw.http.body.empty())
            failure->message = raw.http.status == 202 ? "the server is not done yet and sent no result: ask again later"
                                                      : "the reply has no body";
        return failure_of(std::move(*failure), info, raw);
    }

    /// The error for a success that is an error object; nothing for any other.
    [[nodiscard]] BITBUCKET_COLD std::optional<error> find_error_object(const operation_info& info,
                                                                        const call_reply& raw,
                                                                        bool error_may_be_data) const {
        if (raw.repeated || !service_->has_errors_in_successes) return std::nullopt;
        if (!is_error_object(reader(), raw.http.body, error_may_be_data)) return std::nullopt;
        const redactor& redaction = redaction_of(raw);
        return redaction.redacted(
            error_in_success(reader(), *service_, redaction.redacted(raw.http), info, raw.record));
    }

    /// The error for a success that cannot be read, without what must not be shown of it.
    [[nodiscard]] BITBUCKET_COLD error failure_of(decode_failure failure, const operation_info& info,
                                                  const call_reply& about) const {
        const redactor& redaction = redaction_of(about);
        // The text is cut afterwards: half of a token would not be recognized any more.
        failure.found = redaction.redacted(std::move(failure.found));
        return redaction.redacted(
            decode_failed(std::move(failure), redaction.redacted(about.http), info, about.record));
    }

    /// An error about a success, without what must not be shown of it.
    [[nodiscard]] error clean(const error& from, const call_reply& about) const {
        return redaction_of(about).redacted(from);
    }

private:
    // A source of tokens that talks to a server names its own operation.
    BITBUCKET_COLD static error without_token(const error& failure, const call_identity& identity) {
        if (!failure.operation().empty()) return failure;
        call_record record = no_attempt();
        record.path = identity.path;
        return with_record(failure, identity.info, record);
    }

    [[nodiscard]] BITBUCKET_COLD result<call_reply> send_as_often_as_needed(
        const call_identity& identity, const request_base& request, std::string url, const call_options& options,
        call_credential& credential, streamed_reply* stream) const {
        const operation_info& info = identity.info;
        call_record begin = no_attempt();
        begin.path = identity.path;
        begin.of = service_;
        begin.credential = who_.summary();
        http_request outgoing = prepare(request, std::move(url));
        for (const http_header& line : options.headers) outgoing.headers.set(line.name, std::string(trim(line.value)));
        const retry_policy& policy = options.retry ? *options.retry : options_.retry;
        // Without retries there is no waiting either.
        const cooldown* const shared = policy.max_attempts > 1 ? &cooldown_ : nullptr;
        const attempt_rules rules{.identity = identity,
                                  .policy = policy,
                                  .clock = clock(),
                                  .seen_by = transport_.seen_by(),
                                  .repeatable = info.idempotent(),
                                  .source = outgoing.source.get(),
                                  .who = who_.kind(),
                                  .shared = shared,
                                  .limiter = options_.limiter.get()};
        const send_gate gate(rules, options);
        attempt_result out = run_attempts(gate, begin, [&](call_record& record) {
            if (stream != nullptr) stream->prepare(outgoing);
            return send_authenticated(outgoing, gate, credential, record, stream);
        });
        out.record.renewal_failure = credential.renewal_failure();
        out.record.renewed = credential.was_renewed();
        // A server, a proxy or a transport may repeat the credential that it received.
        const redactor& redaction = credential.redaction();
        if (!out.reply) return redaction.redacted(with_record(out.reply.error(), info, out.record));
        const int status = out.reply->status;
        const bool repeated = status == 404 && out.record.unclear && info.method == http_method::delete_;
        const bool is_success =
            (status >= 200 && status <= 299) || (stream != nullptr && stream->is_success(*out.reply));
        if (!repeated && !is_success)
            return redaction.redacted(
                api_failure(reader(), *service_, redaction.redacted(*out.reply), info, out.record));
        return call_reply{std::move(*out.reply), std::move(out.record), repeated, credential.own_redaction()};
    }

    BITBUCKET_COLD static error refused_credential(std::string message) {
        error_state state;
        state.code = "credential_refused";
        state.message = std::move(message);
        state.nothing_sent = true;
        return error(finish(std::move(state)));
    }

    // Whether the JSON is the user's own, in which a member `error` may be anything.
    BITBUCKET_COLD static bool is_free_json(const type_descriptor& type, const void* target) {
        return type.kind == value_kind::json ||
               (type.kind == value_kind::object && type.model(target).whole != member_table::none);
    }

    [[nodiscard]] const redactor& redaction_of(const call_reply& about) const noexcept {
        return about.redaction ? *about.redaction : redaction_;
    }

    [[nodiscard]] BITBUCKET_COLD std::string find_client_problem() const {
        if (!who_.is_neutral() && !service_->owns(who_.belongs_to()))
            return std::string("the credential is for ") +
                   (who_.belongs_to() == nullptr ? "Bitbucket Cloud" : who_.belongs_to()->name) +
                   ", and is not sent to " + service_->name;
        if (!base_) return "base_url must be an absolute http or https URL without user, query and fragment";
        if (!who_.problem().empty()) return who_.problem();
        if (who_.kind() != credential_kind::anonymous && !options_.allow_plain_http && !keeps_secrets(base_->url))
            return "credentials are not sent over plain http to " + base_->url.host + ": use https";
        return detail::find_problem(options_.retry);
    }

    [[nodiscard]] BITBUCKET_COLD std::string find_problem(const call_options& call) const {
        if (call.attempt_timeout.count() < 0) return "call_options::attempt_timeout must not be negative";
        if (call.label.is_null()) return std::string("call_options::label") + is_null_pointer;
        for (const http_header& line : call.headers)
            if (std::string problem = find_header_problem(line.name, line.value); !problem.empty())
                return "call_options::headers: " + problem;
        return call.retry ? detail::find_problem(*call.retry) : std::string();
    }

    [[nodiscard]] BITBUCKET_COLD http_request prepare(const request_base& request, std::string url) const {
        http_request outgoing;
        outgoing.method = request.about().method;
        outgoing.url = std::move(url);
        outgoing.headers = request.headers();
        for (const fixed_header& each : service_->headers)
            if (outgoing.headers.find(each.name) == nullptr) outgoing.headers.add(each.name, each.value);
        if (outgoing.headers.find("Accept") == nullptr)
            outgoing.headers.add("Accept", request.accept() == nullptr ? service_->accept : request.accept());
        if (request.has_body()) outgoing.headers.set("Content-Type", request.media_type());
        outgoing.body = request.body();
        outgoing.source = source_of(request);
        return outgoing;
    }

    // One attempt, with the gate already open; sends twice if the first token is refused and there is another.
    [[nodiscard]] BITBUCKET_COLD result<http_response> send_authenticated(http_request& request, const send_gate& gate,
                                                                          call_credential& credential,
                                                                          call_record& record,
                                                                          streamed_reply* stream) const {
        const call_context call{gate.rules().identity, gate.options(), credential.redaction(),
                                stream == nullptr ? nullptr : &stream->receiver()};
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
            record.unclear = record.unclear || may_have_worked(gate.rules(), reply);
            record.left_origin = chain.left_origin();
            record.redirect_problem = chain.problem();
            // A 401 from another host says nothing about the token.
            if (!reply || record.left_origin || !is_refused_token(reader(), *service_, *reply)) return reply;
            record.sent_before = true;
            if (!gate.rules().can_resend()) return reply;
            if (!credential.renew(call.options)) {
                if (credential.ended()) return *credential.ended();
                return reply;
            }
            if (auto stopped = gate.wait(record)) return *std::move(stopped);
        }
    }

    [[nodiscard]] BITBUCKET_COLD result<http_response> send_hop(const redirect_chain& chain, const call_context& call,
                                                                int attempt) const {
        return transport_.send(call, chain.request(), chain.left_origin() ? chain.origin() : base_->url.origin(),
                               attempt, clock());
    }

    const service* service_;
    observed_transport transport_;
    credentials who_;
    client_options options_;
    std::optional<api_base> base_;
    secret authorization_;
    redactor redaction_;
    std::string problem_;
    cooldown cooldown_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
