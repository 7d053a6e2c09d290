// SPDX-License-Identifier: MIT
// What all copies of a client share, and the one path that every request takes:
// checks -> retry -> authentication -> redacting log -> transport.
#pragma once

#include "../auth.hpp"
#include "../client_options.hpp"
#include "../result.hpp"
#include "api_failure.hpp"
#include "api_link.hpp"
#include "codec.hpp"
#include "request_base.hpp"
#include "secret_traces.hpp"

namespace bitbucket::detail {

/// A reply of any status, and how it was come by.
struct call_reply {
    http_response http;
    call_record record;
    /// Whether the reply is a 404 to a repeated DELETE, which most likely worked the first time.
    bool repeated = false;
};

/// Immutable after construction, so it may be used from many threads.
class client_core {
public:
    client_core(any_transport sender, credentials who, client_options options)
        : sender_(std::move(sender)),
          who_(std::move(who)),
          options_(std::move(options)),
          base_(api_base::parse(options_.base_url)),
          authorization_(who_.authorization()),
          traces_(who_),
          problem_(find_problem()) {}

    [[nodiscard]] const client_options& options() const noexcept { return options_; }
    /// Only where `check` found nothing wrong.
    [[nodiscard]] const api_base& base() const noexcept { return *base_; }
    [[nodiscard]] json_reader reader() const noexcept { return &read_with_nlohmann; }

    /// What is wrong with the client or the request, known before any I/O.
    [[nodiscard]] std::optional<error> check(const request_base& request) const {
        if (!problem_.empty()) return usage_error(problem_);
        if (!request.problem().empty()) return usage_error(request.problem());
        if (!request.has_unchecked_json()) return std::nullopt;
        json_text whole;
        const auto failure = decode(reader(), request.body(), slot<json_text>, &whole, options_.max_json_depth);
        if (failure) return usage_error(std::string(request.about().name) + ": " + failure->message);
        return std::nullopt;
    }

    /// The URL of a request that is addressed by its operation.
    [[nodiscard]] std::string url_of(const request_base& request) const { return base_->url.str() + request.target(); }

    /// Sends a request that has been checked, as often as the policy says. A status that is no success is an error.
    [[nodiscard]] result<call_reply> call(const request_base& request, std::string url,
                                          const call_options& options) const {
        const operation_info& info = request.about();
        http_request wire = prepare(request, std::move(url));
        call_record record = no_attempt();
        record.credential = who_.kind();
        const auto started = options_.time.now();
        bool unclear = false;  // whether an earlier attempt may have been carried out
        for (int attempt = 1;; ++attempt) {
            record.elapsed = since(started);
            if (options.cancel.is_cancelled()) return with_record(cancelled(), info, record);
            if (options.deadline.has_passed(options_.time.now())) return with_record(deadline_exceeded(), info, record);
            record.attempts = attempt;
            result<http_response> reply = send_once(wire, info, attempt, options);
            record.elapsed = since(started);
            if (reply && reply->status >= 200 && reply->status <= 299)
                return call_reply{std::move(*reply), record, false};
            if (reply && reply->status == 404 && unclear && info.method == verb::delete_)
                return call_reply{std::move(*reply), record, true};

            const auto wait = next_wait(info, reply, attempt, record.elapsed);
            if (!wait) {
                if (!reply) return without_secret(with_record(reply.error(), info, record));
                return without_secret(api_failure(reader(), *reply, info, record));
            }
            unclear = unclear || (reply ? reply->status != 429 : !reply.error().nothing_sent());
            if (options.deadline.is_set() && options.deadline.when() - options_.time.now() < *wait)
                return with_record(deadline_exceeded(), info, record);
            if (options_.observer) options_.observer->on_retry({info, attempt, reply ? reply->status : 0, *wait});
            options_.time.sleep(*wait, options.cancel);
        }
    }

    /// Decodes the body of a success. A reply that has no content by its status leaves the value empty; anything else
    /// has to be JSON.
    [[nodiscard]] std::optional<error> decode_reply(const operation_info& info, const call_reply& raw,
                                                    const slot_type& type, void* target) const {
        const http_response& http = raw.http;
        const bool may_be_empty = http.status == 202 || http.status == 204 || http.status == 205;
        if (http.body.empty() && may_be_empty) return std::nullopt;
        auto failure = decode(reader(), http.body, type, target, options_.max_json_depth);
        if (!failure) return std::nullopt;
        if (http.body.empty()) failure->message = "the reply has no body";
        return without_secret(decode_failed(std::move(*failure), http, info, raw.record));
    }

private:
    [[nodiscard]] std::chrono::milliseconds since(std::chrono::steady_clock::time_point started) const {
        return std::chrono::duration_cast<std::chrono::milliseconds>(options_.time.now() - started);
    }

