// SPDX-License-Identifier: MIT
// api/: the metadata of pull requests, their comments, tasks and default reviewers, and of refs, against a table taken
// from the vendor's documents, and from what is known of the live API.
#include "unit/support/documented_operations.hpp"

namespace test_operation_metadata_pull_requests {

using namespace documented;

namespace {

const std::string repository = "/repositories/{workspace}/{repo_slug}";
const std::string all = repository + "/pullrequests";
const std::string one = all + "/{pull_request_id}";
const names reads = {"pullrequest"};
const names granular_reads = {"read:pullrequest:bitbucket"};
const names writes = {"pullrequest:write"};
const names granular_writes = {"read:pullrequest:bitbucket", "write:pullrequest:bitbucket"};
const names only_writes = {"write:pullrequest:bitbucket"};
const names code = {"repository"};
const names granular_code = {"read:repository:bitbucket"};
const names writes_code = {"repository:write"};
const names granular_writes_code = {"write:repository:bitbucket", "read:repository:bitbucket"};
const names only_writes_code = {"write:repository:bitbucket"};
const names admin = {"repository:admin"};
const names granular_admin = {"admin:repository:bitbucket"};
const char* const writer = "writer of the repository";

}  // namespace

TEST_CASE("the family pull_requests is declared as the vendor documents it", "[operations]") {
    check("pull_requests",
          {row(http_method::get, all, reads, granular_reads).caps(50).takes({"state", "q", "sort"}),
           row(http_method::get, "/workspaces/{workspace}/pullrequests/{selected_user}", reads, granular_reads)
               .caps(50)
               .takes({"state"}),
           row(http_method::get, repository + "/commit/{commit}/pullrequests", reads, granular_reads).takes({"page"}),
           row(http_method::post, all, writes, granular_writes).refuses(somebody),
           row(http_method::get, all + "/activity", reads, granular_reads).caps(50),
           row(http_method::get, one, reads, granular_reads),
           row(http_method::put, one, writes, granular_writes).refuses(somebody),
           row(http_method::get, one + "/activity", reads, granular_reads).caps(50),
           row(http_method::post, one + "/approve", writes, granular_writes)
               .refuses(somebody)
               .resent(bb::resending::harmless),
           row(http_method::delete_, one + "/approve", writes, only_writes).refuses(somebody),
           row(http_method::post, one + "/request-changes", writes, granular_writes)
               .refuses(somebody)
               .resent(bb::resending::harmless),
           row(http_method::delete_, one + "/request-changes", writes, only_writes).refuses(somebody),
           row(http_method::get, one + "/commits", reads, granular_reads),
           row(http_method::get, one + "/conflicts", reads, granular_reads).redirected(),
           row(http_method::post, one + "/decline", writes, granular_writes)
               .refuses(somebody)
               .resent(bb::resending::never),
           row(http_method::get, one + "/diff", reads, granular_reads)
               .takes({"context", "path", "ignore_whitespace", "binary", "renames"})
               .redirected(),
           row(http_method::get, one + "/diffstat", reads, granular_reads)
               .takes({"path", "ignore_whitespace", "renames"})
               .redirected(),
           row(http_method::post, one + "/merge", writes, granular_writes)
               .takes({"async"})
               .refuses(somebody)
               .only_for(writer)
               .resent(bb::resending::never),
           row(http_method::get, one + "/merge/task-status/{task_id}", reads, granular_reads).refuses(somebody),
           row(http_method::get, one + "/patch", reads, granular_reads).redirected(),
           row(http_method::get, one + "/statuses", reads, granular_reads).takes({"q", "sort"})});
}

TEST_CASE("the family pull_request_comments is declared as the vendor documents it", "[operations]") {
    check("pull_request_comments",
          {row(http_method::get, one + "/comments", reads, granular_reads).takes({"q", "sort"}),
           row(http_method::post, one + "/comments", reads, granular_reads)
               .refuses(somebody)
               .resent(bb::resending::never),
           row(http_method::get, one + "/comments/{comment_id}", reads, granular_reads),
           row(http_method::put, one + "/comments/{comment_id}", reads, granular_reads).refuses(somebody),
           row(http_method::delete_, one + "/comments/{comment_id}", reads, granular_reads).refuses(somebody),
           row(http_method::post, one + "/comments/{comment_id}/resolve", reads, granular_reads).refuses(somebody),
           row(http_method::delete_, one + "/comments/{comment_id}/resolve", reads, granular_reads).refuses(somebody)});
}

TEST_CASE("the family pull_request_tasks is declared as the vendor documents it", "[operations]") {
    check("pull_request_tasks",
          {row(http_method::get, one + "/tasks", reads, granular_reads).takes({"q", "sort"}),
           row(http_method::post, one + "/tasks", reads, granular_reads).refuses(somebody),
           row(http_method::get, one + "/tasks/{task_id}", reads, granular_reads),
           row(http_method::put, one + "/tasks/{task_id}", reads, granular_reads).refuses(somebody),
           row(http_method::delete_, one + "/tasks/{task_id}", reads, granular_reads).refuses(somebody)});
}

TEST_CASE("the family default_reviewers is declared as the vendor documents it", "[operations]") {
    check(
        "default_reviewers",
        {row(http_method::get, repository + "/default-reviewers", reads, granular_reads).refuses(somebody),
         row(http_method::get, repository + "/default-reviewers/{target_username}", reads, granular_reads)
             .refuses(somebody),
         row(http_method::put, repository + "/default-reviewers/{target_username}", admin, granular_admin)
             .refuses(somebody)
             .only_for("admin of the repository"),
         row(http_method::delete_, repository + "/default-reviewers/{target_username}", admin, granular_admin)
             .refuses(somebody)
             .only_for("admin of the repository"),
         row(http_method::get, repository + "/effective-default-reviewers", reads, granular_reads).refuses(somebody)});
}

TEST_CASE("the family refs is declared as the vendor documents it", "[operations]") {
    check("refs", {row(http_method::get, repository + "/refs", code, granular_code).takes({"q", "sort"}),
                   row(http_method::get, repository + "/refs/branches", code, granular_code).takes({"q", "sort"}),
                   row(http_method::post, repository + "/refs/branches", writes_code, granular_writes_code)
                       .refuses(somebody)
                       .only_for(writer),
                   row(http_method::get, repository + "/refs/branches/{name}", code, granular_code),
                   row(http_method::delete_, repository + "/refs/branches/{name}", writes_code, only_writes_code)
                       .refuses(somebody)
                       .only_for(writer),
                   row(http_method::get, repository + "/refs/tags", code, granular_code).takes({"q", "sort"}),
                   row(http_method::post, repository + "/refs/tags", writes_code, granular_writes_code)
                       .refuses(somebody)
                       .only_for(writer),
                   row(http_method::get, repository + "/refs/tags/{name}", code, granular_code),
                   row(http_method::delete_, repository + "/refs/tags/{name}", writes_code, only_writes_code)
                       .refuses(somebody)
                       .only_for(writer)});
}

}  // namespace test_operation_metadata_pull_requests
