// SPDX-License-Identifier: MIT
// models/*.hpp: fixtures of our own in the shape of every example that the vendor documents for the first operations.
#include <bitbucket/models/code_search.hpp>
#include <bitbucket/models/permission.hpp>
#include <bitbucket/models/pipeline_variable.hpp>
#include <bitbucket/models/ssh_key.hpp>
#include <bitbucket/models/user_email.hpp>

#include "decode_text.hpp"

namespace test_model_examples {

using namespace decode_text;
namespace bb = bitbucket;

TEST_CASE("a page of repository permissions", "[models]") {
    const auto page = decoded<bb::page<bb::repository_user_permission>>(R"({
        "pagelen": 10, "values": [
          {"type": "repository_user_permission", "user": {"type": "user", "display_name": "Ada Example",
             "uuid": "{11111111-2222-4333-8444-555555555555}", "account_id": "557058:00000000-1111-4222-8333-444444444444"},
           "permission": "admin", "links": {"self": {"href":
             "https://api.bitbucket.org/2.0/repositories/acme/site/permissions-config/users/557058:00000000-1111-4222-8333-444444444444"}}},
          {"type": "repository_user_permission", "user": {"type": "user", "display_name": "Bob Example", "nickname": "bob"},
           "permission": "write", "links": {"self": {"href": "https://api.bitbucket.org/2.0//repositories/acme/site"}}}],
        "page": 1, "size": 2})");
    CHECK(page.pagelen == 10);
    CHECK(page.page == 1);
    CHECK(page.size == 2);
    CHECK(page.next.empty());
    CHECK(page.previous.empty());
    REQUIRE(page.values.size() == 2);
    const auto& first = page.values[0];
    CHECK(first.type == "repository_user_permission");
    CHECK(first.permission == bb::permission_level::admin);
    REQUIRE(first.user.has_value());
    CHECK(first.user->display_name == "Ada Example");
    CHECK(first.user->uuid.is_valid());
    CHECK(first.user->account_id == "557058:00000000-1111-4222-8333-444444444444");
    CHECK_FALSE(first.repository.has_value());
    CHECK_THAT(std::string(first.links.href("self")),
               Catch::Matchers::EndsWith("/557058:00000000-1111-4222-8333-444444444444"));
    CHECK(page.values[1].permission == bb::permission_level::write);
    CHECK(page.values[1].user->nickname == "bob");
}

TEST_CASE("a project permission", "[models]") {
    const auto one = decoded<bb::project_user_permission>(
        R"({"type":"project_user_permission","user":{"type":"user","display_name":"Ada Example"},"permission":"create-repo",
            "project":{"type":"project","key":"PRJ","name":"P"},"links":{"self":{"href":"https://example.org/x"}}})");
    CHECK(one.permission == bb::permission_level::create_repo);
    CHECK(one.user->display_name == "Ada Example");
    CHECK(one.project->key == "PRJ");
    CHECK(one.links.href("self") == "https://example.org/x");
}

TEST_CASE("a repository permission of the caller", "[models]") {
    const auto page = decoded<bb::page<bb::repository_permission>>(
        R"({"pagelen":10,"values":[{"type":"repository_permission","user":{"type":"user","nickname":"ada"},
            "repository":{"type":"repository","name":"site","full_name":"acme/site","uuid":"{85d08b4e-571d-44e9-a507-fa476535aa98}"},
            "permission":"admin"}],"page":1,"size":1})");
    REQUIRE(page.values.size() == 1);
    CHECK(page.values[0].repository->full_name == "acme/site");
    CHECK(page.values[0].repository->uuid.is_valid());
    CHECK(page.values[0].permission == bb::permission_level::admin);
}

TEST_CASE("a workspace membership, with and without what the vendor is taking away", "[models]") {
    const auto one = decoded<bb::workspace_membership>(
        R"({"type":"workspace_membership","permission":"owner","last_accessed":"2019-03-07T12:35:02.900024+00:00",
            "added_on":"2018-10-11T17:42:02.961424+00:00","user":{"type":"user","nickname":"ada"},
            "workspace":{"type":"workspace","uuid":"{a15fb181-db1f-48f7-b41f-e1eff06929d6}","slug":"acme","name":"Acme"}})");
    CHECK(one.permission == bb::workspace_role::owner);
    CHECK(one.last_accessed->subseconds() == std::chrono::microseconds(900024));
    CHECK(one.added_on->is_valid());
    CHECK(one.workspace->slug == "acme");
    CHECK(one.workspace->name == "Acme");
    const auto less = decoded<bb::workspace_membership>(R"({"permission":"create-project","last_accessed":null})");
    CHECK(less.permission == bb::workspace_role::create_project);
    CHECK_FALSE(less.last_accessed.has_value());
    CHECK_FALSE(less.added_on.has_value());
}

