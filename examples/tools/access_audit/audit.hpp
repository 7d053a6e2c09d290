// SPDX-License-Identifier: MIT
// The vocabulary of access_audit: what is to be audited, and what was found. collect.hpp finds it, judge.hpp judges it,
// rows.hpp puts it in order, and report_formats.hpp, report_markdown.hpp and report_html.hpp write it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace examples {

/// Which permissions of people: the highest of all that apply, or those that were given to them by name.
enum class audit_view { automatic, effective, explicit_ };

/// What is to be audited.
struct audit_plan {
    std::string workspace;
    /// Slugs; empty means all repositories of the workspace that the caller can see.
    std::vector<std::string> repositories = {};
    /// Also the projects of the workspace.
    bool projects = false;
    /// Whether the users' UUIDs are wanted.
    bool uuids = true;
    /// `automatic` is `effective` if the API allows that, otherwise `explicit_`; with `effective` that would be a gap.
    audit_view view = audit_view::automatic;
};

/// A repository, project or workspace.
struct audit_target {
    const char* scope;
    /// The slug of a repository or workspace, the key of a project.
    std::string name;

    [[nodiscard]] bool is(std::string_view other) const { return scope == other; }
};

/// A person or a group.
struct audit_subject {
    bool is_group = false;
    std::string name;
    std::string account_id = {};
    std::string uuid = {};
    /// A group's.
    std::string slug = {};

    /// What distinguishes it from all others, and what lists of exceptions call it: a person's account ID (the UUID if
    /// there is none), or `group:` and a slug. Never the name: people choose theirs. Empty if the server left it all
    /// out.
    [[nodiscard]] std::string identity() const {
        if (is_group) return slug.empty() ? "" : "group:" + slug;
        return account_id.empty() ? uuid : account_id;
    }
};

/// A permission that somebody has.
struct audit_grant {
    audit_target on;
    std::string permission;
    audit_subject who;
    /// Whether it is the highest of all that apply, not one that was given by name.
    bool is_effective = false;
    /// Whether the policy forbids it.
    bool is_violation = false;
};

/// Something whose permissions could not be read, or not all of them.
struct audit_gap {
    audit_target on;
    /// The HTTP status; 0 if there was none.
    int status;
    std::string message;
    /// What could not be read there; empty means everything.
    std::string part = {};
};

/// What a policy says about a report.
struct audit_verdict {
    /// The policy in words.
    std::string rule;
    std::size_t violations = 0;
    /// Sentences about what the policy allows and nobody has.
    std::vector<std::string> unused = {};
};

struct audit_report {
    std::string workspace;
    /// What is shown of people on repositories; groups, and everybody on projects, are always shown by explicit ones.
    audit_view shows = audit_view::explicit_;
    /// Why explicit permissions are shown instead of effective ones; empty if they are not, or were asked for.
    std::string fell_back = {};
    /// Projects, then repositories; in the order of the plan, or of the names.
    std::vector<audit_target> targets = {};
    /// By target; people before groups, each by name.
    std::vector<audit_grant> grants = {};
    std::vector<audit_gap> gaps = {};
    std::optional<audit_verdict> verdict = {};

    [[nodiscard]] bool complete() const noexcept { return gaps.empty(); }
    [[nodiscard]] std::size_t violations() const noexcept { return verdict ? verdict->violations : 0; }
    [[nodiscard]] std::size_t count(std::string_view scope) const {
        std::size_t found = 0;
        for (const audit_target& each : targets) found += each.is(scope) ? 1U : 0U;
        return found;
    }
};

/// The heading of a report that is kept.
struct audit_heading {
    std::string date;
    std::string asked_by;
    std::string asked_for;
};

}  // namespace examples
