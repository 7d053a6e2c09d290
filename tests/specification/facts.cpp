// SPDX-License-Identifier: MIT
// Reads and writes extracts, and compares two of them.
#include "facts.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace specification {

namespace {

constexpr const char* first_line =
    "# Facts from the vendor's OpenAPI document, without its prose. Made by tests/specification/specification.sh.";

/// The lists of an operation, in the order of the extract.
template <class Operation, class Function>
void each_list(Operation& of, Function function) {
    function("path", of.path_arguments);
    function("query", of.query_options);
    function("classic", of.classic_scopes);
    function("granular", of.granular_scopes);
    function("statuses", of.statuses);
}

template <class Names>
std::string join(const Names& names, const char* separator) {
    std::string out;
    for (const std::string& each : names) out += (out.empty() ? "" : separator) + each;
    return out;
}

name_set words_of(std::istream& line) {
    name_set out;
    for (std::string word; line >> word;) out.insert(word);
    return out;
}

/// `+new -gone` for what two sets do not share; empty if they are equal.
std::string change(const name_set& before, const name_set& after) {
    std::string out;
    for (const std::string& each : after)
        if (!before.contains(each)) out += " +" + each;
    for (const std::string& each : before)
        if (!after.contains(each)) out += " -" + each;
    return out;
}

std::string content_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream out;
    out << file.rdbuf();
    if (!file) throw std::runtime_error("cannot read " + path);
    return std::move(out).str();
}

}  // namespace

std::string joined(const name_set& names, const char* separator) {
    return join(names, separator);
}
std::string joined(const std::vector<std::string>& names, const char* separator) {
    return join(names, separator);
}

const operation_facts* facts::find(const std::string& method, const std::string& path) const {
    const auto found = operations.find({path, method});
    return found == operations.end() ? nullptr : &found->second;
}

name_set facts::members(const std::string& schema) const {
    const auto found = schemas.find(schema);
    return found == schemas.end() ? name_set() : found->second;
}

std::string to_text(const facts& from) {
    std::string out = first_line + ("\ndate " + from.date) + '\n';
    for (const auto& [key, operation] : from.operations) {
        out += '\n' + key.second + ' ' + key.first + '\n';
        if (!operation.groups.empty()) out += "  groups " + join(operation.groups, ", ") + '\n';
        each_list(operation, [&](const char* label, const name_set& names) {
            if (!names.empty()) out += std::string("  ") + label + ' ' + join(names, " ") + '\n';
        });
        if (operation.deprecated) out += "  deprecated\n";
    }
    out += '\n';
    for (const auto& [name, members] : from.schemas)
        out += "schema " + name + (members.empty() ? "" : ": " + join(members, " ")) + '\n';
    return out;
}

facts from_text(const std::string& extract) {
    facts out;
    operation_facts* current = nullptr;
    std::istringstream lines(extract);
    std::size_t number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        if (line.empty() || line.starts_with('#')) continue;
        const auto refuse = [&] {
            throw std::runtime_error("line " + std::to_string(number) + " belongs to no extract: " + line);
        };
        std::istringstream words(line);
        std::string first;
        words >> first;
        if (line.starts_with("  ") && current != nullptr) {
            bool known = first == "deprecated" || first == "groups";
            if (first == "deprecated") current->deprecated = true;
            if (first == "groups")
                for (std::string group; std::getline(words >> std::ws, group, ',');) current->groups.push_back(group);
            each_list(*current, [&](const char* label, name_set& names) {
                if (first != label) return;
                names = words_of(words);
                known = true;
            });
            if (!known) refuse();
        } else if (first == "date") {
            words >> out.date;
        } else if (first == "schema") {
            std::string name;
            words >> name;
            if (name.ends_with(':')) name.pop_back();
            out.schemas[name] = words_of(words);
        } else {
            std::string path;
            words >> path;
            if (!path.starts_with('/') || first.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != std::string::npos)
                refuse();
            current = &out.operations[{path, first}];
        }
    }
    if (out.date.empty()) throw std::runtime_error("this extract has no date");
    return out;
}

facts read_facts(const std::string& path) {
    const std::string content = content_of(path);
    return content.starts_with(first_line) ? from_text(content) : from_openapi(content, "undated");
}

facts committed_facts() {
    const std::filesystem::path folder = std::string(BITBUCKET_SOURCE_DIR) + "/tests/specification";
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with("bitbucket-") && name.ends_with(".txt")) found.push_back(name);
    }
    if (found.size() != 1) throw std::runtime_error("tests/specification/ has to hold one extract");
    facts out = read_facts((folder / found.front()).string());
    if (found.front() != "bitbucket-" + out.date + ".txt")
        throw std::runtime_error(found.front() + " is of " + out.date);
    return out;
}

std::vector<std::string> changes(const facts& before, const facts& after) {
    std::vector<std::string> out;
    for (const auto& [key, now] : after.operations) {
        const std::string name = key.second + ' ' + key.first;
        const operation_facts* was = before.find(key.second, key.first);
        if (was == nullptr) {
            out.push_back(name + " is new, in " + join(now.groups, ", "));
            continue;
        }
        if (was->groups != now.groups) out.push_back(name + ": is in " + join(now.groups, ", "));
        std::vector<const name_set*> earlier;
        each_list(*was, [&](const char*, const name_set& names) { earlier.push_back(&names); });
        std::size_t place = 0;
        each_list(now, [&](const char* label, const name_set& names) {
            const std::string difference = change(*earlier[place++], names);
            if (!difference.empty()) out.push_back(std::string(name).append(": ").append(label).append(difference));
        });
        if (was->deprecated != now.deprecated)
            out.push_back(name + (now.deprecated ? ": is deprecated" : ": is no longer deprecated"));
    }
    for (const auto& [key, was] : before.operations)
        if (after.find(key.second, key.first) == nullptr) out.push_back(key.second + ' ' + key.first + " is gone");
    for (const auto& [name, members] : after.schemas) {
        const auto was = before.schemas.find(name);
        if (was == before.schemas.end())
            out.push_back("schema " + name + " is new");
        else if (was->second != members)
            out.push_back("schema " + name + ':' + change(was->second, members));
    }
    for (const auto& [name, members] : before.schemas)
        if (!after.schemas.contains(name)) out.push_back("schema " + name + " is gone");
    return out;
}

}  // namespace specification
