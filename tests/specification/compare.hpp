// SPDX-License-Identifier: MIT
// Holds what the library declares against the facts of a specification. What differs on purpose is a correction, with its
// reason; compare_operations.cpp and compare_models.cpp have the lists.
#pragma once

#include <string>
#include <vector>

#include "facts.hpp"

namespace specification {

/// Something that only one of the library and the specification has.
struct difference {
    /// The operation, as `source::root`, or the schema.
    std::string owner;
    /// What it is: `option`, `member`, ….
    std::string kind;
    std::string name;
    bool ours = false;
    /// Why it differs on purpose; empty if nobody knows of it.
    std::string reason = {};
};

struct comparison {
    std::vector<difference> differences = {};
    /// Corrections that nothing needed, schemas that are not there, and the like, a sentence each.
    std::vector<std::string> faults = {};

    /// What nobody knows of, and the faults, a sentence each; empty if all is well.
    [[nodiscard]] std::vector<std::string> problems() const;
};

/// What is known to differ: the operation or schema, the name of what differs, and the reason.
struct correction {
    std::string owner;
    std::string name;
    std::string reason;
};

/// Collects differences, and finds the reasons of those that are known.
class comparer {
public:
    explicit comparer(std::vector<correction> known) : known_(std::move(known)), needed_(known_.size(), false) {}

    void add(const std::string& owner, const char* kind, const name_set& ours, const name_set& theirs);
    void add(const std::string& owner, const char* kind, const std::string& name, bool ours);
    void fault(std::string sentence) { out_.faults.push_back(std::move(sentence)); }
    /// All differences, and a fault for each correction that was not needed or has no reason.
    [[nodiscard]] comparison result() &&;

private:
    std::vector<correction> known_;
    std::vector<bool> needed_;
    comparison out_ = {};
};

/// Every operation of the library: path arguments, query options, scopes, deprecation.
[[nodiscard]] comparison compare_operations(const facts& with);

/// The path and method of every operation of the library, as `facts` has them.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> declared_operations();

/// A model and the schema that it is compared with.
struct model_of_schema {
    std::string schema;
    name_set members;
    /// The compiler's name of the model.
    std::string type;
};
/// What is read, and what is written.
[[nodiscard]] std::vector<model_of_schema> all_models();
[[nodiscard]] std::vector<model_of_schema> all_drafts();

/// Every model has the members of its schema, and no draft has one that its schema lacks.
[[nodiscard]] comparison compare_models(const facts& with);

}  // namespace specification
