// SPDX-License-Identifier: MIT
// Defines what client.hpp declares: how a grant is sent, and what its answer becomes.
#pragma once

#include "../bitbucket_cloud.hpp"
#include "../detail/calls/attempts.hpp"
#include "../detail/calls/observed_transport.hpp"
#include "../detail/json/nlohmann_reader.hpp"
#include "../detail/oauth2/oauth_hints.hpp"
#include "../detail/oauth2/token_reply.hpp"
#include "../detail/text/base64.hpp"
#include "../detail/text/percent.hpp"
#include "../detail/text/token_text.hpp"
#include "../detail/url/shown_path.hpp"
#include "../detail/url/url.hpp"
#include "client.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

struct oauth2_client::core {
    static constexpr operation_info bitbucket_endpoint{
        .name = "oauth2::token", .method = http_method::post, .path = "/site/oauth2/access_token"};
    static constexpr std::size_t max_header_bytes = std::size_t{64} * 1024;

    core(any_transport sender, oauth2_consumer from, oauth2_options with)
        : consumer(std::move(from)),
          options(std::move(with)),
          token_url(detail::parse_url(options.token_url)),
          transport(std::move(sender), options.observer, options.max_body_bytes, max_header_bytes) {
        if (consumer.secret.is_from_env()) consumer.secret = consumer.secret.trimmed();
    }

    [[nodiscard]] const operation_info& endpoint() const noexcept {
        return options.exchange == nullptr ? bitbucket_endpoint : *options.exchange;
    }

    [[nodiscard]] std::optional<error> find_usage_error(const oauth2_grant& grant) const {
        if (grant.problem()) return grant.problem();
        if (!token_url) return usage_error("token_url must be an absolute http or https URL without user");
        if (!options.allow_plain_http && !detail::keeps_secrets(*token_url))
            return usage_error("secrets are not sent over plain http to " + token_url->host + ": use https");
        std::string problem = detail::find_problem(options.retry);
        if (!problem.empty()) return usage_error(std::move(problem));
        if (!grant.jwt().empty()) return std::nullopt;
        if (consumer.key.empty()) return usage_error("the OAuth consumer's key must not be empty");
        if (std::string why = consumer.secret.absence(); !why.empty())
            return usage_error("the OAuth consumer's secret" + why);
        if (consumer.is_public && !consumer.secret.empty()) return usage_error("a public OAuth consumer has no secret");
        if (!consumer.is_public && consumer.secret.empty())
            return usage_error("the OAuth consumer's secret must not be empty");
        if (const std::string_view why = detail::surplus_around(consumer.key); !why.empty())
            return usage_error("the OAuth consumer's key" + std::string(why));
        if (const std::string_view why = detail::surplus_around(consumer.secret.reveal()); !why.empty())
            return usage_error("the OAuth consumer's secret" + std::string(why));
        if (consumer.key.find(':') != std::string::npos)
            return usage_error("the OAuth consumer's key must not have a colon (RFC 7617)");
        return std::nullopt;
    }

    [[nodiscard]] http_request prepare(const oauth2_grant& grant) const {
        http_request out;
        out.method = http_method::post;
        out.url = token_url->str();
        out.headers.add("Accept", "application/json");
        out.headers.add("Content-Type", "application/x-www-form-urlencoded");
        out.headers.add("Authorization", grant.jwt().empty()
                                             ? "Basic " + detail::base64(consumer.key + ':' + consumer.secret.reveal())
                                             : "JWT " + grant.jwt().reveal());
        for (const oauth2_grant::field& field : grant.fields()) {
            if (!out.body.empty()) out.body += '&';
            out.body += field.name;
            out.body += '=';
            detail::append_query_text(out.body, field.value.reveal());
        }
        return out;
    }

    [[nodiscard]] detail::redactor redactor_for(const oauth2_grant& grant) const {
        detail::redactor out;
        out.add(grant.jwt());
        if (grant.jwt().empty()) {
            out.add(secret(detail::base64(consumer.key + ':' + consumer.secret.reveal())));
            out.add(consumer.secret);
        }
        // The grant type and the redirect_uri are not secret; messages that quote them stay whole.
        for (const oauth2_grant::field& each : grant.fields()) {
            const std::string_view name = each.name;
            if (name != "grant_type" && name != "redirect_uri") out.add(each.value);
        }
        return out;
    }

    oauth2_consumer consumer;
    oauth2_options options;
    std::optional<detail::url_parts> token_url;
    detail::observed_transport transport;

