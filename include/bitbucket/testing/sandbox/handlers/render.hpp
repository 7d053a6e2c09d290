// SPDX-License-Identifier: MIT
// Renders the state as JSON, in the shapes that the API documents. Links to the API start with the request's base URL.
#pragma once

#include "../http/call.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

inline std::string encoded(std::string_view text) {
    std::string out;
    bitbucket::detail::append_segment(out, text);
    return out;
}

/// A file's path as it stands in a link: only its slashes stay as they are.
inline std::string encoded_path(std::string_view path) {
    const std::size_t slash = path.find('/');
    if (slash == std::string_view::npos) return encoded(path);
    return encoded(path.substr(0, slash)) + '/' + encoded_path(path.substr(slash + 1));
}

inline json text_or_null(const std::string& text) {
    return text.empty() ? json() : json(text);
}
inline json link_to(std::string href) {
    return {{"href", std::move(href)}};
}

/// An account as other objects embed it.
inline json condensed_account(const call& in, const account_record& of) {
    json out = {{"type", of.type}, {"uuid", of.uuid}, {"display_name", of.display_name}};
    const std::string id = encoded(of.uuid);
    out["links"] = {{"self", link_to(in.base + (of.type == "team" ? "/workspaces/" : "/users/") + id)},
                    {"html", link_to("https://bitbucket.org/" + id + '/')},
                    {"avatar", link_to("https://bitbucket.org/account/" + id + "/avatar/")}};
    if (of.type == "team") {
        out["username"] = of.nickname;
        return out;
    }
    out["account_id"] = of.account_id;
    out["nickname"] = of.nickname;
    return out;
}

/// A full account, without what a private profile hides from others.
inline json full_account(const call& in, const account_record& of) {
    json out = condensed_account(in, of);
    out["account_status"] = "active";
    out["is_staff"] = false;
    if (of.type == "app_user") out["kind"] = of.kind;
    const bool own = &of == in.who.account;
    if (own) out["has_2fa_enabled"] = nullptr;
    if (of.private_profile && !own) return out;
    out["location"] = text_or_null(of.location);
    out["website"] = text_or_null(of.website);
    out["created_on"] = of.created_on;
    return out;
}

/// A workspace as `workspace_base`: slug, UUID and links.
inline json base_workspace(const call& in, const workspace_record& of) {
    return {{"type", "workspace_base"},
            {"slug", of.slug},
            {"uuid", of.uuid},
            {"links",
             {{"self", link_to(in.base + "/workspaces/" + of.slug)},
              {"avatar", link_to("https://bitbucket.org/workspaces/" + of.slug + "/avatar/")}}}};
}

inline json condensed_workspace(const call& in, const workspace_record& of) {
    json out = base_workspace(in, of);
    out["type"] = "workspace";
    out["name"] = of.name;
    out["links"]["html"] = link_to("https://bitbucket.org/" + of.slug + '/');
    return out;
}

inline json full_workspace(const call& in, const workspace_record& of) {
    json out = condensed_workspace(in, of);
    out["is_private"] = !of.is_personal;
    out["is_personal"] = of.is_personal;
    out["is_privacy_enforced"] = false;
    out["forking_mode"] = "allow_forks";
    out["created_on"] = of.created_on;
    out["updated_on"] = nullptr;
    for (const char* rel : {"members", "projects"})
        out["links"][rel] = link_to(in.base + "/workspaces/" + of.slug + '/' + rel);
    out["links"]["repositories"] = link_to(in.base + "/repositories/" + of.slug);
    return out;
}

/// A workspace as the account that owns something.
inline json workspace_account(const call& in, const workspace_record& of) {
    return {{"type", "team"},
            {"uuid", of.uuid},
            {"display_name", of.name},
            {"username", of.slug},
            {"links",
             {{"self", link_to(in.base + "/workspaces/" + encoded(of.uuid))},
              {"html", link_to("https://bitbucket.org/" + encoded(of.uuid) + '/')},
              {"avatar", link_to("https://bitbucket.org/account/" + of.slug + "/avatar/")}}}};
}

/// A user's membership in a workspace; only lists of roles send the role by default.
inline json render_membership(const call& in, const workspace_record& where, const account_record& user,
                              bool with_role) {
    return {{"type", "workspace_membership"},
            {with_role ? "permission" : "+permission", where.owner == user.uuid ? "owner" : "member"},
            {"user", condensed_account(in, user)},
            {"workspace", condensed_workspace(in, where)},
            {"links", {{"self", link_to(in.base + "/workspaces/" + where.slug + "/members/" + encoded(user.uuid))}}}};
}

inline std::string url_of(const call& in, const workspace_record& where, const project_record& of) {
    return in.base + "/workspaces/" + where.slug + "/projects/" + of.key;
}

