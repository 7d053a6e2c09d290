// SPDX-License-Identifier: MIT
// Searches the code in the repositories of a workspace, user or team. The vendor deprecates it on 2026-11-01 without a
// successor.
// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-search/
#pragma once

#include "../models/code_search.hpp"
#include "../request.hpp"

namespace bitbucket::inline BITBUCKET_ABI::code_search {

/// What to search for; must not be empty. A text in the vendor's syntax, or a `code_query` of query/code_query.hpp.
class search_query : public text_value {
public:
    /// The query option that carries it.
    static constexpr const char* query_name = "search_query";
    search_query(std::string text) noexcept : text_value(std::move(text)) {}     // NOLINT(google-explicit-constructor)
    search_query(std::string_view text) : text_value(std::string(text)) {}       // NOLINT(google-explicit-constructor)
    search_query(const char* text) : text_value(detail::text_or_empty(text)) {}  // NOLINT(google-explicit-constructor)
    template <detail::checked_text Text>
    search_query(const Text& text)  // NOLINT(google-explicit-constructor)
        : text_value(std::string(text.str())), problem_(text.problem()) {}

    /// Whether there is nothing to search for. A checked text with a problem does not count as empty: its problem says
    /// more.
    [[nodiscard]] bool empty() const noexcept { return text_.empty() && problem_.empty(); }
    /// What is wrong with a checked text; empty if it is fine.
    [[nodiscard]] const std::string& problem() const noexcept { return problem_; }

private:
    std::string problem_;
};

/// Searches the code of a user's repositories, with the syntax of the web interface, e.g. `foo repo:demo`. Returns a
/// `code_search_page` (200); 400 for a bad query, 404 if search is not enabled, 429. The order is not stable: ask for
/// large pages, and expect repeated results.
struct search_user : request<search_user, path<user_ref>, code_search_page, search_query> {
    static constexpr operation_info info{.name = "code_search::search_user",
                                         .method = http_method::get,
                                         .path = "/users/{selected_user}/search/code",
                                         .classic_scopes = {"repository"},
                                         .granular_scopes = {"read:repository:bitbucket"},
                                         .options = {"search_query", "page"},
                                         .stage = lifecycle::deprecated};
    using request::request;
    [[deprecated("deprecated by the vendor as of 2026-11-01, without a successor: expect 410")]] search_user(
        user_ref user, search_query query)
        : request(std::move(user), std::move(query)) {}
};

/// Searches the code of a workspace's repositories, like `search_user`. Returns a `code_search_page` (200); 400 for a
/// bad query, 404 if search is not enabled, 429.
struct search_workspace : request<search_workspace, path<workspace_ref>, code_search_page, search_query> {
    static constexpr operation_info info{.name = "code_search::search_workspace",
                                         .method = http_method::get,
                                         .path = "/workspaces/{workspace}/search/code",
                                         .classic_scopes = {"repository"},
                                         .granular_scopes = {"read:repository:bitbucket"},
                                         .options = {"search_query", "page"},
                                         .stage = lifecycle::deprecated};
    using request::request;
    [[deprecated("deprecated by the vendor as of 2026-11-01, without a successor: expect 410")]] search_workspace(
        workspace_ref workspace, search_query query)
        : request(std::move(workspace), std::move(query)) {}
};

/// Searches the code of a team's repositories, like `search_user`. Returns a `code_search_page` (200); 400 for a bad
/// query, 404 if search is not enabled, 429.
struct search_team : request<search_team, path<workspace_ref>, code_search_page, search_query> {
    static constexpr operation_info info{.name = "code_search::search_team",
                                         .method = http_method::get,
                                         .path = "/teams/{username}/search/code",
                                         .classic_scopes = {"repository"},
                                         .granular_scopes = {"read:repository:bitbucket"},
                                         .options = {"search_query", "page"},
                                         .stage = lifecycle::deprecated};
    using request::request;
    [[deprecated("deprecated by the vendor as of 2026-11-01, without a successor: expect 410")]] search_team(
        workspace_ref workspace, search_query query)
        : request(std::move(workspace), std::move(query)) {}
};

/// All operations of this family.
inline constexpr operation_list<search_user, search_workspace, search_team> operations{};

}  // namespace bitbucket::inline BITBUCKET_ABI::code_search