    [[nodiscard]] result<oauth2_token> exchange(const oauth2_grant& grant, const call_options& call,
                                                const detail::call_identity& identity,
                                                const detail::redactor& redaction, detail::call_record& record,
                                                int& status) const {
        const client_clock& clock = detail::clock_of(options.clock);
        const detail::attempt_rules rules{identity, options.retry, clock, options.observer.get(), grant.repeatable()};
        const http_request request = prepare(grant);
        detail::attempts attempts(rules, call, record);
        using step = detail::call_step::type;
        for (detail::call_step now = attempts.next(); now.kind != step::done; now = attempts.next()) {
            if (now.kind == step::send) {
                const int number = ++attempts.record().attempts;
                now = attempts.note(
                    transport.send({identity, call, redaction}, request, token_url->origin(), number, clock));
            }
            if (now.kind == step::wait) clock.sleep(now.time, call.cancel);
        }
        record = attempts.record();
        const operation_info& info = endpoint();
        if (!attempts.reply()) return redaction.redacted(detail::with_record(attempts.reply().error(), info, record));
        const http_response& reply = *attempts.reply();
        status = reply.status;
        if (status < 200 || status > 299)
            return redaction.redacted(failure_of(redaction.redacted(reply), info, record));
        detail::token_reply read;
        constexpr std::size_t max_depth = 16;
        auto failure = detail::decode_as_is(&detail::read_with_nlohmann, reply.body,
                                            detail::descriptor<detail::token_reply>, &read, max_depth);
        // What stands there instead of an object may be a token, so it is not quoted.
        if (failure) failure = detail::decode_failure{"the reply is no JSON object, or breaks off", {}};
        if (!failure && read.access_token.empty())
            failure = detail::decode_failure{"the reply holds no access_token", {}};
        if (!failure && !(detail::is_header_value(read.access_token) && detail::is_header_value(read.refresh_token)))
            failure = detail::decode_failure{"a token in the reply has a control character", {}};
        if (failure) return redaction.redacted(without_body(detail::decode_failed(*failure, reply, info, record)));
        return detail::token_of(read, clock.wall_clock());
    }

    // Every refusal of the token endpoint becomes an oauth_error: its 404 must not look like a not_found of the API,
    // which a caller may treat as success. Only errors that mean "later" keep their class.
    static error failure_of(const http_response& reply, const operation_info& info, const detail::call_record& record) {
        const bool is_bitbucket = info.belongs_to == nullptr;
        error plain = detail::api_failure(&detail::read_with_nlohmann,
                                          is_bitbucket ? bitbucket_cloud : *info.belongs_to, reply, info, record);
        if (reply.status == 429 || reply.status >= 500) return plain;
        detail::error_state state = *plain.state();
        state.kind = error_kind::oauth;
        if (is_bitbucket) state.hint = detail::oauth_hint(state);
        return error(detail::finish(std::move(state)));
    }

    // The body of a success holds tokens that the redaction does not know yet.
    static error without_body(const error& from) {
        detail::error_state state = *from.state();
        state.body.clear();
        return error(detail::finish(std::move(state)));
    }
};

BITBUCKET_OPAQUE BITBUCKET_INLINE oauth2_client::oauth2_client(any_transport sender, oauth2_consumer consumer,
                                                               oauth2_options options)
    : core_(std::make_shared<const core>(std::move(sender), std::move(consumer), std::move(options))) {}

BITBUCKET_INLINE authorization_request oauth2_client::authorize(const authorization_options& options) const {
    return {core_->options.authorize_url, core_->consumer.key, options, core_->options.random};
}
BITBUCKET_INLINE implicit_request oauth2_client::authorize_implicit(const authorization_options& options) const {
    return {core_->options.authorize_url, core_->consumer.key, options, core_->options.random};
}

BITBUCKET_INLINE oauth2_token oauth2_client::send(const oauth2_grant& grant, const call_options& options) const {
    return try_send(grant, options).value();
}

BITBUCKET_OPAQUE BITBUCKET_INLINE result<oauth2_token> oauth2_client::try_send(const oauth2_grant& grant,
                                                                               const call_options& options) const {
    const core& with = *core_;
    if (const auto problem = with.find_usage_error(grant))
        return detail::with_record(*problem, with.endpoint(), detail::no_attempt());
    const detail::redactor redaction = with.redactor_for(grant);
    const detail::call_identity identity{with.endpoint(), detail::shown_path(redaction.redacted(with.token_url->path)),
                                         detail::next_call_id()};
    const detail::call_report report(with.options.observer.get(), identity, detail::clock_of(with.options.clock));
    detail::call_record record = detail::no_attempt();
    record.path = identity.path;
    int status = 0;
    result<oauth2_token> out = with.exchange(grant, options, identity, redaction, record, status);
    report.end(status, record.attempts, out ? nullptr : &out.error());
    return out;
}

BITBUCKET_INLINE oauth2_client oauth2_client::without_retries() const {
    oauth2_client out = *this;
    auto changed = std::make_shared<core>(*core_);
    changed->options.retry = retry_policy::none();
    out.core_ = std::move(changed);
    return out;
}

BITBUCKET_INLINE const client_clock& oauth2_client::clock() const {
    return detail::clock_of(core_->options.clock);
}

}  // namespace bitbucket::inline BITBUCKET_ABI
