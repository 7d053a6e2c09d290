// SPDX-License-Identifier: MIT
// Answers of the families pull_request_comments and pull_request_tasks.
#pragma once

#include "../../../api/pull_request_comments.hpp"
#include "../../../api/pull_request_tasks.hpp"
#include "pull_request_place.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// A stored comment or task as the API sends it.
inline json render_note(const call& in, const pull_request_place& at, const char* folder, json of) {
    of = with_accounts(in, std::move(of));
    const std::string url = url_of(in, at);
    of["content"] = rendered_text(of["content"]);
    of["links"] = {{"self", link_to(url + folder + of["id"].dump())}};
    for (const char* other : {"parent", "comment"})
        if (of.contains(other)) of[other]["links"] = {{"self", link_to(url + "/comments/" + of[other]["id"].dump())}};
    of["pullrequest"] = condensed_pull_request(in, at);
    return of;
}
inline json render_comment(const call& in, const pull_request_place& at, const json& of) {
    return render_note(in, at, "/comments/", of);
}
inline json render_task(const call& in, const pull_request_place& at, const json& of) {
    json out = render_note(in, at, "/tasks/", of);
    out.erase("pullrequest");
    return out;
}

/// Pending ones are only their author's.
inline bool is_readable(const call& in, const json& of) {
    const std::string& maker = of.contains("user") ? of["user"] : of["creator"];
    return !of.value("pending", false) || (in.who.account != nullptr && in.who.account->uuid == maker);
}

inline documents comments_of(const call& in) {
    const pull_request_place at = require_pull_request(in);
    documents out;
    for (const json& each : at.of->comments)
        if (is_readable(in, each)) out.push_back(render_comment(in, at, each));
    return out;
}

inline documents tasks_of(const call& in) {
    const pull_request_place at = require_pull_request(in);
    documents out;
    for (const json& each : at.of->tasks)
        if (is_readable(in, each)) out.push_back(render_task(in, at, each));
    return out;
}

inline answer list_tasks(const call& in) {
    if (page_length(in) < 10) refuse(400, "Invalid pagelen");
    return list_documents<tasks_of>(in);
}

/// `content`: an object with a text that is not empty.
inline std::string content_in(const json& body) {
    const json raw = value_at(body, "content.raw");
    if (!raw.is_string() || raw == "") refuse_value("content", "expected an object with the text raw");
    return raw;
}

/// `inline`: a path, and lines.
inline json inline_in(const json& body) {
    const json& place = body["inline"];
    if (!place.is_object() || text_in(place, "path").empty()) refuse_value("inline", "expected an object with a path");
    for (const auto& [key, value] : place.items()) {
        bool known = key == "path";
        for (const char* each : {"to", "from", "start_to", "start_from"})
            known = known || (key == each && value.is_number_integer());
        if (!known) refuse_member("inline." + key, "extra keys not allowed");
    }
    for (const auto& [first, last] : {std::pair("start_to", "to"), std::pair("start_from", "from")})
        if (place.value(first, 0) > place.value(last, 0))
            refuse_value("inline", std::string(first) + " is behind " + last);
    return place;
}

inline const json* find_note(const documents& all, std::int64_t id) {
    for (const json& each : all)
        if (each["id"] == id) return &each;
    return nullptr;
}

/// What a new comment and a new task have in common; the caller takes part from now on.
inline json new_note(const call& in, pull_request_record& of, const json& body, const char* maker) {
    const std::string now = in.state.next_time();
    json& who = participant_of(of, in.who.account->uuid);
    if (who["participated_on"].is_null()) who["participated_on"] = now;
    return {{"id", 1000 + static_cast<std::int64_t>(in.state.made)},
            {"content", content_in(body)},
            {maker, in.who.account->uuid},
            {"pending", flag_in(body, "pending", false)},
            {"created_on", now},
            {"updated_on", now}};
}

inline answer create_comment(const call& in) {
    const pull_request_place at = require_pull_request(in);
    const json body = read_body(in, {"content", "parent", "inline", "pending"});
    json made = {{"type", "pullrequest_comment"}, {"deleted", false}};
    if (body.contains("inline")) made["inline"] = inline_in(body);
    // A reply to a comment that is not there becomes a thread of its own, without a word.
    const json parent = value_at(body, "parent.id");
    if (const json* found = parent.is_number() ? find_note(at.of->comments, parent) : nullptr) {
        made["parent"] = {{"id", parent}};
        if (found->contains("inline")) made["inline"] = (*found)["inline"];
    }
    made.update(new_note(in, *at.of, body, "user"));
    at.of->comments.push_back(made);
    if (is_shown(made)) log_activity(*at.of, "comment", made["id"], made["created_on"]);
    return {201, render_comment(in, at, made)};
}

