// SPDX-License-Identifier: MIT
// Answers of the families pull_request_comments and pull_request_tasks.
#pragma once

#include "../../../api/pull_request_comments.hpp"
#include "pull_request_place.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

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

/// The comments or the tasks of a pull request.
struct note_place {
    pull_request_place at;
    bool is_task = false;

    [[nodiscard]] documents& all() const { return is_task ? at.of->tasks : at.of->comments; }
    /// Pending ones are only their author's.
    [[nodiscard]] static bool sees(const call& in, const json& of) {
        return of["pending"] == false || (in.who.account != nullptr && of["user"] == in.who.account->uuid);
    }
    [[nodiscard]] json show(const call& in, json of) const {
        of = with_accounts(in, std::move(of));
        of["content"] = rendered_text(of["content"]);
        of["links"]["self"] = link_to(url_of(in, at) + (is_task ? "/tasks/" : "/comments/") + of["id"].dump());
        if (is_task)
            of["creator"] = std::exchange(of["user"], json());
        else
            of["pullrequest"] = condensed_pull_request(in, at);
        return of;
    }
    /// A reply to a comment that is not there becomes a thread of its own, without a word. Whoever comments takes part.
    [[nodiscard]] json create(const call& in) const {
        const json body = is_task ? read_body(in, {"content", "comment", "pending"})
                                  : read_body(in, {"content", "parent", "inline", "pending"});
        json made = json::parse(is_task ? R"({"state": "UNRESOLVED", "resolved_on": null, "resolved_by": null})"
                                        : R"({"type": "pullrequest_comment", "deleted": false})");
        made["content"] = content_in(body);
        made["pending"] = flag_in(body, "pending", false);
        if (body.contains("inline")) made["inline"] = inline_in(body["inline"]);
        const char* other = is_task ? "comment" : "parent";
        if (body.contains(other)) {
            const json id = value_at(body[other], "id");
            const auto found = std::find_if(at.of->comments.begin(), at.of->comments.end(),
                                            [&](const json& each) { return each["id"] == id; });
            const bool exists = found != at.of->comments.end();
            if (!exists && is_task) refuse_value("comment", "Unknown comment");
            if (exists) made[other]["id"] = id;
            if (exists && !is_task && found->contains("inline")) made["inline"] = (*found)["inline"];
        }
        made["user"] = in.who.account->uuid;
        made["created_on"] = made["updated_on"] = in.state.next_time();
        made["id"] = 1000 + in.state.made;
        json& who = at.of->participant(in.who.account->uuid);
        if (who["participated_on"].is_null()) who["participated_on"] = made["created_on"];
        if (!is_task && made["pending"] == false) at.of->log("comment", made["id"], made["created_on"]);
        return made;
    }
    void update(const call& in, json& of) const {
        const json body = is_task ? read_body(in, {"content", "state"}) : read_body(in, {"content"});
        if (!is_task && of["user"] != in.who.account->uuid) refuse(403, "You can only edit your own comments.");
        const json state = body.contains("state") ? body["state"] : of.value("state", json());
        if (is_task && state != "RESOLVED" && state != "UNRESOLVED")
            refuse_value("state", "must be RESOLVED or UNRESOLVED");
        if (!is_task || body.contains("content")) of["content"] = content_in(body);
        of["updated_on"] = in.state.next_time();
        if (is_task && of["state"] != state) {
            of["state"] = state;
            of["resolved_on"] = state == "RESOLVED" ? of["updated_on"] : json();
            of["resolved_by"] = state == "RESOLVED" ? json(in.who.account->uuid) : json();
        }
    }
    /// A comment with replies stays, without its text.
    void remove(const call& in, json& of) const {
        if (of["user"] != in.who.account->uuid) require_repository_admin(in);
        const json id = of["id"];
        of.update({{"deleted", true}, {"content", ""}});
        const bool has_replies = std::any_of(all().begin(), all().end(),
                                             [&](const json& each) { return value_at(each, "parent.id") == id; });
        if (!has_replies) std::erase_if(all(), [&](const json& each) { return each["id"] == id; });
    }
};

inline note_place comments_of(const call& in) {
    return {require_pull_request(in)};
}
inline note_place tasks_of(const call& in) {
    const note_place out{require_pull_request(in), true};
    if (in.operation.method == http_method::get && page_length(in) < 10) refuse(400, "Invalid pagelen");
    return out;
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

inline constexpr handler_entry comments_handlers[] = {{"pull_request_comments", collection<comments_of>, true},
                                                      {pull_request_comments::resolve::info.name, resolve_comment},
                                                      {pull_request_comments::reopen::info.name, reopen_comment},
                                                      {"pull_request_tasks", collection<tasks_of>, true}};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
