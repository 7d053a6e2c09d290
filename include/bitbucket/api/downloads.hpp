// SPDX-License-Identifier: MIT
// The downloads of a repository, files that it offers beside its source: list, upload, get, remove.
// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-downloads/
#pragma once

#include "../models/download.hpp"
#include "../request.hpp"
#include "../streamed_body.hpp"

namespace bitbucket::inline BITBUCKET_ABI::downloads {

/// Lists the downloads of a repository. Returns a `page<download_artifact>` (200); 403, 404.
struct list : request<list, path<workspace_ref, repository_ref>, page<download_artifact>> {
    static constexpr operation_info info{.name = "downloads::list",
                                         .method = http_method::get,
                                         .path = "/repositories/{workspace}/{repo_slug}/downloads",
                                         .classic_scopes = {"repository"},
                                         .granular_scopes = {"read:repository:bitbucket"}};
    using request::request;
};

/// Uploads files; one that has the name of an existing download replaces it. Takes `files`
/// (extras/upload_files.hpp), or a multipart with `files` parts of your own. Returns nothing (201); 400, 402 where the workspace's plan has no downloads, 403, 404, 406 for a
/// body that is not multipart/form-data.
struct upload : request<upload, path<workspace_ref, repository_ref>, void, streamed_body> {
    static constexpr operation_info info{.name = "downloads::upload",
                                         .method = http_method::post,
                                         .path = "/repositories/{workspace}/{repo_slug}/downloads",
                                         .classic_scopes = {"repository:write"},
                                         .granular_scopes = {"write:repository:bitbucket"},
                                         .refused = {credential_kind::anonymous},
                                         .privilege = "writer of the repository"};
    using request::request;
};

/// Gets the bytes of a download. The API redirects (302) to a storage host, which gets no credential. Returns a `binary`
/// (200), in memory and as large as `max_body_bytes` allows; `download(api, request, sink)` writes it to a sink, shows
/// progress and goes on after a broken transfer. 403, 404.
struct get : request<get, path<workspace_ref, repository_ref, download_name>, binary> {
    static constexpr operation_info info{.name = "downloads::get",
                                         .method = http_method::get,
                                         .path = "/repositories/{workspace}/{repo_slug}/downloads/{filename}",
                                         .classic_scopes = {"repository"},
                                         .granular_scopes = {"read:repository:bitbucket"}};
    using request::request;
};

/// Removes a download. Returns nothing (204); 403, 404.
struct remove : request<remove, path<workspace_ref, repository_ref, download_name>, void> {
    static constexpr operation_info info{.name = "downloads::remove",
                                         .method = http_method::delete_,
                                         .path = "/repositories/{workspace}/{repo_slug}/downloads/{filename}",
                                         .classic_scopes = {"repository:write"},
                                         .granular_scopes = {"write:repository:bitbucket"},
                                         .refused = {credential_kind::anonymous},
                                         .privilege = "writer of the repository"};
    using request::request;
};

/// All operations of this family.
inline constexpr operation_list<list, upload, get, remove> operations{};

}  // namespace bitbucket::inline BITBUCKET_ABI::downloads