inline answer create_task(const call& in) {
    const pull_request_place at = require_pull_request(in);
    const json body = read_body(in, {"content", "comment", "pending"});
    json made = {{"state", "UNRESOLVED"}, {"resolved_on", nullptr}, {"resolved_by", nullptr}};
    if (body.contains("comment")) {
        const json id = value_at(body, "comment.id");
        if (!id.is_number() || find_note(at.of->comments, id) == nullptr) refuse_value("comment", "Unknown comment");
        made["comment"] = {{"id", id}};
    }
    made.update(new_note(in, *at.of, body, "creator"));
    at.of->tasks.push_back(made);
    return {201, render_task(in, at, made)};
}

inline answer update_comment(const call& in) {
    const pull_request_place at = require_pull_request(in);
    json& of = require_document(at.of->comments, in.arguments[3]);
    const json body = read_body(in, {"content"});
    if (of["user"] != in.who.account->uuid) refuse(403, "You can only edit your own comments.");
    of["content"] = content_in(body);
    of["updated_on"] = in.state.next_time();
    return {200, render_comment(in, at, of)};
}

inline answer update_task(const call& in) {
    const pull_request_place at = require_pull_request(in);
    json& of = require_document(at.of->tasks, in.arguments[3]);
    const json body = read_body(in, {"content", "state"});
    const std::string state = body.contains("state") ? text_in(body, "state") : of["state"].get<std::string>();
    if (state != "RESOLVED" && state != "UNRESOLVED") refuse_value("state", "must be RESOLVED or UNRESOLVED");
    if (body.contains("content")) of["content"] = content_in(body);
    of["updated_on"] = in.state.next_time();
    if (of["state"] != state) {
        const bool done = state == "RESOLVED";
        of["state"] = state;
        of["resolved_on"] = done ? of["updated_on"] : json();
        of["resolved_by"] = done ? json(in.who.account->uuid) : json();
    }
    return {200, render_task(in, at, of)};
}

/// Refuses whoever neither wrote it nor administers the repository.
inline void require_own_note(const call& in, const json& of, const char* maker) {
    if (of[maker] != in.who.account->uuid) require_repository_admin(in);
}

inline answer remove_task(const call& in) {
    documents& all = require_pull_request(in).of->tasks;
    require_own_note(in, require_document(all, in.arguments[3]), "creator");
    std::erase_if(all, [&](const json& each) { return is_named(each, in.arguments[3]); });
    return {204, nullptr};
}

/// One with replies stays, without its text.
inline answer remove_comment(const call& in) {
    documents& all = require_pull_request(in).of->comments;
    json& of = require_document(all, in.arguments[3]);
    require_own_note(in, of, "user");
    of.update({{"deleted", true}, {"content", ""}});
    const bool has_replies = std::any_of(all.begin(), all.end(), [&](const json& each) {
        return value_at(each, "parent.id").dump() == in.arguments[3];
    });
    if (!has_replies) std::erase_if(all, [&](const json& each) { return is_named(each, in.arguments[3]); });
    return {204, nullptr};
}

inline answer resolve_comment(const call& in) {
    json& of = require_document(require_pull_request(in).of->comments, in.arguments[3]);
    if (of.contains("parent")) refuse(403, "Only the first comment of a thread can be resolved.");
    if (of.contains("resolution")) refuse(409, "This comment is already resolved.");
    of["resolution"] = {
        {"type", "comment_resolution"}, {"user", in.who.account->uuid}, {"created_on", in.state.next_time()}};
    return {200, with_accounts(in, of["resolution"])};
}

inline answer reopen_comment(const call& in) {
    json& of = require_document(require_pull_request(in).of->comments, in.arguments[3]);
    if (of.erase("resolution") == 0) refuse(404, "This comment is not resolved.");
    return {204, nullptr};
}

inline constexpr handler_entry comments_handlers[] = {
    {pull_request_comments::list::info.name, list_documents<comments_of>, true},
    {pull_request_comments::create::info.name, create_comment},
    {pull_request_comments::get::info.name, get_document<comments_of>, true},
    {pull_request_comments::update::info.name, update_comment},
    {pull_request_comments::remove::info.name, remove_comment},
    {pull_request_comments::resolve::info.name, resolve_comment},
    {pull_request_comments::reopen::info.name, reopen_comment},
    {pull_request_tasks::list::info.name, list_tasks, true},
    {pull_request_tasks::create::info.name, create_task},
    {pull_request_tasks::get::info.name, get_document<tasks_of>, true},
    {pull_request_tasks::update::info.name, update_task},
    {pull_request_tasks::remove::info.name, remove_task}};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
