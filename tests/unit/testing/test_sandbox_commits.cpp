// SPDX-License-Identifier: MIT
// testing/sandbox/handlers/new_commit.hpp through the client: commits that are made from files.
#include <bitbucket/extras/commit_files.hpp>

#include "unit/sandbox_calls.hpp"
#include "unit/support/sandbox_clients.hpp"

namespace test_sandbox_commits {

using namespace sandbox_clients;
namespace source = bb::source;
using source::commit_files;
using source::create_commit;
using source::file_mode;

namespace {

std::string text_at(const bb::client& api, const char* revision, const char* path) {
    return api.send(source::get_file{"acme", "site", revision, path}).bytes;
}

bool exists(const bb::client& api, const std::string& revision, const char* path) {
    return api.try_send(source::get_metadata{"acme", "site", revision, path}).has_value();
}

create_commit commit(const commit_files& files) {
    return create_commit{"acme", "site", files};
}

/// What the sandbox answers to a form that no builder makes.
bb::http_response send_form(const sandbox& box, const std::string& query, const char* type, const std::string& body) {
    bb::http_request request;
    request.method = bb::http_method::post;
    request.url = sandbox_calls::base + "/repositories/acme/site/src" + query;
    request.headers.add("Authorization", sandbox_calls::admin());
    request.headers.add("Content-Type", type);
    request.body = body;
    return box.send(request);
}

constexpr const char* urlencoded = "application/x-www-form-urlencoded";

}  // namespace

TEST_CASE("sandbox: a commit adds, replaces and removes files of the main branch") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const auto made = api.exchange(commit(commit_files{}
                                              .message("Change")
                                              .add_text("docs/new file.md", "new\n")
                                              .add_text("README.md", "other\n")
                                              .remove("src/config.hpp")));
    CHECK(made.status == 201);
    CHECK(made.body.empty());
    const std::string hash = made.value.hash;
    CHECK(hash.size() == 40);
    CHECK(made.value.location == sandbox_calls::base + "/repositories/acme/site/commit/" + hash);
    CHECK(text_at(api, "main", "docs/new file.md") == "new\n");
    CHECK(text_at(api, hash.c_str(), "README.md") == "other\n");
    CHECK_FALSE(exists(api, "main", "src/config.hpp"));
    CHECK(exists(api, "main", "src/site.cpp"));
    CHECK(exists(api, sandbox::commit, "src/config.hpp"));

    std::vector<bb::commit_file> changes = api.collect(source::history{"acme", "site", "main", "README.md"});
    REQUIRE(changes.size() == 2);
    CHECK(changes[0].commit->hash == hash);
    CHECK(changes[0].commit->message == "Change");
    CHECK(changes[0].commit->author->raw == "Mia Lindqvist <mia@example.org>");
    // Code search sees the new files.
    CHECK(sandbox_calls::read(box, "/workspaces/acme/search/code?search_query=new+path:docs+repo:site")["size"] == 1);
}

TEST_CASE("sandbox: executables and links say so, and lose it in the next commit that does not") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const auto attributes_of = [&](const char* path) {
        return api.send(source::get_metadata{"acme", "site", "main", path}).attributes;
    };
    api.send(commit(commit_files{}.add_text("run", "#!", file_mode::executable).add_text("l", "run", file_mode::link)));
    CHECK(attributes_of("run") == strings{"executable"});
    CHECK(attributes_of("l") == strings{"link"});
    api.send(commit(commit_files{}.add_text("run", "#!/bin/sh").add_text("b", std::string("\0", 1))));
    CHECK(attributes_of("run") == strings{});
    CHECK(attributes_of("b") == strings{"binary"});
}

TEST_CASE("sandbox: a commit goes to a branch, makes one, and insists on its parent") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const std::string first = api.send(commit(commit_files{}.branch("feature/x").add_text("x", "1"))).hash;
    CHECK_FALSE(exists(api, "main", "x"));
    CHECK(exists(api, first, "README.md"));
    // Its name has a slash, so that only the hash leads there.
    CHECK_FALSE(exists(api, "feature/x", "x"));
    const std::string second =
        api.send(commit(commit_files{}.branch("feature/x").parent(first).add_text("x", "2"))).hash;
    CHECK(text_at(api, second.c_str(), "x") == "2");
    CHECK(refusal_of(api, commit(commit_files{}.branch("feature/x").parent(first).add_text("x", "3"))) == 409);
    CHECK(refusal_of(api, commit(commit_files{}.parent(first).add_text("x", "3"))) == 409);
    CHECK(refusal_of(api, commit(commit_files{}.parent("0123456789").add_text("x", "3"))) == 400);
    // Without a file it is a branch with the parent's files.
    api.send(commit(commit_files{}.branch("old").parent(sandbox::commit)));
    CHECK(exists(api, "old", "README.md"));
    CHECK_FALSE(exists(api, "old", "x"));
}

TEST_CASE("sandbox: the first commit of a repository makes its main branch") {
    const sandbox box;
    const bb::client api = admin_of(box);
    api.send(create_commit{"acme", "empty", commit_files{}.branch("trunk").add_text("a", "1")});
    CHECK(api.send(bb::repositories::get{"acme", "empty"}).mainbranch->name == "trunk");
    CHECK(api.send(source::root{"acme", "empty"}).values.size() == 1);
}

TEST_CASE("sandbox: a history goes through renames, unless it is told not to") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const std::string text = text_at(api, "main", "README.md");
    api.send(commit(commit_files{}.remove("README.md").add_text("docs/README.md", text)));
    const source::history moved{"acme", "site", "main", "docs/README.md"};
    const auto all = api.collect(moved);
    REQUIRE(all.size() == 2);
    CHECK(all[0].path == "docs/README.md");
    CHECK(all[1].path == "README.md");
    source::history alone = moved;
    CHECK(api.collect(alone.renames(false)).size() == 1);
}

TEST_CASE("sandbox: what a form says in its query counts for nothing") {
    const sandbox box;
    const bb::client api = admin_of(box);
    CHECK(send_form(box, "?branch=other&message=x", urlencoded, "%2Fdocs%2Fa+b=1&message=m").status == 201);
    CHECK(text_at(api, "main", "docs/a b") == "1");
    CHECK_FALSE(exists(api, "other", "README.md"));
    CHECK(send_form(box, "", urlencoded, "message=a&message=b&%2Fx=1").status == 400);
    CHECK(send_form(box, "", urlencoded, "%2F..%2Fx=1").status == 400);
    CHECK(send_form(box, "", urlencoded, "files=%2F").status == 400);
    CHECK(send_form(box, "", "application/json", "{}").status == 400);
}

TEST_CASE("sandbox: only who may write makes commits") {
    const sandbox box;
    const create_commit wanted = commit(commit_files{}.add_text("a", "1"));
    CHECK(refusal_of(admin_of(box), create_commit{"globex", "handbook", commit_files{}.remove("a")}) == 403);
    CHECK(refusal_of(reader_of(box), wanted) == 403);
    CHECK(refusal_of(nobody_of(box), wanted) == 401);
    CHECK(refusal_of(admin_of(box), create_commit{"acme", "nothing", commit_files{}.remove("a")}) == 404);
    CHECK(token_of(box).send(wanted).hash.size() == 40);
}

}  // namespace test_sandbox_commits
