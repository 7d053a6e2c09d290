// SPDX-License-Identifier: MIT
// Pages of a hundred items as the API sends them, for benchmarks: members that no model has, escapes, and names that are
// not ASCII.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace benchmarks {

inline constexpr std::size_t items = 100;

inline nlohmann::json link_to(const std::string& url) {
    return {{"href", url}};
}

inline nlohmann::json account_of(std::size_t index) {
    static const char* const names[] = {"Zoë Łukasiewicz", "Mia \"M\" Nguyễn", "佐藤 花子", "Jörg O'Neil",
                                        "Ana Müller\t(Ops)"};
    const std::string id = std::to_string(100000 + index * 7919);
    const std::string api = "https://api.bitbucket.org/2.0/users/%7B0f5e5bd6-d4a1-4b0f-9c0e-b1a2c3" + id + "%7D";
    return {{"display_name", names[index % 5]},
            {"links",
             {{"self", link_to(api)},
              {"avatar", link_to("https://secure.gravatar.com/avatar/5c0a1" + id +
                                 "?d=https%3A%2F%2Favatar-management--avatars"
                                 ".us-west-2.prod.public.atl-paas.net%2Finitials%2FZL-3.png")},
              {"html", link_to("https://bitbucket.org/%7B0f5e5bd6-d4a1-4b0f-9c0e-b1a2c3" + id + "%7D/")}}},
            {"type", "user"},
            {"uuid", "{0f5e5bd6-d4a1-4b0f-9c0e-b1a2c3" + id + "}"},
            {"account_id", "557058:3f0a9e1c-7d21-4d0e-8f6a-0c9b7d" + id},
            {"nickname", "user-" + id}};
}

inline nlohmann::json repository_of(std::size_t index) {
    const std::string slug = "service-" + std::to_string(index);
    const std::string api = "https://api.bitbucket.org/2.0/repositories/acme/" + slug;
    return {{"type", "repository"},
            {"full_name", "acme/" + slug},
            {"links",
             {{"self", link_to(api)},
              {"html", link_to("https://bitbucket.org/acme/" + slug)},
              {"avatar", link_to("https://bytebucket.org/ravatar/%7B5b0e6a53%7D?ts=default")}}},
            {"description", "What the teams of \"Müller & Söhne\" call\n\tby number " + std::to_string(index)},
            {"name", "Service №" + std::to_string(index)},
            {"uuid", "{5b0e6a53-1c2d-4e3f-8a9b-" + std::to_string(100000000000 + index) + "}"}};
}

inline std::string page_of(nlohmann::json values, const std::string& path) {
    const nlohmann::json page = {{"values", std::move(values)},
                                 {"pagelen", items},
                                 {"size", 4711},
                                 {"page", 2},
                                 {"next", "https://api.bitbucket.org/2.0/" + path + "?pagelen=100&page=3"}};
    return page.dump();
}

inline std::string permissions_page() {
    nlohmann::json values = nlohmann::json::array();
    for (std::size_t i = 0; i < items; ++i)
        values.push_back({{"type", "repository_permission"},
                          {"user", account_of(i)},
                          {"repository", repository_of(i)},
                          {"permission", i % 3 == 0 ? "admin" : "write"}});
    return page_of(std::move(values), "workspaces/acme/permissions/repositories");
}

inline std::string ssh_keys_page() {
    nlohmann::json values = nlohmann::json::array();
    for (std::size_t i = 0; i < items; ++i) {
        const std::string id = std::to_string(100000 + i);
        values.push_back(
            {{"type", "ssh_key"},
             {"uuid", "{b15b6026-9c02-4626-b4ad-b905f9" + id + "}"},
             {"key", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAK/b1cHHDr/TEV1JGQl+WjCwStKG6Bhrv0rFpEsYlyT" + id},
             {"comment", "müller@laptop-" + id},
             {"label", "laptop \"" + id + "\"\n"},
             {"fingerprint", "SHA256:7nZ0p3wQ0hXz4mHq1nD2g8sK5tYv6bRc9eLf" + id},
             {"created_on", "2026-01-14T09:26:53.123456+00:00"},
             {"last_used", "2026-11-20T21:08:12.654321+00:00"},
             {"expires_on", nullptr},
             {"owner", account_of(i)},
             {"links", {{"self", link_to("https://api.bitbucket.org/2.0/users/u/ssh-keys/%7B" + id + "%7D")}}}});
    }
    return page_of(std::move(values), "users/u/ssh-keys");
}

inline std::string code_search_page() {
    nlohmann::json values = nlohmann::json::array();
    for (std::size_t i = 0; i < items; ++i) {
        nlohmann::json lines = nlohmann::json::array();
        for (std::size_t line = 0; line < 8; ++line) {
            nlohmann::json segments = nlohmann::json::array();
            if (line == 2)
                segments = {{{"text", "\tconst auto größe = "}},
                            {{"text", "snek"}, {"match", true}},
                            {{"text", "(\"" + std::to_string(i) + "\\n\");"}}};
            else
                segments = {{{"text", "    // line " + std::to_string(line) + " of the \"context\" around it"}}};
            lines.push_back({{"line", 10 * i + line}, {"segments", std::move(segments)}});
        }
        const std::string path = "src/modules/snek/part_" + std::to_string(i) + ".cpp";
        values.push_back(
            {{"type", "code_search_result"},
             {"content_match_count", 1},
             {"content_matches", {{{"lines", std::move(lines)}}}},
             {"path_matches",
              {{{"text", "src/modules/"}}, {{"text", "snek"}, {"match", true}}, {{"text", "/part.cpp"}}}},
             {"file",
              {{"path", path},
               {"type", "commit_file"},
               {"links",
                {{"self", link_to("https://api.bitbucket.org/2.0/repositories/acme/site/src/a1b2c3/" + path)}}}}}});
    }
    return page_of(std::move(values), "workspaces/acme/search/code");
}

}  // namespace benchmarks
