// SPDX-License-Identifier: MIT
// The same as JSON, for programs: what `--json` prints. Names of members do not change; members may be added.
#pragma once

#include <bitbucket/json.hpp>

#include "sections.hpp"

namespace examples::pr {

using json = nlohmann::ordered_json;

inline json text_or_null(const std::string& text) {
    return text.empty() ? json() : json(text);
}

inline json number_or_null(const std::optional<std::int64_t>& number) {
    return number ? json(*number) : json();
}

inline json time_or_null(const std::optional<bb::timestamp>& when) {
    return when ? json(when->str()) : json();
}

template <class Account>
json person(const Account& who) {
    if (!who) return nullptr;
    return {{"name", name_of(*who)},
            {"account_id", text_or_null(who->account_id)},
            {"uuid", text_or_null(who->uuid.str())}};
}

inline json end_document(const std::optional<bb::pull_request_endpoint>& end) {
    if (!end) return nullptr;
    return {{"repository", end->repository ? text_or_null(end->repository->full_name) : json()},
            {"branch", end->branch ? text_or_null(end->branch->name) : json()},
            {"commit", end->commit ? text_or_null(end->commit->hash) : json()}};
}

/// What lists hold, and `pr show` too.
inline json pull_request_document(const bb::pull_request& one, const std::string& repository) {
    return {{"repository", repository},
            {"number", number_or_null(one.id)},
            {"title", one.title},
            {"state", state_of(one)},
            {"author", person(one.author)},
            {"source", end_document(one.source)},
            {"destination", end_document(one.destination)},
            {"comments", number_or_null(one.comment_count)},
            {"open_tasks", number_or_null(one.task_count)},
            {"created_on", time_or_null(one.created_on)},
            {"updated_on", time_or_null(one.updated_on)},
            {"url", text_or_null(address_of(one.links))}};
}

inline std::string list_json(const std::vector<bb::pull_request>& all, const std::string& repository) {
    json out = json::array();
    for (const bb::pull_request& each : all) out.push_back(pull_request_document(each, repository));
    return as_json(out);
}

inline std::string inbox_json(const bb::pull_request_inbox& found) {
    json waiting = json::array();
    for (const bb::waiting_review& each : found.waiting) {
        json& item = waiting.emplace_back(pull_request_document(each.pull_request, each.repository));
        item["said"] = to_string(each.said);
    }
    json unread = json::array();
    for (const bb::unread_repository& each : found.unread)
        unread.push_back({{"repository", each.repository}, {"problem", each.why.describe()}});
    return as_json({{"waiting", std::move(waiting)},
                    {"complete", found.complete()},
                    {"unread", std::move(unread)},
                    {"repositories_not_listed", found.unlisted ? json(found.unlisted->describe()) : json()}});
}

inline json comment_document(const bb::pull_request_comment& one) {
    return {{"id", number_or_null(one.id)},    {"author", person(one.user)},
            {"text", std::string(one.text())}, {"created_on", time_or_null(one.created_on)},
            {"removed", one.is_deleted()},     {"pending", one.pending == true}};
}

inline json thread_document(const bb::comment_thread& one) {
    json out = {{"resolved", one.is_resolved()}, {"file", nullptr}, {"line", nullptr}, {"old_line", nullptr}};
    if (one.first.position) {
        const bb::inline_position& at = *one.first.position;
        out["file"] = at.path;
        if (at.to) out["line"] = *at.to;
        if (at.from) out["old_line"] = *at.from;
    }
    json comments = json::array({comment_document(one.first)});
    for (const bb::pull_request_comment& each : one.replies) comments.push_back(comment_document(each));
    out["comments"] = std::move(comments);
    return out;
}

/// The items of a part; null where they could not all be read.
template <class Item, class Document>
json part_document(const part<Item>& of, const Document& document) {
    if (of.problem) return nullptr;
    json out = json::array();
    for (const Item& each : of.items) out.push_back(document(each));
    return out;
}

inline json mergeability_document(const bb::mergeability& found) {
    json obstacles = json::array();
    for (const bb::merge_obstacle& each : found.obstacles)
        obstacles.push_back({{"kind", to_string(each.kind)}, {"text", each.text}, {"certain", each.is_certain()}});
    json unread = json::array();
    for (const bb::unread_part& each : found.unread)
        unread.push_back({{"part", to_string(each.part)}, {"problem", each.why.describe()}});
    return {{"verdict", to_string(found.verdict())},
            {"obstacles", std::move(obstacles)},
            {"unread", std::move(unread)},
            {"untold", found.untold()}};
}

inline std::string show_json(const details& of) {
    const bb::pull_request& one = of.whole;
    json out = pull_request_document(one, of.repository);
    out["description"] = one.description;
    out["merge_commit"] = one.merge_commit ? text_or_null(one.merge_commit->hash) : json();
    json said = json::array();
    if (one.participants)
        for (const bb::participant& each : *one.participants)
            said.push_back({{"who", person(each.user)},
                            {"reviewer", each.role == "REVIEWER"},
                            {"said", to_string(bb::review_of(each))}});
    out["reviews"] = std::move(said);
    out["checks"] = part_document(of.checks, [](const bb::commit_status& each) -> json {
        return {{"key", each.key}, {"name", each.name}, {"state", each.state.str()}, {"url", text_or_null(each.url)}};
    });
    out["threads"] = part_document(of.threads, thread_document);
    out["tasks"] = part_document(of.tasks, [](const bb::pull_request_task& each) -> json {
        return {{"id", number_or_null(each.id)},
                {"text", std::string(each.text())},
                {"done", each.is_resolved()},
                {"author", person(each.creator)}};
    });
    out["mergeability"] = of.may_merge ? mergeability_document(*of.may_merge) : json();
    return as_json(out);
}

}  // namespace examples::pr
