// SPDX-License-Identifier: MIT
// infisical_sandbox: a small Infisical in memory, for tests and experiments. It keeps app connections to Bitbucket, and
// fails where Infisical fails: the token, the members, a name that is taken, a Bitbucket token that does not work.
#pragma once

#include <algorithm>
#include <memory>
#include <mutex>
#include <vector>

#include "../../detail/json/nlohmann_reader.hpp"
#include "../../detail/text/percent.hpp"
#include "../../detail/url/url.hpp"
#include "../../integrations/infisical/rules.hpp"
#include "../limits.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing {

/// An Infisical in memory, as a transport. Copies share the state and may be used from many threads.
///
/// `client_of<infisical> api{box, service_token<infisical>{secret(infisical_sandbox::token)}};`
class infisical_sandbox {
public:
    /// The access token of a machine identity, and that of a user, who alone may look into Bitbucket through a connection.
    static constexpr const char* token = "infisical-identity-token";
    /// The access token of a user.
    static constexpr const char* user_token = "infisical-user-token";
    /// The Bitbucket token that a connection cannot be made with. All others work.
    static constexpr const char* bad_api_token = "revoked-bitbucket-token";
    /// The ID of the organization.
    static constexpr const char* organization = "6f1c4a52-0f0e-4f6c-9a51-7d3f1f3c0001";
    /// The ID of its project.
    static constexpr const char* project = "6f1c4a52-0f0e-4f6c-9a51-7d3f1f3c0002";

    infisical_sandbox() : core_(std::make_shared<core>()) {}

    /// Answers a request with a reply of any status. Throws what the limits require.
    http_response send(const http_request& request, const transport_limits& limits = {}) const {
        check_limits(limits, true);
        http_response reply;
        {
            const std::lock_guard lock(core_->mutex);
            try {
                reply = core_->answer(request);
            } catch (const refusal& refused) {
                reply = {refused.status, {{"Content-Type", "application/json; charset=utf-8"}}, refused.body.dump()};
            }
        }
        check_size(reply, limits);
        return reply;
    }

    /// From now on the connection cannot be removed, as if a secret sync used it.
    void use_in_sync(const given_text& id) const {
        const std::lock_guard lock(core_->mutex);
        core_->used.push_back(id);
    }
    /// From now on both tokens are expired.
    void expire_tokens() const {
        const std::lock_guard lock(core_->mutex);
        core_->expired = true;
    }

private:
    using json = nlohmann::json;

    struct refusal {
        int status;
        json body;
    };

    [[noreturn]] static void refuse(int status, const char* error, json message) {
        throw refusal{
            status,
            {{"reqId", "req-sandbox"}, {"statusCode", status}, {"error", error}, {"message", std::move(message)}}};
    }
    [[noreturn]] static void refuse_route(const http_request& request) {
        const auto url = bitbucket::detail::parse_url(request.url);
        const std::string what = to_string(request.method) + (':' + (url ? url->path : request.url));
        throw refusal{404, {{"message", "Route " + what + " not found"}, {"error", "Not Found"}, {"statusCode", 404}}};
    }

    struct core {
        std::mutex mutex;
        json connections = json::array();
        std::vector<std::string> used;
        bool expired = false;
        int made = 0;

        http_response answer(const http_request& request) {
            const auto url = bitbucket::detail::parse_url(request.url);
            constexpr std::string_view root = "/api/v1/app-connections/bitbucket";
            if (!url || !url->path.starts_with(root)) refuse_route(request);
            const bool is_user = authenticate(request.headers.value("Authorization"));
            std::string_view rest = std::string_view(url->path).substr(root.size());
            if (rest.starts_with('/')) rest.remove_prefix(1);
            const std::size_t slash = rest.find('/');
            const std::string first = bitbucket::detail::percent_decode(rest.substr(0, slash));
            const std::string second =
                slash == std::string_view::npos ? "" : bitbucket::detail::percent_decode(rest.substr(slash + 1));
            const bool reads = request.method == http_method::get;
            if (first.empty() && request.method == http_method::post) return with_one(create(request.body));
            if (first.empty() && reads) return with_all(sorted());
            if (first == "available" && reads && second.empty()) return with_all(available());
            if (first == "connection-name" && reads)
                return with_one(find("name", second, "Could not find App Connection with name "));
            json& found = by_id(first);
            if (second.empty() && reads) return with_one(found);
            if (second.empty() && request.method == http_method::patch) return with_one(update(found, request.body));
            if (second.empty() && request.method == http_method::delete_) return with_one(remove(found));
            if (!second.empty() && reads) return places(request, second, url->query, is_user);
            refuse_route(request);
        }

        // Whether the caller is a user.
        [[nodiscard]] bool authenticate(std::string_view header) const {
            constexpr std::string_view bearer = "Bearer ";
            if (header.empty()) refuse(401, "UnauthorizedError", "Token missing");
            // Seven characters are cut off, whatever they are.
            const std::string_view sent = header.size() < bearer.size() ? "" : header.substr(bearer.size());
            if (expired || (sent != token && sent != user_token))
                refuse(403, "TokenError", "Your token has expired. Please re-authenticate.");
            return sent == user_token;
        }

        static json issue(const std::vector<std::string>& path, const std::string& message) {
            return {{"code", "custom"}, {"message", message}, {"path", path}};
        }
        static std::string text_in(const json& of, const char* member) {
            return of.contains(member) && of[member].is_string() ? of[member].get<std::string>() : std::string();
        }

        // What is wrong with a body, as a list of issues. Members that an edit leaves out are not looked at.
        static json issues_of(const json& body, bool all) {
            json out = json::array();
            const auto add = [&out](const std::vector<std::string>& path, const std::string& problem) {
                if (!problem.empty()) out.push_back(issue(path, problem));
            };
            if (all && text_in(body, "method") != "api-token")
                out.push_back({{"code", "invalid_union_discriminator"},
                               {"path", json::array({"method"})},
                               {"message", "Invalid discriminator value. Expected 'api-token'"}});
            if (all || body.contains("name"))
                add({"name"}, bitbucket::detail::infisical_name_problem(text_in(body, "name")));
            add({"description"}, bitbucket::detail::infisical_description_problem(text_in(body, "description")));
            if (!all && !body.contains("credentials")) return out;
            const json given = body.value("credentials", json::object());
            add({"credentials", "apiToken"}, bitbucket::detail::infisical_token_problem(text_in(given, "apiToken")));
            add({"credentials", "email"}, bitbucket::detail::infisical_email_problem(text_in(given, "email")));
            return out;
        }
        static json read(const std::string& body, bool all) {
            json out = json::parse(body, nullptr, false);
            if (!out.is_object()) refuse(500, "InternalServerError", "Something went wrong");
            if (json issues = issues_of(out, all); !issues.empty()) refuse(422, "ValidationFailure", std::move(issues));
            return out;
        }

        void apply(json& to, const json& body) {
            if (body.contains("name")) {
                const std::string name(bitbucket::detail::trim(text_in(body, "name")));
                for (const json& each : connections)
                    if (each["name"] == name && each["id"] != to["id"])
                        refuse(400, "BadRequest", "An App Connection with the name \"" + name + "\" already exists");
                to["name"] = name;
            }
            if (body.contains("credentials")) {
                if (text_in(body["credentials"], "apiToken") == bad_api_token)
                    refuse(400, "BadRequest", "Failed to validate credentials: Request failed with status code 401");
                to["credentials"] = {{"email", body["credentials"]["email"]}};
            }
            if (body.contains("description")) to["description"] = body["description"];
        }
        json create(const std::string& text) {
            const json body = read(text, true);
            json made_now = {{"id", "6f1c4a52-0f0e-4f6c-9a51-7d3f1f3c" + std::to_string(1000 + ++made)},
                             {"app", "bitbucket"},
                             {"method", "api-token"},
                             {"version", 1},
                             {"orgId", organization},
                             {"createdAt", "2026-08-01T10:00:00.000Z"},
                             {"projectId", body.value("projectId", json())}};
            apply(made_now, body);
            return connections.emplace_back(std::move(made_now));
        }
        json update(json& found, const std::string& text) {
            json changed = found;
            apply(changed, read(text, false));
            changed["version"] = changed["version"].get<int>() + 1;
            return found = changed;
        }
        json remove(const json& found) {
            json gone = found;
            if (std::find(used.begin(), used.end(), text_in(gone, "id")) != used.end())
                refuse(400, "BadRequest", "Cannot delete connection with existing syncs or resources");
            connections.erase(std::find(connections.begin(), connections.end(), gone));
            return gone;
        }

        [[nodiscard]] json sorted() const {
            json all = connections;
            std::sort(all.begin(), all.end(), [](const json& a, const json& b) { return a["name"] < b["name"]; });
            return all;
        }
        [[nodiscard]] json available() const {
            json out = json::array();
            for (const json& each : sorted()) {
                json& one = out.emplace_back();
                for (const char* member : {"app", "name", "id", "projectId", "orgId"}) one[member] = each[member];
            }
            return out;
        }
        json& by_id(const std::string& id) {
            if (id.size() != std::string_view(organization).size())
                refuse(422, "ValidationFailure", json::array({issue({"connectionId"}, "Invalid uuid")}));
            return find("id", id, "Could not find App Connection with ID ");
        }
        json& find(const char* member, const std::string& text, const char* problem) {
            for (json& each : connections)
                if (each[member] == text) return each;
            refuse(404, "NotFound", problem + text);
        }

        static http_response places(const http_request& request, const std::string& which, const std::string& query,
                                    bool is_user) {
            const auto need = [&query](const char* option) {
                if (query.find(std::string(option) + '=') == std::string::npos)
                    refuse(422, "ValidationFailure", json::array({issue({option}, "Required")}));
            };
            if (!is_user)
                refuse(403, "ForbiddenError", "Forbidden access to /api/v1/app-connections/bitbucket/:id/" + which);
            if (which == "workspaces") return json_reply(json::parse(R"({"workspaces":[{"slug":"acme"}]})"));
            need("workspaceSlug");
            if (which == "repositories")
                return json_reply(json::parse(R"({"repositories":[{"slug":"site","full_name":"acme/site",
                    "uuid":"{1f2e3d4c-0000-4000-8000-000000000001}"}]})"));
            if (which != "environments") refuse_route(request);
            need("repositorySlug");
            return json_reply(json::parse(R"({"environments":[{"slug":"production","name":"Production",
                "uuid":"{1f2e3d4c-0000-4000-8000-000000000002}"}]})"));
        }

        static http_response json_reply(const json& body) {
            return {200, {{"Content-Type", "application/json; charset=utf-8"}}, body.dump()};
        }
        static http_response with_one(const json& one) { return json_reply({{"appConnection", one}}); }
        static http_response with_all(const json& all) { return json_reply({{"appConnections", all}}); }
    };

    std::shared_ptr<core> core_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing
