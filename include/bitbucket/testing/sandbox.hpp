// SPDX-License-Identifier: MIT
// sandbox: an in-memory Bitbucket for tests and experiments. It answers every operation of all_operations, remembers
// what is written to it, and fails where Bitbucket fails. It includes the OAuth 2.0 authorization server and the storage
// host of downloads. It uses no network, clock or randomness.
//
// A new sandbox has several workspaces with ordinary texts, and the workspace `hostile`, whose texts attack whoever
// prints them. Its people, repository, variables, keys and source files contain terminal escapes, line breaks, marks
// that turn the direction of a line, spreadsheet formulas and markup. Run a program on it to see whether the program
// prints such texts safely.
//
// In sandbox/, all of it private: store/ the state, seed/ what a new sandbox holds (known_ids.hpp names it), http/
// routing, credentials, refusals and the authorization server (oauth_server.hpp), collections/ paging and filters,
// handlers/ the answers of each family.
#pragma once

#include <deque>
#include <mutex>

#include "limits.hpp"
#include "sandbox/handlers/all_handlers.hpp"
#include "sandbox/http/credentials.hpp"
#include "sandbox/http/oauth_server.hpp"
#include "sandbox/http/partial.hpp"
#include "sandbox/http/routing.hpp"
#include "sandbox/http/storage.hpp"
#include "sandbox/seed/repositories.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing {

/// How a sandbox differs from the real Bitbucket.
struct sandbox_options {
    /// The start of every URL's path. Any scheme and host will do; links repeat them.
    given_text base_path = "/2.0";
    /// Whether retired operations answer as they used to, instead of 410.
    bool revive_retired = false;
    /// Whether lists of pipeline variables send `next` links that are broken like the live API's: they lead to
    /// `/rest/1.0`, where nothing answers, and the last page has one too, which leads to endless empty pages. These
    /// lists then count pages by number.
    bool broken_links = false;
};

