// SPDX-License-Identifier: MIT
// The texts of a new testing/sandbox.hpp: the workspace `hostile` has one of every kind that attacks whoever prints it,
// and all other workspaces have none.
#include <algorithm>
#include <bitbucket/testing/sandbox/seed/repositories.hpp>
#include <set>

#include "sandbox_calls.hpp"

namespace test_sandbox_hostile {

using namespace sandbox_calls;
using texts = std::set<std::string>;

namespace {

const std::string hostile = sandbox::hostile_workspace;

/// Every text in a JSON value, but not the names of its members.
void collect(const json& from, texts& into) {
    if (from.is_string()) into.insert(from.get<std::string>());
    if (from.is_structured())
        for (const json& each : from) collect(each, into);
}

json values_of(const sandbox& box, const std::string& target) {
    return read(box, target + "?pagelen=100")["values"];
}

/// Every text that the administrator can read of a workspace, its members' accounts and its source files among them.
texts texts_of(const sandbox& box, const std::string& slug) {
    texts out;
    const auto add = [&](const std::string& target) {
        const http_response reply = send(box, http_method::get, target + "?pagelen=100");
        if (reply.status == 200) collect(body_of(reply), out);
    };
    const std::string workspace = "/workspaces/" + slug;
    for (const char* part : {"", "/pipelines-config/variables", "/permissions/repositories"}) add(workspace + part);
    const json members = values_of(box, workspace + "/members");
    for (const json& each : members) add("/users/" + each["user"]["uuid"].get<std::string>());
    const json projects = values_of(box, workspace + "/projects");
    collect(projects, out);
    for (const json& each : projects)
        for (const char* part :
             {"permissions-config/users", "permissions-config/groups", "default-reviewers", "deploy-keys"})
            add(workspace + "/projects/" + each["key"].get<std::string>() + '/' + part);
    const json repositories = values_of(box, "/repositories/" + slug);
    collect(repositories, out);
    for (const json& each : repositories)
        for (const char* part : {"permissions-config/users", "permissions-config/groups", "deploy-keys", "environments",
                                 "pipelines_config/variables", "pipelines_config/ssh/known_hosts",
                                 "properties/sandbox-app/greeting", "downloads"})
            add("/repositories/" + each["full_name"].get<std::string>() + '/' + part);
    for (const auto& where : bitbucket::testing::sandbox_detail::seeded_world().workspaces)
        for (const auto& each : where.repositories)
            if (where.slug == slug)
                for (const auto& file : each.files) out.insert({file.path, file.text});
    return out;
}

/// What the kinds of attack are made of, anywhere in a text …
const texts anywhere = {"\x1b[",  "\x1b]",    "\x07", "\r\n",    "\t",      "\u009b", "\u202e", "\u2066", "\u200b",
                        "\ufeff", "<script>", "<img", "](http:", "\"Q\" O", "🦊",     " | `",   "\nxyzzy"};
/// … and in front of it.
const texts in_front = {"=", "+", "-", "@", "\uff1d"};

bool has(const texts& all, const std::string& part, bool only_in_front = false) {
    return std::any_of(all.begin(), all.end(), [&](const std::string& each) {
        const std::size_t found = each.find(part);
        return only_in_front ? found == 0 : found != std::string::npos;
    });
}

/// Whether nothing in a text could steer what prints it. Source files have line breaks.
bool is_ordinary(std::string_view text) {
    for (const char c : text)
        if ((static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == '\x7f') return false;
    return true;
}

}  // namespace

TEST_CASE("sandbox: the workspace `hostile` has texts of every kind that attacks whoever prints them") {
    const texts all = texts_of(sandbox{}, hostile);
    for (const std::string& each : anywhere) {
        INFO(each);
        CHECK(has(all, each));
    }
    for (const std::string& each : in_front) {
        INFO(each);
        CHECK(has(all, each, true));
    }
}

TEST_CASE("sandbox: all other workspaces have ordinary texts") {
    const sandbox box;
    int count = 0;
    const json workspaces = values_of(box, "/user/workspaces");
    for (const json& each : workspaces) {
        const auto slug = each["workspace"]["slug"].get<std::string>();
        if (slug == hostile) continue;
        ++count;
        INFO(slug);
        const texts all = texts_of(box, slug);
        CHECK(all.size() > 20);
        for (const std::string& text : all) {
            INFO(text);
            CHECK(is_ordinary(text));
        }
        for (const std::string& part : anywhere) {
            INFO(part);
            CHECK_FALSE(has(all, part));
        }
        for (const std::string& part : in_front) {
            INFO(part);
            CHECK_FALSE(has(all, part, true));
        }
    }
    CHECK(count == 6);
    // Names in other scripts are ordinary.
    const texts acme = texts_of(box, "acme");
    for (const char* name : {"Zoë Østergård", "山田 花子", "محمد الفارسي", "José Ñúñez"}) CHECK(has(acme, name));
}

TEST_CASE("sandbox: only the administrator shares the workspace `hostile` with its people") {
    const sandbox box;
    const std::string members = "/workspaces/" + hostile + "/members";
    const std::string eve = std::string("/members/") + sandbox::hostile_user;
    CHECK(read(box, "/user/workspaces/" + hostile + "/permission")["permission"] == "owner");
    CHECK(read(box, members + "?pagelen=100")["size"] == 15);
    CHECK(read(box, "/workspaces/" + hostile + eve)["user"]["display_name"] == "Eve \x1b[31mRed\x1b[0m\r\n\tTab\x07");
    CHECK(send(box, http_method::get, "/workspaces/acme" + eve).status == 404);
    CHECK(send(box, http_method::get, members, {}, member()).status == 403);
    CHECK(send(box, http_method::get, members, {}, bearer(sandbox::access_token)).status == 403);
    const std::string things = "/workspaces/" + hostile + "/projects/" + sandbox::hostile_project +
                               "/permissions-config/groups/" + sandbox::hostile_group;
    CHECK(read(box, things)["permission"] == "admin");
    const std::string repository = "/repositories/" + hostile + '/' + sandbox::hostile_repository;
    CHECK(read(box, repository + "/permissions-config/users?pagelen=100")["size"] == 14);
}

TEST_CASE("sandbox: the path of a source file is encoded in its link") {
    const sandbox box;
    const json found = read(box, "/workspaces/" + hostile + "/search/code?search_query=xyzzy")["values"];
    REQUIRE(found.size() == 2);
    CHECK(found[0]["file"]["path"] == "src/\x1b[31mred\nxyzzy.cpp");
    CHECK(found[0]["file"]["links"]["self"]["href"].get<std::string>().ends_with("/src/%1B%5B31mred%0Axyzzy.cpp"));
    CHECK(found[1]["file"]["links"]["self"]["href"].get<std::string>().ends_with("/%3D1%2B1%2C%3Cb%3E.md"));
}

}  // namespace test_sandbox_hostile
