// SPDX-License-Identifier: MIT
// Diffs, diffstats, patches and conflicts of pull requests in testing/sandbox.hpp, through the client, which follows their
// redirects.
#include <bitbucket/extras/commit_files.hpp>

#include "unit/sandbox_calls.hpp"
#include "unit/support/sandbox_clients.hpp"

namespace test_sandbox_diffs {

using namespace sandbox_clients;
namespace pulls = bb::pull_requests;

namespace {

/// A pull request with these files, made on `main`; an empty text removes one.
std::int64_t open(const bb::client& api, const std::vector<std::pair<const char*, const char*>>& files,
                  const char* branch = "x") {
    bb::source::commit_files commit;
    commit.branch(branch).message("Change");
    for (const auto& [path, text] : files) {
        if (*text == '\0')
            commit.remove(path);
        else
            commit.add_text(path, text);
    }
    api.send(bb::source::create_commit{"acme", "site", commit});
    return *api.send(pulls::create{"acme", "site", {.title = "T", .source = branch}}).id;
}

std::string diff_of(const bb::client& api, std::int64_t id) {
    return api.send(pulls::get_diff{"acme", "site", id}).text;
}

strings changes_of(const bb::client& api, std::int64_t id) {
    strings out;
    for (const bb::diffstat& each : api.each(pulls::get_diffstat{"acme", "site", id}))
        out.push_back(each.path() + ' ' + each.status.str() + ' ' + std::to_string(*each.lines_added) + ' ' +
                      std::to_string(*each.lines_removed));
    return out;
}

bb::http_response ask(const sandbox& box, const std::string& target) {
    return sandbox_calls::send(box, bb::http_method::get, target);
}

}  // namespace

TEST_CASE("sandbox: a diff is what git would write, with as many lines around as asked for") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const char* config = "#pragma once\n\n#include <cstdlib>\n\nint connect(const char* region);\n";
    CHECK(api.send(bb::source::get_file{"acme", "site", "main", "src/config.hpp"}).bytes == config);
    const std::int64_t id =
        open(api, {{"src/config.hpp",
                    "#pragma once\n\n#include <string>\n#include <vector>\n\nint connect(const char* region);\n"},
                   {"src/new.txt", "one\ntwo"},
                   {"bin/deploy.sh", ""}});
    CHECK(diff_of(api, id) ==
          "diff --git a/bin/deploy.sh b/bin/deploy.sh\n"
          "deleted file mode 100755\n"
          "--- a/bin/deploy.sh\n+++ /dev/null\n"
          "@@ -1,2 +0,0 @@\n"
          "-#!/bin/sh\n-exec rsync -a public/ \"$1\"\n"
          "diff --git a/src/config.hpp b/src/config.hpp\n"
          "--- a/src/config.hpp\n+++ b/src/config.hpp\n"
          "@@ -1,5 +1,6 @@\n"
          " #pragma once\n \n-#include <cstdlib>\n+#include <string>\n+#include <vector>\n \n int connect(const char* "
          "region);\n"
          "diff --git a/src/new.txt b/src/new.txt\n"
          "new file mode 100644\n"
          "--- /dev/null\n+++ b/src/new.txt\n"
          "@@ -0,0 +1,2 @@\n"
          "+one\n+two\n\\ No newline at end of file\n");
    CHECK(api.send(pulls::get_diff{"acme", "site", id}.context(0).file("src/config.hpp")).text ==
          "diff --git a/src/config.hpp b/src/config.hpp\n--- a/src/config.hpp\n+++ b/src/config.hpp\n"
          "@@ -3,1 +3,2 @@\n-#include <cstdlib>\n+#include <string>\n+#include <vector>\n");
    CHECK(changes_of(api, id) ==
          strings{"bin/deploy.sh removed 0 2", "src/config.hpp modified 2 1", "src/new.txt added 2 0"});
    // Directories and several paths.
    CHECK(api.collect(pulls::get_diffstat{"acme", "site", id}.file("src")).size() == 2);
    CHECK(api.collect(pulls::get_diffstat{"acme", "site", id}.file("src/new.txt").file("bin")).size() == 2);
    CHECK(api.send(pulls::get_diff{"acme", "site", id}.file("nothing")).text.empty());
}

TEST_CASE("sandbox: the pages of a diffstat are those of the place it is redirected to") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const std::int64_t id = open(api, {{"a", "1\n"}, {"b", "1\n"}, {"c", "1\n"}});
    const bb::page<bb::diffstat> first = api.send(pulls::get_diffstat{"acme", "site", id}.pagelen(2));
    CHECK(first.values.size() == 2);
    CHECK(first.pagelen == 2);
    CHECK(api.collect(pulls::get_diffstat{"acme", "site", id}.pagelen(2)).size() == 3);
    CHECK(api.send(pulls::get_diffstat{"acme", "site", id}).pagelen == 500);
    const bb::page<bb::diffstat> cut = api.send(pulls::get_diffstat{"acme", "site", id}.fields("values.status"));
    CHECK(cut.values.at(0).status == bb::diffstat_status::added);
    CHECK_FALSE(cut.values.at(0).lines_added);
    CHECK(first.values.at(0).new_file->path == "a");
    CHECK_FALSE(first.values.at(0).old_file);
}