TEST_CASE("a workspace that the caller can reach", "[models]") {
    const auto page = decoded<bb::page<bb::workspace_access>>(
        R"({"pagelen":25,"page":1,"size":1,"values":[{"administrator":true,"type":"workspace_access","workspace":{
            "links":{"avatar":{"href":"https://api.bitbucket.org/workspaces/acme/avatar/"},
                     "self":{"href":"https://api.bitbucket.org/2.0/workspaces/acme"}},
            "slug":"acme","type":"workspace_base","uuid":"{470c176d-3574-44ea-bb41-89e8638bcca4}"}}]})");
    REQUIRE(page.values.size() == 1);
    CHECK(page.values[0].administrator == true);
    CHECK(page.values[0].workspace->type == "workspace_base");
    CHECK(page.values[0].workspace->slug == "acme");
    CHECK(page.values[0].workspace->links.href("self") == "https://api.bitbucket.org/2.0/workspaces/acme");
}

TEST_CASE("users: the full, the private and the barest", "[models]") {
    const auto full = decoded<bb::account>(
        R"({"username":"ada","nickname":"ada","account_status":"active","website":"https://example.org/","display_name":"Ada Example",
            "uuid":"{c788b2da-b7a2-404c-9e26-d3f077557007}","links":{"self":{"href":"https://api.bitbucket.org/2.0/users/ada"},
            "repositories":{"href":"r"},"html":{"href":"h"},"followers":{"href":"f"},"avatar":{"href":"a"},"following":{"href":"g"},
            "hooks":{"href":"k"},"snippets":{"href":"s"}},
            "created_on":"2011-12-20T16:34:07.132459+00:00","location":"Santa Monica, CA","type":"user","is_staff":false,
            "has_2fa_enabled":null,"account_id":"557058:x"})");
    CHECK(full.username == "ada");
    CHECK(full.account_status == "active");
    CHECK(full.website == "https://example.org/");
    CHECK(full.location == "Santa Monica, CA");
    CHECK(full.created_on->str() == "2011-12-20T16:34:07.132459+00:00");
    CHECK(full.links.size() == 8);
    CHECK(full.is_staff == false);
    CHECK_FALSE(full.has_2fa_enabled.has_value());
    const auto private_one =
        decoded<bb::account>(R"({"nickname":"ada","website":"","location":null,"links":{},"type":"user"})");
    CHECK(private_one.location.empty());
    CHECK(private_one.links.empty());
    CHECK(decoded<bb::account>(R"({"account_id":"557058:x"})").account_id == "557058:x");
    CHECK(decoded<bb::account>(R"({"account_id":557058,"uuid":"{}"})").account_id == "557058");
    const auto mixed =
        decoded<bb::page<bb::account>>(R"({"values":[{"type":"user"},{"type":"team","username":"t"},{}]})");
    CHECK(mixed.values[1].type == "team");
    CHECK(mixed.values[2].type.empty());
    const auto email = decoded<bb::user_email>(
        R"({"type":"email","email":"ada@example.org","is_primary":true,"is_confirmed":false,"links":{"self":{"href":"s"}}})");
    CHECK(email.email == "ada@example.org");
    CHECK(email.is_primary == true);
    CHECK(email.is_confirmed == false);
}

TEST_CASE("a repository", "[models]") {
    const auto one = decoded<bb::repository>(
        R"({"created_on":"2013-11-08T01:11:03.222520+00:00","description":"","fork_policy":"allow_forks","full_name":"acme/moxie",
            "has_issues":false,"has_wiki":false,"is_private":false,"language":"","links":{"avatar":{"href":"a"},
            "clone":[{"href":"https://bitbucket.org/acme/moxie.git","name":"https"},{"href":"ssh://git@bitbucket.org/acme/moxie.git","name":"ssh"}],
            "self":{"href":"https://api.bitbucket.org/2.0/repositories/acme/moxie"}},"name":"moxie",
            "owner":{"display_name":"the team","links":{"self":{"href":"t"}},"type":"team","username":"acme","uuid":"{aa559944-83c9-4963-a9a8-69ac8d9cf5d2}"},
            "project":{"key":"PROJ","links":{"html":{"href":"p"}},"name":"Untitled project","type":"project","uuid":"{ab52aaeb-16ad-4fb0-bb1d-47e4f00367ff}"},
            "mainbranch":{"type":"branch","name":"main"},"parent":null,"scm":"git","size":33348,"type":"repository",
            "updated_on":"2013-11-08T01:11:03.263237+00:00","uuid":"{21fa9bf8-b5b2-4891-97ed-d590bad0f871}","website":""})");
    CHECK(one.full_name == "acme/moxie");
    CHECK(one.fork_policy == bb::fork_policy::allow_forks);
    CHECK(one.has_issues == false);
    CHECK(one.has_wiki == false);
    CHECK(one.is_private == false);
    CHECK(one.size == 33348);
    CHECK(one.scm == "git");
    CHECK(one.owner->username == "acme");
    CHECK(one.project->key == "PROJ");
    CHECK(one.project->links.href("html") == "p");
    CHECK(one.mainbranch->name == "main");
    CHECK_FALSE(one.parent.has_value());
    CHECK(one.links.href("clone", "ssh") == "ssh://git@bitbucket.org/acme/moxie.git");
    CHECK(one.created_on < one.updated_on);
}

