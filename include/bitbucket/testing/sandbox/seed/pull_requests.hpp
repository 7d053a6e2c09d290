// SPDX-License-Identifier: MIT
// The pull requests, branches and tags of `acme/site` and `atlassian_tutorial/geordi` in a new sandbox, and the pull
// request of `hostile`. known_ids.hpp says what each is for.
#pragma once

#include "accounts.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// Its branch has one commit, on the newest one of `main`, which adds a file.
struct seeded_pull_request {
    int id;
    const char* state;
    const char* title;
    const char* description;
    const char* author;
    const char* branch;
    const char* path;
    const char* text;
    const char* destination = "main";
    merge_oddity oddity = merge_oddity::none;
};

inline constexpr seeded_pull_request seeded_pull_requests[] = {
    {1, "OPEN", "Add a contact form", "Closes WEB-41. **Spam** is held back by the server.", known_things::member,
     known_pull_requests::source_branch, "src/contact.html",
     "<form action=\"/contact\">\n  <input name=\"mail\">\n  <button>Send</button>\n</form>\n"},
    {2, "MERGED", "Set up the build", "", known_things::user, "chore/build", "build.sh", "#!/bin/sh\nmake\n"},
    {3, "DECLINED", "Rewrite everything in Perl", "It would be shorter.", known_things::newcomer, "perl", "site.pl",
     "print 'site';\n"},
    {4, "OPEN", "WIP: Dark mode", "Colours are still wrong.", known_things::user, "feature/dark-mode", "src/dark.css",
     "body { background: #111; }\n"},
    {5, "OPEN", "Read the region from a file", "", known_things::colleague, "fix/region", "", "region = read();\n"},
    {6, "OPEN", "Publish version 1.1", "The usual list.", known_things::colleague, "publish/1.1", "CHANGES.md",
     "# 1.1\n\n- A contact form\n", known_pull_requests::checked_branch},
    {7, "OPEN", "Fix the date in the footer", "", known_things::member, "fix/footer", "src/footer.html",
     "<footer>2026</footer>\n", known_pull_requests::queue_branch},
    {8, "OPEN", "Import the photo archive", "900 files.", known_things::colleague, "import/photos", "photos/index.txt",
     "one.jpg\ntwo.jpg\n", "main", merge_oddity::times_out},
    {9, "OPEN", "Update the imprint", "", known_things::member, "docs/imprint", "docs/imprint.md", "# Imprint\n",
     "main", merge_oddity::lags},
    {10, "OPEN", "Cache the start page", "", known_things::user, "feature/cache", "src/cache.conf", "max-age=60\n",
     "main", merge_oddity::moves},
    {11, "OPEN", "Translate the start page", "Into Swedish.", known_things::newcomer, "translate/sv", "src/sv.html",
     "<h1>Hej</h1>\n"},
    {12, "SUPERSEDED", "Add a build", "", known_things::colleague, "chore/build-2", "build.mk", "all:\n"},
};

inline json seeded_comment(int id, const char* user, const char* text, json more = json::object()) {
    json out = {{"type", "pullrequest_comment"},
                {"id", id},
                {"user", user},
                {"content", text},
                {"created_on", "2026-07-02T10:" + std::to_string(id % 50 + 10) + ":00.000000+00:00"},
                {"deleted", false},
                {"pending", false}};
    out["updated_on"] = out["created_on"];
    out.update(more);
    return out;
}

/// The threads, tasks and checks of the first one.
inline void seed_review(pull_request_record& of) {
    using known = known_pull_requests;
    const json place = {{"path", "src/contact.html"}, {"to", 2}};
    of.comments = {
        seeded_comment(known::thread_comment, known_things::colleague, "This needs a label.", {{"inline", place}}),
        seeded_comment(known::reply_comment, known_things::member, "I will add one.",
                       {{"inline", place}, {"parent", {{"id", known::thread_comment}}}}),
        seeded_comment(known::resolved_comment, known_things::user, "Is there a test?",
                       {{"resolution", json::object()}}),
        seeded_comment(known::removed_comment, known_things::colleague, "", {{"deleted", true}}),
        seeded_comment(105, known_things::member, "You are right.", {{"parent", {{"id", known::removed_comment}}}}),
    };
    const std::string day = "2026-07-02T11:00:00.000000+00:00";
    const auto task = [&](int id, const char* text, bool done) -> json {
        return {{"id", id},
                {"content", text},
                {"creator", known_things::colleague},
                {"state", done ? "RESOLVED" : "UNRESOLVED"},
                {"pending", false},
                {"created_on", day},
                {"updated_on", day},
                {"resolved_on", done ? json(day) : json()},
                {"resolved_by", done ? json(known_things::member) : json()}};
    };
    of.tasks = {task(known::open_task, "Add a label to the field", false),
                task(known::done_task, "Check the colours", true)};
    of.tasks[0]["comment"] = {{"id", known::thread_comment}};
    for (const auto& [key, state] :
         {std::pair("unit", "SUCCESSFUL"), std::pair("lint", "FAILED"), std::pair("pages", "INPROGRESS")})
        of.statuses.push_back({{"type", "build"},
                               {"key", key},
                               {"name", std::string("Check: ") + key},
                               {"state", state},
                               {"description", ""},
                               {"url", std::string("https://ci.example.org/") + key},
                               {"refname", known::source_branch},
                               {"created_on", day},
                               {"updated_on", day}});
    for (const json& each : of.comments) of.activity.push_back({{"at", each["created_on"]}, {"comment", each["id"]}});
    of.activity.push_back({{"at", day}, {"approval", {{"date", day}, {"user", known_things::colleague}}}});
    // A kind that the specification does not have.
    of.activity.push_back({{"at", day}, {"task", {{"id", known::open_task}, {"action", "CREATED"}}}});
}

