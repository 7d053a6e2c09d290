// SPDX-License-Identifier: MIT
// operations: every operation of the library with what is known of it, as a table, as JSON or as Markdown. All of it
// comes from bitbucket::all_operations; nothing here knows any operation by name.
#include <bitbucket/extras/lifecycle.hpp>
#include <bitbucket/json.hpp>
#include <utility>

#include "../support/formats.hpp"
#include "../support/program.hpp"

namespace bb = bitbucket;
using examples::row;
using json = nlohmann::ordered_json;

namespace {

const examples::program about{
    "operations",
    "",
    0,
    "Lists the operations of the library: method, path, the scopes that credentials need, the kinds of\n"
    "credentials that are refused, and what is deprecated or retired in favour of what.",
    {{"json", "", "as JSON, with all that is known"},
     {"markdown", "", "as the page docs/operations.md"},
     {"deprecated", "", "only what is deprecated or retired, with its successor"}}};

/// The name of a type without its namespaces, from what g++ and clang call this function: `… [with Type = …; …]`.
template <class Type>
std::string type_name() {
    std::string name = __PRETTY_FUNCTION__;
    name.erase(0, name.find("Type = ") + std::string_view("Type = ").size());
    name.resize(name.find_first_of(";]"));
    for (std::size_t end = 0; (end = name.find("::")) != std::string::npos;) {
        const std::size_t begin = name.find_last_of("<, ", end) + 1;  // npos + 1 is 0
        name.erase(begin, end + 2 - begin);
    }
    return name;
}

/// An operation with what only the table of types knows: what it returns, and whether that is a page.
struct entry {
    const bb::operation_info& info;
    bool paged;
    std::string result;
};

std::vector<entry> all_entries() {
    std::vector<entry> out;
    bb::all_operations.for_each([&]<class Operation>() {
        using result = typename Operation::result_type;
        // An alias is shorter than what it stands for.
        constexpr bool is_log = std::is_same_v<result, bb::page<bb::pull_request_activity>>;
        out.push_back({Operation::info, bb::paged<result>,
                       is_log ? std::string("page<pull_request_activity>") : type_name<result>()});
    });
    return out;
}

std::vector<std::string> names(const bb::name_list& list) {
    return {list.begin(), list.end()};
}

std::vector<std::string> names(const bb::credential_kinds& kinds) {
    using bb::credential_kind;
    std::vector<std::string> out;
    for (const credential_kind each : {credential_kind::anonymous, credential_kind::basic, credential_kind::api_token,
                                       credential_kind::access_token, credential_kind::oauth})
        if (kinds.contains(each)) out.emplace_back(bb::to_string(each));
    return out;
}

std::string joined(const std::vector<std::string>& list, const char* separator = ",") {
    std::string out;
    for (const std::string& each : list) out += (out.empty() ? "" : separator) + each;
    return out.empty() ? "-" : out;
}

const char* name_of(bb::lifecycle stage) {
    constexpr const char* words[] = {"live", "preview", "deprecated", "retired"};
    return words[static_cast<std::size_t>(stage)];
}

std::string request_of(const bb::operation_info& info) {
    return std::string(bb::to_string(info.method)) + ' ' + std::string(info.path.str());
}

std::string fate(const bb::operation_info& info) {
    if (!is_ending(info.stage)) return "-";
    const std::string successor = info.successor;
    return std::string(name_of(info.stage)) + (successor.empty() ? ": no successor" : ": use " + successor);
}

std::string table() {
    std::vector<row> rows;
    for (const auto& [info, paged, result] : all_entries())
        rows.push_back({bb::to_string(info.method), std::string(info.path.str()), joined(names(info.classic_scopes)),
                        joined(names(info.granular_scopes)), joined(names(info.refused)), fate(info)});
    return examples::as_table(
        {"VERB", "path", "classic-scopes", "granular-scopes", "refused-credentials", "deprecated-successor"}, rows);
}

std::string deprecated_table() {
    std::vector<row> rows;
    for (const bb::deprecated_operation& each : bb::deprecated_operations)
        rows.push_back({request_of(*each.info), name_of(each.info->stage),
                        *each.info->successor == '\0' ? "-" : each.info->successor,
                        each.successor == nullptr ? "-" : each.successor->name});
    return examples::as_table({"deprecated-or-retired", "stage", "successor", "in-this-library"}, rows);
}

/// Whether it is sent again after a failure that leaves its outcome open.
const char* resends_of(const bb::operation_info& info) {
    if (info.resends == bb::resending::never) return "never";
    return info.idempotent() ? "yes" : "with repeat_unsafe";
}

std::string as_json() {
    json out = json::array();
    for (const auto& [info, paged, result] : all_entries())
        out.push_back({{"name", info.name},
                       {"method", bb::to_string(info.method)},
                       {"path", info.path.str()},
                       {"classic_scopes", names(info.classic_scopes)},
                       {"granular_scopes", names(info.granular_scopes)},
                       {"refused_credentials", names(info.refused)},
                       {"privilege", info.privilege},
                       {"options", names(info.options)},
                       {"filters", info.filters()},
                       {"sorts", info.sorts()},
                       {"paged", paged},
                       {"max_pagelen", paged ? json(info.max_pagelen) : json()},
                       {"resends", resends_of(info)},
                       {"redirect_keeps_options", info.redirect_keeps_options},
                       {"lifecycle", name_of(info.stage)},
                       {"successor", *info.successor == '\0' ? json() : json(info.successor)}});
    return examples::as_json(out);
}

std::string family_of(const entry& one) {
    const std::string name = one.info.name;
    return name.substr(0, name.find("::"));
}

/// Code in a cell of a table; `-` if there is none.
std::string code(const std::vector<std::string>& list) {
    return list.empty() ? "-" : '`' + joined(list, "`, `") + '`';
}

/// The segments that all paths of a family begin with, but not the last one of any; empty if they would save little.
std::string common_path(const std::vector<entry>& family) {
    std::string common(family.front().info.path.str());
    for (const entry& one : family) {
        const std::string_view path = one.info.path.str();
        while (path.rfind('/') < common.size() || !path.starts_with(common + '/')) common.resize(common.rfind('/'));
    }
    return common.size() < 20 ? "" : common;
}

std::vector<std::string> options_of(const entry& one) {
    std::vector<std::string> out = names(one.info.options);
    if (one.paged && one.info.max_pagelen != 100) out.push_back("pagelen ≤ " + std::to_string(one.info.max_pagelen));
    return out;
}

/// Operation, request and result, one line each; options if any of them has one.
std::string requests_markdown(const std::vector<entry>& family) {
    const std::string common = common_path(family);
    bool has_options = false;
    for (const entry& one : family) has_options = has_options || !options_of(one).empty();
    std::string out;
    if (!common.empty()) out += "`…` stands for `" + common + "`.\n\n";
    out += has_options ? "| operation | request | options | result |\n|---|---|---|---|\n"
                       : "| operation | request | result |\n|---|---|---|\n";
    for (const entry& one : family) {
        std::string path(one.info.path.str());
        if (!common.empty()) path.replace(0, common.size(), "…");
        out += "| `" + std::string(one.info.name) + '`';
        if (is_ending(one.info.stage))
            out += std::string(" ([") + name_of(one.info.stage) + "](#deprecated-and-retired))";
        out += " | `" + std::string(bb::to_string(one.info.method)) + ' ' + path + "` | ";
        if (has_options) out += code(options_of(one)) + " | ";
        out += (one.result == "void" ? "nothing" : '`' + one.result + '`') + " |\n";
    }
    return out;
}

/// What the credential needs, one line for all operations of a family that need the same.
std::string access_markdown(const std::vector<entry>& family) {
    std::vector<std::pair<std::string, std::vector<std::string>>> needs;
    for (const entry& one : family) {
        const std::string privilege = one.info.privilege;
        const std::string need = code(names(one.info.classic_scopes)) + " | " + code(names(one.info.granular_scopes)) +
                                 " | " + code(names(one.info.refused)) + " | " + (privilege.empty() ? "-" : privilege);
        auto same = needs.begin();
        while (same != needs.end() && same->first != need) ++same;
        if (same == needs.end()) same = needs.insert(same, {need, {}});
        same->second.push_back(std::string(one.info.name).substr(family_of(one).size() + 2));
    }
    std::string out =
        "\n| operations | classic scopes | granular scopes | refused credentials | caller must be |\n"
        "|---|---|---|---|---|\n";
    for (const auto& [need, operations] : needs)
        out += "| " + (needs.size() == 1 ? "all" : code(operations)) + " | " + need + " |\n";
    return out;
}

std::string deprecated_markdown() {
    std::string out =
        "\n## Deprecated and retired\n\n"
        "The vendor may still answer what is deprecated; what is retired answers 410. In C++ this table is\n"
        "`deprecated_operations` (bitbucket/extras/lifecycle.hpp); `operations --deprecated` prints it.\n\n"
        "| stage | operation | use instead | in this library |\n|---|---|---|---|\n";
    for (const bb::deprecated_operation& each : bb::deprecated_operations) {
        const std::string successor = each.info->successor;
        out += std::string("| ") + name_of(each.info->stage) + " | `" + each.info->name + "` | " +
               (successor.empty() ? "-" : '`' + successor + '`') + " | " +
               (each.successor == nullptr ? "-" : '`' + std::string(each.successor->name) + '`') + " |\n";
    }
    return out;
}

std::string markdown() {
    std::vector<std::vector<entry>> families;
    const std::vector<entry> all = all_entries();
    for (const entry& one : all) {
        if (families.empty() || family_of(families.back().front()) != family_of(one)) families.emplace_back();
        families.back().push_back(one);
    }
    std::string out = "# Operations\n\nThe " + std::to_string(all.size()) +
                      " operations of the library, by family. This page is the output of `operations --markdown`;\n"
                      "a test compares the two. Do not edit it by hand. `operations --json` has the same and more.\n\n";
    for (const auto& family : families) {
        const std::string name = family_of(family.front());
        out.append("- [").append(name).append("](#").append(name).append("): ");
        out.append(std::to_string(family.size())).append("\n");
    }
    out +=
        "- [Deprecated and retired](#deprecated-and-retired)\n\n"
        "Below each family's requests is what the credential needs: all the scopes of one column, classic ones for\n"
        "OAuth and access tokens, granular ones for API tokens. `-` means that the vendor names none. Operations that\n"
        "return a page take `pagelen`, up to 100 unless the table says otherwise. All take `fields`.\n";
    for (const auto& family : families)
        out += "\n## " + family_of(family.front()) + "\n\n" + requests_markdown(family) + access_markdown(family);
    return out + deprecated_markdown();
}

int print_operations(const examples::arguments& given) {
    const std::pair<const char*, std::string (*)()> forms[] = {
        {"json", as_json}, {"markdown", markdown}, {"deprecated", deprecated_table}};
    std::string (*chosen)() = table;
    for (const auto& [option, form] : forms)
        if (given.has(option) && std::exchange(chosen, form) != table)
            throw examples::usage_problem("only one of --json, --markdown and --deprecated");
    examples::write_to_stdout(chosen());
    return examples::exit_ok;
}

}  // namespace

int main(int argc, char** argv) {
    return examples::run(about, argc, argv, print_operations);
}
