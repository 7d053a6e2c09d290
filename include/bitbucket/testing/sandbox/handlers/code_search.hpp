// SPDX-License-Identifier: MIT
// Answers of the family code_search: a real search through the sandbox's source files, with page numbers. For a user it
// searches their workspaces, for a workspace or team that one.
#pragma once

#include "../../../api/code_search.hpp"
#include "../collections/paging.hpp"
#include "../collections/search_text.hpp"
#include "access.hpp"
#include "render.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// Whether a file fits a modifier. A repository is named by its slug, or by workspace and slug.
inline bool fits_modifier(const search_modifier& by, const workspace_record& where, const repository_record& repository,
                          const source_file& file) {
    using bitbucket::detail::equal_ignoring_case;
    if (by.name == "repo")
        return equal_ignoring_case(by.value, repository.slug) ||
               equal_ignoring_case(by.value, where.slug + '/' + repository.slug);
    if (by.name == "project") return equal_ignoring_case(by.value, repository.project_key);
    if (by.name == "path") return holds_term(file.path, by.value);
    if (by.name == "lang") return equal_ignoring_case(by.value, repository.language);
    const std::size_t dot = file.path.rfind('.');
    return dot != std::string::npos && equal_ignoring_case(by.value, std::string_view(file.path).substr(dot + 1));
}

/// The result of the search in a file; null if it found nothing.
inline json search_file(const call& in, const search_words& query, const workspace_record& where,
                        const repository_record& repository, const source_file& file) {
    for (const search_modifier& modifier : query.modifiers)
        if (fits_modifier(modifier, where, repository, file) == modifier.negated) return nullptr;
    const auto holds_one_of = [&](const std::vector<std::string>& terms) {
        for (const std::string& term : terms)
            if (holds_term(file.text, term) || holds_term(file.path, term)) return true;
        return false;
    };
    for (const std::vector<std::string>& group : query.groups)
        if (!holds_one_of(group)) return nullptr;
    if (holds_one_of(query.unwanted)) return nullptr;

    const std::vector<std::string> wanted = query.wanted();
    std::size_t in_content = 0;
    std::size_t in_path = 0;
    json content = content_matches_of(file.text, wanted, in_content);
    json path = segments_of_text(file.path, wanted, in_path);
    const std::string commit = hex_of(hash_text(repository.uuid), 40);
    const std::string url = url_of(in, where, repository);
    return {{"type", "code_search_result"},
            {"content_match_count", in_content},
            {"content_matches", std::move(content)},
            {"path_matches", in_path == 0 ? json::array() : std::move(path)},
            {"file",
             {{"type", "commit_file"},
              {"path", file.path},
              {"links", {{"self", link_to(url + "/src/" + commit + '/' + encoded_path(file.path))}}},
              {"+escaped_path", file.path},
              {"+attributes", json::array()},
              {"+commit",
               {{"type", "commit"},
                {"hash", commit},
                {"links", {{"self", link_to(url + "/commit/" + commit)}}},
                {"+repository", full_repository(in, where, repository)}}}}}};
}

/// The workspaces to search.
using search_places = std::vector<workspace_record*>;

inline search_places places_of_user(const call& in) {
    const account_record& user = require_account(in);
    if (user.type == "team") refuse(400, "The account is a team, not a user.");
    if (!user.code_search) refuse(404, "Search is not enabled for the requested user");
    search_places out;
    for (workspace_record& where : in.state.workspaces)
        if (where.owner == user.uuid) out.push_back(&where);
    return out;
}

inline search_places places_of_workspace(const call& in) {
    workspace_record& where = require_workspace(in, in.arguments[0]);
    if (!where.code_search) refuse(404, "Search is not enabled for the requested workspace");
    return {&where};
}

/// A team is the workspace of that name. A user's personal workspace is not a team.
inline search_places places_of_team(const call& in) {
    workspace_record& where = require_workspace(in, in.arguments[0]);
    if (where.is_personal) refuse(400, "The account is a user, not a team.");
    if (!where.code_search) refuse(404, "Search is not enabled for the requested team");
    return {&where};
}

/// 400 for a query that cannot be searched for. The vendor documents the key of this error, but not its words.
[[noreturn]] inline void refuse_query() {
    json body = error_body("Bad request");
    body["error"]["detail"] = "search_query is missing, or has nothing to search for";
    body["error"]["data"] = {{"key", "search-service.query.invalid"}};
    refuse_with(400, body);
}

template <search_places (*Where)(const call&)>
answer search_code(const call& in) {
    const search_places places = Where(in);
    const search_words query = parse_search(in.value("search_query"));
    if (query.groups.empty()) refuse_query();
    std::vector<json> found;
    for (workspace_record* where : places)
        for (const repository_record& repository : where->repositories) {
            if (!is_visible(in, *where, repository)) continue;
            for (const source_file& file : repository.files)
                if (json result = search_file(in, query, *where, repository, file); !result.is_null())
                    found.push_back(std::move(result));
        }
    answer out = numbered_page_of(in, std::move(found), 10000);
    out.body["query_substituted"] = false;
    const auto page = out.body["page"].get<long long>();
    if (page > 1) out.body["previous"] = link_to_page(in, page_length(in), std::to_string(page - 1));
    return out;
}

inline constexpr handler_entry code_search_handlers[] = {
    {code_search::search_user::info.name, search_code<places_of_user>},
    {code_search::search_workspace::info.name, search_code<places_of_workspace>},
    {code_search::search_team::info.name, search_code<places_of_team>}};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
