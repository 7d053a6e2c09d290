// SPDX-License-Identifier: MIT
// The pull requests, branches and tags of `acme/site` and `atlassian_tutorial/geordi` in a new sandbox (known_ids.hpp says
// what each is for), and a pull request of `hostile`, whose texts attack.
#pragma once

#include "accounts.hpp"

// NOLINTBEGIN(misc-misleading-bidirectional): the texts of `hostile` mislead
namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// The branch of each has one commit, on the newest one of `main`, which adds a file. `@mia` stands for her UUID.
inline constexpr const char* seeded_pull_requests = R"([
{"title": "Add a contact form", "description": "Closes WEB-41. **Spam** is held back by the server.", "author": "@jonas",
 "branch": "feature/contact-form", "path": "src/contact.html", "text": "<form action=\"/contact\">\n  <input>\n</form>\n"},
{"title": "Set up the build", "state": "MERGED", "author": "@mia", "branch": "chore/build", "path": "b.sh", "text": "make\n"},
{"title": "Rewrite everything in Perl", "state": "DECLINED", "reason": "We have no camel.", "author": "@nils",
 "branch": "perl", "path": "site.pl", "text": "print 'site';\n"},
{"title": "WIP: Dark mode", "description": "Colours are still wrong.", "draft": true, "author": "@mia",
 "branch": "feature/dark-mode", "path": "src/dark.css", "text": "body { background: #111; }\n"},
{"title": "Read the region from a file", "author": "@carol", "branch": "fix/region", "path": "", "text": "region = 1;\n"},
{"title": "Publish version 1.1", "description": "The usual list.", "author": "@carol", "branch": "publish/1.1",
 "path": "CHANGES.md", "text": "# 1.1\n\n- A contact form\n", "to": "production"},
{"title": "Fix the date in the footer", "author": "@jonas", "branch": "fix/footer", "path": "src/footer.html",
 "text": "<footer>2026</footer>\n", "to": "release"},
{"title": "Import the photo archive", "description": "900 files.", "author": "@carol", "branch": "import/photos",
 "path": "photos/index.txt", "text": "one.jpg\ntwo.jpg\n", "oddity": "555"},
{"title": "Update the imprint", "author": "@jonas", "branch": "docs/imprint", "path": "docs/imprint.md",
 "text": "# Imprint\n", "oddity": "lags"},
{"title": "Cache the start page", "author": "@mia", "branch": "feature/cache", "path": "src/cache.conf",
 "text": "max-age=60\n", "oddity": "moves"},
{"title": "Translate the start page", "description": "Into Swedish.", "author": "@nils", "branch": "translate/sv",
 "path": "src/sv.html", "text": "<h1>Hej</h1>\n"},
{"title": "Add a build", "state": "SUPERSEDED", "author": "@carol", "branch": "b-2", "path": "b.mk", "text": "all:\n"}])";

/// What the first one has. The activity holds a kind that the specification does not have.
inline constexpr const char* seeded_review = R"({"comments": [
{"id": 101, "user": "@carol", "content": "This needs a label.", "inline": {"path": "src/contact.html", "to": 2}},
{"id": 102, "user": "@jonas", "content": "I will add one.", "inline": {"path": "src/contact.html", "to": 2},
 "parent": {"id": 101}},
{"id": 103, "user": "@mia", "content": "Is there a test?", "resolution": {}},
{"id": 104, "user": "@carol", "content": "", "deleted": true},
{"id": 105, "user": "@jonas", "content": "You are right.", "parent": {"id": 104}}], "tasks": [
{"id": 201, "user": "@carol", "content": "Add a label to the field", "state": "UNRESOLVED", "comment": {"id": 101}},
{"id": 202, "user": "@carol", "content": "Check the colours", "state": "RESOLVED", "resolved_by": "@jonas",
 "resolved_on": "2026-07-12T12:00:00+00:00"}], "statuses": [
{"key": "unit", "name": "Unit tests", "state": "SUCCESSFUL"}, {"key": "lint", "name": "Style", "state": "FAILED"},
{"key": "pages", "name": "Preview", "state": "INPROGRESS"}], "activity": [
{"approval": {"date": "2026-07-12T11:00:00+00:00", "user": "@carol"}}, {"task": {"id": 201, "action": "CREATED"}}]})";

inline json seeded_json(std::string text) {
    const std::pair<std::string_view, const char*> people[] = {{"@mia", known_things::user},
                                                               {"@jonas", known_things::member},
                                                               {"@carol", known_things::colleague},
                                                               {"@nils", known_things::newcomer}};
    for (const auto& [name, uuid] : people)
        for (auto at = text.find(name); at != std::string::npos; at = text.find(name))
            text.replace(at, name.size(), uuid);
    return json::parse(text);
}

/// The threads, tasks and checks of the first one.
inline void seed_review(pull_request_record& of) {
    const json review = seeded_json(seeded_review);
    const char* day = "2026-07-12T10:00:00.000000+00:00";
    const auto filled = [&](const char* member, const char* defaults) {
        documents out;
        for (const json& each : review[member]) {
            json& made = out.emplace_back(json::parse(defaults));
            made["created_on"] = made["updated_on"] = day;
            made.update(each);
        }
        return out;
    };
    of.comments = filled("comments", R"({"type": "pullrequest_comment", "deleted": false, "pending": false})");
    of.tasks = filled("tasks", R"({"resolved_on": null, "resolved_by": null, "pending": false})");
    of.statuses = filled("statuses", R"({"type": "build", "description": "", "url": "https://ci.example.org/7",
                                         "refname": "feature/contact-form"})");
    for (const json& each : of.comments) of.log("comment", each["id"], day);
    for (const json& each : review["activity"])
        for (const auto& [kind, value] : each.items()) of.log(kind.c_str(), value, day);
    of.participant(known_things::colleague)
        .update({{"approved", true}, {"state", "approved"}, {"participated_on", "2026-07-12T11:00:00+00:00"}});
}

