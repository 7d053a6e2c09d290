// SPDX-License-Identifier: MIT
// Answers of the family pull_requests, but for merging (merging.hpp) and diffs (diffs.hpp).
#pragma once

#include "comments.hpp"
#include "default_reviewers.hpp"
#include "diffs.hpp"
#include "merging.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// The states that the options ask for: that of open ones if they name none.
inline documents wanted_states(const call& in) {
    const documents known = {"OPEN", "MERGED", "DECLINED", "SUPERSEDED"};
    documents out;
    for (const option& each : in.options) {
        if (each.name != "state") continue;
        if (std::count(known.begin(), known.end(), each.value) == 0) refuse_value("state", "unknown: " + each.value);
        out.emplace_back(each.value);
    }
    return out.empty() ? documents{"OPEN"} : out;
}

/// Adds the pull requests of a repository in these states, and of this author unless it is empty.
inline void add_pull_requests(const call& in, const repository_place& at, documents& out, const std::string& author) {
    const documents states = wanted_states(in);
    for (pull_request_record& each : at.repository->pull_requests) {
        follow_branches(in, *at.repository, each);
        if (std::count(states.begin(), states.end(), each.members["state"]) != 0 &&
            (author.empty() || each.members["author"] == author))
            out.push_back(render_pull_request(in, {at, &each}));
    }
}

inline documents pull_requests_of(const call& in) {
    documents out;
    add_pull_requests(in, require_repository(in), out, {});
    return out;
}

inline documents pull_requests_by_author(const call& in) {
    workspace_record& where = require_workspace(in, in.arguments[0]);
    const std::string author = require_account(in, 1).uuid;
    documents out;
    for (repository_record& each : where.repositories)
        if (is_visible(in, where, each)) add_pull_requests(in, {&where, &each}, out, author);
    return out;
}

/// Those that brought in a commit: 202 without a body while the server indexes it.
inline documents pull_requests_with_commit(const call& in) {
    const repository_place at = require_repository(in);
    const commit_record* wanted = at.repository->history.resolve(in.arguments[2]);
    if (wanted == nullptr) refuse(404, "Commit not found", in.arguments[2]);
    const std::string hash = wanted->hash;
    if (hash == known_pull_requests::indexing_commit) throw refusal{json_response(202, nullptr)};
    documents out;
    for (pull_request_record& each : at.repository->pull_requests) {
        follow_branches(in, *at.repository, each);
        bool found = each.merge_hash == hash;
        for (const json& commit : commits_in(in, {at, &each})) found = found || commit["hash"] == hash;
        if (found) out.push_back(render_pull_request(in, {at, &each}));
    }
    return out;
}

/// The newest first, of one pull request or, without a number in the path, of all.
inline documents activity_of(const call& in) {
    const repository_place at = require_repository(in);
    const pull_request_record* only = in.arguments.size() > 2 ? require_pull_request(in).of : nullptr;
    std::multimap<std::string, json> found;
    for (pull_request_record& each : at.repository->pull_requests)
        for (const json& entry : only == nullptr || only == &each ? each.activity : documents()) {
            json shown = with_accounts(in, entry);
            shown.erase("at");
            shown["pull_request"] = condensed_pull_request(in, {at, &each});
            if (shown.contains("comment")) {
                const json id = std::exchange(shown["comment"], json());
                for (const json& comment : each.comments)
                    if (comment["id"] == id) shown["comment"] = note_place{{at, &each}}.show(in, comment);
            }
            if (!shown.value("comment", json(0)).is_null()) found.emplace(entry["at"], std::move(shown));
        }
    documents out;
    for (auto& [time, entry] : found) out.push_back(std::move(entry));
    std::reverse(out.begin(), out.end());
    return out;
}

inline answer get_pull_request(const call& in) {
    const pull_request_place at = require_pull_request(in);
    look_at_merge(in, at);
    return {200, whole(render_pull_request(in, at))};
}