/// A stateful in-memory Bitbucket, as a transport. Copies share the state and may be used from many threads.
///
/// `client api{sandbox{}, api_token{sandbox::email, secret(sandbox::api_token)}};` With the same sandbox,
/// `oauth2_client{box, {sandbox::oauth_key, secret(sandbox::oauth_secret)}}` gets tokens for it. The constants
/// (`sandbox::user`, `sandbox::workspace`, …) name what a new one holds; see known_ids.hpp,
/// pipelines.hpp and sources.hpp in sandbox/seed/.
class sandbox : public sandbox_detail::known_credentials,
                public sandbox_detail::known_things,
                public sandbox_detail::known_pipelines,
                public sandbox_detail::known_files {
public:
    /// For `limit_requests`: removes the limit.
    static constexpr std::size_t unlimited = static_cast<std::size_t>(-1);
    /// A source is read as it would be sent, and a receiver gets the reply's body in pieces.
    static constexpr bool streams = true;

    explicit sandbox(sandbox_options options = {}) : core_(std::make_shared<core>()) {
        core_->options = std::move(options);
        core_->state = sandbox_detail::seeded_world();
        core_->state.broken_links = core_->options.broken_links;
    }

    /// Answers a request with a reply of any status. Throws what the limits require, and the `transport_error` of
    /// `lose_next_reply`.
    http_response send(const http_request& request, const transport_limits& limits = {}) const {
        check_limits(limits, true);
        // Sources and receivers may be a user's code, which must not find the sandbox locked.
        http_response reply = request.source == nullptr ? answer_alone(request) : answer_alone(whole_request(request));
        give_body(reply, limits);
        return reply;
    }

    /// The next request that no earlier call of this kind has claimed gets this reply and changes nothing.
    void fail_next(http_response reply) {
        const std::lock_guard lock(core_->mutex);
        core_->failures.push_back(std::move(reply));
    }
    /// The same with a status and a JSON body.
    void fail_next(int status, given_text body = {}) { fail_next(json_failure(status, std::move(body))); }
    /// One request with this method, from now on the `nth` one (1 is the next), gets this reply and changes nothing. `path`
    /// is encoded as in the URL, without query, with or without the base path; empty means any. E.g. the second DELETE:
    /// `fail_on(http_method::delete_, "", 503, "", 2)`.
    void fail_on(http_method method, given_text path, http_response reply, std::size_t nth = 1) {
        const std::lock_guard lock(core_->mutex);
        core_->planned.push_back({method, std::move(path), nth, std::move(reply)});
    }
    /// The same with a status and a JSON body.
    void fail_on(http_method method, given_text path, int status, given_text body = {}, std::size_t nth = 1) {
        fail_on(method, std::move(path), json_failure(status, std::move(body)), nth);
    }
    /// One request with this method, counted as for `fail_on`, takes effect, but its reply is lost.
    void lose_reply_on(http_method method, given_text path, std::size_t nth = 1) {
        const std::lock_guard lock(core_->mutex);
        core_->planned.push_back({method, std::move(path), nth, std::nullopt});
    }
    /// The next request takes effect, but its reply is lost: `send` throws a `transport_error`.
    void lose_next_reply() {
        const std::lock_guard lock(core_->mutex);
        core_->losing_reply = true;
    }
    /// Answers the next `count` requests; later ones get 429.
    void limit_requests(std::size_t count) {
        const std::lock_guard lock(core_->mutex);
        core_->budget = core_->limit = count;
    }

    /// Expires all access tokens that the authorization server has issued so far, as if two hours had passed: they get
    /// 401.
    void expire_access_tokens() {
        const std::lock_guard lock(core_->mutex);
        core_->oauth.expire_access_tokens();
    }
    /// Ends the validity of exchanged refresh tokens, as if some ten minutes had passed.
    void end_grace() {
        const std::lock_guard lock(core_->mutex);
        core_->oauth.end_grace();
    }
    /// Accepts tokens that an earlier sandbox issued, e.g. those that a program stored before it ended. They have every
    /// scope; empty ones are ignored.
    void adopt_token(const secret& access, const secret& refresh = {}) {
        const std::lock_guard lock(core_->mutex);
        core_->oauth.adopt(access, refresh);
    }

    /// How many requests have arrived.
    [[nodiscard]] std::size_t request_count() const {
        const std::lock_guard lock(core_->mutex);
        return core_->requests;
    }

private:
    /// What is to become of one request. Without a reply it takes effect, and its own reply is lost.
    struct planned_failure {
        http_method method;
        std::string path;
        std::size_t nth;
        std::optional<http_response> reply;
    };

    [[nodiscard]] http_response answer_alone(const http_request& request) const {
        const std::lock_guard lock(core_->mutex);
        ++core_->requests;
        std::optional<planned_failure> planned = core_->find_planned(request);
        if (planned && planned->reply) return *std::move(planned->reply);
        http_response reply = core_->answer(request);
        if (core_->losing_reply || planned) {
            core_->losing_reply = core_->losing_reply && planned;
            throw transport_error("the connection was closed before the reply came");
        }
        return reply;
    }

    static http_response json_failure(int status, std::string body) {
        http_response reply;
        reply.status = status;
        if (!body.empty()) reply.headers.add("Content-Type", "application/json; charset=utf-8");
        reply.body = std::move(body);
        return reply;
    }

    struct core {
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
            authorise(who, *to.operation, found->is_public, options.revive_retired);
            const call in{*to.operation, request, state, who, to.base, to.resource, to.arguments, to.options};
            sandbox_detail::answer out = found->handle(in);
            if (out.body.is_object() && !out.verbatim) {
                const std::string* fields = in.find("fields");
                out.body = select_fields(
                    out.body, parse_fields(fields == nullptr ? std::string_view{} : std::string_view{*fields}));
            }
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
    };

    std::shared_ptr<core> core_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing
