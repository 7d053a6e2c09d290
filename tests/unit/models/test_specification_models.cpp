// SPDX-License-Identifier: MIT
// Every model against its schema in the vendor's specification: members missing on either side. What differs on purpose
// stands in a list, each member with its reason.
#include <bitbucket/operations.hpp>
#include <map>
#include <typeinfo>

#include "support/catch.hpp"
#include "unit/support/specification.hpp"

namespace test_specification_models {

namespace bb = bitbucket;
using unit::name_set;

namespace {

unit::corrections known() {
    return unit::corrections({
        {"user", "username", "teams have one, and the vendor's examples show it"},
        {"user", "website", "stands in the vendor's examples of users"},
        {"user", "location", "stands in the vendor's examples of users"},
        {"user", "kind", "app users have one: what they stand for"},
        {"user", "email", "the description of listing members shows how `fields` asks for it"},
        {"workspace_membership", "permission", "stands in the examples of listing the permissions in a workspace"},
        {"workspace_membership", "last_accessed", "stands in the example of the caller's workspaces"},
        {"workspace_membership", "added_on", "stands in the example of the caller's workspaces"},
        {"project", "workspace", "the live API sends it"},
        {"repository", "slug", "the live API sends it, and paths take it"},
        {"repository", "website", "stands in the vendor's example of a repository"},
        {"repository", "workspace", "the live API sends it"},
        {"commit", "links", "stands in the examples of getting commits and branches"},
        {"commit", "rendered", "recorded answers have it: the message as HTML"},
        {"commit", "properties", "recorded answers have it"},
        {"branch", "repository", "recorded answers have it"},
        {"branch", "sync_strategies", "recorded answers have it"},
        {"repository", "override_settings", "recorded answers have it"},
        {"repository", "enforced_signed_commits", "recorded answers have it"},
        {"commit_file", "size", "recorded answers have it"},
        {"commit_file", "mimetype", "recorded answers have it"},
        {"deploy_key", "id", "stands in the examples, and paths take it"},
        {"deploy_key", "created_on", "stands in the examples, where the schema has added_on"},
        {"project_deploy_key", "id", "stands in the examples, and paths take it"},
        {"project_deploy_key", "created_on", "stands in the examples, where the schema has added_on"},
        {"deployment_environment", "environment_type", "the live API has it as an object, and wants it on creation"},
        {"deployment_environment", "rank", "the live API sends it, and the clients of others read it"},
        {"deployment_environment", "slug", "the live API sends it, and the clients of others read it"},
        {"ref", "date", "tags have it, and a ref may be one"},
        {"ref", "message", "tags have it, and a ref may be one"},
        {"ref", "tagger", "tags have it, and a ref may be one"},
        {"ref", "merge_strategies", "branches have it, and a ref may be one"},
        {"ref", "default_merge_strategy", "branches have it, and a ref may be one"},
        {"commit_file", "links", "stands in the examples of code search"},
    });
}

struct pair {
    std::string schema;
    name_set members;
    std::string type;
};

/// The compiler's name of a type.
template <class T>
std::string name_of() {
    return typeid(T).name();
}

template <class Model>
pair of_one(const char* schema, const Model& instance) {
    const bb::detail::member_table& table = bb::detail::member_table_of<Model>(&instance);
    pair out{schema, {}, name_of<Model>()};
    for (std::size_t i = 0; i < table.members.size(); ++i) out.members.insert(std::string(table.members[i].name));
    return out;
}
template <class Model>
pair of(const char* schema) {
    return of_one(schema, Model{});
}

std::vector<pair> all_models() {
    return {of<bb::account>("user"),  // the schema `account`, and what users have beside
            of<bb::workspace>("workspace"),
            of<bb::workspace_membership>("workspace_membership"),
            of<bb::workspace_access>("workspace_access"),
            of<bb::project>("project"),
            of<bb::repository>("repository"),
            of<bb::commit>("commit"),
            of<bb::commit_author>("author"),
            of<bb::participant>("participant"),
            of<bb::branch>("branch"),
            of<bb::repository_permission>("repository_permission"),
            of<bb::repository_user_permission>("repository_user_permission"),
            of<bb::project_user_permission>("project_user_permission"),
            of<bb::group>("group"),
            of<bb::repository_group_permission>("repository_group_permission"),
            of<bb::project_group_permission>("project_group_permission"),
            of<bb::default_reviewer>("default_reviewer_and_type"),
            of<bb::deploy_key>("deploy_key"),
            of<bb::project_deploy_key>("project_deploy_key"),
            of<bb::ssh_account_key>("ssh_account_key"),
            of<bb::gpg_key>("GPG_account_key"),
            of<bb::ssh_key_pair>("pipeline_ssh_key_pair"),
            of<bb::ssh_public_key>("pipeline_ssh_public_key"),
            of<bb::known_host>("pipeline_known_host"),
            of<bb::pipeline_variable>("pipeline_variable"),
            of<bb::pipeline_variable>("deployment_variable"),
            of<bb::deployment_environment>("deployment_environment"),
            of<bb::application_property>("application_property"),
            of<bb::code_search_result>("search_code_search_result"),
            of<bb::search_content_match>("search_content_match"),
            of<bb::search_line>("search_line"),
            of<bb::search_segment>("search_segment"),
            of<bb::commit_file>("commit_file"),
            of<bb::tag>("tag"),
            of<bb::ref>("ref"),
            of<bb::pull_request>("pullrequest"),
            of<bb::pull_request_endpoint>("pullrequest_endpoint"),
            of<bb::pull_request_comment>("pullrequest_comment"),
            of<bb::comment_resolution>("comment_resolution"),
            of<bb::pull_request_task>("pullrequest_comment_task"),
            of<bb::diffstat>("diffstat"),
            of<bb::commit_status>("commitstatus"),
            of<bb::code_search_page>("search_result_page")};
}

std::vector<pair> all_drafts() {
    return {of_one<bb::repository_permission_edit>("repository_user_permission", {bb::repository_grant::read}),
            of_one<bb::repository_permission_edit>("repository_group_permission", {bb::repository_grant::read}),
            of_one<bb::project_permission_edit>("project_user_permission", {bb::project_grant::read}),
            of_one<bb::project_permission_edit>("project_group_permission", {bb::project_grant::read}),
            of_one<bb::project_draft>("project", {.key = "K", .name = "n"}),
            of_one<bb::project_edit>("project", {}),
            of_one<bb::ssh_key_draft>("ssh_account_key", {.key = "k"}),
            of_one<bb::ssh_key_edit>("ssh_account_key", {}),
            of_one<bb::gpg_key_draft>("GPG_account_key", {.key = "k"}),
            of_one<bb::deploy_key_draft>("deploy_key", {.key = "k"}),
            of_one<bb::deploy_key_draft>("project_deploy_key", {.key = "k"}),
            of_one<bb::deploy_key_edit>("deploy_key", {}),
            of_one<bb::ssh_key_pair_edit>("pipeline_ssh_key_pair", {.private_key = "p", .public_key = "k"}),
            of_one<bb::ssh_public_key_draft>("pipeline_ssh_public_key", {.key_type = "t", .key = "k"}),
            of_one<bb::known_host_draft>(
                "pipeline_known_host",
                {.hostname = "h", .public_key = bb::ssh_public_key_draft{.key_type = "t", .key = "k"}}),
            of_one<bb::pipeline_variable_draft>("pipeline_variable", {.key = "K"}),
            of_one<bb::pipeline_variable_edit>("deployment_variable", {}),
            of_one<bb::branch_draft>("branch", {.name = "n", .target = "h"}),
            of_one<bb::tag_draft>("tag", {.name = "n", .target = "h"}),
            of_one<bb::pull_request_draft>("pullrequest", {.title = "t", .source = "b"}),
            of_one<bb::pull_request_edit>("pullrequest", {}),
            of_one<bb::merge_options>("pullrequest_merge_parameters", {}),
            of_one<bb::pull_request_comment_draft>("pullrequest_comment", {.content = "c"}),
            of_one<bb::pull_request_comment_edit>("pullrequest_comment", {.content = "c"}),
            of_one<bb::pull_request_task_draft>("pullrequest_comment_task", {.content = "c"}),
            of_one<bb::pull_request_task_edit>("pullrequest_comment_task", {})};
}

/// What operations return and take that has no schema to be compared with, each with its reason.
const std::map<std::string, std::string> without_schema = {
    {name_of<void>(), "nothing is returned"},
    {name_of<bb::plain_text>(), "a text, no JSON"},
    {name_of<bb::binary>(), "the bytes of a file, no JSON"},
    {name_of<bb::created_commit>(), "a header; the body is empty"},
    {name_of<bb::download_artifact>(), "the specification has no schema for it"},
    {name_of<bb::streamed_body>(), "a form, no JSON"},
    {name_of<bb::user_email>(), "the specification has no reply of these operations but the error"},
    {name_of<bb::no_input>(), "nothing is taken"},
    {name_of<bb::merge_task>(), "the specification shows it in an example only"},
    {name_of<bb::pull_request_activity>(), "the specification shows it in an example only"},
    {name_of<bb::decline_options>(), "the specification has no body for it; the live API takes one"},
    {name_of<bb::json_text>(), "any JSON: the value of an application property is the caller's"},
    {name_of<bb::code_search::search_query>(), "a query option, no body"}};

/// What an accepted result or an optional input holds.
template <class T>
struct plain {
    using type = T;
};
template <class T>
struct plain<bb::accepted<T>> : plain<T> {};
template <class T>
struct plain<std::optional<T>> : plain<T> {};

/// The type of an operation's input.
template <class Operation, class Path, class Result, class Input>
Input input_of(const bb::request<Operation, Path, Result, Input>&);

/// What all operations return: models, the items of pages, and pages that are more than a page.
name_set all_results() {
    name_set out;
    bb::all_operations.for_each([&]<class Operation>() {
        using result = typename plain<typename Operation::result_type>::type;
        if constexpr (bb::paged<result>) {
            using item = typename result::item_type;
            out.insert(name_of<item>());
            if (!std::is_same_v<result, bb::page<item>>) out.insert(name_of<result>());
        } else {
            out.insert(name_of<result>());
        }
    });
    return out;
}
name_set all_inputs() {
    name_set out;
    bb::all_operations.for_each([&]<class Operation>() {
        out.insert(name_of<typename plain<decltype(input_of(std::declval<Operation>()))>::type>());
    });
    return out;
}

}  // namespace

TEST_CASE("everything that operations return and take is compared, or has a reason not to be") {
    name_set excused;
    for (const auto& [wanted, list] : {std::pair(all_results(), all_models()), std::pair(all_inputs(), all_drafts())}) {
        name_set listed;
        for (const pair& each : list) listed.insert(each.type);
        CHECK(wanted.size() > 10);
        for (const std::string& each : wanted) {
            CAPTURE(each);
            const bool has_reason = without_schema.count(each) == 1;
            CHECK((listed.count(each) == 1) != has_reason);
            if (has_reason) excused.insert(each);
        }
    }
    for (const auto& [type, reason] : without_schema) {
        CAPTURE(type, reason);
        CHECK(excused.count(type) == 1);
    }
}

TEST_CASE("every draft and edit has only properties of its schema") {
    const std::string path = unit::specification::path_from_environment();
    if (path.empty()) {
        WARN("skipped: BITBUCKET_SPEC names no specification");
        return;
    }
    const unit::specification spec(path);
    for (const pair& each : all_drafts()) {
        const name_set theirs = spec.properties(each.schema);
        for (const std::string& member : each.members) {
            CAPTURE(each.schema, member);
            CHECK(theirs.count(member) == 1);
        }
    }
}

TEST_CASE("every model has the properties of its schema, but for the listed corrections") {
    const std::string path = unit::specification::path_from_environment();
    if (path.empty()) {
        WARN("skipped: BITBUCKET_SPEC names no specification");
        return;
    }
    const unit::specification spec(path);
    unit::corrections corrections = known();
    std::vector<std::string> found;
    for (const pair& each : all_models()) {
        const name_set theirs = spec.properties(each.schema);
        if (theirs.empty()) found.push_back("no schema " + each.schema);
        for (std::string& difference : corrections.differences(each.schema, each.members, theirs))
            found.push_back(std::move(difference));
    }
    for (std::string& fault : corrections.faults()) found.push_back(std::move(fault));
    CHECK(found == std::vector<std::string>{});
}

}  // namespace test_specification_models
