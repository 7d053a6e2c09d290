// SPDX-License-Identifier: MIT
// sample<Operation>(): a valid request for every operation, with the identifiers and bodies that the vendor's documented
// examples use. Path arguments come by the placeholder's name and bodies by their type, so that an operation that is
// added with known ones has its sample already; the assertion at the end tells what is missing otherwise.
// https://developer.atlassian.com/cloud/bitbucket/rest/intro/
#pragma once

#include <array>
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
    std::string variable_uuid = "{3fa85f64-5717-4562-b3fc-2c963f66afa6}";
    std::string email = "user@example.org";
    std::string app_key = "my-app";
    std::string property_name = "greeting";
};

/// The member of `sample_values` for a placeholder; null if there is none.
constexpr std::string sample_values::* find_sample_value(std::string_view placeholder) {
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
inline bitbucket::json_text sample_input(std::type_identity<bitbucket::json_text>) {
    return R"({"_attributes": ["public"], "text": "hello"})";
}
inline bitbucket::code_search::search_query sample_input(std::type_identity<bitbucket::code_search::search_query>) {
    return "foo repo:demo";
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
        each = find_sample_value(rest.substr(0, rest.find('}')));
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

/// A valid request for the operation.
template <bitbucket::operation Operation>
[[nodiscard]] Operation sample(const sample_values& values = {}) {
    static_assert(samples::is_known(static_cast<const Operation*>(nullptr)),
                  "sample_requests.hpp knows no value for a placeholder of this operation, or none for its input");
    return samples::build(static_cast<const Operation*>(nullptr), values);
}

static_assert(samples::are_complete(), "an operation has no sample: instantiate sample<> for each to see which");

}  // namespace support
