// SPDX-License-Identifier: MIT
// sample<Operation>(): a valid request for every operation, with the identifiers and bodies that the vendor's documented
// examples use. Path arguments come by the placeholder's name and bodies by their type, so that an operation that is
// added with known ones has its sample already; the assertion at the end tells what is missing otherwise.
// https://developer.atlassian.com/cloud/bitbucket/rest/intro/
#pragma once

#include <array>
#include <bitbucket/multipart.hpp>
#include <bitbucket/operations.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace support {

/// What samples put into paths. Replace those that a server has given out itself.
struct sample_values {
    std::string workspace = "atlassian_tutorial";
    std::string repo_slug = "geordi";
    std::string project_key = "PRJ";
    /// Somebody who has permissions.
    std::string selected_user_id = "{d301aafa-d676-4ee0-88be-962be7417567}";
    /// Whose keys, variables, properties and code it is about: the caller.
    std::string selected_user = "{ed08f5e1-605b-4f4a-aee4-6c97628a673e}";
    std::string key_id = "{b15b6026-9c02-4626-b4ad-b905f99f763a}";
    /// The same placeholder where it is a number: the deploy keys of a repository or project.
    std::string deploy_key_id = "1234";
    std::string fingerprint = "h4m26ppxrol7blr7spbc7lhyymokdbnkxd06kzrt";
    std::string variable_uuid = "{3fa85f64-5717-4562-b3fc-2c963f66afa6}";
    std::string email = "user@example.org";
    std::string app_key = "my-app";
    std::string property_name = "greeting";
    std::string group_slug = "developers";
    /// A member of the workspace.
    std::string member = "{d301aafa-d676-4ee0-88be-962be7417567}";
    /// A team is a workspace today; another one than `workspace`, as the two would share their variables.
    std::string username = "acme";
    std::string environment_uuid = "{a3f0c6d8-1e52-4b97-8c04-5d7b9e2f6a11}";
    std::string known_host_uuid = "{6d2f8b14-93c7-4e0a-a5b1-7f40c8e92d36}";
    std::string commit = "5c1e0b7d94a2f3681d7e5b09c4a8f2613e7d9b50";
    std::string pullrequest_id = "1";
    std::string pull_request_id = "1";
    std::string comment_id = "101";
    std::string task_id = "201";
    /// The same placeholder where it is a text: a merge in the background.
    std::string merge_task_id = "merge-1";
    /// A default reviewer of the repository.
    std::string target_username = "{504c3b62-8120-4f0c-a7bc-87800b9d6f70}";
    std::string branch = "smith/create-branch";
    std::string tag = "release-2.0";
    std::string filename = "hello.txt";
    /// A file of the repository at that commit, and a directory.
    std::string file_path = "README.md";
    std::string directory_path = "src";
};

/// The member of `sample_values` for a placeholder of an operation's path; null if there is none.
constexpr std::string sample_values::* find_sample_value(std::string_view placeholder,
                                                         const bitbucket::operation_info& operation) {
    const std::string_view path = operation.path.str();
    if (placeholder == "path*" && std::string_view(operation.name) == "source::list_directory")
        return &sample_values::directory_path;
    if (placeholder == "key_id" && path.find("/deploy-keys/") != std::string_view::npos)
        return &sample_values::deploy_key_id;
    if (placeholder == "task_id" && path.find("/merge/") != std::string_view::npos)
        return &sample_values::merge_task_id;
    if (placeholder == "name")
        return path.find("/tags/") != std::string_view::npos ? &sample_values::tag : &sample_values::branch;
    struct entry {
        std::string_view placeholder;
        std::string sample_values::* value;
    };
    constexpr entry entries[] = {
        {"workspace", &sample_values::workspace},
        {"repo_slug", &sample_values::repo_slug},
        {"project_key", &sample_values::project_key},
        {"selected_user_id", &sample_values::selected_user_id},
        {"selected_user", &sample_values::selected_user},
        {"key_id", &sample_values::key_id},
        {"variable_uuid", &sample_values::variable_uuid},
        {"email", &sample_values::email},
        {"app_key", &sample_values::app_key},
        {"property_name", &sample_values::property_name},
        {"group_slug", &sample_values::group_slug},
        {"member", &sample_values::member},
        {"username", &sample_values::username},
        {"fingerprint", &sample_values::fingerprint},
        {"environment_uuid", &sample_values::environment_uuid},
        {"known_host_uuid", &sample_values::known_host_uuid},
        {"commit", &sample_values::commit},
        {"pullrequest_id", &sample_values::pullrequest_id},
        {"pull_request_id", &sample_values::pull_request_id},
        {"comment_id", &sample_values::comment_id},
        {"task_id", &sample_values::task_id},
        {"target_username", &sample_values::target_username},
        {"filename", &sample_values::filename},
        {"path*", &sample_values::file_path},
    };
    for (const entry& each : entries)
        if (each.placeholder == placeholder) return each.value;
    return nullptr;
}

