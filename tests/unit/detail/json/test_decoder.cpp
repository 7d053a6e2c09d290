// SPDX-License-Identifier: MIT
// detail/json/decoder.hpp: unknown members, duplicate keys, nesting, links and captured text; what must be read.
#include <bitbucket/models/application_property.hpp>
#include <bitbucket/models/code_search.hpp>
#include <bitbucket/models/permission.hpp>

#include "decode_text.hpp"

namespace test_decoder {

using namespace decode_text;
namespace bb = bitbucket;

TEST_CASE("an empty object leaves everything absent", "[decoder]") {
    CHECK(decoded<bb::repository>("{}") == bb::repository{});
    CHECK(decoded<bb::account>(" \t\r\n{ }\n") == bb::account{});
}

TEST_CASE("null everywhere is the same as absent", "[decoder]") {
    const auto value = decoded<bb::repository>(
        R"({"type":null,"uuid":null,"name":null,"description":null,"fork_policy":null,"size":null,"is_private":null,
            "created_on":null,"owner":null,"project":null,"mainbranch":null,"parent":null,"links":null})");
    CHECK(value == bb::repository{});
}

TEST_CASE("unknown members of every kind are skipped", "[decoder]") {
    const auto value = decoded<bb::account>(
        R"({"new":1,"type":"user","more":{"type":"team","uuid":"{x}","deep":[{"type":"x"},[[{}]],"type"]},
            "uuid":"{u}","list":[{"uuid":"{no}"},null,[],"display_name"],"text":"uuid","flag":true,"real":1.5e3,
            "display_name":"D","nothing":null,"":{"":{}},"type2":"x"})");
    CHECK(value.type == "user");
    CHECK(value.uuid == bb::uuid("{u}"));
    CHECK(value.display_name == "D");
    CHECK(value.nickname.empty());
}

TEST_CASE("members may come in any order and keep their case", "[decoder]") {
    const auto shuffled = decoded<bb::account>(
        R"({"links":{},"nickname":"n","type":"user","Type":"no","TYPE":"no","created_on":"2018-03-14","account_id":"a"})");
    CHECK(shuffled.nickname == "n");
    CHECK(shuffled.type == "user");
    CHECK(shuffled.account_id == "a");
    CHECK(shuffled.created_on == bb::timestamp("2018-03-14"));
}

TEST_CASE("of duplicate keys the last wins, whatever stood there before", "[decoder]") {
    CHECK(decoded<bb::account>(R"({"type":"a","type":"b"})").type == "b");
    CHECK(decoded<bb::account>(R"({"type":"a","type":null})").type.empty());
    CHECK(decoded<bb::account>(R"({"type":"a","type":{"type":"b"}})").type.empty());
    CHECK(decoded<bb::account>(R"({"type":{"x":1},"type":"b"})").type == "b");
    CHECK_FALSE(decoded<bb::account>(R"({"is_staff":true,"is_staff":"maybe"})").is_staff.has_value());

    const auto nested = decoded<bb::repository>(
        R"({"owner":{"type":"user","nickname":"old"},"owner":{"display_name":"new"},"parent":{"name":"p","slug":"old"},
            "parent":{"name":"q"}})");
    REQUIRE(nested.owner.has_value());
    CHECK(nested.owner->display_name == "new");
    CHECK(nested.owner->nickname.empty());
    CHECK(nested.owner->type.empty());
    REQUIRE(nested.parent.has_value());
    CHECK(nested.parent->name == "q");
    CHECK(nested.parent->slug.empty());
    CHECK_FALSE(decoded<bb::repository>(R"({"owner":{"type":"user"},"owner":null})").owner.has_value());
    CHECK_FALSE(decoded<bb::repository>(R"({"owner":{"type":"user"},"owner":[{}]})").owner.has_value());
    CHECK_FALSE(decoded<bb::repository>(R"({"parent":{"type":"user"},"parent":"x"})").parent.has_value());

    const auto page = decoded<bb::page<bb::account>>(
        R"({"values":[{"type":"a"},{"type":"b"}],"values":[{"uuid":"{c}"}],"next":"x","next":""})");
    REQUIRE(page.values.size() == 1);
    CHECK(page.values[0].type.empty());
    CHECK(page.values[0].uuid == bb::uuid("{c}"));
    CHECK(page.next.empty());

    const auto linked = decoded<bb::account>(R"({"links":{"self":{"href":"a"}},"links":{"html":{"href":"b"}}})");
    CHECK(linked.links.size() == 1);
    CHECK(linked.links.href("html") == "b");
    CHECK(decoded<bb::account>(R"({"links":{"self":{"href":"a"}},"links":[]})").links.empty());
}