/// Sets who is asked for a review. Somebody else who has taken part stays a participant.
inline void set_reviewers(const call& in, const workspace_record& where, pull_request_record& of, const json& wanted) {
    std::vector<std::string> users;
    for (const json& each : wanted.is_array() ? wanted : json::array({nullptr})) {
        const json uuid = value_at(each, "uuid");
        const account_record* user = in.state.find_account(uuid.is_string() ? uuid.get<std::string>() : "");
        if (user == nullptr)
            refuse_with(400, json::parse(R"({"error": {"message": "Bad request",
                                            "fields": {"reviewers": ["Malformed reviewers list"]}}})"));
        if (of.members["author"] == user->uuid)
            refuse_member("reviewers", user->display_name + " is the author and cannot be included as a reviewer.");
        if (!where.has_member(user->uuid))
            refuse_member(
                "reviewers",
                user->display_name + " is not a member of this workspace and cannot be added to this pull request");
        users.push_back(user->uuid);
    }
    for (json& each : of.participants) each["role"] = "PARTICIPANT";
    for (const std::string& user : users) of.participant(user)["role"] = "REVIEWER";
    std::erase_if(of.participants,
                  [](const json& each) { return each["role"] == "PARTICIPANT" && each["participated_on"].is_null(); });
}

/// Sets an end of a pull request from a body; 400 for a branch that is not there.
inline void set_endpoint(const call& in, const json& body, const char* which, endpoint_record& end) {
    const json branch = value_at(body, std::string(which) + ".branch.name");
    const json full_name = value_at(body, std::string(which) + ".repository.full_name");
    if (!branch.is_string()) refuse_value(which, "expected an object with a branch");
    if (full_name.is_string()) end.repository = full_name;
    end.branch = branch;
    const repository_place at = named_repository(in, end.repository);
    if (at.repository == nullptr || !is_visible(in, *at.workspace, *at.repository))
        refuse_value(which, "repository not found: " + end.repository);
    if (at.repository->history.find_branch(end.branch) == nullptr)
        refuse_value(which, "branch not found: " + end.branch);
}

/// Takes the members of a body that the API only stores, and returns how they changed.
inline json set_members(const json& body, pull_request_record& of) {
    json changes = json::object();
    const auto set = [&](const char* member, json value) {
        if (value == of.members[member]) return;
        changes[member] = {{"old", of.members[member]}, {"new", value}};
        of.members[member] = std::move(value);
    };
    if (body.contains("title") && text_in(body, "title").empty()) refuse_value("title", "must not be empty");
    for (const char* each : {"title", "description"})
        if (body.contains(each)) set(each, text_in(body, each));
    for (const char* each : {"close_source_branch", "draft"}) set(each, flag_in(body, each, of.members[each]));
    return changes;
}

inline void require_changes(const call& in, const repository_place& at, pull_request_record& of) {
    follow_branches(in, *at.repository, of);
    if (commits_in(in, {at, &of}).empty()) refuse(400, "There are no changes to be pulled");
}

inline answer create_pull_request(const call& in) {
    const repository_place at = require_repository(in);
    const json body =
        read_body(in, {"title", "source", "destination", "description", "reviewers", "close_source_branch", "draft"});
    for (const char* each : {"title", "source"})
        if (!body.contains(each)) refuse_member(each, "required key not provided");
    auto& all = at.repository->pull_requests;
    pull_request_record made(all.empty() ? 1 : all.front().id + 1, in.who.account->uuid, in.state.next_time());
    const std::string name = at.workspace->slug + '/' + at.repository->slug;
    made.source.repository = made.destination.repository = name;
    made.destination.branch = at.repository->mainbranch;
    set_endpoint(in, body, "source", made.source);
    if (body.contains("destination")) set_endpoint(in, body, "destination", made.destination);
    set_members(body, made);
    require_changes(in, at, made);
    json reviewers = body.contains("reviewers") ? body["reviewers"] : json::array();
    set_reviewers(in, *at.workspace, made, reviewers);
    for (const json& each : effective_reviewers(in))
        if (each["user"]["uuid"] != in.who.account->uuid) reviewers.push_back(each["user"]);
    set_reviewers(in, *at.workspace, made, reviewers);
    made.log_update(in.who.account->uuid, json::object(), made.members["created_on"]);
    all.insert(all.begin(), std::move(made));
    return {201, whole(render_pull_request(in, {at, &all.front()}))};
}

/// Reviewers that the body does not name are removed, as the live API was seen to do.
inline answer update_pull_request(const call& in) {
    const pull_request_place at = require_own_open(in);
    const json body =
        read_body(in, {"title", "destination", "description", "reviewers", "close_source_branch", "draft"});
    pull_request_record changed = *at.of;
    if (body.contains("destination")) set_endpoint(in, body, "destination", changed.destination);
    json changes = set_members(body, changed);
    require_changes(in, at.at, changed);
    set_reviewers(in, *at.at.workspace, changed, body.contains("reviewers") ? body["reviewers"] : json::array());
    changed.log_update(in.who.account->uuid, std::move(changes), in.state.next_time());
    *at.of = std::move(changed);
    return {200, whole(render_pull_request(in, at))};
}

/// Gives the caller's verdict, `approved` or `changes_requested`, or takes it back.
template <bool Approves>
answer review(const call& in) {
    const pull_request_place at = require_open(in);
    const char* verdict = Approves ? "approved" : "changes_requested";
    if (in.operation.method == http_method::delete_) {
        for (json& each : at.of->participants) {
            if (each["user"] != in.who.account->uuid || each["state"] != verdict) continue;
            each.update({{"approved", false}, {"state", nullptr}});
            return {204, nullptr};
        }
        refuse(404, Approves ? "You have not approved this pull request." : "You have not requested changes.");
    }
    json& who = at.of->participant(in.who.account->uuid);
    who.update({{"approved", Approves}, {"state", verdict}, {"participated_on", in.state.next_time()}});
    const json event = {{"date", who["participated_on"]}, {"user", who["user"]}};
    at.of->log(Approves ? "approval" : "changes_requested", event, who["participated_on"]);
    return {200, with_accounts(in, who)};
}

inline answer decline_pull_request(const call& in) {
    const pull_request_place at = require_own_open(in);
    if (!in.request.body.empty()) at.of->members["reason"] = text_in(read_body(in, {"message"}), "message");
    at.of->close("DECLINED", in.who.account->uuid, in.state.next_time());
    return {200, whole(render_pull_request(in, at))};
}

inline constexpr handler_entry pull_requests_handlers[] = {
    {pull_requests::list::info.name, list_documents<pull_requests_of>, true},
    {pull_requests::list_by_author::info.name, list_documents<pull_requests_by_author>, true},
    {pull_requests::list_for_commit::info.name, list_documents<pull_requests_with_commit>, true},
    {pull_requests::create::info.name, create_pull_request},
    {pull_requests::list_all_activity::info.name, list_documents<activity_of>, true},
    {pull_requests::get::info.name, get_pull_request, true},
    {pull_requests::update::info.name, update_pull_request},
    {pull_requests::list_activity::info.name, list_documents<activity_of>, true},
    {pull_requests::approve::info.name, review<true>},
    {pull_requests::unapprove::info.name, review<true>},
    {pull_requests::request_changes::info.name, review<false>},
    {pull_requests::unrequest_changes::info.name, review<false>},
    {pull_requests::list_commits::info.name, list_documents<commits_of>, true},
    {pull_requests::get_conflicts::info.name, redirect_diff, true},
    {pull_requests::decline::info.name, decline_pull_request},
    {pull_requests::get_diff::info.name, redirect_diff, true},
    {pull_requests::get_diffstat::info.name, redirect_diff, true},
    {pull_requests::merge::info.name, merge_pull_request},
    {pull_requests::get_merge_task::info.name, get_merge_task},
    {pull_requests::get_patch::info.name, redirect_diff, true},
    {pull_requests::list_statuses::info.name, list_documents<statuses_of>, true}};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
