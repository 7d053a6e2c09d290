// SPDX-License-Identifier: MIT
// Makes a commit from a form: files by their paths, and the fields message, author, branch, parents and files.
#pragma once

#include "../../../api/source.hpp"
#include "../http/form_body.hpp"
#include "access.hpp"
#include "render.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// What a form says of a new commit.
struct wanted_commit {
    std::string message, author, branch, parent;
    source_files files;
    /// Paths that `files` names.
    std::vector<std::string> named;
};

/// A path without the slash in front; 400 for one that leads nowhere.
inline std::string path_in_repository(std::string text) {
    if (text.starts_with('/')) text.erase(0, 1);
    const std::string whole = '/' + text;
    for (const std::string_view step : segments_of(whole))
        if (step.empty() || step == "." || step == "..") refuse_member("files", "Invalid path: " + text);
    return text;
}

inline wanted_commit read_commit(const call& in) {
    wanted_commit out;
    for (form_part& part : read_form(in.request)) {
        std::string* field = part.name == "message"   ? &out.message
                             : part.name == "author"  ? &out.author
                             : part.name == "branch"  ? &out.branch
                             : part.name == "parents" ? &out.parent
                                                      : nullptr;
        if (!part.file_name && field != nullptr) {
            if (!field->empty()) refuse_member(part.name, "must not be repeated");
            *field = std::move(part.content);
        } else if (!part.file_name && part.name == "files") {
            out.named.push_back(path_in_repository(std::move(part.content)));
        } else {
            out.files.push_back({path_in_repository(part.name), std::move(part.content), part.attributes});
        }
    }
    return out;
}

/// What the new commit is made on: null for the first one of a repository. 409 for a parent that is not the newest.
inline const commit_record* parent_of(const wanted_commit& wanted, const std::string& branch,
                                      const repository_record& of) {
    const commit_record* tip = of.history.find_branch(branch);
    const commit_record* parent = of.history.resolve(wanted.parent);
    if (!wanted.parent.empty() && parent == nullptr) refuse_member("parents", "Unknown commit: " + wanted.parent);
    if (tip != nullptr && parent != nullptr && tip != parent)
        refuse(409, "The parent is not the newest commit of the branch " + branch);
    if (parent != nullptr) return parent;
    return tip != nullptr ? tip : of.history.find_branch(of.mainbranch);
}

inline std::string mail_of(const account_record& account) {
    for (const email_record& each : account.emails)
        if (each.primary) return each.address;
    return account.nickname + "@example.org";
}

inline std::string signature_of(const account_record& account) {
    return account.display_name + " <" + mail_of(account) + '>';
}

inline std::string new_hash(world& state, const repository_record& of) {
    return hex_of(hash_text(of.uuid, 77 + ++state.made), 40);
}

/// Makes a commit of the history the newest one of a branch.
inline void move_branch(repository_record& of, const std::string& branch, const std::string& hash) {
    of.history.branches[branch] = {hash};
    if (branch == of.mainbranch) of.files = of.history.find(hash)->files;
}

/// Makes a new commit the newest one of a branch.
inline void push(repository_record& of, const std::string& branch, commit_record made) {
    const std::string hash = made.hash;
    of.history.commits.push_back(std::move(made));
    move_branch(of, branch, hash);
}

/// The options of the query count for nothing here, as on the live API.
inline answer create_commit(const call& in) {
    const repository_place at = require_repository_writer(in);
    repository_record& of = *at.repository;
    const wanted_commit wanted = read_commit(in);
    const std::string main = !of.mainbranch.empty() ? of.mainbranch : wanted.branch.empty() ? "main" : wanted.branch;
    const std::string branch = wanted.branch.empty() ? main : wanted.branch;
    const commit_record* parent = parent_of(wanted, branch, of);

    commit_record made;
    made.date = in.state.new_time();
    made.hash = new_hash(in.state, of);
    made.message = wanted.message.empty() ? "Created from the API" : wanted.message;
    made.author = wanted.author.empty() ? signature_of(*in.who.account) : wanted.author;
    if (parent != nullptr) {
        made.parent = parent->hash;
        made.files = parent->files;
    }
    for (const std::string& path : wanted.named)
        std::erase_if(made.files, [&](const source_file& each) { return each.path == path; });
    for (const source_file& file : wanted.files) {
        std::erase_if(made.files, [&](const source_file& each) { return each.path == file.path; });
        made.files.push_back(file);
    }
    std::sort(made.files.begin(), made.files.end(),
              [](const source_file& a, const source_file& b) { return a.path < b.path; });

    of.mainbranch = main;
    const std::string url = url_of(in, *at.workspace, of) + "/commit/" + made.hash;
    push(of, branch, std::move(made));
    return answer_with_location(201, url);
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