TEST_CASE("an optional member of another kind is absent", "[decoder]") {
    const auto value = decoded<bb::repository>(
        R"({"owner":"acme","project":[{"key":"P"}],"mainbranch":7,"parent":true,"links":"x","size":{},"created_on":[1],
            "uuid":{"a":1},"workspace":false,"name":"kept"})");
    bb::repository expected;
    expected.name = "kept";
    CHECK(value == expected);
}

TEST_CASE("values newer than the library are kept as text", "[decoder]") {
    const auto value = decoded<bb::repository_user_permission>(R"({"permission":"triage","type":"something_else"})");
    CHECK(value.permission.str() == "triage");
    CHECK_FALSE(value.permission.known().has_value());
    CHECK(value.type == "something_else");
}

TEST_CASE("links are read in all their shapes", "[decoder]") {
    const auto value = decoded<bb::repository>(R"({"links":{
        "self":{"href":"https://api.bitbucket.org/2.0/repositories/acme/site","name":"n","title":"t","more":{"href":"no"}},
        "clone":[{"href":"https://bitbucket.org/acme/site.git","name":"https"},
                 {"href":"git@bitbucket.org:acme/site.git","name":"ssh"},null,"text",[{"href":"no"}],5],
        "search":{"href":"x{?q}","templated":"true"},"files":{"href":"y","templated":true},"odd":{"href":"z","templated":"no"},
        "none":null,"word":"https://example.org","list":[],"nothing":{},"empty":{"href":""},"quote":{"href":"a\"b{c}"},
        "null_href":{"href":null}}})");
    const bb::links& all = value.links;
    CHECK(all.href("self") == "https://api.bitbucket.org/2.0/repositories/acme/site");
    CHECK(all.find("self")->name == "n");
    CHECK(all.find("self")->title == "t");
    CHECK_FALSE(all.find("self")->templated.has_value());
    CHECK(all.href("clone", "https") == "https://bitbucket.org/acme/site.git");
    CHECK(all.href("clone", "ssh") == "git@bitbucket.org:acme/site.git");
    CHECK(all.find("search")->templated == true);
    CHECK(all.find("files")->templated == true);
    CHECK_FALSE(all.find("odd")->templated.has_value());
    CHECK(all.find("none") == nullptr);
    CHECK(all.find("word") == nullptr);
    CHECK(all.find("list") == nullptr);
    CHECK(all.find("nothing") != nullptr);
    CHECK(all.find("empty")->href.empty());
    CHECK(all.href("quote") == "a\"b{c}");
    CHECK(all.size() == 10);
    for (const char* shape : {"[]", "null", "{}", "\"x\"", "5", "[{\"href\":\"x\"}]"}) {
        CAPTURE(shape);
        CHECK(decoded<bb::account>("{\"links\":" + std::string(shape) + ",\"type\":\"user\"}").links.empty());
    }
}

TEST_CASE("escapes and surrogate pairs become UTF-8", "[decoder]") {
    const auto value = decoded<bb::account>(
        R"({"display_name":"\u00e4\ud83d\ude00\"\\\/\b\f\n\r\t\u0000z","nick\u006eame":"key","website":"ä€😀"})");
    CHECK(value.display_name == std::string("\xC3\xA4\xF0\x9F\x98\x80\"\\/\b\f\n\r\t\0z", 16));
    CHECK(value.nickname == "key");
    CHECK(value.website == "\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80");
}

TEST_CASE("an application property keeps its whole text besides its attributes", "[decoder]") {
    const auto value = decoded<bb::application_property>(
        R"( { "_attributes" : [ "public" , "newer" ] , "a" : { "b" : [ 1.50 , null , { } ] } , "_attributes2":"\u00e4" , "n" : -1 } )");
    REQUIRE(value.attributes.size() == 2);
    CHECK(value.attributes[0] == bb::property_attribute::public_);
    CHECK(value.attributes[1].str() == "newer");
    CHECK(
        value.value.str() ==
        "{\"_attributes\":[\"public\",\"newer\"],\"a\":{\"b\":[1.50,null,{}]},\"_attributes2\":\"\xC3\xA4\",\"n\":-1}");
    CHECK(decoded<bb::application_property>("{}").value.str() == "{}");
    CHECK(decoded<bb::application_property>(R"({"_attributes":null})").value.str() == R"({"_attributes":null})");
    CHECK(decoded<bb::application_property>(R"({"_attributes":"public"})").attributes.size() == 1);
    CHECK(decoded<bb::application_property>(R"({"a":1,"a":2})").value.str() == R"({"a":1,"a":2})");

    const auto page = decoded<bb::page<bb::application_property>>(R"({"values":[{"a":1},{"b":[{}]},{}],"next":"n"})");
    REQUIRE(page.values.size() == 3);
    CHECK(page.values[0].value.str() == R"({"a":1})");
    CHECK(page.values[1].value.str() == R"({"b":[{}]})");
    CHECK(page.values[2].value.str() == "{}");
    CHECK(page.next == "n");
}

}  // namespace test_decoder
