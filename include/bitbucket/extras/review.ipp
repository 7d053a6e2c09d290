// SPDX-License-Identifier: MIT
// Defines what review.hpp declares.
#pragma once

#include "../api/pull_request_comments.hpp"
#include "../api/pull_request_tasks.hpp"
#include "../api/pull_requests.hpp"
#include "../api/workspaces.hpp"
#include "../detail/calls/api_failure.hpp"
#include "../detail/text/ascii.hpp"
#include "../detail/url/shown_path.hpp"
#include "../send_all.hpp"
#include "review.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {

inline std::string account_name(const account& one) {
    const std::string& name = one.display_name.empty() ? one.nickname : one.display_name;
    const std::string& id = one.uuid.empty() ? one.account_id : one.uuid.str();
    return name.empty() ? one_line(id) : one_line(name) + " (" + one_line(id) + ')';
}
inline std::string account_names(const std::vector<account>& all) {
    std::string out;
    for (const account& each : all) out += (out.empty() ? "" : ", ") + account_name(each);
    return out;
}

/// Whether a refused change is about its reviewers. The server names the member, or says "Malformed reviewers list" or
/// "… is not a member of this workspace".
inline bool is_about_reviewers(const error& why) {
    if (why.kind() != error_kind::bad_request) return false;
    std::string all = why.message() + '\n' + why.detail();
    for (const field_problem& each : why.fields()) {
        all += '\n' + each.name;
        for (const std::string& message : each.messages) all += '\n' + message;
    }
    all = to_lower(all);
    return all.find("reviewer") != std::string::npos || all.find("not a member") != std::string::npos;
}

/// The same error with the names of those who have left.
inline error with_former_members(const error& why, const former_members_found& found) {
    if (found.former.empty() && found.unknown.empty()) return why;
    error_state state = *why.state();
    if (!found.former.empty()) {
        state.message += "; no longer in the workspace: " + account_names(found.former);
        state.hint = "the API refuses the whole change because of them: take them out of its reviewers";
    }
    if (!found.unknown.empty())
        state.message += "; it is not known whether these are still in the workspace: " + account_names(found.unknown) +
                         (found.why_unknown ? " (" + one_line(found.why_unknown->message()) + ')' : "");
    return error(finish(std::move(state)));
}

BITBUCKET_INLINE result<pull_request> get_to_edit(const client& api, const workspace_ref& workspace,
                                                  const repository_ref& repository, const pull_request_ref& number,
                                                  const call_options& call) {
    return api.try_send(pull_requests::get{workspace, repository, number}, call);
}

BITBUCKET_INLINE result<pull_request> send_edit(const client& api, const workspace_ref& workspace,
                                                const repository_ref& repository, const pull_request_ref& number,
                                                const pull_request& before, const pull_request_edit& edit,
                                                const call_options& call) {
    result<pull_request> after = api.try_send(pull_requests::update{workspace, repository, number, edit}, call);
    if (after || !edit.reviewers.value() || !is_about_reviewers(after.error())) return after;
    std::vector<account> asked;
    for (const reviewer& each : *edit.reviewers.value()) {
        account one;
        one.uuid = each.id();
        if (before.reviewers)
            for (const account& known : *before.reviewers)
                if (known.uuid == one.uuid) one = known;
        asked.push_back(std::move(one));
    }
    return with_former_members(after.error(), former_members(api, workspace, asked, call));
}

}  // namespace detail

BITBUCKET_INLINE result<std::vector<comment_thread>> try_open_threads(const client& api, const workspace_ref& workspace,
                                                                      const repository_ref& repository,
                                                                      const pull_request_ref& number,
                                                                      const call_options& call) {
    walk_options walk;
    walk.call = call;
    std::vector<pull_request_comment> all;
    for (auto& some :
         api.try_pages(pull_request_comments::list{workspace, repository, number}.pagelen(100), std::move(walk))) {
        if (!some) return some.error();
        for (pull_request_comment& each : some->values) all.push_back(std::move(each));
    }
    std::vector<comment_thread> out = comment_threads(std::move(all));
    std::erase_if(out, [](const comment_thread& one) { return one.is_resolved(); });
    return out;
}

BITBUCKET_INLINE result<std::vector<pull_request_task>> try_open_tasks(const client& api,
                                                                       const workspace_ref& workspace,
                                                                       const repository_ref& repository,
                                                                       const pull_request_ref& number,
                                                                       const call_options& call) {
    walk_options walk;
    walk.call = call;
    std::vector<pull_request_task> out;
    for (auto& some :
         api.try_pages(pull_request_tasks::list{workspace, repository, number}.pagelen(100), std::move(walk))) {
        if (!some) return some.error();
        for (pull_request_task& each : some->values)
            if (!each.is_resolved()) out.push_back(std::move(each));
    }
    return out;
}

BITBUCKET_INLINE result<pull_request_comment> try_reply_to(const client& api, const workspace_ref& workspace,
                                                           const repository_ref& repository,
                                                           const pull_request_ref& number, std::int64_t comment,
                                                           markup_text text, const call_options& call) {
    const pull_request_comments::create request{
        workspace, repository, number, {.content = std::move(text), .parent = existing_comment(comment)}};
    result<pull_request_comment> made = api.try_send(request, call);
    if (!made || made->is_reply_to(comment)) return made;
    const std::string id = std::to_string(made->id.value_or(0));
    const std::string wanted = std::to_string(comment);
    detail::error_state state;
    state.kind = error_kind::work_failed;
    state.message = "comment " + id + " should answer comment " + wanted +
                    (made->is_reply() ? ", and answers another one" : ", and became a thread of its own");
    state.data = R"({"comment": )" + id + R"(, "wanted_parent": )" + wanted + '}';
    state.hint = "the server does so if comment " + wanted + " is not there: remove comment " + id +
                 " if it makes no sense alone";
    state.operation = detail::operation_name(request.about());
    state.path = detail::shown_path(request.path());
    return error(detail::finish(std::move(state)));
}

BITBUCKET_INLINE former_members_found former_members(const client& api, const workspace_ref& workspace,
                                                     const std::vector<account>& accounts, const call_options& call) {
    former_members_found out;
    std::vector<const account*> asked;
    std::vector<workspaces::get_member> questions;
    const auto cannot_tell = [&out](const account& one, const error& why) {
        out.unknown.push_back(one);
        if (!out.why_unknown) out.why_unknown = why;
    };
    for (const account& each : accounts) {
        if (each.uuid.empty() && each.account_id.empty()) {
            cannot_tell(each, usage_error("former_members: an account has neither UUID nor account ID"));
            continue;
        }
        asked.push_back(&each);
        questions.emplace_back(workspace, each.uuid.empty() ? user_ref(each.account_id) : user_ref(each.uuid));
    }
    send_all_options options;
    options.call = call;
    for (const auto& answer : api.send_all(questions, std::move(options))) {
        const account& one = *asked[answer.place()];
        if (!answer && answer.error().kind() != error_kind::not_found) {
            cannot_tell(one, answer.error());
            continue;
        }
        const bool is_member = answer && (!answer->user || answer->user->account_status.empty() ||
                                          answer->user->account_status == "active");
        if (!is_member) out.former.push_back(one);
    }
    return out;
}

}  // namespace bitbucket::inline BITBUCKET_ABI
