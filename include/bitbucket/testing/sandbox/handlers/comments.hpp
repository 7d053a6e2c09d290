// SPDX-License-Identifier: MIT
// Answers of the families pull_request_comments and pull_request_tasks.
#pragma once

#include "../../../api/pull_request_comments.hpp"
#include "../../../api/pull_request_tasks.hpp"
#include "pull_request_place.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

// The two differ in where they are kept and in a few members.
template <bool IsTask>
documents& notes_of(pull_request_record& of) {
    return IsTask ? of.tasks : of.comments;
}

/// A stored comment or task as the API sends it.
template <bool IsTask>
json render_note(const call& in, const pull_request_place& at, json of) {
    of = with_accounts(in, std::move(of));
    of["content"] = rendered_text(of["content"]);
    of["links"]["self"] = link_to(url_of(in, at) + (IsTask ? "/tasks/" : "/comments/") + of["id"].dump());
    if (IsTask)
        of["creator"] = std::exchange(of["user"], json());
    else
        of["pullrequest"] = condensed_pull_request(in, at);
    return of;
}

/// Those that the caller may see: pending ones are only their author's.
template <bool IsTask>
documents notes_in(const call& in) {
    const pull_request_place at = require_pull_request(in);
    if (IsTask && page_length(in) < 10) refuse(400, "Invalid pagelen");
    documents out;
    for (const json& each : notes_of<IsTask>(*at.of))
        if (each["pending"] == false || (in.who.account != nullptr && each["user"] == in.who.account->uuid))
            out.push_back(render_note<IsTask>(in, at, each));
    return out;
}

/// `content`: an object with a text that is not empty.
inline std::string content_in(const json& body) {
    const json raw = value_at(body, "content.raw");
    if (!raw.is_string() || raw.get_ref<const std::string&>().empty())
        refuse_value("content", "expected an object with the text raw");
    return raw;
}

/// `inline`: a path, and lines.
inline json inline_in(const json& place) {
    if (!place.is_object() || text_in(place, "path").empty()) refuse_value("inline", "expected an object with a path");
    for (const auto& [key, value] : place.items()) {
        bool known = key == "path";
        for (const char* each : {"to", "from", "start_to", "start_from"})
            known = known || (key == each && value.is_number_integer());
        if (!known) refuse_member("inline." + key, "extra keys not allowed");
    }
    if (place.value("start_to", 0) > place.value("to", 0) || place.value("start_from", 0) > place.value("from", 0))
        refuse_value("inline", "the first line is behind the last one");
    return place;
}

/// A reply to a comment that is not there becomes a thread of its own, without a word. Whoever comments takes part.
template <bool IsTask>
answer create_note(const call& in) {
    const pull_request_place at = require_pull_request(in);
    const json body = IsTask ? read_body(in, {"content", "comment", "pending"})
                             : read_body(in, {"content", "parent", "inline", "pending"});
    json made = json::parse(IsTask ? R"({"state": "UNRESOLVED", "resolved_on": null, "resolved_by": null})"
                                   : R"({"type": "pullrequest_comment", "deleted": false})");
    made["content"] = content_in(body);
    made["pending"] = flag_in(body, "pending", false);
    if (body.contains("inline")) made["inline"] = inline_in(body["inline"]);
    const char* other = IsTask ? "comment" : "parent";
    if (body.contains(other)) {
        const json id = value_at(body[other], "id");
        const auto found = std::find_if(at.of->comments.begin(), at.of->comments.end(),
                                        [&](const json& each) { return each["id"] == id; });
        const bool exists = found != at.of->comments.end();
        if (!exists && IsTask) refuse_value("comment", "Unknown comment");
        if (exists) made[other]["id"] = id;
        if (exists && !IsTask && found->contains("inline")) made["inline"] = (*found)["inline"];
    }
    made["user"] = in.who.account->uuid;
    made["created_on"] = made["updated_on"] = in.state.next_time();
    made["id"] = 1000 + in.state.made;
    json& who = at.of->participant(in.who.account->uuid);
    if (who["participated_on"].is_null()) who["participated_on"] = made["created_on"];
    notes_of<IsTask>(*at.of).push_back(made);
    if (!IsTask && made["pending"] == false) at.of->log("comment", made["id"], made["created_on"]);
    return {201, render_note<IsTask>(in, at, made)};
}

template <bool IsTask>
answer update_note(const call& in) {
    const pull_request_place at = require_pull_request(in);
    json& of = require_document(notes_of<IsTask>(*at.of), in.arguments[3]);
    const json body = IsTask ? read_body(in, {"content", "state"}) : read_body(in, {"content"});
    if (!IsTask && of["user"] != in.who.account->uuid) refuse(403, "You can only edit your own comments.");
    const json state = body.contains("state") ? body["state"] : of.value("state", json());
    if (IsTask && state != "RESOLVED" && state != "UNRESOLVED") refuse_value("state", "must be RESOLVED or UNRESOLVED");
    if (!IsTask || body.contains("content")) of["content"] = content_in(body);
    of["updated_on"] = in.state.next_time();
    if (IsTask && of["state"] != state) {
        of["state"] = state;
        of["resolved_on"] = state == "RESOLVED" ? of["updated_on"] : json();
        of["resolved_by"] = state == "RESOLVED" ? json(in.who.account->uuid) : json();
    }
    return {200, render_note<IsTask>(in, at, of)};
}

/// A comment with replies stays, without its text.
template <bool IsTask>
answer remove_note(const call& in) {
    documents& all = notes_of<IsTask>(*require_pull_request(in).of);
    json& of = require_document(all, in.arguments[3]);
    if (of["user"] != in.who.account->uuid) require_repository_admin(in);
    const json id = of["id"];
    of.update({{"deleted", true}, {"content", ""}});
    const bool has_replies =
        std::any_of(all.begin(), all.end(), [&](const json& each) { return value_at(each, "parent.id") == id; });
    if (!has_replies) std::erase_if(all, [&](const json& each) { return each["id"] == id; });
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
    {pull_request_comments::list::info.name, list_documents<notes_in<false>>, true},
    {pull_request_comments::create::info.name, create_note<false>},
    {pull_request_comments::get::info.name, get_document<notes_in<false>>, true},
    {pull_request_comments::update::info.name, update_note<false>},
    {pull_request_comments::remove::info.name, remove_note<false>},
    {pull_request_comments::resolve::info.name, resolve_comment},
    {pull_request_comments::reopen::info.name, reopen_comment},
    {pull_request_tasks::list::info.name, list_documents<notes_in<true>>, true},
    {pull_request_tasks::create::info.name, create_note<true>},
    {pull_request_tasks::get::info.name, get_document<notes_in<true>>, true},
    {pull_request_tasks::update::info.name, update_note<true>},
    {pull_request_tasks::remove::info.name, remove_note<true>}};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
