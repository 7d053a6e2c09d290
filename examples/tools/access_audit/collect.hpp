// SPDX-License-Identifier: MIT
// The walk of access_audit: the repositories and projects of a workspace, and who may do what on each. What may not be
// read is part of the result, which is the same however many requests are under way at once. Paging, retries and limits
// are the library's.
#pragma once

#include <algorithm>
#include <map>
#include <tuple>

#include "../support/progress.hpp"
#include "listing_reader.hpp"
#include "source.hpp"

namespace examples {

/// The audit in progress.
class auditor {
public:
    auditor(const bitbucket::client& api, const audit_plan& plan, progress& shows, const audit_pace& pace = {})
        : api_(api), plan_(plan), shows_(shows), pace_(pace), report_{plan.workspace} {}

    /// Throws what the first page of repositories throws, and the `usage_error` of a name in the plan; everything later
    /// becomes a gap.
    audit_report run() {
        find_places();
        if (plan_.view != audit_view::explicit_) read_effective();
        read_places();
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
        /// Whether its people could not be read.
        bool is_refused = false;
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
        note_missing(on, part, items.missing());
    }

    void note_missing(const audit_target& on, const char* part, std::size_t count) {
        if (count == 0) return;
        report_.gaps.push_back({on, 0, std::to_string(count) + " announced by the server did not come", part});
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
        listing_reader lists(api_, pace_, [this, next = std::size_t{0}]() mutable {
            return next < places_.size() ? std::optional(effective_listing(next++)) : std::nullopt;
        });
        for (std::size_t i = 0; i < places_.size(); ++i) {
            if (stopped_ || report_.shows != audit_view::effective) return;
            attempt_effective(places_[i].on, [&] { take_list<true>(lists, i, false); });
        }
    }

    permission_listing effective_listing(std::size_t of) const {
        using list = bitbucket::workspaces::list_permissions_of_repository;
        return {of, false, with_options(list{plan_.workspace, places_[of].on.name})};
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

    // The lists are asked for ahead, and taken in the order of the places: so one after another gives the same report.
    void read_places() {
        listing_reader lists(api_, pace_, [this, next = std::size_t{0}, is_of_groups = false]() mutable {
            return next_listing(next, is_of_groups);
        });
        for (std::size_t i = 0; i < places_.size(); ++i) {
            shows_.show(i, places_.size(), plan_.workspace + '/' + places_[i].on.name);
            if (places_[i].is_lost) continue;
            if (stopped_)
                report_.gaps.push_back({places_[i].on, 0, "not read, because the audit had to stop"});
            else
                read(lists, i);
        }
    }

    // People before groups. Of a place whose people could not be read the groups are left out, if that is known in time:
    // the same privilege is needed for both.
    std::optional<permission_listing> next_listing(std::size_t& next, bool& is_of_groups) const {
        for (; next < places_.size(); ++next, is_of_groups = false) {
            if (places_[next].is_lost) continue;
            if (!is_of_groups) {
                is_of_groups = true;
                if (has_people(places_[next])) return listing(next, false);
            }
            if (places_[next].is_refused) continue;
            is_of_groups = false;
            return listing(next++, true);
        }
        return std::nullopt;
    }

    // Whether a list of the place's own has the people.
    [[nodiscard]] bool has_people(const place& of) const {
        return of.on.is("project") || report_.shows == audit_view::explicit_;
    }

    [[nodiscard]] permission_listing listing(std::size_t of, bool is_of_groups) const {
        namespace bb = bitbucket;
        const std::string& workspace = plan_.workspace;
        const std::string& name = places_[of].on.name;
        if (!places_[of].on.is("project")) {
            if (is_of_groups) return {of, true, with_options(bb::repository_permissions::list_groups{workspace, name})};
            return {of, false, with_options(bb::repository_permissions::list_users{workspace, name})};
        }
        if (is_of_groups) return {of, true, with_options(bb::project_permissions::list_groups{workspace, name})};
        return {of, false, with_options(bb::project_permissions::list_users{workspace, name})};
    }

    void read(listing_reader& lists, std::size_t of) {
        place& on = places_[of];
        on.is_refused = has_people(on) && !attempt(on.on, "", [&] { take_list(lists, of, false); });
        if (!on.is_refused) attempt(on.on, "groups", [&] { take_list(lists, of, true); });
    }

    // Without `size` nobody would notice what did not come, and without `next` only a walk finds the next page.
    static std::string with_size(const bitbucket::field_selection& fields) {
        return fields.str("values.") + ",size,next";
    }

    // Only what the result shows: on a page of a hundred users that is a tenth of the bytes.
    [[nodiscard]] bitbucket::field_selection wanted_of_users() const {
        bitbucket::field_selection fields = bitbucket::only("permission", "user.display_name", "user.account_id");
        if (plan_.uuids) fields.only("user.uuid");
        return fields;
    }

    template <bitbucket::operation List>
    [[nodiscard]] List with_options(List request) const {
        if constexpr (requires(const typename List::result_type::item_type& each) { each.group; })
            request.fields(with_size(bitbucket::only("permission", "group.name", "group.slug")));
        else
            request.fields(with_size(wanted_of_users()));
        request.pagelen(100);
        return request;
    }

    template <bool Effective = false>
    void take_list(listing_reader& lists, std::size_t of, bool is_of_groups) {
        place& on = places_[of];
        const std::size_t missing = lists.read(of, is_of_groups, [&](const auto& grant) {
            on.grants.push_back({on.on, grant.permission.str(), subject_of(grant), Effective});
        });
        note_missing(on.on, is_of_groups ? "groups" : "people", missing);
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
    const audit_pace pace_;
    audit_report report_;
    std::vector<place> places_;
    bool stopped_ = false;
};

}  // namespace examples
