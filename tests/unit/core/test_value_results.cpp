// SPDX-License-Identifier: MIT
// Results of operations that are no single model: one_ofs, maps, boxed values, and pages and lists of them.
#include <bitbucket/client.hpp>
#include <bitbucket/models/repository.hpp>
#include <bitbucket/name_map.hpp>
#include <bitbucket/one_of.hpp>
#include <bitbucket/pagination.hpp>
#include <bitbucket/request.hpp>
#include <bitbucket/testing/scripted.hpp>
#include <map>

#include "support/catch.hpp"

namespace test_value_results {

namespace bb = bitbucket;

namespace shop {

struct branch {
    static constexpr const char* kind = "branch";
    std::string name;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("name", self.name);
    }
};

using ref = bb::one_of<branch>;

template <class Result>
struct get : bb::request<get<Result>, bb::path<bb::workspace_ref>, Result> {
    static constexpr bb::operation_info info{
        .name = "shop::get", .method = bb::http_method::get, .path = "/things/{workspace}"};
    using get::request::request;
};

}  // namespace shop

namespace {

template <class Result>
Result sent(const char* body) {
    bb::testing::scripted script;
    script.reply(200, body);
    return bb::client{script}.send(shop::get<Result>{"acme"});
}

}  // namespace

TEST_CASE("an operation may return a one_of", "[one_of]") {
    CHECK(sent<shop::ref>(R"({"name":"main","type":"branch"})").get_if<shop::branch>()->name == "main");
    CHECK(sent<shop::ref>(R"({"type":"tag"})").kind() == "tag");
    CHECK_THROWS_AS(sent<shop::ref>("[]"), bb::decode_error);
    const auto list = sent<std::vector<shop::ref>>(R"([{"type":"branch"},{"type":"tag"},null])");
    REQUIRE(list.size() == 3);
    CHECK(list[1].holds<bb::unknown_kind>());
    CHECK_FALSE(list[2].has_value());
}

TEST_CASE("an operation may return a map", "[name_map]") {
    const auto map = sent<bb::name_map<shop::branch>>(R"({"b":{"name":"2"},"a":{"name":"1"}})");
    CHECK(map.find("a")->name == "1");
    CHECK(sent<std::map<std::string, int>>(R"({"x":1})").at("x") == 1);
    CHECK_THROWS_AS(sent<bb::name_map<int>>("[]"), bb::decode_error);
}

TEST_CASE("pages of one_ofs and of boxed values are walked like others", "[one_of]") {
    bb::testing::scripted script;
    script.reply(200, R"({"values":[{"name":"a","type":"branch"},{"x":1}],)"
                      R"("next":"https://api.bitbucket.org/2.0/things/acme?page=2"})");
    script.reply(200, R"({"values":[{"type":"branch","name":"b"}]})");
    std::string names;
    for (const shop::ref& one : bb::client{script}.each(shop::get<bb::page<shop::ref>>{"acme"}))
        names += one.visit([](const shop::branch& held) { return held.name; },
                           [](const bb::unknown_kind& held) { return held.text.str(); });
    CHECK(names == R"(a{"x":1}b)");

    bb::testing::scripted boxes;
    boxes.reply(200, R"({"values":[{"name":"a"},null]})");
    std::size_t count = 0;
    for (const bb::boxed<bb::repository>& one :
         bb::client{boxes}.each(shop::get<bb::page<bb::boxed<bb::repository>>>{"acme"}))
        count += one ? one->name.size() : 10;
    CHECK(count == 11);
    static_assert(sizeof(bb::boxed<bb::repository>) == sizeof(void*));
}

}  // namespace test_value_results
