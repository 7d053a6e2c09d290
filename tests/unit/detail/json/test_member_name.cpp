// SPDX-License-Identifier: MIT
// detail/json/member_name.hpp: the wire name of every member of every model, paths through optional, boxed and list members,
// and what a path may look like.
#include <bitbucket/detail/json/member_name.hpp>

#include "random_models.hpp"
#include "support/catch.hpp"

namespace test_member_name {

namespace bb = bitbucket;
using namespace bb::detail;

namespace {

std::size_t models_checked = 0;

/// Each member by its pointer, and none forgotten.
template <auto First, auto... Rest>
void check(std::initializer_list<std::string_view> names) {
    const owner_of<First> one{};
    CHECK(member_table_of<owner_of<First>>(&one).members.size() == names.size());
    CHECK(std::vector<std::string_view>(names) ==
          std::vector<std::string_view>{member_name<First>(), member_name<Rest>()...});
    ++models_checked;
}

void check_accounts() {
    check<&bb::account::type, &bb::account::uuid, &bb::account::account_id, &bb::account::display_name,
          &bb::account::nickname, &bb::account::username, &bb::account::account_status, &bb::account::website,
          &bb::account::location, &bb::account::created_on, &bb::account::is_staff, &bb::account::has_2fa_enabled,
          &bb::account::kind, &bb::account::email, &bb::account::links>(
        {"type", "uuid", "account_id", "display_name", "nickname", "username", "account_status", "website", "location",
         "created_on", "is_staff", "has_2fa_enabled", "kind", "email", "links"});
    check<&bb::user_email::type, &bb::user_email::email, &bb::user_email::is_primary, &bb::user_email::is_confirmed,
          &bb::user_email::links>({"type", "email", "is_primary", "is_confirmed", "links"});
    check<&bb::workspace::type, &bb::workspace::uuid, &bb::workspace::slug, &bb::workspace::name,
          &bb::workspace::is_private, &bb::workspace::is_personal, &bb::workspace::is_privacy_enforced,
          &bb::workspace::forking_mode, &bb::workspace::created_on, &bb::workspace::updated_on, &bb::workspace::links>(
        {"type", "uuid", "slug", "name", "is_private", "is_personal", "is_privacy_enforced", "forking_mode",
         "created_on", "updated_on", "links"});
    check<&bb::workspace_membership::type, &bb::workspace_membership::permission,
          &bb::workspace_membership::last_accessed, &bb::workspace_membership::added_on,
          &bb::workspace_membership::user, &bb::workspace_membership::workspace, &bb::workspace_membership::links>(
        {"type", "permission", "last_accessed", "added_on", "user", "workspace", "links"});
    check<&bb::workspace_access::type, &bb::workspace_access::administrator, &bb::workspace_access::workspace>(
        {"type", "administrator", "workspace"});
    check<&bb::project::type, &bb::project::uuid, &bb::project::key, &bb::project::name, &bb::project::description,
          &bb::project::is_private, &bb::project::has_publicly_visible_repos, &bb::project::created_on,
          &bb::project::updated_on, &bb::project::owner, &bb::project::workspace, &bb::project::links>(
        {"type", "uuid", "key", "name", "description", "is_private", "has_publicly_visible_repos", "created_on",
         "updated_on", "owner", "workspace", "links"});
}

void check_repositories() {
    check<&bb::commit_author::type, &bb::commit_author::raw, &bb::commit_author::user>({"type", "raw", "user"});
    check<&bb::rendered_text::type, &bb::rendered_text::raw, &bb::rendered_text::markup, &bb::rendered_text::html>(
        {"type", "raw", "markup", "html"});
    check<&bb::participant::type, &bb::participant::user, &bb::participant::role, &bb::participant::approved,
          &bb::participant::state, &bb::participant::participated_on>(
        {"type", "user", "role", "approved", "state", "participated_on"});
    check<&bb::commit::type, &bb::commit::hash, &bb::commit::date, &bb::commit::message, &bb::commit::author,
          &bb::commit::committer, &bb::commit::summary, &bb::commit::rendered, &bb::commit::parents,
          &bb::commit::participants, &bb::commit::repository, &bb::commit::properties, &bb::commit::links>(
        {"type", "hash", "date", "message", "author", "committer", "summary", "rendered", "parents", "participants",
         "repository", "properties", "links"});
    check<&bb::rendered_commit::message>({"message"});
    check<&bb::branch::type, &bb::branch::name, &bb::branch::merge_strategies, &bb::branch::default_merge_strategy,
          &bb::branch::sync_strategies, &bb::branch::target, &bb::branch::repository, &bb::branch::links>(
        {"type", "name", "merge_strategies", "default_merge_strategy", "sync_strategies", "target", "repository",
         "links"});
    check<&bb::repository::type, &bb::repository::uuid, &bb::repository::full_name, &bb::repository::slug,
          &bb::repository::name, &bb::repository::description, &bb::repository::language, &bb::repository::website,
          &bb::repository::scm, &bb::repository::is_private, &bb::repository::has_issues, &bb::repository::has_wiki,
          &bb::repository::fork_policy, &bb::repository::override_settings, &bb::repository::enforced_signed_commits,
          &bb::repository::size, &bb::repository::created_on, &bb::repository::updated_on, &bb::repository::owner,
          &bb::repository::workspace, &bb::repository::project, &bb::repository::mainbranch, &bb::repository::parent,
          &bb::repository::links>({"type",
                                   "uuid",
                                   "full_name",
                                   "slug",
                                   "name",
                                   "description",
                                   "language",
                                   "website",
                                   "scm",
                                   "is_private",
                                   "has_issues",
                                   "has_wiki",
                                   "fork_policy",
                                   "override_settings",
                                   "enforced_signed_commits",
                                   "size",
                                   "created_on",
                                   "updated_on",
                                   "owner",
                                   "workspace",
                                   "project",
                                   "mainbranch",
                                   "parent",
                                   "links"});
}

void check_permissions() {
    check<&bb::repository_user_permission::type, &bb::repository_user_permission::permission,
          &bb::repository_user_permission::user, &bb::repository_user_permission::repository,
          &bb::repository_user_permission::links>({"type", "permission", "user", "repository", "links"});
    check<&bb::project_user_permission::type, &bb::project_user_permission::permission,
          &bb::project_user_permission::user, &bb::project_user_permission::project,
          &bb::project_user_permission::links>({"type", "permission", "user", "project", "links"});
    check<&bb::repository_permission::type, &bb::repository_permission::permission, &bb::repository_permission::user,
          &bb::repository_permission::repository>({"type", "permission", "user", "repository"});
    check<&bb::ssh_account_key::type, &bb::ssh_account_key::uuid, &bb::ssh_account_key::key,
          &bb::ssh_account_key::comment, &bb::ssh_account_key::label, &bb::ssh_account_key::fingerprint,
          &bb::ssh_account_key::created_on, &bb::ssh_account_key::last_used, &bb::ssh_account_key::expires_on,
          &bb::ssh_account_key::owner, &bb::ssh_account_key::links>({"type", "uuid", "key", "comment", "label",
                                                                     "fingerprint", "created_on", "last_used",
                                                                     "expires_on", "owner", "links"});
    check<&bb::pipeline_variable::type, &bb::pipeline_variable::uuid, &bb::pipeline_variable::key,
          &bb::pipeline_variable::value, &bb::pipeline_variable::secured>({"type", "uuid", "key", "value", "secured"});
    check<&bb::application_property::attributes>({"_attributes"});
}

void check_groups_and_keys() {
    check<&bb::group::type, &bb::group::name, &bb::group::slug, &bb::group::full_slug, &bb::group::owner,
          &bb::group::workspace, &bb::group::links>(
        {"type", "name", "slug", "full_slug", "owner", "workspace", "links"});
    check<&bb::repository_group_permission::type, &bb::repository_group_permission::permission,
          &bb::repository_group_permission::group, &bb::repository_group_permission::repository,
          &bb::repository_group_permission::links>({"type", "permission", "group", "repository", "links"});
    check<&bb::project_group_permission::type, &bb::project_group_permission::permission,
          &bb::project_group_permission::group, &bb::project_group_permission::project,
          &bb::project_group_permission::links>({"type", "permission", "group", "project", "links"});
    check<&bb::default_reviewer::type, &bb::default_reviewer::reviewer_type, &bb::default_reviewer::user>(
        {"type", "reviewer_type", "user"});
    check<&bb::gpg_key::type, &bb::gpg_key::key, &bb::gpg_key::key_id, &bb::gpg_key::fingerprint,
          &bb::gpg_key::parent_fingerprint, &bb::gpg_key::name, &bb::gpg_key::created_on, &bb::gpg_key::added_on,
          &bb::gpg_key::expires_on, &bb::gpg_key::last_used, &bb::gpg_key::owner, &bb::gpg_key::subkeys,
          &bb::gpg_key::links>({"type", "key", "key_id", "fingerprint", "parent_fingerprint", "name", "created_on",
                                "added_on", "expires_on", "last_used", "owner", "subkeys", "links"});
    check<&bb::deploy_key::type, &bb::deploy_key::id, &bb::deploy_key::key, &bb::deploy_key::comment,
          &bb::deploy_key::label, &bb::deploy_key::repository, &bb::deploy_key::owner, &bb::deploy_key::created_on,
          &bb::deploy_key::added_on, &bb::deploy_key::last_used, &bb::deploy_key::links>(
        {"type", "id", "key", "comment", "label", "repository", "owner", "created_on", "added_on", "last_used",
         "links"});
    check<&bb::project_deploy_key::type, &bb::project_deploy_key::id, &bb::project_deploy_key::key,
          &bb::project_deploy_key::comment, &bb::project_deploy_key::label, &bb::project_deploy_key::project,
          &bb::project_deploy_key::created_by, &bb::project_deploy_key::created_on, &bb::project_deploy_key::added_on,
          &bb::project_deploy_key::last_used, &bb::project_deploy_key::links>({"type", "id", "key", "comment", "label",
                                                                               "project", "created_by", "created_on",
                                                                               "added_on", "last_used", "links"});
}

void check_pipelines() {
    check<&bb::ssh_key_pair::type, &bb::ssh_key_pair::private_key, &bb::ssh_key_pair::public_key>(
        {"type", "private_key", "public_key"});
    check<&bb::ssh_public_key::type, &bb::ssh_public_key::key_type, &bb::ssh_public_key::key,
          &bb::ssh_public_key::md5_fingerprint, &bb::ssh_public_key::sha256_fingerprint>(
        {"type", "key_type", "key", "md5_fingerprint", "sha256_fingerprint"});
    check<&bb::known_host::type, &bb::known_host::uuid, &bb::known_host::hostname, &bb::known_host::public_key>(
        {"type", "uuid", "hostname", "public_key"});
    check<&bb::deployment_environment_type::type, &bb::deployment_environment_type::name,
          &bb::deployment_environment_type::rank>({"type", "name", "rank"});
    check<&bb::deployment_environment::type, &bb::deployment_environment::uuid, &bb::deployment_environment::name,
          &bb::deployment_environment::slug, &bb::deployment_environment::rank,
          &bb::deployment_environment::environment_type>({"type", "uuid", "name", "slug", "rank", "environment_type"});
}

void check_code_search() {
    check<&bb::search_segment::text, &bb::search_segment::match>({"text", "match"});
    check<&bb::search_line::line, &bb::search_line::segments>({"line", "segments"});
    check<&bb::search_content_match::lines>({"lines"});
    check<&bb::commit_file::type, &bb::commit_file::path, &bb::commit_file::escaped_path, &bb::commit_file::attributes,
          &bb::commit_file::size, &bb::commit_file::mimetype, &bb::commit_file::commit, &bb::commit_file::links>(
        {"type", "path", "escaped_path", "attributes", "size", "mimetype", "commit", "links"});
    check<&bb::download_artifact::type, &bb::download_artifact::name, &bb::download_artifact::size,
          &bb::download_artifact::downloads, &bb::download_artifact::user, &bb::download_artifact::created_on,
          &bb::download_artifact::links>({"type", "name", "size", "downloads", "user", "created_on", "links"});
    check<&bb::code_search_result::type, &bb::code_search_result::content_match_count,
          &bb::code_search_result::content_matches, &bb::code_search_result::path_matches,
          &bb::code_search_result::file>({"type", "content_match_count", "content_matches", "path_matches", "file"});
    check<&bb::code_search_page::size, &bb::code_search_page::page, &bb::code_search_page::pagelen,
          &bb::code_search_page::query_substituted, &bb::code_search_page::next, &bb::code_search_page::previous,
          &bb::code_search_page::values>(
        {"size", "page", "pagelen", "query_substituted", "next", "previous", "values"});
}

void check_pull_requests() {
    check<&bb::tag::type, &bb::tag::name, &bb::tag::message, &bb::tag::date, &bb::tag::tagger, &bb::tag::target,
          &bb::tag::links>({"type", "name", "message", "date", "tagger", "target", "links"});
    check<&bb::ref::type, &bb::ref::name, &bb::ref::target, &bb::ref::links, &bb::ref::merge_strategies,
          &bb::ref::default_merge_strategy, &bb::ref::message, &bb::ref::date, &bb::ref::tagger>(
        {"type", "name", "target", "links", "merge_strategies", "default_merge_strategy", "message", "date", "tagger"});
    check<&bb::pull_request_endpoint::branch, &bb::pull_request_endpoint::commit,
          &bb::pull_request_endpoint::repository>({"branch", "commit", "repository"});
    check<&bb::pull_request::type, &bb::pull_request::id, &bb::pull_request::title, &bb::pull_request::description,
          &bb::pull_request::state, &bb::pull_request::draft, &bb::pull_request::queued, &bb::pull_request::author,
          &bb::pull_request::source, &bb::pull_request::destination, &bb::pull_request::merge_commit,
          &bb::pull_request::comment_count, &bb::pull_request::task_count, &bb::pull_request::close_source_branch,
          &bb::pull_request::closed_by, &bb::pull_request::reason, &bb::pull_request::created_on,
          &bb::pull_request::updated_on, &bb::pull_request::reviewers, &bb::pull_request::participants,
          &bb::pull_request::summary, &bb::pull_request::rendered, &bb::pull_request::links>(
        {"type",      "id",     "title",       "description",  "state",         "draft",        "queued",
         "author",    "source", "destination", "merge_commit", "comment_count", "task_count",   "close_source_branch",
         "closed_by", "reason", "created_on",  "updated_on",   "reviewers",     "participants", "summary",
         "rendered",  "links"});
    check<&bb::merge_task::task_status, &bb::merge_task::task_id, &bb::merge_task::merge_result>(
        {"task_status", "task_id", "merge_result"});
    check<&bb::pull_request_comment::type, &bb::pull_request_comment::id, &bb::pull_request_comment::content,
          &bb::pull_request_comment::user, &bb::pull_request_comment::created_on, &bb::pull_request_comment::updated_on,
          &bb::pull_request_comment::deleted, &bb::pull_request_comment::pending, &bb::pull_request_comment::position,
          &bb::pull_request_comment::parent, &bb::pull_request_comment::resolution,
          &bb::pull_request_comment::pullrequest, &bb::pull_request_comment::links>(
        {"type", "id", "content", "user", "created_on", "updated_on", "deleted", "pending", "inline", "parent",
         "resolution", "pullrequest", "links"});
    check<&bb::pull_request_task::id, &bb::pull_request_task::content, &bb::pull_request_task::state,
          &bb::pull_request_task::creator, &bb::pull_request_task::pending, &bb::pull_request_task::created_on,
          &bb::pull_request_task::updated_on, &bb::pull_request_task::resolved_on, &bb::pull_request_task::resolved_by,
          &bb::pull_request_task::comment, &bb::pull_request_task::links>(
        {"id", "content", "state", "creator", "pending", "created_on", "updated_on", "resolved_on", "resolved_by",
         "comment", "links"});
    check<&bb::comment_activity::pull_request, &bb::comment_activity::comment>({"pull_request", "comment"});
    check<&bb::update_activity::pull_request, &bb::update_activity::update>({"pull_request", "update"});
    check<&bb::approval_activity::pull_request, &bb::approval_activity::approval>({"pull_request", "approval"});
    check<&bb::changes_requested_activity::pull_request, &bb::changes_requested_activity::changes_requested>(
        {"pull_request", "changes_requested"});
    check<&bb::diffstat::type, &bb::diffstat::status, &bb::diffstat::lines_added, &bb::diffstat::lines_removed,
          &bb::diffstat::old_file, &bb::diffstat::new_file>(
        {"type", "status", "lines_added", "lines_removed", "old", "new"});
    check<&bb::commit_status::type, &bb::commit_status::key, &bb::commit_status::name, &bb::commit_status::description,
          &bb::commit_status::state, &bb::commit_status::url, &bb::commit_status::refname,
          &bb::commit_status::created_on, &bb::commit_status::updated_on, &bb::commit_status::links>(
        {"type", "key", "name", "description", "state", "url", "refname", "created_on", "updated_on", "links"});
}

void check_pages() {
    using accounts = bb::page<bb::account>;
    check<&accounts::size, &accounts::page, &accounts::pagelen, &accounts::next, &accounts::previous,
          &accounts::values>({"size", "page", "pagelen", "next", "previous", "values"});
    check<&bb::link::href, &bb::link::name, &bb::link::title, &bb::link::templated>(
        {"href", "name", "title", "templated"});
}

}  // namespace

TEST_CASE("every member of every model has its wire name", "[query]") {
    models_checked = 0;
    check_accounts();
    check_repositories();
    check_permissions();
    check_groups_and_keys();
    check_pipelines();
    check_code_search();
    check_pull_requests();
    check_pages();
    std::size_t all = 0;
    random_models::all_models::for_each([&]<class Model>() { ++all; });
    const std::size_t other_pages = 4;  // the same template
    CHECK(models_checked == all - other_pages);
}

TEST_CASE("a member that the model does not list has no name", "[query]") {
    CHECK(member_name<&bb::application_property::value>().empty());
    CHECK(member_name<&bb::link::rel>().empty());
}

TEST_CASE("a path goes through optional, boxed and list members", "[query]") {
    CHECK(member_path<&bb::repository::owner, &bb::account::uuid>() == "owner.uuid");
    CHECK(member_path<&bb::repository::parent, &bb::repository::parent, &bb::repository::slug>() ==
          "parent.parent.slug");
    CHECK(member_path<&bb::commit::parents, &bb::commit::participants, &bb::participant::user, &bb::account::type>() ==
          "parents.participants.user.type");
    CHECK(member_path<&bb::branch::target, &bb::commit::hash>() == "target.hash");
    static_assert(is_member_path<&bb::repository::parent, &bb::repository::owner, &bb::account::uuid>());
    static_assert(is_member_path<&bb::commit::parents, &bb::commit::hash>());
    static_assert(is_member_path<&bb::repository::slug>());
    static_assert(!is_member_path<&bb::repository::owner, &bb::repository::slug>());
    static_assert(!is_member_path<&bb::repository::slug, &bb::account::uuid>());
    static_assert(!is_member_path<&bb::repository::owner, &bb::account::uuid, &bb::account::uuid>());
    static_assert(are_members_of_one_model<&bb::account::uuid, &bb::account::type>());
    static_assert(!are_members_of_one_model<&bb::account::uuid, &bb::link::href>());
}

TEST_CASE("a path of fields is levels with dots between them", "[query]") {
    for (const char* good : {"a", "A9", "_attributes", "a.b.c", "has_2fa_enabled", "x-y", "a.2", "9"}) {
        CAPTURE(good);
        CHECK(is_field_path(good, false));
        CHECK(is_field_path(good, true));
    }
    for (const char* stars : {"*", "a.*", "*.a", "a.*.b"}) {
        CAPTURE(stars);
        CHECK_FALSE(is_field_path(stars, false));
        CHECK(is_field_path(stars, true));
    }
    for (const char* bad : {"",    ".",  ".a", "a.", "a..b", "-a",  "a.-b", "+a", "a b",      " a",  "a=",
                            "a,b", "a*", "*a", "**", "a.**", "a\"", "a\n",  "a(", "\xC3\xA4", "a%2E"}) {
        CAPTURE(bad);
        CHECK_FALSE(is_field_path(bad, false));
        CHECK_FALSE(is_field_path(bad, true));
    }
    CHECK_FALSE(is_field_path(std::string_view("a\0b", 3), true));
}

}  // namespace test_member_name