/// A branch with one commit that adds a file.
inline void add_branch(repository_record& of, const std::string& name, const std::string& parent,
                       const source_file& added, const std::string& hash) {
    of.history.commits.push_back({hash, parent, "Work on " + name + '\n', "Jonas Weber <jonas@example.org>",
                                  "2026-07-01T08:00:00+00:00", of.history.find(parent)->files});
    of.history.commits.back().files.push_back(added);
    of.history.branches[name] = {hash};
}

inline void seed_pull_request(const std::string& full_name, repository_record& of, const json& from) {
    const auto id = static_cast<std::int64_t>(of.pull_requests.size()) + 1;
    const std::string day = "2026-07-" + std::to_string(10 + id) + "T09:00:00.000000+00:00";
    const std::string tip = of.history.branches[of.mainbranch].target;
    pull_request_record made(id, from["author"], day);
    for (const auto& [key, value] : from.items())
        if (made.members.contains(key)) made.members[key] = value;
    made.oddity = from.value("oddity", "");
    // The one that conflicts adds a file to the oldest commit that others have added, too.
    const bool conflicts = from["path"].get_ref<const std::string&>().empty();
    made.source = {full_name, from["branch"], hex_of(hash_text(full_name, static_cast<std::uint64_t>(id)), 40)};
    if (id == known_pull_requests::draft_pull_request) made.source.hash = known_pull_requests::indexing_commit;
    made.destination = {full_name, from.value("to", of.mainbranch), tip};
    add_branch(of, made.source.branch, conflicts ? of.history.commits.front().hash : tip,
               {conflicts ? of.files[1].path : from["path"].get<std::string>(), from["text"]}, made.source.hash);
    for (const char* each : {known_things::user, known_things::colleague})
        if (from["author"] != each) made.participant(each)["role"] = "REVIEWER";
    made.log_update(from["author"], json::object(), day);
    if (!made.is_open()) {
        of.history.branches.erase(made.source.branch);
        made.members["closed_by"] = known_things::user;
    }
    of.pull_requests.insert(of.pull_requests.begin(), std::move(made));
}

inline void seed_pull_requests_of(const std::string& full_name, repository_record& of) {
    using known = known_pull_requests;
    const std::string tip = of.history.branches["main"].target;
    of.history.branches[known::checked_branch] = of.history.branches[known::queue_branch] = {tip};
    of.rules[known::checked_branch] = {{"merge_commit"}, 1, true, false};
    of.rules[known::queue_branch].has_queue = true;
    of.history.tags[known::annotated_tag] = {known_pipelines::commit, "The first one\n",
                                             "Mia Lindqvist <mia@example.org>", "2026-04-01T10:00:00+00:00"};
    of.history.tags[known::lightweight_tag] = {tip};
    add_branch(of, known::unmerged_branch, tip, {"src/hours.html", "<p>9 to 5</p>\n"},
               hex_of(hash_text(full_name), 40));
    for (const json& each : seeded_json(seeded_pull_requests)) seed_pull_request(full_name, of, each);
    const auto numbered = [&](int id) -> pull_request_record& { return *(of.pull_requests.end() - id); };
    seed_review(numbered(1));
    for (const int id : {known::merged_pull_request, known::superseded_pull_request}) {
        numbered(id).source.hash = known_pipelines::commit;
        numbered(id).destination.hash = of.history.commits.front().hash;
    }
    numbered(known::merged_pull_request).merge_hash = tip;
    numbered(known::declined_pull_request).source.repository.clear();
    numbered(known::checked_pull_request).tasks = {numbered(1).tasks.front()};
    numbered(known::checked_pull_request).tasks.front().erase("comment");
}

inline void seed_pull_requests(world& state) {
    for (workspace_record& where : state.workspaces)
        for (repository_record& each : where.repositories) {
            const std::string name = where.slug + '/' + each.slug;
            if (where.slug == known_things::hostile_workspace)
                seed_pull_request(name, each,
                                  {{"title", "Fix \x1b[31mred\x1b[0m\r\n=1+1 <b>"},
                                   {"description", "\u202edrawkcab \x1b]0;owned\x07"},
                                   {"author", known_things::hostile_user},
                                   {"branch", "fix/\u202eder"},
                                   {"path", "=1+1.csv"},
                                   {"text", "\x1b[2J\n"}});
            if (name != "acme/site" && name != "atlassian_tutorial/geordi") continue;
            seed_pull_requests_of(name, each);
            if (name != "acme/site") continue;
            repository_record& fork = where.repositories.back();
            endpoint_record& forked = (each.pull_requests.end() - known_pull_requests::fork_pull_request)->source;
            forked.repository += "-fork";
            fork.history.adopt(each.history, forked.hash);
            fork.history.branches[forked.branch] = {forked.hash};
            each.history.branches.erase(forked.branch);
        }
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
// NOLINTEND(misc-misleading-bidirectional)