inline json condensed_project(const call& in, const workspace_record& where, const project_record& of) {
    return {{"type", "project"},
            {"key", of.key},
            {"uuid", of.uuid},
            {"name", of.name},
            {"links",
             {{"self", link_to(url_of(in, where, of))},
              {"html", link_to("https://bitbucket.org/" + where.slug + "/workspace/projects/" + of.key)},
              {"avatar",
               link_to("https://bitbucket.org/" + where.slug + "/workspace/projects/" + of.key + "/avatar/32")}}}};
}

inline json full_project(const call& in, const workspace_record& where, const project_record& of) {
    json out = condensed_project(in, where, of);
    out["description"] = of.description;
    out["is_private"] = of.is_private;
    bool has_public = false;
    for (const repository_record& repository : where.repositories)
        has_public = has_public || (repository.project_key == of.key && !repository.is_private);
    out["has_publicly_visible_repos"] = has_public;
    out["created_on"] = of.created_on;
    out["updated_on"] = nullptr;
    out["owner"] = workspace_account(in, where);
    out["workspace"] = condensed_workspace(in, where);
    out["links"]["repositories"] =
        link_to(in.base + "/repositories/" + where.slug + "?q=project.key%3D%22" + of.key + "%22");
    return out;
}

/// A group as permissions embed it. Its owner and workspace are sent on demand, its members never.
inline json condensed_group(const call& in, const workspace_record& where, const group_record& of) {
    return {
        {"type", "group"},
        {"name", of.name},
        {"slug", of.slug},
        {"full_slug", where.slug + ':' + of.slug},
        {"links", {{"html", link_to("https://bitbucket.org/" + where.slug + "/workspace/settings/groups/" + of.slug)}}},
        {"+owner", workspace_account(in, where)},
        {"+workspace", condensed_workspace(in, where)}};
}

inline std::string url_of(const call& in, const workspace_record& where, const repository_record& of) {
    return in.base + "/repositories/" + where.slug + '/' + of.slug;
}

/// A repository as other objects embed it.
inline json condensed_repository(const call& in, const workspace_record& where, const repository_record& of) {
    const std::string full_name = where.slug + '/' + of.slug;
    return {{"type", "repository"},
            {"uuid", of.uuid},
            {"name", of.name},
            {"full_name", full_name},
            {"links",
             {{"self", link_to(url_of(in, where, of))},
              {"html", link_to("https://bitbucket.org/" + full_name)},
              {"avatar", link_to("https://bytebucket.org/ravatar/" + encoded(of.uuid) + "?ts=default")}}}};
}

/// The highest permission of a user on a repository.
inline json render_permission(const call& in, const workspace_record& where, const repository_record& of,
                              const account_record& user, const std::string& permission) {
    return {{"type", "repository_permission"},
            {"permission", permission},
            {"user", condensed_account(in, user)},
            {"repository", condensed_repository(in, where, of)}};
}

inline json full_repository(const call& in, const workspace_record& where, const repository_record& of) {
    json out = condensed_repository(in, where, of);
    out["slug"] = of.slug;
    out["description"] = of.description;
    out["language"] = of.language;
    out["website"] = nullptr;
    out["scm"] = "git";
    out["is_private"] = of.is_private;
    out["fork_policy"] = of.is_private ? "no_public_forks" : "allow_forks";
    out["has_issues"] = false;
    out["has_wiki"] = false;
    out["size"] = of.size;
    out["created_on"] = of.created_on;
    out["updated_on"] = of.updated_on;
    out["parent"] = nullptr;
    for (const workspace_record& other : in.state.workspaces) {
        if (!of.parent.starts_with(other.slug + '/')) continue;
        for (const repository_record& repository : other.repositories)
            if (other.slug + '/' + repository.slug == of.parent)
                out["parent"] = condensed_repository(in, other, repository);
    }
    out["mainbranch"] = nullptr;
    if (!of.mainbranch.empty()) out["mainbranch"] = {{"type", "branch"}, {"name", of.mainbranch}};
    if (const account_record* owner = in.state.find_account(where.owner)) out["owner"] = condensed_account(in, *owner);
    out["workspace"] = condensed_workspace(in, where);
    for (const project_record& project : where.projects)
        if (project.key == of.project_key) out["project"] = condensed_project(in, where, project);
    const std::string url = url_of(in, where, of);
    for (const char* rel : {"watchers", "branches", "tags", "commits", "forks", "downloads", "pullrequests", "hooks"})
        out["links"][rel] = link_to(
            url + (std::string_view(rel) == "branches" || std::string_view(rel) == "tags" ? "/refs/" : "/") + rel);
    const std::string full_name = where.slug + '/' + of.slug;
    out["links"]["clone"] = {{{"name", "https"}, {"href", "https://bitbucket.org/" + full_name + ".git"}},
                             {{"name", "ssh"}, {"href", "git@bitbucket.org:" + full_name + ".git"}}};
    return out;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
