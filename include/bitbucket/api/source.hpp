// SPDX-License-Identifier: MIT
// The files of a repository at a commit: directories, contents, what is known of a file, its history, and new commits.
// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-source/
//
// Give commits as hashes. A branch or tag works as long as its name has no slash: the server splits the path at
// slashes, encoded ones too, and answers 404 (BCLOUD-9969).
//
// `/src/{commit}/{path}` is one operation of the vendor's and three of ours, since a path can be read in three ways.
// What it answers depends on what the path leads to: a directory is a listing, a file its bytes.
#pragma once

#include "../models/commit_file.hpp"
#include "../request.hpp"
#include "../streamed_body.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// The hash stands in `Location` only.
template <>
struct result_traits<created_commit> {
    static constexpr reply_form form = reply_form::headers;
    static constexpr const char* accept = nullptr;
    static void read(created_commit& to, const header_list& headers) {
        to.location = headers.value("Location");
        const std::string_view url = to.location;
        const std::string_view path = url.substr(0, url.find_first_of("?#"));
        const std::string_view last = path.substr(path.rfind('/') + 1);
        if (last.size() >= 7 && last.find_first_not_of("0123456789abcdef") == std::string_view::npos) to.hash = last;
    }
};

/// Files and directories of a repository at a commit: list, read, change.
namespace source {

/// Lists the root directory of the main branch. The API redirects to the listing of a commit; the request's options go
/// along. Returns a `page<commit_file>` (200); 403, 404, also for an empty repository.
struct root : request<root, path<workspace_ref, repository_ref>, page<commit_file>> {
    static constexpr operation_info info{.name = "source::root",
                                         .method = http_method::get,
                                         .path = "/repositories/{workspace}/{repo_slug}/src",
                                         .classic_scopes = {"repository"},
                                         .granular_scopes = {"read:repository:bitbucket"},
                                         .redirect_keeps_options = true};
    using request::request;
};

/// Lists a directory; an empty path is the root. Returns a `page<commit_file>` of files and directories (200); 403, 404
/// for a commit or path that does not exist and for a branch with a slash in its name, 555 when the server runs out of
/// time, most likely because of `max_depth`. The path of a file is a `decode_error`: its bytes come instead.
struct list_directory
    : request<list_directory, path<workspace_ref, repository_ref, commit_ref, tree_path>, page<commit_file>> {
    static constexpr operation_info info{.name = "source::list_directory",
                                         .method = http_method::get,
                                         .path = "/repositories/{workspace}/{repo_slug}/src/{commit}/{path*}",
                                         .classic_scopes = {"repository"},
                                         .granular_scopes = {"read:repository:bitbucket"},
                                         .options = {"max_depth", "q", "sort"}};
    using request::request;

    /// How many levels of directories to list; 1, the default, is the directory alone. Those nearest come first.
    list_directory& max_depth(int levels) & {
        if (levels < 1) fail("max_depth must be at least 1, not " + std::to_string(levels));
        return with_option("max_depth", levels);
    }
    list_directory max_depth(int levels) && { return std::move(max_depth(levels)); }
};

/// Gets the bytes of a file. Returns a `binary` (200), in memory and as large as `max_body_bytes` allows;
/// `download(api, request, sink)` writes it to a sink. 403, 404 for a commit or path that does not exist and for a
/// branch with a slash in its name, 555 when the server runs out of time. Files in Git LFS are redirected (301) to a
/// media host, which gets no credential. The path of a directory gives the JSON of its listing. `query("format",
/// "rendered")` asks for the HTML of a text with markup.
struct get_file : request<get_file, path<workspace_ref, repository_ref, commit_ref, tree_path>, binary> {
    static constexpr operation_info info{.name = "source::get_file",
                                         .method = http_method::get,
                                         .path = "/repositories/{workspace}/{repo_slug}/src/{commit}/{path*}",
                                         .classic_scopes = {"repository"},
                                         .granular_scopes = {"read:repository:bitbucket"}};
    using request::request;
    get_file(workspace_ref workspace, repository_ref repository, commit_ref commit, tree_path file)
        : request(std::move(workspace), std::move(repository), std::move(commit), std::move(file)) {
        if (path().ends_with('/')) fail("the path of the file must not be empty or end in a slash");
    }
};

/// Gets what is known of a file or directory: size, attributes, media type, links; an empty path is the root. A way to
/// find out whether a file exists. Returns a `commit_file` (200); 403, 404 as in `get_file`, 555 when the server runs
/// out of time.
struct get_metadata : request<get_metadata, path<workspace_ref, repository_ref, commit_ref, tree_path>, commit_file> {
    static constexpr operation_info info{.name = "source::get_metadata",
                                         .method = http_method::get,
                                         .path = "/repositories/{workspace}/{repo_slug}/src/{commit}/{path*}",
                                         .classic_scopes = {"repository"},
                                         .granular_scopes = {"read:repository:bitbucket"},
                                         .options = {"format"}};
    using request::request;
    get_metadata(workspace_ref workspace, repository_ref repository, commit_ref commit, tree_path file)
        : request(std::move(workspace), std::move(repository), std::move(commit), std::move(file)) {
        with_option("format", "meta");
    }
};

/// Makes a commit that adds, replaces and removes files; see `commit_files`
/// (extras/commit_files.hpp). Returns a `created_commit` (201); 400, 403,
/// 404, 409 if the parent is not the newest commit of the branch.
///
/// Message, author, branch and parent are fields of the body. The specification lists them as query options; the server
/// does not look for them there, and commits to the main branch.
struct create_commit : request<create_commit, path<workspace_ref, repository_ref>, created_commit, streamed_body> {
    static constexpr operation_info info{.name = "source::create_commit",
                                         .method = http_method::post,
                                         .path = "/repositories/{workspace}/{repo_slug}/src",
                                         .classic_scopes = {"repository:write"},
                                         .granular_scopes = {"write:repository:bitbucket"},
                                         .refused = {credential_kind::anonymous},
                                         .privilege = "writer of the repository"};
    using request::request;
};

/// Lists the commits that changed a file, the newest first, going back from a commit. Returns a `page<commit_file>`
/// (200) whose `path` is the file's name at that time and whose `commit` is the one that changed it; 403, 404 for a
/// commit or path that does not exist and for a branch with a slash in its name.
struct history : request<history, path<workspace_ref, repository_ref, commit_ref, tree_path>, page<commit_file>> {
    static constexpr operation_info info{.name = "source::history",
                                         .method = http_method::get,
                                         .path = "/repositories/{workspace}/{repo_slug}/filehistory/{commit}/{path*}",
                                         .classic_scopes = {"repository"},
                                         .granular_scopes = {"read:repository:bitbucket"},
                                         .options = {"renames", "q", "sort"}};
    using request::request;
    history(workspace_ref workspace, repository_ref repository, commit_ref commit, tree_path file)
        : request(std::move(workspace), std::move(repository), std::move(commit), std::move(file)) {
        if (path().ends_with('/')) fail("the path of the file must not be empty or end in a slash");
    }

    /// Whether to go on with the old name of a renamed file. The server's default is true.
    history& renames(bool follow) & { return with_option("renames", follow); }
    history renames(bool follow) && { return std::move(renames(follow)); }
};

/// All operations of this family.
inline constexpr operation_list<root, list_directory, get_file, get_metadata, create_commit, history> operations{};

}  // namespace source
}  // namespace bitbucket::inline BITBUCKET_ABI
