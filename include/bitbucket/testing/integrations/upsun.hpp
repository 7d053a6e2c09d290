// SPDX-License-Identifier: MIT
// upsun_sandbox: a small Upsun in memory, for tests and experiments: its authorization server, and the integrations of one
// project. It fails where Upsun fails, and has Upsun's contradicting defaults.
#pragma once

#include <algorithm>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "../../detail/json/nlohmann_reader.hpp"
#include "../../detail/text/base64.hpp"
#include "../../detail/text/percent.hpp"
#include "../../detail/url/url.hpp"
#include "../limits.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing {

/// An Upsun in memory, as a transport for the API and for the authorization server. Copies share the state and may be used
/// from many threads.
///
/// `upsun_session session{box, secret(upsun_sandbox::api_token)};` and `client_of<upsun> api{box, session};`
class upsun_sandbox {
public:
    /// The API token that it knows.
    static constexpr const char* api_token = "upsun-api-token";
    /// The ID of its project.
    static constexpr const char* project = "abcdefgh12345";
    /// An integration of another kind, which a new sandbox holds.
    static constexpr const char* webhook = "webhook1";
    /// The key of an OAuth consumer that does not work. All others do.
    static constexpr const char* bad_consumer = "public-consumer";

    upsun_sandbox() : core_(std::make_shared<core>()) {}

    /// Answers a request with a reply of any status. Throws what the limits require.
    http_response send(const http_request& request, const transport_limits& limits = {}) const {
        check_limits(limits, true);
        http_response reply;
        {
            const std::lock_guard lock(core_->mutex);
            try {
                reply = core_->answer(request);
            } catch (const refusal& refused) {
                reply = json_reply(refused.status, refused.body);
            }
        }
        check_size(reply, limits);
        return reply;
    }

    /// From now on the access tokens issued so far are unknown, as if 15 minutes had passed.
    void expire_access_tokens() const {
        const std::lock_guard lock(core_->mutex);
        core_->valid.clear();
    }
    /// From now on the API token is unknown.
    void revoke_api_token() const {
        const std::lock_guard lock(core_->mutex);
        core_->revoked = true;
    }
    /// How many access tokens were issued.
    [[nodiscard]] int exchanges() const {
        const std::lock_guard lock(core_->mutex);
        return core_->exchanges;
    }

private:
    using json = nlohmann::json;

    struct refusal {
        int status;
        json body;
    };

    static http_response json_reply(int status, const json& body) {
        return {status, {{"Content-Type", "application/json"}}, body.dump()};
    }
    /// 400 that names a member of the request.
    [[noreturn]] static void refuse_member(const std::string& member, const std::string& problem) {
        throw refusal{400, {{"code", 400}, {"message", "Bad request"}, {"detail", {{member, problem}}}}};
    }
    [[noreturn]] static void refuse_unknown() { throw refusal{404, {{"error", "Not found"}}}; }

    struct core {
        std::mutex mutex;
        json integrations = json::array({{{"id", webhook}, {"type", "webhook"}, {"url", "https://hooks.example.org"}}});
        json activities = json::object();
        std::set<std::string> valid;
        bool revoked = false;
        int exchanges = 0;
        int made = 0;

        http_response answer(const http_request& request) {
            const auto url = bitbucket::detail::parse_url(request.url);
            if (!url) refuse_unknown();
            if (url->path == "/oauth2/token") return exchange(request);
            const std::string_view header = request.headers.value("Authorization");
            if (!header.starts_with("Bearer ") || !valid.contains(std::string(header.substr(7))))
                throw refusal{401, {{"error", "invalid_token"}, {"error_description", "The access token is invalid."}}};
            const std::string root = std::string("/projects/") + project;
            if (!url->path.starts_with(root + '/'))
                throw refusal{403, {{"title", "Forbidden"}, {"status", 403}, {"detail", "No access to this project."}}};
            const std::string rest = url->path.substr(root.size());
            constexpr std::string_view activity = "/activities/";
            if (rest.starts_with(activity)) return find_activity(rest.substr(activity.size()));
            constexpr std::string_view place = "/integrations";
            if (!rest.starts_with(place)) refuse_unknown();
            const std::string id = rest.size() > place.size() ? rest.substr(place.size() + 1) : std::string();
            const bool reads = request.method == http_method::get;
            if (id.empty() && reads) return json_reply(200, integrations);
            if (id.empty() && request.method == http_method::post) return create(request.body);
            json& found = find(id);
            if (reads) return json_reply(200, found);
            if (request.method == http_method::patch) return update(found, request.body);
            if (request.method == http_method::delete_) return remove(found);
            throw refusal{405, {{"error", "Method not allowed"}}};
        }

