// SPDX-License-Identifier: MIT
// Writes the page docs/coverage.md.
#include "coverage.hpp"

#include <algorithm>

#include "compare.hpp"

namespace specification {

namespace {

/// The operations of a group, and which of them the library declares.
struct group {
    std::size_t declared = 0;
    std::vector<std::string> missing = {};
};

std::map<std::string, group> groups_of(const facts& of) {
    const auto declared = declared_operations();
    std::map<std::string, group> out;
    for (const auto& [key, operation] : of.operations) {
        group& where = out[joined(operation.groups, ", ")];
        if (std::find(declared.begin(), declared.end(), key) != declared.end())
            ++where.declared;
        else
            where.missing.push_back('`' + key.second + ' ' + key.first + '`' +
                                    (operation.deprecated ? " (deprecated)" : ""));
    }
    return out;
}

std::string groups_table(const std::map<std::string, group>& groups) {
    std::string out = "| group of the vendor | operations | declared | missing |\n|---|---|---|---|\n";
    for (const auto& [name, each] : groups)
        out += "| " + name + " | " + std::to_string(each.declared + each.missing.size()) + " | " +
               std::to_string(each.declared) + " | " + std::to_string(each.missing.size()) + " |\n";
    return out;
}

std::string missing_lists(const std::map<std::string, group>& groups) {
    std::string out;
    for (const auto& [name, each] : groups) {
        if (each.missing.empty()) continue;
        out += "\n**" + name + "**: " + std::to_string(each.missing.size()) + "\n\n";
        for (const std::string& operation : each.missing) out += "- " + operation + '\n';
    }
    return out;
}

/// One line for what an operation or schema has, or lacks, for the same reason.
std::string differences_table(const std::vector<difference>& all, const char* owner) {
    struct row {
        const difference* first;
        std::string names;
    };
    std::vector<row> rows;
    for (const difference& each : all) {
        const auto same = std::find_if(rows.begin(), rows.end(), [&](const row& one) {
            return one.first->owner == each.owner && one.first->kind == each.kind && one.first->ours == each.ours &&
                   one.first->reason == each.reason;
        });
        if (same == rows.end())
            rows.push_back({&each, '`' + each.name + '`'});
        else
            same->names += ", `" + each.name + '`';
    }
    if (rows.empty()) return "Nothing differs.\n";
    std::string out = std::string("| ") + owner + " | what | who has it | why |\n|---|---|---|---|\n";
    for (const row& each : rows)
        out += "| `" + each.first->owner + "` | " + each.first->kind + ' ' + each.names + " | " +
               (each.first->ours ? "the library" : "the specification") + " | " +
               (each.first->reason.empty() ? "**not known**" : each.first->reason) + " |\n";
    return out;
}

/// The schemas that no model is compared with. Those of errors and pages are left out: every operation has them.
name_set schemas_without_model(const facts& of) {
    name_set out;
    for (const auto& [name, members] : of.schemas)
        if (!name.starts_with("paginated_") && name.find("error") == std::string::npos && !members.empty())
            out.insert(name);
    for (const std::vector<model_of_schema>& list : {all_models(), all_drafts()})
        for (const model_of_schema& each : list) out.erase(each.schema);
    return out;
}

}  // namespace

std::string coverage_page(const facts& of) {
    const std::map<std::string, group> groups = groups_of(of);
    std::size_t missing = 0;
    for (const auto& [name, each] : groups) missing += each.missing.size();
    comparison operations = compare_operations(of);
    const comparison models = compare_models(of);
    std::vector<difference> ours;
    std::vector<difference> inside;
    for (const difference& each : operations.differences) (each.kind == "operation" ? ours : inside).push_back(each);

    std::string out =
        "# Coverage\n\nThe library held against the vendor's specification of " + of.date +
        ", both ways. The facts of that specification are in\n[tests/specification](../tests/specification). "
        "`tests/specification/specification.sh coverage`\nwrites this page, and a test compares the two; do not edit "
        "it by "
        "hand. The library's own table is\n[operations.md](operations.md).\n\n"
        "- [In numbers](#in-numbers)\n- [Only the vendor has](#only-the-vendor-has)\n"
        "- [Only the library has](#only-the-library-has)\n"
        "- [Operations that differ](#operations-that-differ)\n- [Models that differ](#models-that-differ)\n"
        "- [Schemas without a model](#schemas-without-a-model)\n\n## In numbers\n\n";
    const auto number = [](std::size_t count) { return std::to_string(count); };
    out += "The vendor documents " + number(of.operations.size()) + " operations. The library declares " +
           number(of.operations.size() - missing) + " of them, lacks " + number(missing) + ", and has " +
           number(ours.size()) + " that the vendor\ndoes not document. It has " + number(declared_operations().size()) +
           " in all, since some read one path in different ways.\n\n" + groups_table(groups);
    out += "\n## Only the vendor has\n" + missing_lists(groups);
    out += "\n## Only the library has\n\n" +
           (ours.empty() ? std::string("Nothing: the vendor documents every operation of the library.\n")
                         : differences_table(ours, "operation"));
    out +=
        "\n## Operations that differ\n\nArguments, options, scopes and deprecation, of operations that both have.\n\n" +
        differences_table(inside, "operation");
    out += "\n## Models that differ\n\nMembers of models and of the schemas that they are read from.\n\n" +
           differences_table(models.differences, "schema");
    const name_set without = schemas_without_model(of);
    out += "\n## Schemas without a model\n\nThe names of " + std::to_string(without.size()) +
           " schemas that no model is compared with. Pages and errors are not counted.\n\n" +
           (without.empty() ? "None.\n" : '`' + joined(without, "`, `") + "`\n");
    return out;
}

}  // namespace specification
