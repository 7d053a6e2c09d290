// SPDX-License-Identifier: MIT
// models/*.hpp: fixtures of our own in the shape of the vendor's examples of workspaces: groups and what they are
// granted, members, projects, default reviewers.
#include <bitbucket/models/default_reviewer.hpp>
#include <bitbucket/models/group_permission.hpp>
#include <bitbucket/page.hpp>

#include "decode_text.hpp"

namespace test_model_examples_workspaces {

using namespace decode_text;
namespace bb = bitbucket;

TEST_CASE("a page of permissions of groups on a repository", "[models]") {
    const auto page = decoded<bb::page<bb::repository_group_permission>>(R"({
        "pagelen": 10, "values": [
          {"type": "repository_group_permission", "group": {"type": "group", "name": "Administrators",
           "slug": "administrators"}, "permission": "admin", "links": {"self": {"href":
             "https://api.bitbucket.org/2.0/repositories/acme/site/permissions-config/groups/administrators"}}},
          {"type": "repository_group_permission", "group": {"type": "group", "name": "Developers", "slug": "developers",
           "full_slug": "acme:developers", "owner": {"type": "team", "username": "acme"},
           "workspace": {"type": "workspace", "slug": "acme"}, "links": {"html": {"href": "h"}}},
           "permission": "read", "repository": {"type": "repository", "full_name": "acme/site"}}],
        "page": 1, "size": 2})");
    REQUIRE(page.values.size() == 2);
    const auto& first = page.values[0];
    CHECK(first.type == "repository_group_permission");
    CHECK(first.permission == bb::permission_level::admin);
    REQUIRE(first.group.has_value());
    CHECK(first.group->name == "Administrators");
    CHECK(first.group->slug == "administrators");
    CHECK(first.group->full_slug.empty());
    CHECK_FALSE(first.repository.has_value());
    CHECK_THAT(std::string(first.links.href("self")), Catch::Matchers::EndsWith("/groups/administrators"));
    const auto& second = page.values[1];
    CHECK(second.permission == bb::permission_level::read);
    CHECK(second.group->full_slug == "acme:developers");
    CHECK(second.group->owner->username == "acme");
    CHECK(second.group->workspace->slug == "acme");
    CHECK(second.group->links.href("html") == "h");
    CHECK(second.repository->full_name == "acme/site");
}

TEST_CASE("a permission of a group on a project, granted and not", "[models]") {
    const auto one = decoded<bb::project_group_permission>(
        R"({"type":"project_group_permission","group":{"type":"group","name":"Developers","slug":"developers"},
            "permission":"create-repo","project":{"type":"project","key":"PRJ"},
            "links":{"self":{"href":"https://example.org/groups/557058:x"}}})");
    CHECK(one.permission == bb::permission_level::create_repo);
    CHECK(one.group->slug == "developers");
    CHECK(one.project->key == "PRJ");
    CHECK(one.links.href("self") == "https://example.org/groups/557058:x");
    const auto none = decoded<bb::project_group_permission>(R"({"permission":"none","group":null,"links":{}})");
    CHECK(none.permission == bb::permission_level::none);
    CHECK_FALSE(none.group.has_value());
    CHECK(decoded<bb::project_group_permission>(R"({"permission":"steward"})").permission.str() == "steward");
}

TEST_CASE("members of a workspace with their roles", "[models]") {
    const auto page = decoded<bb::page<bb::workspace_membership>>(
        R"({"pagelen":10,"values":[
            {"permission":"owner","type":"workspace_membership","user":{"type":"user","display_name":"Ada Example",
              "uuid":"{470c176d-3574-44ea-bb41-89e8638bcca4}"},"workspace":{"type":"workspace","slug":"acme"}},
            {"permission":"member","type":"workspace_membership","user":{"type":"user","nickname":"bob"}},
            {"permission":"collaborator"},{"type":"workspace_membership","user":{"type":"user","nickname":"eve"}}],
            "page":1,"size":4})");
    REQUIRE(page.values.size() == 4);
    CHECK(page.values[0].permission == bb::workspace_role::owner);
    CHECK(page.values[0].user->display_name == "Ada Example");
    CHECK(page.values[0].workspace->slug == "acme");
    CHECK(page.values[1].permission == bb::workspace_role::member);
    CHECK(page.values[2].permission == bb::workspace_role::collaborator);
    CHECK(page.values[3].permission.empty());
    CHECK_FALSE(page.values[3].added_on.has_value());
}

TEST_CASE("a member that was asked for by e-mail address", "[models]") {
    const auto page = decoded<bb::page<bb::workspace_membership>>(
        R"({"values":[{"user":{"account_id":"557058:x","email":"ada@example.org"}},{"user":{"account_id":"y"}}]})");
    REQUIRE(page.values.size() == 2);
    CHECK(page.values[0].user->email == "ada@example.org");
    CHECK(page.values[0].user->account_id == "557058:x");
    CHECK(page.values[1].user->email.empty());
}

TEST_CASE("a project, in full and condensed", "[models]") {
    const auto one = decoded<bb::project>(
        R"({"type":"project","uuid":"{3b3e510b-7f2b-414d-a2b7-76c4e405c1c0}","key":"MARS","name":"Mars Project",
            "description":"Software for colonizing mars.","is_private":true,"has_publicly_visible_repos":false,
            "created_on":"2021-07-28T21:20:19.491721+00:00","updated_on":"2021-08-10T05:28:00Z",
            "owner":{"type":"team","display_name":"Teams in Space"},"workspace":{"type":"workspace","slug":"acme"},
            "links":{"html":{"href":"h"},"avatar":{"href":"a"},"repositories":{"href":"r"}}})");
    CHECK(one.key == "MARS");
    CHECK(one.name == "Mars Project");
    CHECK(one.description == "Software for colonizing mars.");
    CHECK(one.is_private == true);
    CHECK(one.has_publicly_visible_repos == false);
    CHECK(one.created_on < one.updated_on);
    CHECK(one.owner->display_name == "Teams in Space");
    CHECK(one.workspace->slug == "acme");
    CHECK(one.links.size() == 3);
    const auto less = decoded<bb::project>(R"({"type":"project","key":"P","description":null,"updated_on":null})");
    CHECK(less.key == "P");
    CHECK(less.description.empty());
    CHECK_FALSE(less.updated_on.has_value());
}

TEST_CASE("a page of default reviewers", "[models]") {
    const auto page = decoded<bb::page<bb::default_reviewer>>(
        R"({"pagelen":10,"values":[
            {"user":{"display_name":"Ada Example","uuid":"{f0e0e8e9-66c1-4b85-a784-44a9eb9ef1a6}"},
             "reviewer_type":"project","type":"default_reviewer"},
            {"user":{"display_name":"Bob Example","type":"user"},"reviewer_type":"repository","type":"default_reviewer"}],
            "page":1,"size":2})");
    REQUIRE(page.values.size() == 2);
    CHECK(page.values[0].type == "default_reviewer");
    CHECK(page.values[0].reviewer_type == "project");
    CHECK(page.values[0].user->display_name == "Ada Example");
    CHECK(page.values[0].user->uuid.is_valid());
    CHECK(page.values[0].user->type.empty());
    CHECK(page.values[1].reviewer_type == "repository");
}

}  // namespace test_model_examples_workspaces
