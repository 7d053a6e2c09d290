// SPDX-License-Identifier: MIT
// operations: every operation of the library with what is known of it, as a table, as JSON or as Markdown. All of it
// comes from bitbucket::all_operations; nothing here knows any operation by name.
#include <bitbucket/extras/lifecycle.hpp>
#include <bitbucket/json.hpp>

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
     {"deprecated", "", "only what is dead or dying, and what lives in its place"}}};

/// What the table of types knows and the table of values does not: whether an operation returns a page.
struct entry {
    const bb::operation_info& info;
    bool paged;
};

std::vector<entry> all_entries() {
    std::vector<entry> out;
    bb::all_operations.for_each(
        [&]<class Operation>() { out.push_back({Operation::info, bb::paged<typename Operation::result_type>}); });
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
    switch (stage) {
        case bb::lifecycle::deprecated:
            return "deprecated";
        case bb::lifecycle::retired:
            return "retired";
        case bb::lifecycle::live:
            break;
    }
    return "live";
}

std::string request_of(const bb::operation_info& info) {
    return std::string(bb::to_string(info.method)) + ' ' + std::string(info.path.str());
}

std::string fate(const bb::operation_info& info) {
    if (info.stage == bb::lifecycle::live) return "-";
    const std::string successor = info.successor;
    return std::string(name_of(info.stage)) + (successor.empty() ? ": no successor" : ": use " + successor);
}

std::string table() {
    std::vector<row> rows;
    for (const auto& [info, paged] : all_entries())
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

std::string as_json() {
    json out = json::array();
    for (const auto& [info, paged] : all_entries())
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
                       {"lifecycle", name_of(info.stage)},
                       {"successor", *info.successor == '\0' ? json() : json(info.successor)}});
    return examples::as_json(out);
}

/// Code in a cell of a Markdown table; a line break between several.
std::string code(const std::vector<std::string>& list) {
    return list.empty() ? "-" : '`' + joined(list, "`<br>`") + '`';
}

std::string deprecated_markdown() {
    std::string out =
        "\n## Deprecated and retired\n\n"
        "In C++ this is `deprecated_operations` (bitbucket/extras/lifecycle.hpp); `operations --deprecated` prints "
        "it.\n\n| "
        "request | stage | instead | in this library |\n|---|---|---|---|\n";
    for (const bb::deprecated_operation& each : bb::deprecated_operations) {
        out += "| `" + request_of(*each.info) + "` | " + name_of(each.info->stage) + " | ";
        out += *each.info->successor == '\0' ? "-" : '`' + std::string(each.info->successor) + '`';
        out += " | ";
        out += each.successor == nullptr ? "-" : '`' + std::string(each.successor->name) + '`';
        out += " |\n";
    }
    return out;
}

std::string markdown() {
    const std::vector<entry> all = all_entries();
    std::string out =
        "# Operations\n\nThe " + std::to_string(all.size()) +
        " operations of the library, by family. This page is the output of `operations --markdown`\n"
        "(examples/tools/operations); a test compares the two. `operations --json` has the same and more.\n"
        "What is dead or dying, and what lives in its place, stands in [the last table](#deprecated-and-retired).\n";
    std::string family;
    for (const auto& [info, paged] : all) {
        const std::string name = info.name;
        if (const std::string own = name.substr(0, name.find("::")); own != family) {
            family = own;
            out += "\n## " + family +
                   "\n\n| operation | request | options | classic scopes | granular scopes | refused credentials | "
                   "caller must be | lifecycle |\n|---|---|---|---|---|---|---|---|\n";
        }
        std::vector<std::string> options = names(info.options);
        if (paged) options.push_back("pagelen ≤ " + std::to_string(info.max_pagelen));
        const std::string privilege = info.privilege;
        out += "| `" + name + "` | `" + request_of(info) + "` | " + code(options) + " | " +
               code(names(info.classic_scopes)) + " | " + code(names(info.granular_scopes)) + " | " +
               code(names(info.refused)) + " | " + (privilege.empty() ? "-" : privilege) + " | " +
               (info.stage == bb::lifecycle::live ? "live" : fate(info)) + " |\n";
    }
    return out + deprecated_markdown();
}

}  // namespace

int main(int argc, char** argv) try {
    const examples::arguments given(about, argc, argv);
    const std::pair<const char*, std::string (*)()> forms[] = {
        {"json", as_json}, {"markdown", markdown}, {"deprecated", deprecated_table}};
    std::string (*chosen)() = table;
    for (const auto& [option, form] : forms) {
        if (!given.has(option)) continue;
        if (chosen != table) throw examples::usage_problem("only one of --json, --markdown and --deprecated");
        chosen = form;
    }
    examples::write_to_stdout(chosen());
    return examples::exit_ok;
} catch (...) {
    return examples::end_of(about);
}
