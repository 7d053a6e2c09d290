// SPDX-License-Identifier: MIT
// Takes the facts out of an OpenAPI 3 document.
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "facts.hpp"

namespace specification {

namespace {

using json = nlohmann::json;

class openapi_document {
public:
    explicit openapi_document(const std::string& text) : whole_(json::parse(text, nullptr, false)) {
        if (!whole_.is_object() || !whole_.contains("openapi") || !whole_.contains("paths") ||
            !whole_["paths"].is_object())
            throw std::runtime_error("this is not an OpenAPI 3 document");
    }

    [[nodiscard]] facts all(const std::string& date) const {
        facts out{date};
        for (const auto& [path, methods] : whole_["paths"].items())
            for (const char* method : {"get", "put", "post", "delete", "patch", "head", "options"})
                if (methods.contains(method)) {
                    std::string name = method;
                    for (char& c : name) c = static_cast<char>(c - 'a' + 'A');
                    out.operations[{name_in_extract(path), name}] = operation(methods, methods[method]);
                }
        if (whole_.contains("components") && whole_["components"].contains("schemas"))
            for (const auto& [name, schema] : whole_["components"]["schemas"].items())
                collect(schema, out.schemas[name_in_extract(name)], 0);
        return out;
    }

private:
    [[nodiscard]] operation_facts operation(const json& path, const json& of) const {
        operation_facts out;
        for (const json& tag : of.value("tags", json::array())) {
            const auto name = tag.get<std::string>();
            if (name.find_first_of(",\n") != std::string::npos) throw std::runtime_error("a group is named " + name);
            out.groups.push_back(name);
        }
        for (const json* owner : {&path, &of})
            for (const json& each : owner->value("parameters", json::array())) {
                const json& parameter = resolved(each);
                const std::string in = parameter.value("in", "");
                if (in == "path") insert(out.path_arguments, parameter.at("name"));
                if (in == "query") insert(out.query_options, parameter.at("name"));
            }
        for (const json& each : of.value("security", json::array()))
            for (const json& scope : each.value("oauth2", json::array())) insert(out.classic_scopes, scope);
        for (const json& each : of.value("x-atlassian-oauth2-scopes", json::array()))
            for (const json& scope : each.value("scopes", json::array())) insert(out.granular_scopes, scope);
        const json replies = of.value("responses", json::object());
        for (const auto& [status, reply] : replies.items())
            if (status.find_first_not_of("0123456789") == std::string::npos) out.statuses.insert(status);
        out.deprecated = of.value("deprecated", false);
        return out;
    }

    [[nodiscard]] const json& resolved(const json& node) const {
        const auto reference = node.find("$ref");
        return reference == node.end() ? node : whole_.at(json::json_pointer(reference->get<std::string>().substr(1)));
    }

    void collect(const json& node, name_set& out, int depth) const {
        // A schema that refers to itself.
        if (depth > 20) return;
        const json& schema = resolved(node);
        for (const json& part : schema.value("allOf", json::array())) collect(part, out, depth + 1);
        const json properties = schema.value("properties", json::object());
        for (const auto& [name, property] : properties.items()) insert(out, name);
    }

    static void insert(name_set& out, const json& name) { out.insert(name_in_extract(name.get<std::string>())); }
    static std::string name_in_extract(const std::string& name) {
        if (name.empty() || name.find_first_of(" \t\r\n") != std::string::npos)
            throw std::runtime_error("this name has a blank: \"" + name + '"');
        return name;
    }

    json whole_;
};

}  // namespace

facts from_openapi(const std::string& document, const std::string& date) {
    try {
        return openapi_document(document).all(date);
    } catch (const json::exception& failure) {
        throw std::runtime_error(std::string("this OpenAPI document is not as it should be: ") + failure.what());
    }
}

}  // namespace specification
