// SPDX-License-Identifier: MIT
// testing/sandbox/handlers/properties.hpp through the client: application properties of users, repositories, commits and pull
// requests live alike, apart from each other.
#include <bitbucket/testing/sandbox/store/world.hpp>
#include "unit/support/sandbox_clients.hpp"

namespace test_sandbox_properties {

using namespace sandbox_clients;

namespace {

namespace of_user = bb::user_properties;
namespace of_repository = bb::repository_properties;
namespace of_commit = bb::commit_properties;
namespace of_pull_request = bb::pull_request_properties;

const char* const hidden = R"({"a":[1,{"b":null}]})";
const char* const open = R"({"_attributes":["public","read_only"],"text":"hello"})";

/// A property lives: read, replaced, seen by others only while it is public, removed.
template <class Get, class Update, class Remove, class... Path>
void check_life(const Path&... at) {
    const sandbox box;
    const bb::client api = admin_of(box);
    const Get get{at...};
    INFO(get.target());
    const auto update = [&](const char* text) { return Update{at..., text}; };
    refused(api, get, 404);
    CHECK(api.exchange(update(hidden)).status == 204);
    CHECK(api.exchange(update(hidden)).body.empty());
    CHECK(api.send(get).value == hidden);
    CHECK(api.send(get).attributes.empty());
    refused(member_of(box), get, 403);
    refused(nobody_of(box), get, 401);

    api.send(update(open));
    CHECK(nlohmann::json::parse(api.send(get).value.str()) == nlohmann::json::parse(open));
    CHECK(api.send(get).attributes.size() == 2);
    // Partial responses do not apply to what is the user's own.
    CHECK(api.send(Get{at...}.fields("text")).value == api.send(get).value);
    CHECK(api.send(get).attributes.at(0) == bb::property_attribute::public_);
    CHECK(member_of(box).send(get).attributes.size() == 2);
    refused(member_of(box), update(hidden), 403);
    refused(member_of(box), Remove{at...}, 403);
    refused(nobody_of(box), update(hidden), 401);
    refused(nobody_of(box), Remove{at...}, 401);
    CHECK(refused(reader_of(box), get, 403).required_scopes() == strings{"admin:workspace:bitbucket"});
    refused(api, update(R"(["no object"])"), 400);
    refused_member(api, update(R"({"_attributes":["secret"]})"), "_attributes");
    refused_member(api, update(R"({"_attributes":1})"), "_attributes");
    CHECK(refused(api, update("{"), 0).kind() == error_kind::usage);

    CHECK(api.exchange(Remove{at...}).status == 204);
    refused(api, get, 404);
    refused(api, Remove{at...}, 404);
}

}  // namespace

TEST_CASE("sandbox: properties live at users, repositories, commits and pull requests") {
    check_life<of_user::get, of_user::update, of_user::remove>(sandbox::user, "my-app", "state");
    check_life<of_repository::get, of_repository::update, of_repository::remove>("my-workspace", "demo", "my-app",
                                                                                 "state");
    const std::string newest = bb::testing::sandbox_detail::hex_of(
        bb::testing::sandbox_detail::hash_text(
            admin_of(sandbox{}).send(bb::repositories::get{"my-workspace", "demo"}).uuid.str()),
        40);
    check_life<of_commit::get, of_commit::update, of_commit::remove>("my-workspace", "demo", newest, "my-app", "state");
}

TEST_CASE("sandbox: properties of a pull request live, for the administrators of its repository") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const of_pull_request::get get{"acme", "site", 2, "my-app", "state"};
    refused(api, get, 404);
    CHECK(api.exchange(of_pull_request::update{"acme", "site", 2, "my-app", "state", hidden}).status == 204);
    CHECK(api.send(get).value == hidden);
    refused(member_of(box), get, 403);
    refused(member_of(box), of_pull_request::update{"acme", "site", 2, "my-app", "state", hidden}, 403);
    refused(member_of(box), of_pull_request::remove{"acme", "site", 2, "my-app", "state"}, 403);
    // The repository is private, so nobody else learns that it is there.
    refused(nobody_of(box), get, 404);
    CHECK(token_of(box).send(get).value == hidden);
    CHECK(api.exchange(of_pull_request::remove{"acme", "site", 2, "my-app", "state"}).status == 204);
    refused(api, of_pull_request::remove{"acme", "site", 2, "my-app", "state"}, 404);
}

