// SPDX-License-Identifier: MIT
// models/*.hpp: for every model, every property of its schema and every member that a documented example shows, by the
// names on the wire. Written by hand from the vendor's documents, so that a member that gets lost is seen here.
#include "decode_text.hpp"
#include "random_models.hpp"
#include "support/catch.hpp"

namespace test_model_members {

using namespace random_models;

namespace {

template <class Model>
void check_members(std::initializer_list<const char*> names) {
    const Model one;
    const auto& table = bb::detail::member_table_of<Model>(&one);
    std::string have;
    for (std::size_t i = 0; i < table.members.size(); ++i) have += ' ' + std::string(table.members[i].name) + ' ';
    for (const char* name : names) {
        INFO("the model has:" << have);
        CAPTURE(name);
        CHECK(have.find(' ' + std::string(name) + ' ') != std::string::npos);
    }
    // No name twice: the second would never be read.
    for (std::size_t i = 0; i < table.members.size(); ++i)
        for (std::size_t j = i + 1; j < table.members.size(); ++j)
            CHECK(table.members[i].name != table.members[j].name);
}

}  // namespace

TEST_CASE("accounts hold all members of account, user, team and app_user", "[models]") {
    check_members<bb::account>({"type", "links", "created_on", "display_name", "username", "uuid",          // account
                                "account_id", "account_status", "has_2fa_enabled", "nickname", "is_staff",  // user
                                "kind",                                                                     // app_user
                                "website", "location", "email"});                                           // examples
    check_members<bb::user_email>({"type", "email", "is_primary", "is_confirmed", "links"});
}

TEST_CASE("workspaces hold all members of their schemas", "[models]") {
    check_members<bb::workspace>({"type", "links", "uuid", "name", "slug", "is_private", "is_personal",
                                  "is_privacy_enforced", "forking_mode", "created_on", "updated_on"});
    check_members<bb::workspace_membership>({"type", "links", "user", "workspace",         // schema
                                             "permission", "last_accessed", "added_on"});  // example
    check_members<bb::workspace_access>({"type", "administrator", "workspace"});
}

TEST_CASE("projects and repositories hold all members of their schemas", "[models]") {
    check_members<bb::project>({"type", "links", "uuid", "key", "owner", "name", "description", "is_private",
                                "created_on", "updated_on", "has_publicly_visible_repos",  // schema
                                "workspace"});                                             // what the live API sends
    check_members<bb::repository>({"type",
                                   "links",
                                   "uuid",
                                   "full_name",
                                   "is_private",
                                   "parent",
                                   "scm",
                                   "owner",
                                   "name",
                                   "description",
                                   "created_on",
                                   "updated_on",
                                   "size",
                                   "language",
                                   "has_issues",
                                   "has_wiki",
                                   "fork_policy",
                                   "project",
                                   "mainbranch",  // schema
                                   "website",
                                   "slug",
                                   "workspace",  // example, and what the live API sends
                                   "override_settings",
                                   "enforced_signed_commits"});  // recorded answers
    check_members<bb::branch>({"type", "links", "name", "target", "merge_strategies", "default_merge_strategy",
                               "repository", "sync_strategies"});  // recorded answers
    check_members<bb::commit>({"type", "hash", "date", "author", "committer", "message", "summary",
                               "parents",                                                          // base_commit
                               "repository", "participants", "links", "rendered", "properties"});  // recorded answers
    check_members<bb::commit_author>({"type", "raw", "user"});
    check_members<bb::rendered_text>({"raw", "markup", "html"});
    check_members<bb::participant>({"type", "user", "role", "approved", "state", "participated_on"});
}

TEST_CASE("permissions hold all members of their schemas", "[models]") {
    check_members<bb::repository_user_permission>({"type", "permission", "user", "repository", "links"});
    check_members<bb::project_user_permission>({"type", "permission", "user", "project", "links"});
    check_members<bb::repository_permission>({"type", "permission", "user", "repository"});
}

TEST_CASE("groups, their permissions and default reviewers hold all members of their schemas", "[models]") {
    check_members<bb::group>({"type", "links", "owner", "workspace", "name", "slug", "full_slug"});
    check_members<bb::repository_group_permission>({"type", "links", "permission", "group", "repository"});
    check_members<bb::project_group_permission>({"type", "links", "permission", "group", "project"});
    check_members<bb::default_reviewer>({"type", "reviewer_type", "user"});
}

TEST_CASE("deploy keys and GPG keys hold all members of their schemas", "[models]") {
    check_members<bb::deploy_key>({"type", "key", "repository", "comment", "label", "added_on", "last_used", "links",
                                   "owner",               // schema
                                   "id", "created_on"});  // examples
    check_members<bb::project_deploy_key>({"type", "key", "project", "comment", "label", "added_on", "last_used",
                                           "links", "created_by",  // schema
                                           "id", "created_on"});   // examples
    check_members<bb::gpg_key>({"type", "owner", "key", "key_id", "fingerprint", "parent_fingerprint", "name",
                                "expires_on", "created_on", "added_on", "last_used", "subkeys", "links"});
}

TEST_CASE("what pipelines need holds all members of its schemas", "[models]") {
    check_members<bb::ssh_key_pair>({"type", "private_key", "public_key"});
    check_members<bb::ssh_public_key>({"type", "key_type", "key", "md5_fingerprint", "sha256_fingerprint"});
    check_members<bb::known_host>({"type", "uuid", "hostname", "public_key"});
    check_members<bb::deployment_environment>({"type", "uuid", "name",                // schema
                                               "slug", "rank", "environment_type"});  // what the live API sends
    check_members<bb::deployment_environment_type>({"type", "name", "rank"});
}

TEST_CASE("keys, variables and properties hold all members of their schemas", "[models]") {
    check_members<bb::ssh_account_key>({"type", "uuid", "key", "comment", "label", "created_on", "last_used", "links",
                                        "owner", "expires_on", "fingerprint"});
    check_members<bb::pipeline_variable>({"type", "uuid", "key", "value", "secured"});
    check_members<bb::application_property>({"_attributes"});
    const bb::application_property any;
    CHECK(bb::detail::member_table_of<bb::application_property>(&any).whole != bb::detail::member_table::none);
}

TEST_CASE("code search holds all members of its schemas", "[models]") {
    check_members<bb::code_search_result>({"type", "content_match_count", "content_matches", "path_matches", "file"});
    check_members<bb::search_content_match>({"lines"});
    check_members<bb::search_line>({"line", "segments"});
    check_members<bb::search_segment>({"text", "match"});
    check_members<bb::commit_file>({"type", "path", "commit", "attributes", "escaped_path",  // schema
                                    "links",                                                 // example
                                    "size", "mimetype"});                                    // recorded answers
    check_members<bb::code_search_page>({"size", "page", "pagelen", "query_substituted", "next", "previous", "values"});
}

TEST_CASE("downloads, which have no schema, hold all members that the live API sends", "[models]") {
    check_members<bb::download_artifact>({"type", "name", "size", "downloads", "user", "created_on", "links"});
}

TEST_CASE("pages and links hold all members of the envelope", "[models]") {
    check_members<bb::page<bb::account>>({"size", "page", "pagelen", "next", "previous", "values"});
    check_members<bb::link>({"href", "name", "title", "templated"});
}

TEST_CASE("enumerations hold every documented value", "[models]") {
    const auto has = []<class Enum>(std::initializer_list<const char*> names) {
        for (const char* name : names) {
            CAPTURE(name);
            CHECK(bb::enum_from<Enum>(name).has_value());
        }
        CHECK(std::size(bb::enum_names<Enum>::values) == names.size());
    };
    has.operator()<bb::permission_level>({"none", "read", "write", "create-repo", "admin"});
    has.operator()<bb::repository_grant>({"read", "write", "admin"});
    has.operator()<bb::project_grant>({"read", "write", "create-repo", "admin"});
    has.operator()<bb::workspace_role>({"owner", "collaborator", "member", "create-project"});
    has.operator()<bb::repository_role>({"admin", "contributor", "member", "owner"});
    has.operator()<bb::fork_policy>({"allow_forks", "no_public_forks", "no_forks"});
    has.operator()<bb::workspace_forking_mode>({"allow_forks", "internal_only"});
    has.operator()<bb::property_attribute>({"public", "read_only"});
}

TEST_CASE("what only recorded answers have is read", "[models]") {
    const auto read = decode_text::decoded<bb::repository>(
        R"({"override_settings": {"default_merge_strategy": false}, "enforced_signed_commits": null,
        "mainbranch": {"name": "main", "sync_strategies": ["merge_commit", "rebase"], "repository": {"slug": "site"},
                       "target": {"rendered": {"message": {"html": "<p>x</p>", "markup": "markdown"}},
                                  "properties": {"app": 1}}}})");
    CHECK(read.override_settings == R"({"default_merge_strategy":false})");
    CHECK(read.enforced_signed_commits.empty());
    REQUIRE(read.mainbranch);
    CHECK(read.mainbranch->sync_strategies == std::vector<std::string>{"merge_commit", "rebase"});
    CHECK(read.mainbranch->repository->slug == "site");
    CHECK(read.mainbranch->target->rendered->message->html == "<p>x</p>");
    CHECK(read.mainbranch->target->properties == R"({"app":1})");
}

TEST_CASE("models compare their UUIDs as UUIDs", "[models]") {
    bb::account upper;
    upper.uuid = "{D301AAFA-D676-4EE0-88BE-962BE7417567}";
    bb::account lower;
    lower.uuid = "d301aafa-d676-4ee0-88be-962be7417567";
    CHECK(upper == lower);
    lower.nickname = "x";
    CHECK_FALSE(upper == lower);
}

}  // namespace test_model_members