TEST_CASE("sandbox: renames are one change, and blanks and binary files count unless told otherwise") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const std::string readme = api.send(bb::source::get_file{"acme", "site", "main", "README.md"}).bytes;
    const std::int64_t moved = open(api, {{"README.md", ""}, {"docs/README.md", readme.c_str()}});
    CHECK(changes_of(api, moved) == strings{"docs/README.md renamed 0 0"});
    CHECK(diff_of(api, moved).find("rename from README.md\nrename to docs/README.md\n") != std::string::npos);
    CHECK(api.collect(pulls::get_diffstat{"acme", "site", moved}.renames(false)).size() == 2);

    const std::int64_t blank = open(
        api, {{"src/config.hpp", "#pragma  once\n\n#include <cstdlib>\n\nint connect(const char* region);\n"}}, "y");
    CHECK(changes_of(api, blank) == strings{"src/config.hpp modified 1 1"});
    CHECK(api.send(pulls::get_diff{"acme", "site", blank}.ignore_whitespace(true)).text.empty());

    bb::source::commit_files files;
    files.branch("z").add_text("logo", std::string("a\0b", 3));
    api.send(bb::source::create_commit{"acme", "site", files});
    const std::int64_t binary = *api.send(pulls::create{"acme", "site", {.title = "T", .source = "z"}}).id;
    CHECK(diff_of(api, binary).find("Binary files /dev/null and b/logo differ\n") != std::string::npos);
    CHECK(api.send(pulls::get_diff{"acme", "site", binary}.binary(false)).text.empty());
}

TEST_CASE("sandbox: a redirect names source and destination, and the wrong order is empty") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const bb::http_response moved = ask(box, "/repositories/acme/site/pullrequests/1/diff?path=src");
    CHECK(moved.status == 302);
    const std::string place(moved.headers.value("Location"));
    const std::string start = sandbox_calls::base + "/repositories/acme/site/diff/";
    REQUIRE(place.starts_with(start));
    CHECK(place.ends_with("?from_pullrequest_id=1&topic=true"));
    const std::string source = place.substr(start.size(), 40);
    const std::string destination = place.substr(start.size() + 42, 40);
    CHECK(source.starts_with(api.send(pulls::get{"acme", "site", 1}).source->commit->hash));
    CHECK(ask(box, place).body.find("+<form action") != std::string::npos);
    const bb::http_response wrong = ask(box, "/repositories/acme/site/diff/" + destination + ".." + source);
    CHECK(wrong.status == 200);
    CHECK(wrong.body.empty());
    // Without `topic` it is a removal, and of one commit it is its own change.
    CHECK(ask(box, "/repositories/acme/site/diff/" + destination + ".." + source + "?topic=false")
              .body.find("-<form action") != std::string::npos);
    CHECK(ask(box, "/repositories/acme/site/diff/" + source).body == ask(box, place).body);
    CHECK(ask(box, "/repositories/acme/site/diff/feature%2Fcontact-form..main").body == ask(box, place).body);
    CHECK(ask(box, "/repositories/acme/site/diff/nothing..main").status == 404);
    CHECK(ask(box, place + "&context=x").status == 400);
    CHECK(sandbox_calls::send(box, bb::http_method::post, place).status == 405);
}

TEST_CASE("sandbox: a file that both sides changed is a conflict") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const int id = sandbox::conflicting_pull_request;
    CHECK(changes_of(api, id) == strings{"src/site.cpp merge conflict 1 0"});
    CHECK(api.send(pulls::get_diffstat{"acme", "site", id}).values.at(0).is_conflict());
    const auto conflicts = nlohmann::json::parse(api.send(pulls::get_conflicts{"acme", "site", id}).str());
    CHECK(conflicts["values"].size() == 1);
    CHECK(conflicts["values"][0]["path"] == "src/site.cpp");
    CHECK(nlohmann::json::parse(api.send(pulls::get_conflicts{"acme", "site", 1}).str())["values"].empty());
}

TEST_CASE("sandbox: a patch has a mail for each commit, the oldest first") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const std::int64_t id = open(api, {{"a", "1\n"}});
    bb::source::commit_files second;
    second.branch("x").message("Second").add_text("a", "2\n");
    api.send(bb::source::create_commit{"acme", "site", second});
    const std::string patch = api.send(pulls::get_patch{"acme", "site", id}).text;
    CHECK(patch.starts_with("From "));
    const auto first_at = patch.find("Subject: [PATCH] Change\n");
    const auto second_at = patch.find("Subject: [PATCH] Second\n");
    REQUIRE(second_at != std::string::npos);
    CHECK(first_at < second_at);
    CHECK(patch.find("From: Mia Lindqvist <mia@example.org>\n") != std::string::npos);
    CHECK(patch.find("-1\n+2\n") > second_at);
}

TEST_CASE("sandbox: the diff of a merged pull request stays what it was") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const std::string before = diff_of(api, 1);
    api.send(pulls::merge{"acme", "site", 1, bb::merge_options{.close_source_branch = true}});
    CHECK(diff_of(api, 1) == before);
    CHECK(refusal_of(nobody_of(box), pulls::get_diff{"acme", "site", 1}) == 404);
}

}  // namespace test_sandbox_diffs