    // A server, a proxy or a transport may repeat the credential that it was given.
    [[nodiscard]] error without_secret(const error& from) const {
        error_state state = *from.state();
        return traces_.remove_from(state) ? error(finish(std::move(state))) : from;
    }

    [[nodiscard]] std::string find_problem() const {
        if (!base_) return "base_url must be an absolute http or https URL without user, query and fragment";
        if (!who_.problem().empty()) return who_.problem();
        const bool secret_over_http = base_->url.scheme == "http" && who_.kind() != credential_kind::anonymous;
        if (secret_over_http && !options_.allow_plain_http && !is_loopback(base_->url.host))
            return "credentials are not sent over plain http to " + base_->url.host + ": use https";
        if (options_.retry.max_attempts < 1) return "retry.max_attempts must be at least 1";
        const time_source& time = options_.time;
        if (!time.now || !time.wall_clock || !time.sleep || !time.random) return "a function of time is missing";
        return {};
    }

    static bool is_loopback(std::string_view host) {
        if (host == "localhost" || host == "[::1]") return true;
        // 127.0.0.0/8, only as four plain numbers: a name may start with "127." too.
        int dots = 0;
        for (const char c : host) {
            if (!is_digit(c) && c != '.') return false;
            dots += c == '.' ? 1 : 0;
        }
        return dots == 3 && host.starts_with("127.");
    }

    [[nodiscard]] http_request prepare(const request_base& request, std::string url) const {
        http_request wire;
        wire.method = request.about().method;
        wire.url = std::move(url);
        wire.headers = request.headers();
        if (wire.headers.find("Accept") == nullptr) wire.headers.add("Accept", "application/json");
        if (request.has_body()) wire.headers.add("Content-Type", "application/json");
        if (!authorization_.empty()) wire.headers.add("Authorization", authorization_.reveal());
        wire.body = request.body();
        return wire;
    }

    [[nodiscard]] result<http_response> send_once(const http_request& wire, const operation_info& info, int attempt,
                                                  const call_options& options) const {
        const auto started = options_.time.now();
        if (options_.observer) {
            const header_list shown = redacted_headers(wire.headers);
            options_.observer->on_request({info, base_->url.origin(), attempt, shown, wire.body.size()});
        }
        const transport_limits limits{options.deadline, options.cancel, options_.max_body_bytes,
                                      options_.max_header_bytes};
        result<http_response> reply = send_guarded(wire, limits);
        if (reply && options_.observer) {
            const header_list shown = traces_.without(redacted_headers(reply->headers));
            options_.observer->on_response({info, attempt, reply->status, shown, reply->body.size(), since(started)});
        }
        return reply;
    }

    // Whatever a user's transport throws becomes one of our errors.
    [[nodiscard]] result<http_response> send_guarded(const http_request& wire, const transport_limits& limits) const {
        try {
            return sender_.send(wire, limits);
        } catch (const error& failure) {
            return failure;
        } catch (const std::bad_alloc&) {
            throw;
        } catch (...) {
            // Its text may hold anything, a header included.
            return error(transport_error("the transport failed with an exception that is not one of this library"));
        }
    }

    // How long to wait before the next attempt; nothing when this was the last.
    [[nodiscard]] std::optional<std::chrono::milliseconds> next_wait(const operation_info& info,
                                                                     const result<http_response>& reply, int attempt,
                                                                     std::chrono::milliseconds elapsed) const {
        const retry_policy& policy = options_.retry;
        if (attempt >= policy.max_attempts) return std::nullopt;
        const bool repeatable = info.idempotent() || policy.repeat_unsafe;
        bool again = false;
        bool limited = false;
        std::optional<std::chrono::milliseconds> asked;
        if (reply) {
            again = policy.covers_status(reply->status, info.idempotent());
            limited = reply->status == 429;
            if (again) asked = parse_retry_after(reply->headers.value("Retry-After"), options_.time.wall_clock());
        } else if (reply.error().kind() == error_kind::transport) {
            again = repeatable || reply.error().nothing_sent();
        }
        if (!again) return std::nullopt;
        const auto wait = asked ? *asked : policy.wait_after(attempt, limited, options_.time.random());
        if (elapsed + wait > policy.total_time) return std::nullopt;
        return wait;
    }

    any_transport sender_;
    credentials who_;
    client_options options_;
    std::optional<api_base> base_;
    secret authorization_;
    secret_traces traces_;
    std::string problem_;
};

}  // namespace bitbucket::detail
