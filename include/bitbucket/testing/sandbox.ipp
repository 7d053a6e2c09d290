// SPDX-License-Identifier: MIT
// Defines what sandbox.hpp declares.
#pragma once

#include <deque>
#include <mutex>

#include "limits.hpp"
#include "sandbox.hpp"
#include "sandbox/handlers/all_handlers.hpp"
#include "sandbox/http/credentials.hpp"
#include "sandbox/http/oauth_server.hpp"
#include "sandbox/http/partial.hpp"
#include "sandbox/http/routing.hpp"
#include "sandbox/http/storage.hpp"
#include "sandbox/seed/pipelines.hpp"
#include "sandbox/seed/repositories.hpp"
#include "sandbox/seed/sources.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing {

struct sandbox::core {
    /// What is to become of one request. Without a reply it takes effect, and its own reply is lost.
    struct planned_failure {
        http_method method;
        std::string path;
        std::size_t nth;
        std::optional<http_response> reply;
    };

    std::mutex mutex;
    sandbox_options options;
    sandbox_detail::world state;
    sandbox_detail::oauth_server oauth;
    std::deque<http_response> failures;
    std::vector<planned_failure> planned;
    std::size_t requests = 0;
    std::size_t limit = unlimited;
    std::size_t budget = unlimited;
    bool losing_reply = false;

    /// Counts the request for every plan that it fits, and takes out the first one whose turn has come.
    std::optional<planned_failure> find_planned(const http_request& request) {
        const auto url = bitbucket::detail::parse_url(request.url);
        const std::string path = url ? url->path : std::string();
        std::optional<planned_failure> found;
        for (planned_failure& one : planned) {
            const bool fits = one.method == request.method &&
                              (one.path.empty() || path == one.path || path == options.base_path + one.path);
            if (!fits || one.nth == 0) continue;
            --one.nth;
            if (one.nth == 0 && !found) found = one;
        }
        std::erase_if(planned, [](const planned_failure& one) { return one.nth == 0; });
        return found;
    }

    http_response answer(const http_request& request) {
        if (!failures.empty()) {
            http_response reply = std::move(failures.front());
            failures.pop_front();
            return reply;
        }
        const bool over = budget == 0;
        if (!over && budget != unlimited) --budget;
        http_response reply;
        sandbox_detail::caller who;
        const operation_info* operation = nullptr;
        try {
            reply = answer(request, over, who, operation);
        } catch (sandbox_detail::refusal& refused) {
            reply = std::move(refused.response);
        }
        if (operation != nullptr) sandbox_detail::add_credential_headers(reply, who, *operation);
        if (who.kind == credential_kind::access_token) add_rate_headers(reply);
        if (request.method == http_method::head) reply.body.clear();
        return reply;
    }

    http_response answer(const http_request& request, bool over, sandbox_detail::caller& who,
                         const operation_info*& operation) {
        using namespace sandbox_detail;
        if (oauth_server::serves(request)) return over ? too_many_requests() : oauth.answer(request);
        if (storage::serves(request)) return storage::answer(request, state);
        const auto bearer = oauth.find_caller(request, state);
        who = bearer ? *bearer : authenticate(request, state);
        if (over) return too_many_requests();
        const route to = find_route(request, options.base_path);
        operation = to.operation;
        const handler_entry* found = find_handler(to.operation->name);
        if (found == nullptr) refuse(501, "The sandbox has no handler for " + std::string(to.operation->name));
        const bool is_public = found->is_public && to.operation->method == http_method::get;
        authorise(who, *to.operation, is_public, options.revive_retired);
        const call in{*to.operation, request, state, who, to.base, to.resource, to.arguments, to.options};
        sandbox_detail::answer out = found->handle(in);
        if (out.body.is_object() && !out.verbatim) out.body = select_fields(out.body, parse_fields(in.value("fields")));
        http_response reply = out.text.empty() ? json_response(out.status, out.body)
                                               : text_response(out.status, std::move(out.text), out.media_type);
        for (const http_header& header : out.headers) reply.headers.add(header.name, header.value);
        return reply;
    }

