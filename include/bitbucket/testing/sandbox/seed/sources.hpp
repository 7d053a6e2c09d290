// SPDX-License-Identifier: MIT
// The source files of a new sandbox, the commits that brought them, and its downloads.
#pragma once

#include "../store/world.hpp"
#include "known_ids.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

inline source_files demo_sources() {
    return {{"src/foo.py", "# Prints what a snake says.\n\ndef foo():\n    print(\"snek\")\n\n"},
            {"src/main.py", "from foo import foo\n\nif __name__ == \"__main__\":\n    foo()\n"},
            {"README.md", "# Demo\n\nRun `python src/main.py`.\n"}};
}

/// A few files for each repository, which all read the same environment variable.
inline void seed_acme_sources(std::vector<repository_record>& repositories) {
    for (repository_record& repository : repositories) {
        if (repository.mainbranch.empty()) continue;
        repository.files = {
            {"README.md",
             "# " + repository.name + "\n\n" + repository.description + ".\nSet DEPLOY_REGION before you start it.\n"},
            {"src/" + repository.slug + ".cpp",
             "#include \"config.hpp\"\n\nnamespace acme {\n\n// TODO: retry when the region is down\nint start_" +
                 repository.slug +
                 "() {\n    const char* region = std::getenv(\"DEPLOY_REGION\");\n    if (region == nullptr) return "
                 "1;\n"
                 "    return connect(region);\n}\n\n}  // namespace acme\n"},
            {"src/config.hpp", "#pragma once\n\n#include <cstdlib>\n\nint connect(const char* region);\n"}};
    }
}

/// The commits of a repository whose `files` are there: the oldest one adds the README, the next one the rest, and the
/// newest one, if there are three, changes nothing. Code search finds things at the newest one.
inline void seed_history(repository_record& of, bool has_three) {
    if (of.mainbranch.empty()) return;
    std::vector<std::string> hashes = {hex_of(hash_text(of.uuid, 1), 40), hex_of(hash_text(of.uuid), 40)};
    if (has_three) hashes.insert(hashes.begin() + 1, known_pipelines::commit);
    for (std::size_t i = 0; i < hashes.size(); ++i) {
        commit_record made{hashes[i], i == 0 ? "" : hashes[i - 1], i == 0 ? "Begin\n" : "Go on\n",
                           "Mia Lindqvist <mia@example.org>", "2026-03-0" + std::to_string(1 + i) + "T09:00:00+00:00"};
        made.files = of.files;
        if (i == 0)
            std::erase_if(made.files, [](const source_file& each) { return each.path.find('/') != std::string::npos; });
        of.history.commits.push_back(std::move(made));
    }
    of.history.branches[of.mainbranch] = {hashes.back()};
}

/// Histories for all repositories, a script that is executable, and two downloads.
inline void seed_sources(world& state) {
    std::uint64_t number = 0;
    for (workspace_record& where : state.workspaces)
        for (repository_record& repository : where.repositories) {
            const std::string name = where.slug + '/' + repository.slug;
            const bool has_more = name == "acme/site" || name == "atlassian_tutorial/geordi";
            if (name == "atlassian_tutorial/geordi")
                repository.files = {{"README.md", "# Geordi\n"}, {"src/visor.py", "def see():\n    return True\n"}};
            if (has_more) {
                repository.files.push_back(
                    {known_files::executable_file, "#!/bin/sh\nexec rsync -a public/ \"$1\"\n", "executable"});
                repository.downloads = {{++number, known_files::download, "Not really a program.\n",
                                         "2026-04-01T10:00:00.000000+00:00", known_things::user, 3},
                                        {++number, "release notes.txt", "1.0: the first one\n",
                                         "2026-04-02T10:00:00.000000+00:00", known_things::member, 0}};
            }
            if (where.slug == known_things::hostile_workspace)
                repository.downloads = {{++number, "=1+1\x1b[31m;\r\n.zip", "xyzzy\n",
                                         "2026-04-03T10:00:00.000000+00:00", known_things::hostile_user, 0}};
            seed_history(repository, has_more);
        }
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
