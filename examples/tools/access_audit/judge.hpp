// SPDX-License-Identifier: MIT
// Checks a report against a policy: marks what is not allowed, and finds exceptions that are not needed.
#pragma once

#include "audit.hpp"
#include "policy.hpp"

namespace examples {

/// The exit code of an audit that found something that is not allowed.
inline constexpr int exit_violation = 3;

/// The policy of a run: nobody has more than `most`, apart from the exceptions.
struct access_policy {
    bitbucket::permission_level most;
    std::optional<allow_list> exceptions = {};

    [[nodiscard]] std::string in_words() const {
        std::string out = std::string("nobody has more than ") + bitbucket::to_string(most);
        if (exceptions) out += ", except for those in " + exceptions->name;
        return out;
    }
};

/// Whether an exception is about this person or group. UUIDs may be written in capitals.
inline bool is_about(const allowed_access& entry, const audit_subject& who) {
    const auto lower = [](std::string_view text) {
        std::string out(text);
        for (char& c : out) c = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
        return out;
    };
    if (entry.who.starts_with('{')) return !who.is_group && lower(entry.who) == lower(who.uuid);
    if (who.is_group) return !who.slug.empty() && entry.who == "group:" + who.slug;
    return !entry.who.starts_with("group:") && entry.who == who.account_id;
}

/// Whether an exception is about this repository or project.
inline bool is_about(const allowed_access& entry, const audit_target& on) {
    return entry.where == "*" || entry.where == (on.is("project") ? "project:" : "") + on.name;
}

/// Checks a report against a policy, and puts the verdict into it. Every exception that covers an access is used, even
/// if another one covers it too. An exception is unused only if its place was audited completely.
inline void judge(audit_report& report, access_policy& policy, const audit_plan& plan) {
    audit_verdict& verdict = report.verdict.emplace(audit_verdict{policy.in_words()});
    for (audit_grant& grant : report.grants) {
        const std::size_t rank = rank_of(grant.permission);
        if (rank <= static_cast<std::size_t>(policy.most)) continue;
        grant.is_violation = true;
        if (policy.exceptions)
            for (allowed_access& entry : policy.exceptions->entries)
                if (rank <= static_cast<std::size_t>(entry.level) && is_about(entry, grant.who) &&
                    is_about(entry, grant.on)) {
                    entry.is_used = true;
                    grant.is_violation = false;
                }
        verdict.violations += grant.is_violation ? 1U : 0U;
    }
    if (!policy.exceptions || !report.complete()) return;
    for (const allowed_access& entry : policy.exceptions->entries) {
        const bool is_project = entry.where.starts_with("project:");
        bool was_audited = is_project ? plan.projects : plan.repositories.empty();
        for (const std::string& each : plan.repositories) was_audited = was_audited || entry.where == each;
        if (was_audited && !entry.is_used)
            verdict.unused.push_back(policy.exceptions->place(entry.line) + ": unused: " + entry.who + ' ' +
                                     entry.where + ' ' + bitbucket::to_string(entry.level));
    }
}

/// How a run ends. A violation is one whatever else is missing; without one, only a complete audit is clean.
inline int exit_code_of(const audit_report& report) {
    if (report.violations() > 0) return exit_violation;
    return report.complete() ? 0 : 1;
}

}  // namespace examples
