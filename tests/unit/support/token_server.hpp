// SPDX-License-Identifier: MIT
// An authorization server and an API behind one transport, for tests of sessions: refresh tokens rotate, the exchanged
// one dies after a while, and the API takes only the tokens that it should.
#pragma once

#include <bitbucket/oauth2.hpp>

#include <mutex>
#include <set>

#include "fake_time.hpp"

namespace unit {

/// Copies share the state. Safe to use from many threads.
class token_server {
public:
    explicit token_server(fake_time time = {}) : core_(std::make_shared<core>()) { core_->time = std::move(time); }

    /// A token pair as a user's consent would have given it; number 0.
    [[nodiscard]] bitbucket::oauth2_token first_token() const {
        bitbucket::oauth2_token out{bitbucket::secret("access-0"), bitbucket::secret("refresh-0")};
        out.expires_at = core_->time.wall_clock() + std::chrono::hours(2);
        return out;
    }
    [[nodiscard]] bitbucket::oauth2_client client(bitbucket::oauth2_options options = {}) const {
        options.clock = core_->time.source();
        options.retry = bitbucket::retry_policy::none();
        return {*this, {"key", bitbucket::secret("consumer-secret")}, options};
    }
    [[nodiscard]] bitbucket::client api(const bitbucket::credentials& who) const {
        bitbucket::client_options options = core_->time.options();
        options.retry = bitbucket::retry_policy::none();
        return bitbucket::client{*this, who, options};
    }
    [[nodiscard]] const fake_time& time() const { return core_->time; }

    /// From now on the API answers 401 to this access token.
    void revoke(const std::string& access_token) const {
        locked([&](core& at) { at.revoked.insert(access_token); });
    }
    /// The API answers 401 whatever the token.
    void forbid_everything() const {
        locked([](core& at) { at.forbidding = true; });
    }
    /// The token endpoint answers so, as long as the function returns a reply.
    void on_grant(std::function<std::optional<bitbucket::http_response>(const std::string& body)> answer) const {
        locked([&](core& at) { at.on_grant = std::move(answer); });
    }

    /// The bodies that were posted to the token endpoint, and the tokens that the API saw, in order.
    [[nodiscard]] std::vector<std::string> grants() const {
        const std::lock_guard lock(core_->mutex);
        return core_->grants;
    }
    [[nodiscard]] std::vector<std::string> api_tokens() const {
        const std::lock_guard lock(core_->mutex);
        return core_->api_tokens;
    }

    /// Until when the transport was given time for the last grant.
    [[nodiscard]] bitbucket::deadline grant_deadline() const {
        const std::lock_guard lock(core_->mutex);
        return core_->grant_deadline;
    }

    bitbucket::http_response send(const bitbucket::http_request& request,
                                  const bitbucket::transport_limits& limits) const {
        const bool grant = request.url.find("/site/oauth2/access_token") != std::string::npos;
        std::function<std::optional<bitbucket::http_response>(const std::string&)> hook;
        {
            const std::lock_guard lock(core_->mutex);
            if (!grant) return core_->answer_api(request);
            core_->grants.push_back(request.body);
            core_->grant_deadline = limits.deadline;
            hook = core_->on_grant;
        }
        if (hook)
            if (auto answer = hook(request.body)) return *answer;
        const std::lock_guard lock(core_->mutex);
        return core_->answer_grant(request);
    }

private:
    using wall_time = std::chrono::system_clock::time_point;

    struct core {
        std::mutex mutex;
        fake_time time;
        int issued = 0;
        /// When a refresh token was first exchanged, by its number.
        std::vector<std::optional<wall_time>> exchanged{std::nullopt};
        std::set<std::string> revoked;
        bool forbidding = false;
        std::function<std::optional<bitbucket::http_response>(const std::string&)> on_grant;
        std::vector<std::string> grants;
        std::vector<std::string> api_tokens;
        bitbucket::deadline grant_deadline;

        bitbucket::http_response answer_api(const bitbucket::http_request& request) {
            const std::string token = std::string(request.headers.value("Authorization")).substr(7);
            api_tokens.push_back(token);
            if (forbidding)
                return {401, {}, R"({"type":"error","error":{"message":"You do not have access to this."}})"};
            if (revoked.count(token) == 0) return {200, {}, body_for(request)};
            return {401, {}, R"({"type":"error","error":{"message":"Access token expired."}})"};
        }

        // Keys come on two pages, with an item each.
        static std::string body_for(const bitbucket::http_request& request) {
            if (request.method != bitbucket::http_method::get || request.url.find("/ssh-keys") == std::string::npos)
                return R"({"display_name":"Mia"})";
            if (request.url.find("page=2") != std::string::npos) return R"({"values":[{}]})";
            return R"({"values":[{}],"next":")" + request.url + R"(?page=2"})";
        }

        bitbucket::http_response answer_grant(const bitbucket::http_request& request) {
            const std::string start = "grant_type=refresh_token&refresh_token=refresh-";
            if (request.body.starts_with(start)) {
                const auto number = static_cast<std::size_t>(std::stoi(request.body.substr(start.size())));
                auto& used = exchanged.at(number);
                if (used && time.wall_clock() - *used > std::chrono::minutes(10))
                    return {400, {}, R"({"error":"invalid_grant","error_description":"used"})"};
                if (!used) used = time.wall_clock();
            } else if (request.body != "grant_type=client_credentials") {
                return {400, {}, R"({"error":"invalid_request"})"};
            }
            exchanged.emplace_back();
            const std::string name = std::to_string(++issued);
            std::string body = R"({"access_token":"access-)" + name + R"(","expires_in":7200,"scope":"account")";
            if (request.body.starts_with(start)) body += R"(,"refresh_token":"refresh-)" + name + '"';
            return {200, {}, body + "}"};
        }
    };

    template <class Action>
    void locked(const Action& action) const {
        const std::lock_guard lock(core_->mutex);
        action(*core_);
    }

    std::shared_ptr<core> core_;
};

}  // namespace unit