/// A branch with one commit that adds a file.
inline std::string add_branch(repository_record& of, const char* name, const std::string& parent, const char* path,
                              const char* text, std::string hash) {
    commit_record made{std::move(hash),
                       parent,
                       std::string("Work on ") + name + '\n',
                       "Jonas Weber <jonas@example.org>",
                       "2026-07-01T08:00:00+00:00",
                       of.history.find(parent)->files};
    made.files.push_back({path, text});
    of.history.branches[name] = made.hash;
    of.history.commits.push_back(std::move(made));
    return of.history.branches[name];
}

inline pull_request_record seed_pull_request(const std::string& full_name, repository_record& of,
                                             const seeded_pull_request& from) {
    const std::vector<commit_record>& commits = of.history.commits;
    const std::string day = "2026-07-" + std::to_string(10 + from.id) + "T09:00:00.000000+00:00";
    pull_request_record made = new_pull_request(from.id, from.author, day);
    made.members.update({{"title", from.title}, {"description", from.description}, {"state", from.state}});
    made.oddity = from.oddity;
    const bool conflicts = *from.path == '\0';
    const std::string tip = of.history.branches["main"];
    const std::string hash = from.id == known_pull_requests::draft_pull_request
                                 ? known_pull_requests::indexing_commit
                                 : hex_of(hash_text(full_name, static_cast<std::uint64_t>(from.id)), 40);
    made.source = {full_name, from.branch,
                   add_branch(of, from.branch, conflicts ? commits[0].hash : tip,
                              conflicts ? of.files[1].path.c_str() : from.path, from.text, hash)};
    made.destination = {full_name, from.destination, tip};
    for (const char* each : {known_things::user, known_things::colleague})
        if (std::string_view(each) != from.author)
            made.participants.push_back({{"type", "participant"},
                                         {"user", each},
                                         {"role", "REVIEWER"},
                                         {"approved", false},
                                         {"state", nullptr},
                                         {"participated_on", nullptr}});
    made.activity = {{{"at", day},
                      {"update",
                       {{"date", day},
                        {"author", from.author},
                        {"title", from.title},
                        {"description", from.description},
                        {"state", "OPEN"},
                        {"draft", false},
                        {"reason", ""},
                        {"reviewers", json::array()},
                        {"changes", json::object()}}}}};
    if (made.is_open()) return made;
    of.history.branches.erase(from.branch);
    made.members["closed_by"] = known_things::user;
    return made;
}

/// `fork` may be null.
inline void seed_pull_requests_of(const std::string& full_name, repository_record& of, repository_record* fork) {
    using known = known_pull_requests;
    const std::string tip = of.history.branches["main"];
    of.history.branches[known::checked_branch] = of.history.branches[known::queue_branch] = tip;
    of.rules[known::checked_branch] = {{"merge_commit"}, 1, true, false};
    of.rules[known::queue_branch].has_queue = true;
    of.history.tags[known::annotated_tag] = {known_pipelines::commit, "The first one\n",
                                             "Mia Lindqvist <mia@example.org>", "2026-04-01T10:00:00+00:00"};
    of.history.tags[known::lightweight_tag] = {tip};
    add_branch(of, known::unmerged_branch, tip, "src/hours.html", "<p>9 to 5</p>\n", hex_of(hash_text(full_name), 40));
    for (const seeded_pull_request& each : seeded_pull_requests)
        of.pull_requests.insert(of.pull_requests.begin(), seed_pull_request(full_name, of, each));
    const auto numbered = [&](int id) -> pull_request_record& { return *(of.pull_requests.end() - id); };
    json& carol = numbered(1).participants.back();
    carol.update({{"approved", true}, {"state", "approved"}, {"participated_on", "2026-07-02T11:00:00.000000+00:00"}});
    seed_review(numbered(1));
    for (const int id : {known::merged_pull_request, known::superseded_pull_request}) {
        numbered(id).source.hash = known_pipelines::commit;
        numbered(id).destination.hash = of.history.commits[0].hash;
    }
    numbered(known::merged_pull_request).merge_hash = tip;
    numbered(known::declined_pull_request).members["reason"] = "We have no camel.";
    numbered(known::declined_pull_request).source.repository.clear();
    numbered(known::draft_pull_request).members["draft"] = true;
    numbered(known::checked_pull_request).tasks = {numbered(1).tasks[0]};
    numbered(known::checked_pull_request).tasks[0].erase("comment");
    if (fork == nullptr) return;
    pull_request_record& forked = numbered(known::fork_pull_request);
    forked.source.repository += "-fork";
    fork->history.adopt(of.history, forked.source.hash);
    fork->history.branches[forked.source.branch] = forked.source.hash;
    of.history.branches.erase(forked.source.branch);
}

inline void seed_pull_requests(world& state) {
    for (workspace_record& where : state.workspaces)
        for (repository_record& each : where.repositories) {
            const std::string name = where.slug + '/' + each.slug;
            repository_record* fork = where.slug == "acme" ? &where.repositories.back() : nullptr;
            if (name == "acme/site" || name == "atlassian_tutorial/geordi") seed_pull_requests_of(name, each, fork);
        }
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
