// SPDX-License-Identifier: MIT
// client_core: what all copies of a client share, what it refuses before any I/O, and what its replies become. How a
// request is sent is in running_call.hpp.
#pragma once

#include "../../request_base.hpp"
#include "../errors/error_object.hpp"
#include "../json/nlohmann_reader.hpp"
#include "../streams/hold_source.hpp"
#include "../url/api_link.hpp"
#include "../url/shown_path.hpp"
#include "api_failure.hpp"
#include "authentication.hpp"
#include "cooldown.hpp"
#include "observed_transport.hpp"
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

/// Immutable after construction, so it may be used from many threads.
class client_core {
    friend class running_call;

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
    /// The chosen JSON reader.
    [[nodiscard]] read_function reader() const noexcept {
        const read_function chosen = json_reader_access::function_of(options_.reader);
        return chosen == nullptr ? &read_with_nlohmann : chosen;
    }

    [[nodiscard]] const any_transport& sender() const noexcept { return transport_.sender(); }

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
    /// anything else has to be JSON, and not an error object. A success without a body is never an empty value. `kept` may
    /// be null.
    [[nodiscard]] BITBUCKET_COLD std::optional<error> decode_reply(const operation_info& info, const call_reply& raw,
                                                                   const type_descriptor& type, void* target,
                                                                   kept_items* kept = nullptr) const {
        if (raw.repeated) return std::nullopt;
        if (auto failure = find_error_object(info, raw, is_free_json(type, target))) return failure;
        auto failure = decode(reader(), raw.http.body, type, target, options_.max_json_depth, kept);
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
