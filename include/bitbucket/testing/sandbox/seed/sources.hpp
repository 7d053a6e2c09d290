// SPDX-License-Identifier: MIT
// The source files that code search searches.
#pragma once

#include "../store/world.hpp"

namespace bitbucket::testing::sandbox_detail {

inline std::vector<source_file> demo_sources() {
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

}  // namespace bitbucket::testing::sandbox_detail
