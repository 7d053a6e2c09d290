// SPDX-License-Identifier: MIT
// The vendor's specification (the file that BITBUCKET_SPEC names), as the comparison with our declarations needs it,
// and the list of what we knowingly do otherwise.
#pragma once

#include <bitbucket/operation_info.hpp>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

namespace unit {

using json = nlohmann::json;
using name_set = std::set<std::string>;

/// An OpenAPI 3 document.
class specification {
public:
    /// The path in BITBUCKET_SPEC; empty if it is unset.
    [[nodiscard]] static std::string path_from_environment() {
        const char* path = std::getenv("BITBUCKET_SPEC");  // NOLINT(concurrency-mt-unsafe)
        return path == nullptr ? "" : path;
    }
    /// Throws what nlohmann throws for a file that is none.
    explicit specification(const std::string& path) { whole_ = json::parse(std::ifstream(path)); }

    /// The operation; null if there is none with this method and path.
    [[nodiscard]] const json* find(const bitbucket::operation_info& info) const {
        const auto path = whole_["paths"].find(path_of(info));
        if (path == whole_["paths"].end()) return nullptr;
        const auto found = path->find(method(info));
        return found == path->end() ? nullptr : &*found;
    }

    /// The statuses that an operation is documented to answer with.
    [[nodiscard]] static name_set statuses(const json& operation) {
        name_set out;
        const json replies = operation.value("responses", json::object());
        for (const auto& [status, reply] : replies.items())
            if (status.find_first_not_of("0123456789") == std::string::npos) out.insert(status);
        return out;
    }

    /// The names of an operation's parameters that stand `in` the path or the query, those of its path among them.
    [[nodiscard]] name_set parameters(const bitbucket::operation_info& info, const char* in) const {
        name_set out;
        const json& path = whole_["paths"][path_of(info)];
        for (const json* owner : {&path, &path[method(info)]})
            for (const json& each : owner->value("parameters", json::array())) {
                const json& parameter = resolved(each);
                if (parameter.value("in", "") == in) out.insert(parameter["name"].get<std::string>());
            }
        return out;
    }

    /// The scopes: of OAuth (`security`), or of Forge and API tokens (`x-atlassian-oauth2-scopes`).
    [[nodiscard]] static name_set classic_scopes(const json& operation) {
        name_set out;
        for (const json& each : operation.value("security", json::array()))
            for (const json& scope : each.value("oauth2", json::array())) out.insert(scope.get<std::string>());
        return out;
    }
    [[nodiscard]] static name_set granular_scopes(const json& operation) {
        name_set out;
        for (const json& each : operation.value("x-atlassian-oauth2-scopes", json::array()))
            for (const json& scope : each.value("scopes", json::array())) out.insert(scope.get<std::string>());
        return out;
    }

    /// The properties of a schema, those of its parts (`allOf`) among them; empty if there is no such schema.
    [[nodiscard]] name_set properties(const std::string& schema) const {
        name_set out;
        const json& all = whole_["components"]["schemas"];
        if (all.contains(schema)) collect(all[schema], out, 0);
        return out;
    }

    /// Our path as the specification writes it: without the star of a placeholder that keeps its slashes.
    [[nodiscard]] static std::string path_of(const bitbucket::operation_info& info) {
        std::string out(info.path.str());
        if (out.ends_with("*}")) out.erase(out.size() - 2, 1);
        return out;
    }

private:
    static std::string method(const bitbucket::operation_info& info) {
        std::string out = bitbucket::to_string(info.method);
        for (char& c : out) c = bitbucket::detail::lower(c);
        return out;
    }
    [[nodiscard]] const json& resolved(const json& node) const {
        const auto reference = node.find("$ref");
        return reference == node.end() ? node : whole_.at(json::json_pointer(reference->get<std::string>().substr(1)));
    }
    void collect(const json& node, name_set& out, int depth) const {
        if (depth > 20) return;
        const json& schema = resolved(node);
        for (const json& part : schema.value("allOf", json::array())) collect(part, out, depth + 1);
        const json properties = schema.value("properties", json::object());
        for (const auto& [name, property] : properties.items()) out.insert(name);
    }

    json whole_;
};

/// One thing that we knowingly do otherwise than the specification.
struct correction {
    /// The operation or model, and what of it: a parameter, a scope, a member, `deprecated`.
    std::string owner;
    std::string member;
    std::string reason;
};

/// A list of corrections that remembers which of them were needed.
class corrections {
public:
    explicit corrections(std::vector<correction> list) : list_(std::move(list)) {}

    /// Whether the difference is known.
    [[nodiscard]] bool cover(const std::string& owner, const std::string& member) {
        bool found = false;
        for (std::size_t i = 0; i < list_.size(); ++i) {
            if (list_[i].owner != owner || list_[i].member != member) continue;
            used_.insert(i);
            found = true;
        }
        return found;
    }
    /// The entries that nothing needed, and those without a reason.
    [[nodiscard]] std::vector<std::string> faults() const {
        std::vector<std::string> out;
        for (std::size_t i = 0; i < list_.size(); ++i) {
            if (used_.count(i) == 0) out.push_back(list_[i].owner + " " + list_[i].member + " is not needed");
            if (list_[i].reason.empty()) out.push_back(list_[i].owner + " " + list_[i].member + " has no reason");
        }
        return out;
    }

    /// What is in one of two sets only and not covered, as `owner: +ours -theirs`.
    [[nodiscard]] std::vector<std::string> differences(const std::string& owner, const name_set& ours,
                                                       const name_set& theirs) {
        std::vector<std::string> out;
        for (const std::string& each : ours)
            if (theirs.count(each) == 0 && !cover(owner, each)) out.push_back(owner + ": we have " + each);
        for (const std::string& each : theirs)
            if (ours.count(each) == 0 && !cover(owner, each)) out.push_back(owner + ": we lack " + each);
        return out;
    }

private:
    std::vector<correction> list_;
    std::set<std::size_t> used_;
};

}  // namespace unit
