// SPDX-License-Identifier: MIT
// models/*.hpp: write models are read back as they were written, which is what test doubles of a server do with them.
#include <bitbucket/models/permission.hpp>
#include <bitbucket/models/pipeline_variable.hpp>
#include <bitbucket/models/ssh_key.hpp>

#include "decode_text.hpp"

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
