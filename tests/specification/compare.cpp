// SPDX-License-Identifier: MIT
// Differences and their reasons.
#include "compare.hpp"

namespace specification {

std::vector<std::string> comparison::problems() const {
    std::vector<std::string> out;
    for (const difference& each : differences)
        if (each.reason.empty())
            out.push_back(each.owner + ": " + (each.ours ? "we have the " : "we lack the ") + each.kind + ' ' +
                          each.name);
    out.insert(out.end(), faults.begin(), faults.end());
    return out;
}

void comparer::add(const std::string& owner, const char* kind, const std::string& name, bool ours) {
    difference found{owner, kind, name, ours};
    for (std::size_t i = 0; i < known_.size(); ++i) {
        if (known_[i].owner != owner || known_[i].name != name) continue;
        needed_[i] = true;
        found.reason = known_[i].reason;
    }
    out_.differences.push_back(std::move(found));
}

void comparer::add(const std::string& owner, const char* kind, const name_set& ours, const name_set& theirs) {
    for (const std::string& each : ours)
        if (!theirs.contains(each)) add(owner, kind, each, true);
    for (const std::string& each : theirs)
        if (!ours.contains(each)) add(owner, kind, each, false);
}

comparison comparer::result() && {
    for (std::size_t i = 0; i < known_.size(); ++i) {
        const std::string name = known_[i].owner + ' ' + known_[i].name;
        if (!needed_[i]) fault("the correction of " + name + " is not needed");
        if (known_[i].reason.empty()) fault("the correction of " + name + " has no reason");
    }
    return std::move(out_);
}

}  // namespace specification