    void add_rate_headers(http_response& reply) const {
        const std::size_t hourly = limit == unlimited ? 1000 : limit;
        reply.headers.add("X-RateLimit-Limit", std::to_string(hourly));
        reply.headers.add("X-RateLimit-Resource", "api");
        reply.headers.add("X-RateLimit-NearLimit", budget != unlimited && budget <= limit / 5 ? "true" : "false");
    }

    [[nodiscard]] http_response answer_alone(const http_request& request) {
        const std::lock_guard lock(mutex);
        ++requests;
        std::optional<planned_failure> plan = find_planned(request);
        if (plan && plan->reply) return *std::move(plan->reply);
        http_response reply = answer(request);
        if (losing_reply || plan) {
            losing_reply = losing_reply && plan;
            throw transport_error("the connection was closed before the reply came");
        }
        return reply;
    }

    static http_response json_failure(int status, std::string body) {
        if (body.empty()) return {status};
        return sandbox_detail::text_response(status, std::move(body), "application/json; charset=utf-8");
    }
};

BITBUCKET_INLINE sandbox::sandbox(sandbox_options options) : core_(std::make_shared<core>()) {
    core_->options = std::move(options);
    core_->state = sandbox_detail::seeded_world();
    core_->state.broken_links = core_->options.broken_links;
}

BITBUCKET_INLINE http_response sandbox::send(const http_request& request, const transport_limits& limits) const {
    check_limits(limits, true);
    // Sources and receivers may be a user's code, which must not find the sandbox locked.
    http_response reply =
        request.source == nullptr ? core_->answer_alone(request) : core_->answer_alone(whole_request(request));
    give_body(reply, limits);
    return reply;
}

BITBUCKET_INLINE void sandbox::fail_next(http_response reply) {
    const std::lock_guard lock(core_->mutex);
    core_->failures.push_back(std::move(reply));
}

BITBUCKET_INLINE void sandbox::fail_on(http_method method, given_text path, http_response reply, std::size_t nth) {
    const std::lock_guard lock(core_->mutex);
    core_->planned.push_back({method, std::move(path), nth, std::move(reply)});
}

BITBUCKET_INLINE void sandbox::fail_on(http_method method, given_text path, int status, given_text body,
                                       std::size_t nth) {
    fail_on(method, std::move(path), core::json_failure(status, std::move(body)), nth);
}

BITBUCKET_INLINE void sandbox::lose_reply_on(http_method method, given_text path, std::size_t nth) {
    const std::lock_guard lock(core_->mutex);
    core_->planned.push_back({method, std::move(path), nth, std::nullopt});
}

BITBUCKET_INLINE void sandbox::lose_next_reply() {
    const std::lock_guard lock(core_->mutex);
    core_->losing_reply = true;
}

BITBUCKET_INLINE void sandbox::limit_requests(std::size_t count) {
    const std::lock_guard lock(core_->mutex);
    core_->budget = core_->limit = count;
}

BITBUCKET_INLINE void sandbox::expire_access_tokens() {
    const std::lock_guard lock(core_->mutex);
    core_->oauth.expire_access_tokens();
}

BITBUCKET_INLINE void sandbox::end_grace() {
    const std::lock_guard lock(core_->mutex);
    core_->oauth.end_grace();
}

BITBUCKET_INLINE void sandbox::adopt_token(const secret& access, const secret& refresh) {
    const std::lock_guard lock(core_->mutex);
    core_->oauth.adopt(access, refresh);
}

BITBUCKET_INLINE std::size_t sandbox::request_count() const {
    const std::lock_guard lock(core_->mutex);
    return core_->requests;
}

BITBUCKET_INLINE void sandbox::fail_next(int status, given_text body) {
    fail_next(core::json_failure(status, std::move(body)));
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing
