// SPDX-License-Identifier: MIT
// What a pulumi_sandbox answers. A part of ../pulumi.hpp.
#pragma once

#include "../../../detail/text/percent.hpp"
#include "../../../detail/url/url.hpp"
#include "world.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail::pulumi {

using steps = std::vector<std::string>;

/// The state, and the answers. Not safe to use from several threads.
class world {
public:
    /// Whether the caller has let Pulumi Cloud into Bitbucket with OAuth.
    bool has_user_token = true;

    http_response answer(const http_request& request) {
        try {
            return answer_parsed(request);
        } catch (const json::exception&) {
            return failure(400, "Bad Request");
        }
    }

private:
    http_response answer_parsed(const http_request& request) {
        const auto url = bitbucket::detail::parse_url(request.url);
        constexpr std::string_view root = "/api/console/orgs/";
        const std::size_t begin = url ? url->path.find(root) : std::string::npos;
        if (begin == std::string::npos) return no_route();
        steps path = steps_of(std::string_view(url->path).substr(begin + root.size()));
        if (path.size() < 2 || path[1] != "integrations") return no_route();
        const std::string who(request.headers.value("Authorization"));
        const bool is_admin = who == std::string("token ") + known_pulumi::admin_token;
        if (!is_admin && who != std::string("token ") + known_pulumi::member_token)
            return failure(401, "Unauthorized: No credentials provided or are invalid.");
        if (path[0] != known_pulumi::organization) return failure(404, "Organization not found");
        if (!is_admin && request.method != http_method::get)
            return failure(403, "Only an administrator of the organization may do this.");
        path.erase(path.begin(), path.begin() + 2);
        if (path.empty()) return request.method == http_method::get ? summaries() : wrong_method();
        if (path.size() > 2 && path[2] == "repos") return answer_repos(request.method, path, url->query);
        for (provider& each : providers_)
            if (path[0] == each.own_word) return answer_provider(each, request, path);
        return no_route();
    }

    static steps steps_of(std::string_view path) {
        steps out;
        while (!path.empty()) {
            const std::string_view step = path.substr(0, path.find('/'));
            out.push_back(bitbucket::detail::percent_decode(step));
            path.remove_prefix((std::min)(step.size() + 1, path.size()));
        }
        return out;
    }

    [[nodiscard]] http_response summaries() const {
        json all = json::array();
        for (const provider& each : providers_)
            for (const json& one : each.integrations)
                all.push_back({{"id", one["id"]}, {"vcsProvider", each.neutral_word}, {"hasIndividualAccess", true}});
        return reply_of(200, {{"integrations", all}});
    }

