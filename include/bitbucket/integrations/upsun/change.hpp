// SPDX-License-Identifier: MIT
// What Upsun answers to a change: the integration as it is now, and the activities in which the work goes on.
#pragma once

#include "../../name_map.hpp"
#include "integration.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// Where an activity is. It has ended when it is complete or cancelled.
enum class upsun_activity_state : std::uint8_t { cancelled, complete, in_progress, pending, scheduled, staged };

template <>
struct enum_names<upsun_activity_state> {
    static constexpr const char* values[] = {"cancelled", "complete", "in_progress", "pending", "scheduled", "staged"};
};

/// How an activity ended.
enum class upsun_activity_result : std::uint8_t { success, failure };

template <>
struct enum_names<upsun_activity_result> {
    static constexpr const char* values[] = {"success", "failure"};
};

/// Work that goes on after an answer, e.g. the first fetch of all branches.
struct upsun_activity {
    /// The identifier used in paths.
    std::string id;
    /// E.g. `integration.bitbucket.fetch`, `integration.bitbucket.register_hooks`.
    std::string type;
    open_enum<upsun_activity_state> state;
    /// Empty while it is not known.
    open_enum<upsun_activity_result> result;
    /// 0 to 100.
    std::optional<int> completion_percent;
    std::optional<timestamp> created_at;
    std::optional<timestamp> updated_at;
    std::optional<timestamp> started_at;
    std::optional<timestamp> completed_at;
    /// How many seconds each phase took.
    name_map<double> timings;
    /// For people, without markup.
    std::string text;
    /// For people, with markup.
    std::string description;
    /// The integration that it belongs to.
    std::string integration;
    bitbucket::links links;

    /// Whether it has ended, well or badly: `result` says which.
    [[nodiscard]] bool has_ended() const noexcept {
        return state == upsun_activity_state::complete || state == upsun_activity_state::cancelled;
    }

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("id", self.id);
        member("type", self.type);
        member("state", self.state);
        member("result", self.result);
        member("completion_percent", self.completion_percent);
        member("created_at", self.created_at);
        member("updated_at", self.updated_at);
        member("started_at", self.started_at);
        member("completed_at", self.completed_at);
        member("timings", self.timings);
        member("text", self.text);
        member("description", self.description);
        member("integration", self.integration);
        member("_links", self.links);
    }
};

/// What a change made or left, and what it set going.
struct upsun_change_parts {
    upsun_integration entity;
    std::vector<upsun_activity> activities;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("entity", self.entity);
        member("activities", self.activities);
    }
};

/// The answer to a change.
struct upsun_change {
    /// E.g. `Accepted`.
    std::string status;
    /// The status as a number, e.g. 202.
    std::optional<int> code;
    upsun_change_parts embedded;
    /// The answer itself, read as an integration: that is what it is where it has no entity.
    upsun_bitbucket_integration body;

    /// The integration with Bitbucket as it is after the change; null if the answer does not show one.
    [[nodiscard]] const upsun_bitbucket_integration* integration() const noexcept {
        if (embedded.entity.has_value()) return embedded.entity.get_if<upsun_bitbucket_integration>();
        return body.type == upsun_bitbucket_integration::kind ? &body : nullptr;
    }
    /// The work that goes on; often none.
    [[nodiscard]] const std::vector<upsun_activity>& activities() const noexcept { return embedded.activities; }

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("status", self.status);
        member("code", self.code);
        member("_embedded", self.embedded);
        // Of the same JSON object.
        upsun_bitbucket_integration::visit_members(self.body, member);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