TEST_CASE("a page of SSH keys", "[models]") {
    const auto page = decoded<bb::page<bb::ssh_account_key>>(
        R"({"page":1,"pagelen":10,"size":1,"values":[{"comment":"ada@host","created_on":"2018-03-14T13:17:05.196003+00:00",
            "expires_on":null,"fingerprint":"w9tZSiFoZ8oXwS4ZSWrJopGx","key":"ssh-ed25519 AAAAC3NzaC1lZDI1","label":"",
            "last_used":null,"links":{"self":{"href":"https://api.bitbucket.org/2.0/users/{ed08f5e1}/ssh-keys/b15b6026"}},
            "owner":{"display_name":"Ada","type":"user","username":"ada"},"type":"ssh_key","uuid":"{b15b6026-9c02-4626-b4ad-b905f99f763a}"}]})");
    REQUIRE(page.values.size() == 1);
    const auto& key = page.values[0];
    CHECK(key.comment == "ada@host");
    CHECK(key.key == "ssh-ed25519 AAAAC3NzaC1lZDI1");
    CHECK(key.fingerprint == "w9tZSiFoZ8oXwS4ZSWrJopGx");
    CHECK(key.label.empty());
    CHECK_FALSE(key.expires_on.has_value());
    CHECK_FALSE(key.last_used.has_value());
    CHECK(key.created_on->subseconds() == std::chrono::microseconds(196003));
    CHECK(key.owner->username == "ada");
    CHECK(key.uuid.is_valid());
}

TEST_CASE("pipeline variables, open and secured", "[models]") {
    const auto page = decoded<bb::page<bb::pipeline_variable>>(
        R"({"page":1,"pagelen":10,"size":2,"values":[{"type":"pipeline_variable","uuid":"{v}","key":"REGION","value":"eu","secured":false},
            {"type":"pipeline_variable","uuid":"{w}","key":"TOKEN","secured":true}],"next":""})");
    CHECK(page.values[0].value == "eu");
    CHECK(page.values[0].secured == false);
    CHECK(page.values[1].value.empty());
    CHECK(page.values[1].secured == true);
}

TEST_CASE("a page of code search results", "[models]") {
    const auto page = decoded<bb::code_search_page>(
        R"json({"size":1,"page":1,"pagelen":10,"query_substituted":false,"values":[{"type":"code_search_result","content_match_count":2,
            "content_matches":[{"lines":[{"line":2,"segments":[]},{"line":3,"segments":[{"text":"def "},{"text":"foo","match":true},{"text":"():"}]},
            {"line":4,"segments":[{"text":"    print(\"snek\")"}]}]}],
            "path_matches":[{"text":"src/"},{"text":"foo","match":true},{"text":".py"}],
            "file":{"path":"src/foo.py","type":"commit_file","attributes":["executable"],"links":{"self":{"href":"f"}},
            "commit":{"type":"commit","hash":"ad6964b5","repository":{"full_name":"acme/demo"}}}}]})json");
    CHECK(page.query_substituted == false);
    CHECK(page.size == 1);
    REQUIRE(page.values.size() == 1);
    const auto& hit = page.values[0];
    CHECK(hit.content_match_count == 2);
    REQUIRE(hit.content_matches.size() == 1);
    REQUIRE(hit.content_matches[0].lines.size() == 3);
    CHECK(hit.content_matches[0].lines[0].segments.empty());
    CHECK(hit.content_matches[0].lines[1].line == 3);
    CHECK(hit.content_matches[0].lines[1].segments[1].match == true);
    CHECK(hit.content_matches[0].lines[2].segments[0].text == "    print(\"snek\")");
    CHECK_FALSE(hit.path_matches[0].match.has_value());
    CHECK(hit.path_matches[2].text == ".py");
    CHECK(hit.file->path == "src/foo.py");
    CHECK(hit.file->attributes == std::vector<std::string>{"executable"});
    CHECK(hit.file->commit->repository->full_name == "acme/demo");
    CHECK(hit.file->links.href("self") == "f");
}

}  // namespace test_model_examples
