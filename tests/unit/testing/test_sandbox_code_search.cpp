// SPDX-License-Identifier: MIT
// Code search in testing/sandbox.hpp: a real search, in the documented shape, by page numbers.
#include <bitbucket/testing/sandbox/collections/search_text.hpp>
#include "sandbox_calls.hpp"

namespace test_sandbox_code_search {

using namespace sandbox_calls;

namespace {

json search(const sandbox& box, const std::string& query, const std::string& more = {}) {
    std::string encoded;
    bitbucket::detail::append_query_text(encoded, query);
    return read(box, me + "/search/code?search_query=" + encoded + more);
}

}  // namespace

TEST_CASE("sandbox: a search finds words in content and paths, as in the documented example") {
    const sandbox box;
    const json page = search(box, "foo repo:demo path:src/foo");
    CHECK(page["size"] == 1);
    CHECK(page["page"] == 1);
    CHECK(page["pagelen"] == 10);
    CHECK(page["query_substituted"] == false);
    const json& found = page["values"][0];
    CHECK(found["type"] == "code_search_result");
    CHECK(found["content_match_count"] == 1);
    CHECK(found["content_matches"] == json::parse(R"json([{"lines":[
        {"line":2,"segments":[]},
        {"line":3,"segments":[{"text":"def "},{"text":"foo","match":true},{"text":"():"}]},
        {"line":4,"segments":[{"text":"    print(\"snek\")"}]},
        {"line":5,"segments":[]}]}])json"));
    CHECK(found["path_matches"] == json::parse(R"([{"text":"src/"},{"text":"foo","match":true},{"text":".py"}])"));
    CHECK(found["file"]["path"] == "src/foo.py");
    CHECK(found["file"]["type"] == "commit_file");
    CHECK(found["file"]["links"]["self"]["href"].get<std::string>().starts_with(
        base + "/repositories/my-workspace/demo/src/"));
    CHECK_FALSE(found["file"].contains("commit"));
}

TEST_CASE("sandbox: more fields come when they are asked for") {
    const sandbox box;
    const json file = search(box, "snek", "&fields=%2Bvalues.file.commit.repository")["values"][0]["file"];
    CHECK(file["commit"].size() == 1);
    CHECK(file["commit"]["repository"]["full_name"] == "my-workspace/demo");
    CHECK(file["path"] == "src/foo.py");
}

TEST_CASE("sandbox: all terms must be found as words; phrases, exclusions and modifiers narrow it down") {
    const sandbox box;
    const auto count = [&](const std::string& query) { return search(box, query)["size"].get<int>(); };
    CHECK(count("snek") == 1);
    CHECK(count("SNEK") == 1);
    CHECK(count("sne") == 0);
    CHECK(count("snek foo") == 1);
    CHECK(count("snek absent") == 0);
    CHECK(count("\"import foo\"") == 1);
    CHECK(count("\"foo from\"") == 0);
    CHECK(count("foo NOT snek") == 1);
    CHECK(count("foo -snek") == 1);
    CHECK(count("DEPLOY_REGION repo:acme/api") == 2);
    CHECK(count("DEPLOY_REGION repo:api ext:md") == 1);
    CHECK(count("DEPLOY_REGION project:LAB") == 2);
    CHECK(count("region lang:python ext:hpp") > 0);
    CHECK(count("region repo:empty") == 0);
}

TEST_CASE("sandbox: pages go by number") {
    const sandbox box;
    const json first = search(box, "DEPLOY_REGION", "&pagelen=20");
    CHECK(first["size"] == 50);
    CHECK(first["next"] == base + me + "/search/code?search_query=DEPLOY_REGION&pagelen=20&page=2");
    CHECK_FALSE(first.contains("previous"));
    const json last = search(box, "DEPLOY_REGION", "&pagelen=20&page=3");
    CHECK(last["values"].size() == 10);
    CHECK(last.contains("previous"));
    CHECK_FALSE(last.contains("next"));
    CHECK(search(box, "DEPLOY_REGION", "&page=99")["values"].empty());
}

TEST_CASE("sandbox: searches that Bitbucket refuses") {
    const sandbox box;
    for (const std::string& target :
         {std::string("/search/code"), std::string("/search/code?search_query="),
          std::string("/search/code?search_query=repo:demo"), std::string("/search/code?search_query=x&page=0"),
          std::string("/search/code?search_query=x&page=two"),
          std::string("/search/code?search_query=x&pagelen=101")}) {
        INFO(target);
        CHECK(send(box, http_method::get, me + target).status == 400);
    }
    CHECK(send(box, http_method::get, "/users/" + std::string(sandbox::private_user) + "/search/code?search_query=x")
              .status == 404);
}

TEST_CASE("sandbox: neighbouring matches share their lines") {
    std::size_t found = 0;
    const json matches =
        bitbucket::testing::sandbox_detail::content_matches_of("a\nx\nb\nx\nc\nd\ne\nf\nx", {"x"}, found);
    CHECK(found == 3);
    REQUIRE(matches.size() == 2);
    CHECK(matches[0]["lines"].size() == 6);
    CHECK(matches[0]["lines"][0]["line"] == 1);
    CHECK(matches[1]["lines"].size() == 2);
    CHECK(matches[1]["lines"][0]["line"] == 8);
}

}  // namespace test_sandbox_code_search
