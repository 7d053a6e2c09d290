// SPDX-License-Identifier: MIT
// The walk of access_audit: the repositories of a workspace, and the users with an explicit permission on each. What
// may not be read is part of the result.
#pragma once

#include <algorithm>
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/fields.hpp>
#include <tuple>

#include "progress.hpp"

namespace examples {

/// What is to be audited.
struct audit_plan {
    std::string workspace;
    /// Slugs; empty means all repositories of the workspace that the caller can see.
    std::vector<std::string> repositories = {};
    /// Also the projects that these repositories are in.
    bool projects = false;
    /// Whether the users' UUIDs are wanted.
    bool uuids = true;
};

/// A repository or project.
struct audit_target {
    const char* scope;
    /// The slug of a repository, the key of a project.
    std::string name;
};

/// A user's explicit permission.
struct audit_grant {
    audit_target on;
    std::string permission;
    std::string user;
    std::string account_id;
    std::string uuid;
};

/// Something whose permissions could not be read, or not all of them.
struct audit_gap {
    audit_target on;
    /// The HTTP status; 0 if there was none.
    int status;
    std::string message;
};

struct audit_report {
    std::string workspace;
    std::size_t repositories = 0;
    std::size_t projects = 0;
    /// By target in the order of the plan, or of the names; then by user.
    std::vector<audit_grant> grants = {};
    std::vector<audit_gap> gaps = {};

    [[nodiscard]] bool complete() const noexcept { return gaps.empty(); }
};

/// The audit in progress.
class auditor {
public:
    auditor(const bitbucket::client& api, const audit_plan& plan, progress& shows)
        : api_(api), plan_(plan), shows_(shows), report_{plan.workspace} {}

    /// Throws what the list of repositories throws, and `usage_error`; everything later becomes a gap.
    audit_report run() {
        const std::vector<audit_target> targets = find_targets();
        for (const audit_target& each : targets) {
            shows_.show(done_, targets.size(), plan_.workspace + '/' + each.name);
            if (stopped_)
                report_.gaps.push_back({each, 0, "not read, because the audit had to stop"});
            else
                read(each);
            ++done_;
        }
        shows_.clear();
        return std::move(report_);
    }

private:
    std::vector<audit_target> find_targets() {
        namespace bb = bitbucket;
        std::vector<audit_target> repositories;
        std::vector<audit_target> projects;
        repositories.reserve(plan_.repositories.size());
        for (const std::string& slug : plan_.repositories) repositories.push_back({"repository", slug});
        if (plan_.repositories.empty()) {
            bb::field_selection fields = bb::only("slug");
            if (plan_.projects) fields.only("project.key");
            for (const bb::repository& each :
                 api_.each(bb::repositories::list{plan_.workspace}.pagelen(100).fields(fields))) {
                repositories.push_back({"repository", each.slug});
                if (plan_.projects && each.project) projects.push_back({"project", each.project->key});
                shows_.show(repositories.size(), 0, "listing the repositories of " + plan_.workspace);
            }
            // Whoever compares two audits wants them in one order; and a page may repeat what moved meanwhile.
            sort_and_unite(repositories);
            sort_and_unite(projects);
        }
        report_.repositories = repositories.size();
        report_.projects = projects.size();
        projects.insert(projects.end(), repositories.begin(), repositories.end());
        return projects;
    }

    static void sort_and_unite(std::vector<audit_target>& targets) {
        std::ranges::sort(targets, {}, &audit_target::name);
        const auto rest = std::ranges::unique(targets, {}, &audit_target::name);
        targets.erase(rest.begin(), rest.end());
    }

    void read(const audit_target& on) {
        namespace bb = bitbucket;
        const std::size_t first = report_.grants.size();
        try {
            if (std::string_view(on.scope) == "project")
                collect(on, bb::project_permissions::list_users{plan_.workspace, on.name});
            else
                collect(on, bb::repository_permissions::list_users{plan_.workspace, on.name});
        } catch (const bb::usage_error&) {
            throw;
        } catch (const bb::error& failure) {
            report_.gaps.push_back(
                {on, failure.status(), failure.message().empty() ? failure.what() : failure.message()});
            stopped_ = !is_about_one_target(failure);
        }
        std::sort(report_.grants.begin() + static_cast<std::ptrdiff_t>(first), report_.grants.end(),
                  [](const audit_grant& a, const audit_grant& b) {
                      return std::tie(a.user, a.account_id) < std::tie(b.user, b.account_id);
                  });
    }

    template <bitbucket::operation List>
    void collect(const audit_target& on, List request) {
        // Only what the result shows: on a page of a hundred users that is a tenth of the bytes.
        bitbucket::field_selection fields = bitbucket::only("permission", "user.display_name", "user.account_id");
        if (plan_.uuids) fields.only("user.uuid");
        request.pagelen(100).fields(fields);
        for (const auto& each : api_.each(request)) {
            audit_grant grant{on, each.permission.str(), {}, {}, {}};
            if (each.user) {
                grant.user = each.user->display_name;
                grant.account_id = each.user->account_id;
                grant.uuid = each.user->uuid.str();
            }
            report_.grants.push_back(std::move(grant));
        }
    }

    // The others (too many requests, no connection, …) would meet every later target as well.
    static bool is_about_one_target(const bitbucket::error& failure) {
        switch (failure.kind()) {
            case bitbucket::error_kind::unauthorized:  // the API also says so for "no permission"
            case bitbucket::error_kind::payment_required:
            case bitbucket::error_kind::forbidden:
            case bitbucket::error_kind::not_found:
            case bitbucket::error_kind::gone:
                return true;
            default:
                return false;
        }
    }

    const bitbucket::client& api_;
    const audit_plan& plan_;
    progress& shows_;
    audit_report report_;
    std::size_t done_ = 0;
    bool stopped_ = false;
};

}  // namespace examples