/// The bodies and required query options, by type.
template <class Input>
void sample_input(std::type_identity<Input>) = delete;
inline bitbucket::repository_permission_edit sample_input(std::type_identity<bitbucket::repository_permission_edit>) {
    return {.permission = bitbucket::repository_grant::read};
}
inline bitbucket::project_permission_edit sample_input(std::type_identity<bitbucket::project_permission_edit>) {
    return {.permission = bitbucket::project_grant::read};
}
inline bitbucket::ssh_key_draft sample_input(std::type_identity<bitbucket::ssh_key_draft>) {
    return {.key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKqP3Cr632C2dNhhgKVcon4ldUSAeKiku2yP9O9/bDtY user@myhost"};
}
inline bitbucket::ssh_key_edit sample_input(std::type_identity<bitbucket::ssh_key_edit>) {
    return {.label = "Work key"};
}
inline bitbucket::pipeline_variable_draft sample_input(std::type_identity<bitbucket::pipeline_variable_draft>) {
    return {.key = "S3_BUCKET", .value = "build-artifacts"};
}
inline bitbucket::pipeline_variable_edit sample_input(std::type_identity<bitbucket::pipeline_variable_edit>) {
    return {.key = "S3_BUCKET", .value = "release-artifacts", .secured = false};
}
inline bitbucket::project_draft sample_input(std::type_identity<bitbucket::project_draft>) {
    return {.key = "MARS", .name = "Mars Project", .description = "Software for colonizing mars.", .is_private = true};
}
inline bitbucket::project_edit sample_input(std::type_identity<bitbucket::project_edit>) {
    return {.description = "Software for colonizing Mars."};
}
inline bitbucket::deploy_key_draft sample_input(std::type_identity<bitbucket::deploy_key_draft>) {
    return {.key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDb1PfRmuL1xg8m7S5y0gwQ6lRLnZ2tq4cKpGd3vXo9W build@myhost",
            .label = "mydeploykey"};
}
inline bitbucket::deploy_key_edit sample_input(std::type_identity<bitbucket::deploy_key_edit>) {
    return {.label = "newlabel", .comment = "newcomment"};
}
inline bitbucket::gpg_key_draft sample_input(std::type_identity<bitbucket::gpg_key_draft>) {
    return {.key =
                "-----BEGIN PGP PUBLIC KEY BLOCK-----\n"
                "\n"
                "mDMEZvKIrRYJKwYBBAHaRw8BAQdAk3m0Jc1o5sQ0V6yqv1x9u8Wl2bTn7eYd4hRz\n"
                "-----END PGP PUBLIC KEY BLOCK-----\n"};
}
inline bitbucket::ssh_key_pair_edit sample_input(std::type_identity<bitbucket::ssh_key_pair_edit>) {
    // Not a key: the lines are there, and what stands between them says so.
    return {.private_key = "-----BEGIN OPENSSH PRIVATE KEY-----\nbm90IGEga2V5\n-----END OPENSSH PRIVATE KEY-----\n",
            .public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ4QvU8kZ1bN5xT0mWc7rYh2sLd9fGp6aEi3oKuXjB8M pipelines"};
}
inline bitbucket::known_host_draft sample_input(std::type_identity<bitbucket::known_host_draft>) {
    return {
        .hostname = "build.example.org",
        .public_key = bitbucket::ssh_public_key_draft{
            .key_type = "ssh-ed25519", .key = "AAAAC3NzaC1lZDI1NTE5AAAAIFt7cV2nQx8mKe5bRw1hYz4pLs9uGd6jTa3iNo0kXfBq"}};
}
inline bitbucket::json_text sample_input(std::type_identity<bitbucket::json_text>) {
    return R"({"_attributes": ["public"], "text": "hello"})";
}
/// A file named `files` in a commit, and one named `hello.txt` among the downloads.
inline bitbucket::streamed_body sample_input(std::type_identity<bitbucket::streamed_body>) {
    auto body = std::make_shared<bitbucket::multipart>();
    body->add_file("files", std::make_shared<bitbucket::text_source>("Hello World\n"), "hello.txt");
    return body;
}
inline bitbucket::code_search::search_query sample_input(std::type_identity<bitbucket::code_search::search_query>) {
    return "foo repo:demo";
}
/// From a branch that has something to merge into the sample of a branch.
inline bitbucket::pull_request_draft sample_input(std::type_identity<bitbucket::pull_request_draft>) {
    return {.title = "My Title", .source = "feature/opening-hours", .destination = "smith/create-branch"};
}
inline bitbucket::pull_request_edit sample_input(std::type_identity<bitbucket::pull_request_edit>) {
    return {.title = "My other title", .reviewers = std::vector<bitbucket::reviewer>{}};
}
inline std::optional<bitbucket::merge_options> sample_input(
    std::type_identity<std::optional<bitbucket::merge_options>>) {
    return bitbucket::merge_options{.message = "Merge it", .merge_strategy = bitbucket::merge_strategy::merge_commit};
}
inline std::optional<bitbucket::decline_options> sample_input(
    std::type_identity<std::optional<bitbucket::decline_options>>) {
    return bitbucket::decline_options{.message = "Another time"};
}
inline bitbucket::pull_request_comment_draft sample_input(std::type_identity<bitbucket::pull_request_comment_draft>) {
    return {.content = "This needs a test", .position = bitbucket::inline_position_draft::on_line("README.md", 1)};
}
inline bitbucket::pull_request_comment_edit sample_input(std::type_identity<bitbucket::pull_request_comment_edit>) {
    return {.content = "This needs two tests"};
}
inline bitbucket::pull_request_task_draft sample_input(std::type_identity<bitbucket::pull_request_task_draft>) {
    return {.content = "Write a test"};
}
inline bitbucket::pull_request_task_edit sample_input(std::type_identity<bitbucket::pull_request_task_edit>) {
    return {.state = bitbucket::task_state::resolved};
}
inline bitbucket::branch_draft sample_input(std::type_identity<bitbucket::branch_draft>) {
    return {.name = "smith/create-branch", .target = "main"};
}
inline bitbucket::tag_draft sample_input(std::type_identity<bitbucket::tag_draft>) {
    return {.name = "release-2.0", .target = "main", .message = "The second one"};
}

namespace samples {

template <class Input>
concept known_input =
    std::is_same_v<Input, bitbucket::no_input> || requires { sample_input(std::type_identity<Input>{}); };

/// The members for an operation's path, in its order.
template <class Operation>
constexpr auto path_values() {
    std::array<std::string sample_values::*, Operation::info.path.placeholders()> found{};
    std::string_view rest = Operation::info.path.str();
    for (auto& each : found) {
        rest.remove_prefix(rest.find('{') + 1);
        each = find_sample_value(rest.substr(0, rest.find('}')), Operation::info);
    }
    return found;
}

template <class Operation, class... Args, class Result, class Input>
constexpr bool is_known(const bitbucket::request<Operation, bitbucket::path<Args...>, Result, Input>*) {
    bool known = known_input<Input>;
    for (const auto value : path_values<Operation>()) known = known && value != nullptr;
    return known;
}

// Deprecated operations have samples too.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
template <class Operation, class... Args, class Result, class Input>
Operation build(const bitbucket::request<Operation, bitbucket::path<Args...>, Result, Input>*,
                const sample_values& from) {
    constexpr auto values = path_values<Operation>();
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
        if constexpr (std::is_same_v<Input, bitbucket::no_input>)
            return Operation(Args(from.*values[I])...);
        else
            return Operation(Args(from.*values[I])..., sample_input(std::type_identity<Input>{}));
    }(std::index_sequence_for<Args...>{});
}
#pragma GCC diagnostic pop

constexpr bool are_complete() {
    bool complete = true;
    bitbucket::all_operations.for_each(
        [&]<class Operation>() { complete = complete && is_known(static_cast<const Operation*>(nullptr)); });
    return complete;
}

}  // namespace samples

/// What samples put into paths unless a server has given out others.
inline const sample_values& default_values() {
    static const sample_values values;
    return values;
}

/// A valid request for the operation.
template <bitbucket::operation Operation>
[[nodiscard]] Operation sample(const sample_values& values = default_values()) {
    static_assert(samples::is_known(static_cast<const Operation*>(nullptr)),
                  "sample_requests.hpp knows no value for a placeholder of this operation, or none for its input");
    Operation out = samples::build(static_cast<const Operation*>(nullptr), values);
    // What can be done in the background is, so that there is something to ask about.
    if constexpr (requires { out.async(true); }) out.async(true);
    return out;
}

static_assert(samples::are_complete(), "an operation has no sample: instantiate sample<> for each to see which");

}  // namespace support