    /// `{provider}/{integrationId}/repos…`
    http_response answer_repos(http_method method, const steps& path, const std::string& query) {
        const bool is_branches = path.size() == 5 && path[4] == "branches";
        const bool is_destinations = path.size() == 4 && path[3] == "destinations";
        if (path.size() != 3 && !is_branches && !is_destinations) return no_route();
        if (method != http_method::get) return wrong_method();
        const auto at = std::find_if(providers_.begin(), providers_.end(),
                                     [&](const provider& each) { return path[0] == each.neutral_word; });
        if (at == providers_.end()) return failure(400, "Unknown VCS provider");
        if (find(*at, path[1]) == at->integrations.end()) return failure(404, "VCS integration not found");
        if (path[1] == known_pulumi::suspended_integration) return failure(403, "VCS provider access is suspended.");
        if (is_branches)
            return reply_of(200, json::parse(R"({"branches":[{"name":"main","isProtected":true},
                                                            {"name":"dev","isProtected":false}]})"));
        json repos = json::array();
        const bool is_second = query.find("page=2") != std::string::npos;
        const int first = is_second ? 3 : 1;
        for (int i = first; i <= (is_second ? 3 : 2); ++i)
            repos.push_back({{"id", "{repo-" + std::to_string(i) + "}"}, {"owner", "acme"}, {"name", "site"}});
        json page{{"repos", repos}};
        if (!is_second && !is_destinations) page["nextPageToken"] = "2";
        return reply_of(200, page);
    }

    /// The provider's own paths.
    http_response answer_provider(provider& of, const http_request& request, const steps& path) {
        const json body = request.body.empty() ? json::object() : json::parse(request.body, nullptr, false);
        if (!body.is_object()) return failure(400, "Bad Request");
        const http_method method = request.method;
        if (path.size() == 1 && method == http_method::get) return reply_of(200, {{"integrations", of.integrations}});
        if (path.size() == 1) return method == http_method::post ? create(of, body) : wrong_method();
        if (path.size() > 2)
            return of.own_word == std::string_view("azure-devops") ? answer_azure(method, path) : no_route();
        if (path[1] == "access-status" && !(of.access.is_null() || method != http_method::get)) {
            if (&of != &providers_.front()) return reply_of(200, of.access);
            const json free{{"uuid", known_pulumi::free_workspace}, {"name", "Acme Labs"}, {"slug", "acme-labs"}};
            return reply_of(200, {{"hasUserToken", has_user_token}, {"availableWorkspaces", json::array({free})}});
        }
        const auto found = find(of, path[1]);
        if (found == of.integrations.end())
            // Only for Bitbucket no failure to remove is documented.
            return method == http_method::delete_ && &of == &providers_.front()
                       ? no_content()
                       : failure(404, std::string(of.name) + " integration not found");
        if (method == http_method::get) return reply_of(200, *found);
        if (method == http_method::patch)
            found->update(body);
        else if (method == http_method::delete_)
            of.integrations.erase(found);
        else
            return wrong_method();
        return no_content();
    }

    http_response create(provider& of, const json& body) {
        const std::string word = of.own_word;
        if (word == "github") return reply_of(200, {{"installationUrl", "https://github.example/apps/pulumi?state=s"}});
        const bool is_bitbucket = word == "bitbucket";
        const bool is_azure = word == "azure-devops";
        if (!is_bitbucket && !is_azure && word != "gitlab") return wrong_method();
        const char* key = is_bitbucket ? "workspaceUuid" : is_azure ? "projectId" : "gitLabGroupId";
        if (!body.contains(key))
            return missing(is_bitbucket ? "Missing or invalid BitBucket workspace"
                           : is_azure   ? "Missing Azure DevOps known_pulumi::organization or project"
                                        : "Missing or invalid GitLab group ID",
                           key);
        const bool as_user = body.value("useUserAuth", false);
        if (is_bitbucket && (as_user ? !has_user_token : !body.contains("workspaceAccessToken")))
            return missing("No credential for the BitBucket workspace", "workspaceAccessToken");
        for (const json& each : of.integrations)
            if (is_azure ? each["project"]["id"] == body[key] : each[key] == body[key])
                return failure(409, std::string(of.name) + " integration already exists for this " +
                                        (is_bitbucket ? "workspace"
                                         : is_azure   ? "project"
                                                      : "group"));
        const std::string id = (is_bitbucket ? "bb-" : is_azure ? "ado-" : "gl-") + std::to_string(++made_);
        if (is_bitbucket)
            of.integrations.push_back(bitbucket_of(id, body[key], body.value("workspaceSlug", ""),
                                                   as_user ? "user_token" : "workspace_token"));
        else if (is_azure)
            of.integrations.push_back({{"id", id}, {"project", {{"id", body[key]}}}, {"valid", true}});
        else
            of.integrations.push_back({{"id", id}, {key, body[key]}, {"valid", true}});
        return no_content();
    }

    /// The log-in, and what it lets the caller see.
    static http_response answer_azure(http_method method, const steps& path) {
        if (method != (path[1] == "oauth" ? http_method::post : http_method::get)) return wrong_method();
        if (path[1] == "oauth" && path[2] == "initiate")
            return reply_of(200, {{"url", "https://login.example/?state=s"}, {"sessionID", "session-1"}});
        if (path[1] == "oauth" && path[2] == "complete") return reply_of(200, json::object());
        if (path[1] != "setup" || path[2] != "organizations") return no_route();
        if (path.size() == 3) return reply_of(200, json::parse(R"([{"id":"o1","name":"acme"}])"));
        return path.size() == 5 && path[4] == "projects"
                   ? reply_of(200, json::parse(R"([{"id":"p1","name":"Site"},{"id":"p2","name":"Shop"}])"))
                   : no_route();
    }

    std::vector<provider> providers_ = seeded_providers();
    int made_ = 2;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail::pulumi