        http_response exchange(const http_request& request) {
            if (request.headers.value("Authorization") != "Basic " + bitbucket::detail::base64("platform-api-user:"))
                throw refusal{401, {{"error", "invalid_client"}}};
            if (revoked || request.body != std::string("grant_type=api_token&api_token=") + api_token)
                throw refusal{400, {{"error", "invalid_grant"}, {"error_description", "The API token is not valid."}}};
            const std::string token = "upsun-access-token-" + std::to_string(++exchanges);
            valid.insert(token);
            return json_reply(200, {{"access_token", token}, {"token_type", "bearer"}, {"expires_in", 900}});
        }

        json& find(const std::string& id) {
            for (json& each : integrations)
                if (each["id"] == id) return each;
            refuse_unknown();
        }
        // The work of a change is done when somebody asks about it.
        http_response find_activity(const std::string& id) {
            if (!activities.contains(id)) refuse_unknown();
            json& found = activities[id];
            found.update({{"state", "complete"}, {"result", "success"}, {"completion_percent", 100}});
            return json_reply(200, found);
        }

        // What is wrong with an integration as it would be.
        static void look_at(const json& whole) {
            const std::string repository = whole.value("repository", "");
            if (repository.empty()) refuse_member("repository", "Required");
            if (std::count(repository.begin(), repository.end(), '/') != 1)
                refuse_member("repository", "Invalid repository: it must be in the form owner/repo");
            if (whole["prune_branches"] == true && whole["fetch_branches"] == false)
                refuse_member("prune_branches", "This option requires fetch_branches");
        }
        static json read(const std::string& text) {
            static const std::set<std::string> known = {"type",
                                                        "repository",
                                                        "fetch_branches",
                                                        "prune_branches",
                                                        "build_pull_requests",
                                                        "pull_requests_clone_parent_data",
                                                        "resync_pull_requests",
                                                        "environment_init_resources",
                                                        "app_credentials",
                                                        "addon_credentials"};
            const json body = json::parse(text, nullptr, false);
            if (!body.is_object()) throw refusal{400, {{"code", 400}, {"message", "The body is no JSON object"}}};
            for (const auto& [name, value] : body.items())
                if (!known.contains(name)) refuse_member(name, "Unknown field");
            return body;
        }
        // Secrets are tried out and not kept.
        static void apply(json& to, const json& body) {
            json change = body;
            if (json& consumer = change["app_credentials"]; consumer.is_object()) {
                if (consumer.value("key", "") == bad_consumer)
                    throw refusal{400, {{"detail", json::array({"The OAuth consumer is invalid."})}}};
                consumer.erase("secret");
            }
            if (json& addon = change["addon_credentials"]; addon.is_object()) addon.erase("shared_secret");
            for (const char* member : {"app_credentials", "addon_credentials"})
                if (!body.contains(member)) change.erase(member);
            to.update(change);
        }

        http_response create(const std::string& text) {
            const json body = read(text);
            if (body.value("type", "") != "bitbucket") refuse_member("type", "This type is not available here");
            json whole = {{"role", ""},
                          {"fetch_branches", true},
                          {"prune_branches", true},
                          {"build_pull_requests", true},
                          {"pull_requests_clone_parent_data", true},
                          {"resync_pull_requests", false},
                          {"environment_init_resources", "default"},
                          {"app_credentials", nullptr},
                          {"addon_credentials", nullptr},
                          {"created_at", "2026-05-04T09:00:00+00:00"},
                          {"updated_at", nullptr}};
            apply(whole, body);
            look_at(whole);
            const std::string id = "bitbucket" + std::to_string(++made);
            const std::string path = std::string("/api/projects/") + project + "/integrations/" + id;
            whole["id"] = id;
            whole["_links"] = {{"self", {{"href", "https://eu-2.platform.sh" + path}}}, {"#edit", {{"href", path}}}};
            return changed(integrations.emplace_back(std::move(whole)), "integration.bitbucket.fetch");
        }
        http_response update(json& found, const std::string& text) {
            json whole = found;
            apply(whole, read(text));
            look_at(whole);
            whole["updated_at"] = "2026-05-04T10:00:00+00:00";
            found = whole;
            return changed(whole, "integration.bitbucket.register_hooks");
        }
        http_response remove(const json& found) {
            const auto at = std::find(integrations.begin(), integrations.end(), found);
            const json gone = std::move(*at);
            integrations.erase(at);
            return changed(gone, nullptr);
        }
        http_response changed(const json& entity, const char* work) {
            json started = json::array();
            if (work != nullptr) {
                const std::string id = "activity" + std::to_string(activities.size() + 1);
                activities[id] = {{"id", id},
                                  {"type", work},
                                  {"state", "pending"},
                                  {"result", nullptr},
                                  {"completion_percent", 0},
                                  {"integration", entity["id"]}};
                started.push_back(activities[id]);
            }
            return json_reply(
                202,
                {{"status", "Accepted"}, {"code", 202}, {"_embedded", {{"entity", entity}, {"activities", started}}}});
        }
    };

    std::shared_ptr<core> core_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing
