// SPDX-License-Identifier: MIT
// detail/json/encode.hpp and model.hpp: writing models and drafts as JSON, equality, and printing without secrets.
#include <bitbucket/models/application_property.hpp>
#include <bitbucket/models/permission.hpp>
#include <bitbucket/models/pipeline_variable.hpp>
#include <bitbucket/models/ssh_key.hpp>
#include <bitbucket/page.hpp>
#include <sstream>

#include "decode_text.hpp"

namespace test_encode {

using namespace decode_text;
namespace bb = bitbucket;

namespace {

template <class T>
std::string printed(const T& value) {
    std::ostringstream out;
    out << value;
    return out.str();
}

template <class T>
std::string body(const T& draft) {
    std::string text;
    bb::detail::json_writer out(text);
    bb::detail::encode_object(out, bb::detail::member_table_of<T>(&draft), &draft, bb::detail::encode_mode::body);
    return text;
}

bb::link make_link(const char* rel, const char* href) {
    bb::link one;
    one.rel = rel;
    one.href = href;
    return one;
}

}  // namespace

TEST_CASE("a read model is written without what it does not hold", "[encode]") {
    bb::account one;
    CHECK(bb::to_json_text(one) == "{}");
    one.type = "user";
    one.uuid = "{u}";
    one.is_staff = false;
    one.created_on = bb::timestamp("2018-03-14T13:17:05+02:00");
    one.links.add(make_link("self", "h")).templated = true;
    CHECK(bb::to_json_text(one) ==
          R"({"type":"user","uuid":"{u}","created_on":"2018-03-14T13:17:05+02:00","is_staff":false,)"
          R"("links":{"self":{"href":"h","templated":true}}})");
}

TEST_CASE("links with one relation become a list, others stand alone", "[encode]") {
    bb::account one;
    one.links.add(make_link("clone", "a")).name = "https";
    one.links.add(make_link("self", "s"));
    one.links.add(make_link("clone", "b")).name = "ssh";
    CHECK(bb::to_json_text(one) ==
          R"({"links":{"clone":[{"href":"a","name":"https"},{"href":"b","name":"ssh"}],"self":{"href":"s"}}})");
}

TEST_CASE("an application property is written as the text it came in, or by its attributes", "[encode]") {
    auto one = decoded<bb::application_property>(R"({"b":1.50,"_attributes":["public"]})");
    CHECK(bb::to_json_text(one) == R"({"b":1.50,"_attributes":["public"]})");
    bb::application_property made;
    made.attributes.emplace_back(bb::property_attribute::read_only);
    CHECK(bb::to_json_text(made) == R"({"_attributes":["read_only"]})");
}

TEST_CASE("drafts write what is set, null where it is asked for, and plain members always", "[encode]") {
    CHECK(body(bb::ssh_key_draft{.key = "ssh-ed25519 AAAA"}) == R"({"key":"ssh-ed25519 AAAA"})");
    CHECK(body(bb::ssh_key_draft{.key = "k", .label = "l\"q"}) == R"({"key":"k","label":"l\"q"})");
    CHECK(body(bb::ssh_key_edit{}) == "{}");
    CHECK(body(bb::ssh_key_edit{.label = ""}) == R"({"label":""})");
    CHECK(body(bb::ssh_key_edit{.label = nullptr}) == R"({"label":null})");
    CHECK(body(bb::pipeline_variable_draft{.key = "K"}) == R"({"key":"K","value":"","secured":false})");
    CHECK(body(bb::pipeline_variable_draft{.key = "K", .value = "hunter2", .secured = true}) ==
          R"({"key":"K","value":"hunter2","secured":true})");
    CHECK(body(bb::pipeline_variable_edit{}) == "{}");
    CHECK(body(bb::pipeline_variable_edit{.key = "K", .value = nullptr, .secured = false}) ==
          R"({"key":"K","value":null,"secured":false})");
    CHECK(body(bb::repository_permission_edit{bb::repository_grant::write}) == R"({"permission":"write"})");
    CHECK(body(bb::project_permission_edit{bb::project_grant::create_repo}) == R"({"permission":"create-repo"})");
}

TEST_CASE("write models are closed", "[encode]") {
    STATIC_REQUIRE(!std::is_default_constructible_v<bb::repository_permission_edit>);
    STATIC_REQUIRE(!std::is_constructible_v<bb::required<bb::repository_grant>, const char*>);
    STATIC_REQUIRE(!std::is_constructible_v<bb::required<bb::repository_grant>, bb::project_grant>);
    STATIC_REQUIRE(!std::is_constructible_v<bb::required<bb::repository_grant>, bb::permission_level>);
    CHECK(std::size(bb::enum_names<bb::repository_grant>::values) == 3);
    CHECK(std::size(bb::enum_names<bb::project_grant>::values) == 4);
    for (const char* name : bb::enum_names<bb::repository_grant>::values)
        CHECK(bb::enum_from<bb::permission_level>(name));
    for (const char* name : bb::enum_names<bb::project_grant>::values) CHECK(bb::enum_from<bb::permission_level>(name));
}

TEST_CASE("printing shows a model as JSON, and the values of variables as stars", "[encode]") {
    bb::pipeline_variable one;
    one.key = "TOKEN";
    one.value = "hunter2";
    CHECK(printed(one) == R"({"key":"TOKEN","value":"***"})");
    CHECK(bb::to_json_text(one) == R"({"key":"TOKEN","value":"hunter2"})");
    bb::page<bb::pipeline_variable> page;
    page.values.push_back(one);
    CHECK(printed(page).find("hunter2") == std::string::npos);
    CHECK(printed(bb::pipeline_variable_draft{.key = "K", .value = "hunter2"}).find("hunter2") == std::string::npos);
    CHECK(printed(bb::pipeline_variable_edit{.value = "hunter2"}) == R"({"value":"***"})");
    CHECK(printed(bb::pipeline_variable_edit{.value = nullptr}) == R"({"value":null})");
}

TEST_CASE("printing keeps a server's control characters off the terminal", "[encode]") {
    bb::account one;
    one.display_name = std::string("a\x1b[2J\n\0\xFF", 8);
    const std::string text = printed(one);
    CHECK(text == "{\"display_name\":\"a\\u001b[2J\\n\\u0000\xEF\xBF\xBD\"}");
    for (const char* steering : {"\x7f", "\xC2\x9B", "\xE2\x80\xAE", "\xE2\x81\xA6"}) {
        one.display_name = steering;
        CHECK(printed(one).find(steering) == std::string::npos);
    }
}

TEST_CASE("equality looks at every kind of member", "[encode]") {
    const auto base = decoded<bb::repository>(
        R"({"name":"n","is_private":true,"size":1,"created_on":"2018-03-14","owner":{"type":"user"},"parent":{"name":"p"},
            "mainbranch":{"merge_strategies":["a"]},"links":{"self":{"href":"h"}},"fork_policy":"no_forks"})");
    const auto differs = [&](auto change) {
        bb::repository other = base;
        CHECK(other == base);
        change(other);
        return other != base && base != other;
    };
    CHECK(differs([](bb::repository& one) { one.name = "N"; }));
    CHECK(differs([](bb::repository& one) { one.is_private = false; }));
    CHECK(differs([](bb::repository& one) { one.is_private.reset(); }));
    CHECK(differs([](bb::repository& one) { one.has_wiki = false; }));
    CHECK(differs([](bb::repository& one) { one.size = 2; }));
    CHECK(differs([](bb::repository& one) { one.created_on = bb::timestamp("2018-03-14T00:00:00Z"); }));
    CHECK(differs([](bb::repository& one) { one.owner->type = "team"; }));
    CHECK(differs([](bb::repository& one) { one.owner.reset(); }));
    CHECK(differs([](bb::repository& one) { one.parent->name = "q"; }));
    CHECK(differs([](bb::repository& one) { one.parent.reset(); }));
    CHECK(differs([](bb::repository& one) { one.mainbranch->merge_strategies.emplace_back("b"); }));
    CHECK(differs([](bb::repository& one) { one.mainbranch->merge_strategies[0] = "b"; }));
    CHECK(differs([](bb::repository& one) { one.links.clear(); }));
    CHECK(differs([](bb::repository& one) { one.fork_policy = bb::fork_policy::allow_forks; }));
    CHECK(bb::ssh_key_edit{.label = nullptr} != bb::ssh_key_edit{});
    CHECK(bb::ssh_key_edit{.label = ""} != bb::ssh_key_edit{});
    CHECK(bb::ssh_key_edit{.label = ""} != bb::ssh_key_edit{.label = nullptr});
    CHECK(bb::ssh_key_draft{.key = "a"} != bb::ssh_key_draft{.key = "b"});
}

}  // namespace test_encode
