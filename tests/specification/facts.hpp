// SPDX-License-Identifier: MIT
// What the tests need to know of a specification of the vendor's: its operations, and the names of its schemas' members.
// Read from an OpenAPI 3 document, or from the extract of one that this folder keeps (bitbucket-YYYY-MM.txt).
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace specification {

using name_set = std::set<std::string>;

/// What a specification says of one operation, without its prose.
struct operation_facts {
    /// The groups that the vendor puts it into, such as `Pullrequests`.
    std::vector<std::string> groups = {};
    name_set path_arguments = {};
    name_set query_options = {};
    /// The scopes of OAuth, and those of API tokens and Forge apps.
    name_set classic_scopes = {};
    name_set granular_scopes = {};
    /// The statuses that it is documented to answer with.
    name_set statuses = {};
    bool deprecated = false;

    bool operator==(const operation_facts&) const = default;
};

/// The facts of a specification.
struct facts {
    /// The month of the specification, as `2026-08`.
    std::string date;
    /// By path and method: `{"/user", "GET"}`.
    std::map<std::pair<std::string, std::string>, operation_facts> operations = {};
    /// The names of the properties of each schema, those of its parts (`allOf`) among them.
    std::map<std::string, name_set> schemas = {};

    /// Null if there is no such operation.
    [[nodiscard]] const operation_facts* find(const std::string& method, const std::string& path) const;
    /// Empty if there is no such schema.
    [[nodiscard]] name_set members(const std::string& schema) const;

    bool operator==(const facts&) const = default;
};

/// The facts of an OpenAPI 3 document. Throws std::runtime_error, with one sentence, for a text that is none, and for a
/// name that the extract cannot hold.
[[nodiscard]] facts from_openapi(const std::string& document, const std::string& date);

/// The extract: one paragraph for an operation and one line for a schema, ordered, so that a diff of two extracts is
/// the diff of their facts.
[[nodiscard]] std::string to_text(const facts& from);
/// Reads an extract. Throws std::runtime_error that names the line which is none of an extract's.
[[nodiscard]] facts from_text(const std::string& extract);

/// The facts in a file, which is an OpenAPI document or an extract. Throws std::runtime_error.
[[nodiscard]] facts read_facts(const std::string& path);
/// The extract that the folder keeps; the repository is at BITBUCKET_SOURCE_DIR. Throws std::runtime_error unless there
/// is exactly one, whose name has its date.
[[nodiscard]] facts committed_facts();

/// What has changed from one specification to another, a sentence each; empty if nothing has.
[[nodiscard]] std::vector<std::string> changes(const facts& before, const facts& after);

/// The names with a separator between them.
[[nodiscard]] std::string joined(const name_set& names, const char* separator);
[[nodiscard]] std::string joined(const std::vector<std::string>& names, const char* separator);

}  // namespace specification
