// SPDX-License-Identifier: MIT
// api/: the metadata of source and downloads, against a table taken from the vendor's documents.
#include "unit/support/documented_operations.hpp"

namespace test_operation_metadata_files {

using namespace documented;

namespace {

const std::string repository = "/repositories/{workspace}/{repo_slug}";
const names reads = {"repository"};
const names granular_reads = {"read:repository:bitbucket"};
const names writes = {"repository:write"};
const names granular_writes = {"write:repository:bitbucket"};

}  // namespace

TEST_CASE("the family source is declared as the vendor documents it", "[operations]") {
    const std::string file = repository + "/src/{commit}/{path*}";
    check("source", {row(http_method::get, repository + "/src", reads, granular_reads).redirected(),
                     row(http_method::get, file, reads, granular_reads).takes({"max_depth", "q", "sort"}),
                     row(http_method::get, file, reads, granular_reads),
                     row(http_method::get, file, reads, granular_reads).takes({"format"}),
                     row(http_method::post, repository + "/src", writes, granular_writes)
                         .refuses(somebody)
                         .only_for("writer of the repository"),
                     row(http_method::get, repository + "/filehistory/{commit}/{path*}", reads, granular_reads)
                         .takes({"renames", "q", "sort"})});
}

TEST_CASE("the family downloads is declared as the vendor documents it", "[operations]") {
    check("downloads", {row(http_method::get, repository + "/downloads", reads, granular_reads),
                        row(http_method::post, repository + "/downloads", writes, granular_writes)
                            .refuses(somebody)
                            .only_for("writer of the repository"),
                        row(http_method::get, repository + "/downloads/{filename}", reads, granular_reads),
                        row(http_method::delete_, repository + "/downloads/{filename}", writes, granular_writes)
                            .refuses(somebody)
                            .only_for("writer of the repository")});
}

}  // namespace test_operation_metadata_files
