// SPDX-License-Identifier: MIT
// The walk of access_audit: the repositories and projects of a workspace, and who may do what on each. What may not be
// read is part of the result. Paging, retries and limits are the library's.
#pragma once

#include <algorithm>
#include <map>
#include <tuple>

#include "progress.hpp"
#include "source.hpp"

namespace examples {

/// The audit in progress.
class auditor {
public:
    auditor(const bitbucket::client& api, const audit_plan& plan, progress& shows)
        : api_(api), plan_(plan), shows_(shows), report_{plan.workspace} {}

    /// Throws what the first page of repositories throws, and the `usage_error` of a name in the plan; everything later
    /// becomes a gap.
    audit_report run() {
        find_places();
        if (plan_.view != audit_view::explicit_) read_effective();
        for (std::size_t i = 0; i < places_.size(); ++i) {
            place& each = places_[i];
            shows_.show(i, places_.size(), plan_.workspace + '/' + each.on.name);
            if (each.is_lost) continue;
            if (stopped_)
                report_.gaps.push_back({each.on, 0, "not read, because the audit had to stop"});
            else
                read(each);
        }
        shows_.clear();
        for (place& each : places_) take(each);
        // Somebody may do something on every repository: a report of nothing is not a clean one.
        if (report_.complete() && report_.grants.empty())
            note_workspace(report_.targets.empty() ? "nothing was seen: no repository was listed"
                                                   : "nothing was seen: no permission was listed");
        return std::move(report_);
    }

private:
    struct place {
        audit_target on;
        std::vector<audit_grant> grants = {};
        /// Whether nothing more is to be asked about it.
        bool is_lost = false;
    };

    void find_places() {
        namespace bb = bitbucket;
        for (const std::string& slug : plan_.repositories)
            if (find_repository(slug) == nullptr) places_.push_back({{"repository", slug}});
        if (!plan_.repositories.empty()) return;
        try {
            walk({"workspace", plan_.workspace}, "repositories",
                 bb::repositories::list{plan_.workspace}.pagelen(100).fields(with_size(bb::only("slug", "full_name"))),
                 [&](const bb::repository& repository) { add_repository(repository); });
        } catch (const bb::error& failure) {
            // What came before is worth a report.
            if (places_.empty()) throw;
            note({"workspace", plan_.workspace}, failure, "repositories");
        }
        if (plan_.projects) find_projects();
        put_in_order();
    }

    void find_projects() {
        namespace bb = bitbucket;
        attempt({"workspace", plan_.workspace}, "projects", [&] {
            walk({"workspace", plan_.workspace}, "projects",
                 bb::projects::list{plan_.workspace}.pagelen(100).fields(with_size(bb::only("key"))),
                 [&](const bb::project& project) {
                     if (project.key.empty())
                         note_workspace("a project without a key", "projects");
                     else
                         places_.push_back({{"project", project.key}});
                 });
        });
    }

    // The vendor's specification requires neither; the last part of the full name is the slug.
    void add_repository(const bitbucket::repository& repository) {
        std::string slug = repository.slug;
        if (slug.empty()) slug = repository.full_name.substr(repository.full_name.find_last_of('/') + 1);
        if (slug.empty()) return note_workspace("a repository without a name", "repositories");
        places_.push_back({{"repository", std::move(slug)}});
        shows_.show(places_.size(), 0, "listing the repositories of " + plan_.workspace);
    }

    // Reads a list to its end. Fewer items than the server announced are a gap: who is missing cannot be known.
    template <class List, class Use>
    void walk(const audit_target& on, const char* part, const List& request, const Use& use) {
        auto items = api_.each(request);
        for (const auto& item : items) use(item);
        if (items.missing() == 0) return;
        const std::string problem = std::to_string(items.missing()) + " announced by the server did not come";
        report_.gaps.push_back({on, 0, problem, part});
    }

    void note_workspace(const char* problem, const char* part = "") {
        report_.gaps.push_back({{"workspace", plan_.workspace}, 0, problem, part});
    }

    // Audits that are compared should be in the same order; and a page may repeat what has moved in the meantime.
    void put_in_order() {
        const auto key = [](const place& each) { return std::tuple(std::string_view(each.on.scope), each.on.name); };
        std::ranges::sort(places_, {}, key);
        const auto rest = std::ranges::unique(places_, {}, key);
        places_.erase(rest.begin(), rest.end());
    }

    place* find_repository(std::string_view slug) {
        for (place& each : places_)
            if (each.on.is("repository") && each.on.name == slug) return &each;
        return nullptr;
    }

    // One list has the effective permissions of everybody. A caller who may not read it gets the explicit ones.
    void read_effective() {
        namespace bb = bitbucket;
        report_.shows = audit_view::effective;
        if (plan_.repositories.empty()) {
            attempt_effective({"workspace", plan_.workspace}, [&] { collect_all(); });
            put_in_order();
            return;
        }
        for (place& each : places_) {
            if (stopped_ || report_.shows != audit_view::effective) return;
            attempt_effective(each.on, [&] {
                collect<true>(each, bb::workspaces::list_permissions_of_repository{plan_.workspace, each.on.name});
            });
        }
    }

    template <class Read>
    void attempt_effective(const audit_target& on, Read read) {
        const char* const part = "effective permissions";
        try {
            read();
        } catch (const bitbucket::usage_error& refused) {
            note_refusal(on, refused, part);
        } catch (const bitbucket::error& failure) {
            if (!is_denial(failure) && !(on.is("workspace") && is_about_one_target(failure))) {
                note(on, failure, on.is("workspace") ? part : "");
                if (place* lost = on.is("repository") ? find_repository(on.name) : nullptr) lost->is_lost = true;
                return;
            }
            report_.shows = audit_view::explicit_;
            report_.fell_back =
                (failure.status() == 0 ? "" : std::to_string(failure.status()) + ": ") + message_of(failure);
            for (place& each : places_) each.grants.clear();
            if (plan_.view == audit_view::effective) note({"workspace", plan_.workspace}, failure, part);
        }
    }

    void collect_all() {
        namespace bb = bitbucket;
        std::map<std::string, std::size_t, std::less<>> known;
        for (std::size_t i = 0; i < places_.size(); ++i)
            if (places_[i].on.is("repository")) known.emplace(places_[i].on.name, i);
        const auto request = bb::workspaces::list_repository_permissions{plan_.workspace}.pagelen(100).fields(
            with_size(wanted_of_users().only("repository.full_name")));
        std::size_t done = 0;
        bool has_strays = false;
        walk({"workspace", plan_.workspace}, "effective permissions", request,
             [&](const bb::repository_permission& grant) {
                 shows_.show(++done, 0, "reading the effective permissions of " + plan_.workspace);
                 std::string name = grant.repository ? grant.repository->full_name : "";
                 name.erase(0, name.find_last_of('/') + 1);
                 has_strays = has_strays || name.empty();
                 if (name.empty()) return;
                 // The list of repositories may have missed one that has moved or was created in the meantime.
                 const auto [found, is_new] = known.emplace(name, places_.size());
                 if (is_new) places_.push_back({{"repository", name}});
                 place& on = places_[found->second];
                 on.grants.push_back({on.on, grant.permission.str(), subject_of(grant), true});
             });
        if (has_strays) report_.gaps.push_back({{"workspace", plan_.workspace}, 0, "permissions without a repository"});
    }

    void read(place& on) {
        namespace bb = bitbucket;
        const std::string& name = on.on.name;
        const bool is_project = on.on.is("project");
        bool has_users = true;
        if (is_project)
            has_users =
                attempt(on.on, "", [&] { collect(on, bb::project_permissions::list_users{plan_.workspace, name}); });
        else if (report_.shows == audit_view::explicit_)
            has_users =
                attempt(on.on, "", [&] { collect(on, bb::repository_permissions::list_users{plan_.workspace, name}); });
        if (!has_users) return;  // the same privilege is needed for both
        attempt(on.on, "groups", [&] {
            if (is_project)
                collect(on, bb::project_permissions::list_groups{plan_.workspace, name});
            else
                collect(on, bb::repository_permissions::list_groups{plan_.workspace, name});
        });
    }

    // Without `size` nobody would notice what did not come.
    static std::string with_size(const bitbucket::field_selection& fields) { return fields.str("values.") + ",size"; }

    // Only what the result shows: on a page of a hundred users that is a tenth of the bytes.
    [[nodiscard]] bitbucket::field_selection wanted_of_users() const {
        bitbucket::field_selection fields = bitbucket::only("permission", "user.display_name", "user.account_id");
        if (plan_.uuids) fields.only("user.uuid");
        return fields;
    }

    template <bool Effective = false, bitbucket::operation List>
    void collect(place& on, List request) {
        using item = typename List::result_type::item_type;
        constexpr bool has_groups = requires(const item& each) { each.group; };
        if constexpr (has_groups)
            request.fields(with_size(bitbucket::only("permission", "group.name", "group.slug")));
        else
            request.fields(with_size(wanted_of_users()));
        request.pagelen(100);
        walk(on.on, has_groups ? "groups" : "people", request, [&](const item& grant) {
            on.grants.push_back({on.on, grant.permission.str(), subject_of(grant), Effective});
        });
    }

    // Returns whether all went well.
    template <class Read>
    bool attempt(const audit_target& on, const char* part, Read read) {
        try {
            read();
            return true;
        } catch (const bitbucket::usage_error& refused) {
            note_refusal(on, refused, part);
            return false;
        } catch (const bitbucket::error& failure) {
            note(on, failure, part);
            return false;
        }
    }

    void note(const audit_target& on, const bitbucket::error& failure, const char* part) {
        report_.gaps.push_back({on, failure.status(), message_of(failure), part});
        stopped_ = stopped_ || (!is_about_one_target(failure) && !is_about_one_reply(failure));
    }

    // A name that the server listed and no request can carry is a gap. One from the command line is a mistake.
    void note_refusal(const audit_target& on, const bitbucket::usage_error& refused, const char* part) {
        if (on.is("workspace") || !plan_.repositories.empty()) throw refused;
        report_.gaps.push_back({on, 0, message_of(refused), part});
    }

    // A page may repeat what has moved in the meantime, so the same permission of the same person counts once.
    void take(place& from) {
        const auto key = [](const audit_grant& each) {
            return std::tuple(each.who.is_group, std::string_view(each.who.name), each.who.identity(),
                              std::string_view(each.permission));
        };
        std::ranges::sort(from.grants, {}, key);
        report_.targets.push_back(from.on);
        const audit_grant* last = nullptr;
        for (const audit_grant& each : from.grants) {
            if (last != nullptr && !each.who.identity().empty() && key(*last) == key(each)) continue;
            last = &each;
            report_.grants.push_back(each);
        }
    }

    const bitbucket::client& api_;
    const audit_plan& plan_;
    progress& shows_;
    audit_report report_;
    std::vector<place> places_;
    bool stopped_ = false;
};

}  // namespace examples
