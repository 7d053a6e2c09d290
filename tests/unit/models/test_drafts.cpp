// SPDX-License-Identifier: MIT
// models/*.hpp: write models are read back as they were written, which is what test doubles of a server do with them.
#include <bitbucket/detail/requests/body.hpp>
#include <bitbucket/models/deploy_key.hpp>
#include <bitbucket/models/gpg_key.hpp>
#include <bitbucket/models/permission.hpp>
#include <bitbucket/models/pipeline_ssh.hpp>
#include <bitbucket/models/pipeline_variable.hpp>
#include <bitbucket/models/ssh_key.hpp>

#include "decode_text.hpp"

namespace test_drafts {

using namespace decode_text;
namespace bb = bitbucket;

namespace {

template <class T>
T read_back(std::string_view json, T before) {
    const auto failure = try_decode(json, before);
    REQUIRE_FALSE(failure.has_value());
    return before;
}

}  // namespace

TEST_CASE("drafts and edits are read back", "[drafts]") {
    CHECK(read_back<bb::ssh_key_draft>(R"({"key":"k","label":"l"})", {.key = "x"}) ==
          bb::ssh_key_draft{.key = "k", .label = "l"});
    CHECK(read_back<bb::ssh_key_draft>(R"({"key":"k"})", {.key = "x", .label = "old"}).label.value() == "old");
    CHECK(read_back<bb::pipeline_variable_draft>(R"({"key":"K","value":"v","secured":true})", {.key = "x"}) ==
          bb::pipeline_variable_draft{.key = "K", .value = "v", .secured = true});
    CHECK(read_back<bb::pipeline_variable_edit>(R"({"secured":false,"value":"v"})", {}) ==
          bb::pipeline_variable_edit{.value = "v", .secured = false});
    CHECK(read_back<bb::repository_permission_edit>(R"({"permission":"admin"})", {bb::repository_grant::read}) ==
          bb::repository_permission_edit{bb::repository_grant::admin});
    CHECK(read_back<bb::project_permission_edit>(R"({"permission":"create-repo"})", {bb::project_grant::read}) ==
          bb::project_permission_edit{bb::project_grant::create_repo});
    CHECK(read_back<bb::gpg_key_draft>(R"({"key":"k"})", {.key = "x"}) == bb::gpg_key_draft{.key = "k"});
    CHECK(read_back<bb::deploy_key_draft>(R"({"key":"k","label":"l"})", {.key = "x"}) ==
          bb::deploy_key_draft{.key = "k", .label = "l"});
    CHECK(read_back<bb::deploy_key_edit>(R"({"comment":"c"})", {}) == bb::deploy_key_edit{.comment = "c"});
    CHECK(read_back<bb::project_draft>(R"({"key":"K","name":"n","is_private":false})", {.key = "x", .name = "y"}) ==
          bb::project_draft{.key = "K", .name = "n", .is_private = false});
    CHECK(read_back<bb::project_edit>(R"({"name":"n","description":""})", {}) ==
          bb::project_edit{.name = "n", .description = ""});
    CHECK(read_back<bb::ssh_key_pair_edit>(R"({"private_key":"p","public_key":"k"})",
                                           {.private_key = "x", .public_key = "y"}) ==
          bb::ssh_key_pair_edit{.private_key = "p", .public_key = "k"});
    const auto host = [](const char* name, const char* type, const char* key) {
        return bb::known_host_draft{.hostname = name,
                                    .public_key = bb::ssh_public_key_draft{.key_type = type, .key = key}};
    };
    CHECK(read_back<bb::known_host_draft>(R"({"hostname":"h","public_key":{"key_type":"t","key":"k"}})",
                                          host("x", "y", "z")) == host("h", "t", "k"));
}

TEST_CASE("a draft is written with all that was set, in the order of its members, and nothing else", "[drafts]") {
    CHECK(bb::detail::build_body(bb::project_draft{.key = "K", .name = "n"}).text == R"({"key":"K","name":"n"})");
    CHECK(bb::detail::build_body(bb::project_edit{}).text == "{}");
    CHECK(bb::detail::build_body(bb::project_edit{.description = nullptr, .is_private = false}).text ==
          R"({"description":null,"is_private":false})");
    CHECK(bb::detail::build_body(bb::deploy_key_edit{.label = "", .comment = nullptr}).text ==
          R"({"label":"","comment":null})");
    // The values that printing hides are written.
    CHECK(bb::detail::build_body(bb::ssh_key_pair_edit{.private_key = "p\n", .public_key = "k"}).text ==
          R"({"private_key":"p\n","public_key":"k"})");
}

TEST_CASE("a draft whose required text is empty has a problem, also inside another draft", "[drafts]") {
    const auto problem = [](const auto& draft) { return bb::detail::build_body(draft).problem; };
    CHECK(problem(bb::gpg_key_draft{.key = ""}) == "the member 'key' must not be empty");
    CHECK(problem(bb::deploy_key_draft{.key = ""}) == "the member 'key' must not be empty");
    CHECK(problem(bb::project_draft{.key = "K", .name = ""}) == "the member 'name' must not be empty");
    CHECK(problem(bb::ssh_key_pair_edit{.private_key = "", .public_key = "k"}) ==
          "the member 'private_key' must not be empty");
    CHECK(problem(bb::ssh_key_pair_edit{.private_key = "p", .public_key = ""}) ==
          "the member 'public_key' must not be empty");
    CHECK(problem(bb::ssh_key_pair_edit{.private_key = "\xff", .public_key = "k"}) ==
          "the member 'private_key' is not UTF-8 at byte 1");
    const bb::ssh_public_key_draft key{.key_type = "t", .key = "k"};
    CHECK(problem(bb::known_host_draft{.hostname = "", .public_key = key}) ==
          "the member 'hostname' must not be empty");
    CHECK(problem(bb::known_host_draft{.hostname = "h",
                                       .public_key = bb::ssh_public_key_draft{.key_type = "t", .key = ""}}) ==
          "the member 'public_key.key' must not be empty");
    CHECK(problem(bb::known_host_draft{.hostname = "h",
                                       .public_key = bb::ssh_public_key_draft{.key_type = "\xfe", .key = "k"}}) ==
          "the member 'public_key.key_type' is not UTF-8 at byte 1");
    CHECK(problem(bb::known_host_draft{.hostname = "h", .public_key = key}).empty());
}

TEST_CASE("an edit that is read back keeps null and the empty text apart from absent", "[drafts]") {
    CHECK(read_back<bb::ssh_key_edit>(R"({"label":null})", {}).label.is_null());
    CHECK(read_back<bb::ssh_key_edit>(R"({"label":""})", {}).label.value() == "");
    CHECK_FALSE(read_back<bb::ssh_key_edit>("{}", {}).label.is_set());
}

TEST_CASE("members of another kind leave a draft without a value, not with another", "[drafts]") {
    CHECK_FALSE(read_back<bb::ssh_key_edit>(R"({"label":{}})", {.label = "old"}).label.is_set());
    CHECK_FALSE(read_back<bb::pipeline_variable_edit>(R"({"secured":"maybe"})", {.secured = true}).secured.is_set());
    CHECK(read_back<bb::repository_permission_edit>(R"({"permission":"owner"})", {bb::repository_grant::write}) ==
          bb::repository_permission_edit{bb::repository_grant::write});
    CHECK(read_back<bb::repository_permission_edit>(R"({"permission":[1]})", {bb::repository_grant::write}) ==
          bb::repository_permission_edit{bb::repository_grant::write});
}

}  // namespace test_drafts
