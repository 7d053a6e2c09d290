// SPDX-License-Identifier: MIT
// testing/sandbox/handlers/source.hpp through the client: listings, contents, metadata and histories.
#include "unit/sandbox_calls.hpp"
#include "unit/support/sandbox_clients.hpp"

namespace test_sandbox_source {

using namespace sandbox_clients;
namespace source = bb::source;

namespace {

const char* const commit = sandbox::commit;

template <class Operation>
strings paths_in(const bb::client& api, const Operation& request) {
    strings out;
    for (const bb::commit_file& each : api.each(request)) out.push_back(each.path);
    return out;
}

}  // namespace

TEST_CASE("sandbox: a directory lists what is in it, and deeper levels when asked") {
    const sandbox box;
    const bb::client api = admin_of(box);
    CHECK(paths_in(api, source::root{"acme", "site"}) == strings{"README.md", "bin", "src"});
    CHECK(paths_in(api, source::list_directory{"acme", "site", "main", ""}) == strings{"README.md", "bin", "src"});
    CHECK(paths_in(api, source::list_directory{"acme", "site", commit, "src"}) ==
          strings{"src/config.hpp", "src/site.cpp"});
    CHECK(paths_in(api, source::list_directory{"acme", "site", commit, "src/"}).size() == 2);
    CHECK(paths_in(api, source::list_directory{"acme", "site", commit, ""}.max_depth(2).pagelen(2)) ==
          strings{"README.md", "bin", "src", "bin/deploy.sh", "src/config.hpp", "src/site.cpp"});
    CHECK(paths_in(api, source::list_directory{"acme", "site", commit, ""}.max_depth(9).q("size > 60").sort("-size")) ==
          strings{"src/site.cpp", "README.md", "src/config.hpp"});
    CHECK(refusal_of(api, source::list_directory{"acme", "site", commit, ""}.max_depth(100000)) == 555);

    const bb::commit_file src = api.send(source::root{"acme", "site"}).values[2];
    CHECK(src.is_directory());
    CHECK_FALSE(src.size);
    CHECK(api.follow<bb::page<bb::commit_file>>(*src.links.find("self")).values.size() == 2);
    CHECK(api.follow<bb::commit_file>(*src.links.find("meta")).path == "src");
}

TEST_CASE("sandbox: a file is its bytes, its metadata, and its history") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const auto script = api.exchange(source::get_file{"acme", "site", commit, sandbox::executable_file});
    CHECK(script.value.bytes == "#!/bin/sh\nexec rsync -a public/ \"$1\"\n");
    CHECK(script.headers.value("Content-Type") == "text/plain");
    CHECK(api.send(source::get_file{"acme", "site", "main", "README.md"}).bytes.starts_with("# Site\n"));

    const bb::commit_file about = api.send(source::get_metadata{"acme", "site", commit, sandbox::executable_file});
    CHECK(about.type == "commit_file");
    CHECK(about.path == sandbox::executable_file);
    CHECK(about.attributes == strings{"executable"});
    CHECK(about.has("executable"));
    CHECK_FALSE(about.has("link"));
    CHECK(about.size == 37);
    CHECK(about.mimetype == "text/plain");
    REQUIRE(about.commit);
    CHECK(about.commit->hash == commit);
    const auto changes = api.follow<bb::page<bb::commit_file>>(*about.links.find("history"));
    REQUIRE(changes.values.size() == 1);
    CHECK(changes.values[0].commit->hash == commit);
    CHECK(changes.values[0].commit->author->raw == "Mia Lindqvist <mia@example.org>");
    CHECK(api.send(source::get_metadata{"acme", "site", commit, ""}).is_directory());
}

TEST_CASE("sandbox: paths, commits and branches that are not there are 404") {
    const sandbox box;
    const bb::client api = admin_of(box);
    CHECK(refusal_of(api, source::get_file{"acme", "site", commit, "no such file"}) == 404);
    CHECK(refusal_of(api, source::get_metadata{"acme", "site", commit, "README.md/x"}) == 404);
    CHECK(refusal_of(api, source::get_file{"acme", "site", "0123456789", "README.md"}) == 404);
    CHECK(refusal_of(api, source::get_file{"acme", "site", "feature/x", "README.md"}) == 404);
    CHECK(refusal_of(api, source::history{"acme", "site", commit, "src"}) == 404);
    CHECK(refusal_of(api, source::root{"acme", "empty"}) == 404);
    // The root needs its slash.
    const std::string place = "/repositories/acme/site/src/";
    CHECK(sandbox_calls::send(box, bb::http_method::get, place + commit).status == 404);
    CHECK(sandbox_calls::send(box, bb::http_method::get, place + commit + "/").status == 200);
    CHECK(sandbox_calls::send(box, bb::http_method::get, place + commit + "/src%2Fsite.cpp").status == 200);
    // A listing where a file is gets bytes, and a file where a directory is gets JSON.
    const auto bytes = api.try_send(source::list_directory{"acme", "site", commit, "README.md"});
    REQUIRE_FALSE(bytes);
    CHECK(bytes.error().kind() == error_kind::decode);
    CHECK(nlohmann::json::parse(api.send(source::get_file{"acme", "site", commit, "src"}).bytes)["size"] == 2);
}

TEST_CASE("sandbox: source follows the repository's permissions") {
    const sandbox box;
    CHECK(paths_in(member_of(box), source::root{"acme", "site"}).size() == 3);
    CHECK(paths_in(reader_of(box), source::root{"acme", "site"}).size() == 3);
    CHECK(paths_in(nobody_of(box), source::root{"my-workspace", "demo"}) == strings{"README.md", "src"});
    CHECK(refusal_of(nobody_of(box), source::root{"acme", "site"}) == 404);
    CHECK(refusal_of(oauth_of(box, sandbox::account_only_oauth_token), source::root{"acme", "site"}) == 403);
}

}  // namespace test_sandbox_source