TEST_CASE("sandbox: the seeded properties are public, and those of different things are apart") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const bb::app_key app = sandbox::app;
    const bb::property_name name = sandbox::property;
    const of_repository::get repository{"acme", "site", app, name};
    const of_commit::get commit{"acme", "site", sandbox::commit, app, name};
    const of_pull_request::get request{"acme", "site", sandbox::pull_request, app, name};
    for (const bb::client& each : {api, member_of(box)}) {
        CHECK(each.send(repository).attributes.size() == 1);
        CHECK(each.send(commit).attributes.size() == 1);
        CHECK(each.send(request).attributes.size() == 1);
    }
    api.send(of_commit::remove{"acme", "site", sandbox::commit, app, name});
    refused(api, commit, 404);
    api.send(request);
    api.send(of_repository::remove{"acme", "site", app, name});
    refused(api, repository, 404);
    api.send(request);
    refused(api, of_pull_request::get{"acme", "site", 2, app, name}, 404);
    // No name of an app or a property reaches what is kept for another thing.
    const std::string inside = std::string("1/") + sandbox::app + '/' + sandbox::property;
    refused(api, of_repository::get{"acme", "site", "pullrequests", inside}, 404);
}

TEST_CASE("sandbox: a commit is named by its hash, the beginning of it, or the main branch") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const std::string hash = sandbox::commit;
    const auto at = [](const std::string& name) {
        return of_commit::get{"acme", "site", name, sandbox::app, sandbox::property};
    };
    CHECK(api.send(at(hash)).value == api.send(at(hash.substr(0, 12))).value);
    refused(api, at("main"), 404);
    api.send(of_commit::update{"acme", "site", "main", sandbox::app, sandbox::property, hidden});
    CHECK(api.send(at("main")).value == hidden);
    CHECK(api.send(at(hash)).value != hidden);
    CHECK(refused(api, at(std::string(40, '0')), 404).message() == "Commit not found");
    CHECK(refused(api, at(hash + "0"), 404).message() == "Commit not found");
    CHECK(refused(api, at("feature"), 404).message() == "Commit not found");
}

TEST_CASE("sandbox: properties of things that are not there, or not to be seen") {
    const sandbox box;
    const bb::client api = admin_of(box);
    refused(api, of_user::get{nobodys_uuid, "a", "b"}, 404);
    refused(api, of_user::update{nobodys_uuid, "a", "b", hidden}, 404);
    refused(api, of_user::remove{nobodys_uuid, "a", "b"}, 404);
    refused(api, of_repository::get{"acme", "nothing", "a", "b"}, 404);
    refused(api, of_repository::update{"acme", "nothing", "a", "b", hidden}, 404);
    refused(api, of_repository::remove{"acme", "nothing", "a", "b"}, 404);
    refused(api, of_commit::update{"acme", "empty", "main", "a", "b", hidden}, 404);
    refused(api, of_commit::remove{"acme", "site", std::string(40, 'f'), "a", "b"}, 404);
    refused(api, of_pull_request::get{"acme", "site", 99, "a", "b"}, 404);
    refused(api, of_pull_request::update{"acme", "site", "one", "a", "b", hidden}, 404);
    refused(api, of_pull_request::remove{"acme", "api", 1, "a", "b"}, 404);
    refused(api, of_repository::get{"globex", "secrets", "a", "b"}, 403);
    refused(api, of_repository::update{"globex", "handbook", "a", "b", hidden}, 403);
    refused(nobody_of(box), of_repository::get{"acme", "site", sandbox::app, sandbox::property}, 404);
}

}  // namespace test_sandbox_properties
