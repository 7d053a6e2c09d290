// SPDX-License-Identifier: MIT
// name_map.hpp: an object of JSON with free keys, without <map>.
#include <bitbucket/detail/requests/body.hpp>
#include <bitbucket/name_map.hpp>
#include <bitbucket/types/boxed.hpp>
#include <chrono>
#include <map>
#include <random>

#include "decode_text.hpp"

namespace test_name_map {

using namespace decode_text;
namespace bb = bitbucket;

namespace shop {

struct label {
    std::string colour;
    std::optional<int> rank;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("colour", self.colour);
        member.sensitive("rank", self.rank);
    }
};

// Holds itself.
struct tree {
    bb::name_map<tree> children;
    bb::name_map<std::string> texts;
    bb::name_map<std::optional<label>> gaps;
    std::optional<bb::name_map<std::vector<double>>> series;
    bb::name_map<bb::boxed<label>> boxes;
    bb::name_map<bb::json_text> free;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("children", self.children);
        member("texts", self.texts);
        member("gaps", self.gaps);
        member("series", self.series);
        member("boxes", self.boxes);
        member("free", self.free);
    }
};

struct step_draft {
    bb::required<std::string> run;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("run", self.run);
    }
};

struct steps_draft {
    bb::name_map<step_draft> steps = {};
    bb::settable<bb::name_map<std::string>> variables = {};
    bb::required<bb::name_map<int>> ranks;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("steps", self.steps);
        member("variables", self.variables);
        member("ranks", self.ranks);
    }
};

using bitbucket::operator==;

}  // namespace shop

TEST_CASE("a name_map finds, replaces and erases by name", "[name_map]") {
    bb::name_map<int> map{{"b", 2}, {"a", 1}, {"b", 3}};
    REQUIRE(map.size() == 2);
    CHECK(*map.find("a") == 1);
    CHECK(*std::as_const(map).find("b") == 3);
    CHECK(map.find("c") == nullptr);
    CHECK(map.find("") == nullptr);
    CHECK(map.contains(std::string("a")));
    map["c"] = 7;
    map["a"] += 10;
    CHECK(map.insert_or_assign("aa", 5) == 5);
    CHECK(map.insert_or_assign("aa", 6) == 6);
    CHECK(map.erase("b"));
    CHECK_FALSE(map.erase("b"));
    std::string all;
    for (const auto& [name, value] : map) all += name + '=' + std::to_string(value) + ' ';
    CHECK(all == "a=11 aa=6 c=7 ");
    CHECK(map == bb::name_map<int>{{"c", 7}, {"aa", 6}, {"a", 11}});
    CHECK_FALSE(map == bb::name_map<int>{{"c", 7}});
    map.clear();
    CHECK(map.empty());
    CHECK(map.begin() == map.end());
}

TEST_CASE("a name_map behaves like a std::map", "[name_map]") {
    std::mt19937 random(3);
    for (int round = 0; round < 50; ++round) {
        std::map<std::string, int> expected;
        bb::name_map<int> map;
        for (int i = 0; i < 60; ++i) {
            const std::string name(random() % 3, static_cast<char>('a' + random() % 4));
            if (random() % 4 == 0) {
                CHECK(map.erase(name) == (expected.erase(name) == 1));
            } else {
                map.insert_or_assign(name, i);
                expected[name] = i;
            }
            REQUIRE(map.contains(name) == expected.contains(name));
        }
        auto other = expected.begin();
        REQUIRE(map.size() == expected.size());
        for (const auto& entry : map) {
            CHECK(entry.name == other->first);
            CHECK(entry.value == other->second);
            ++other;
        }
    }
}

TEST_CASE("name_maps are read, written, compared and printed", "[name_map]") {
    const std::string text =
        R"({"children":{"a":{"children":{},"texts":{},"gaps":{},"boxes":{},"free":{}}},"texts":{"":"e","x":"1"},)"
        R"("gaps":{"n":null,"o":{"colour":"red","rank":1}},"series":{"s":[0.5]},"boxes":{"b":null,"c":{"colour":"c"}},)"
        R"("free":{"j":[1.50]}})";
    const auto read = decoded<shop::tree>(text);
    CHECK(bb::to_json_text(read) == text);
    CHECK(*read.texts.find("") == "e");
    CHECK(read.gaps.find("o")->value().rank == 1);
    CHECK_FALSE(read.gaps.find("n")->has_value());
    CHECK(bb::to_log_text(read).find(R"("rank":"***")") != std::string::npos);
    auto other = decoded<shop::tree>(
        R"({"free":{"j":[1.50]},"boxes":{"c":{"colour":"c"},"b":null},"series":{"s":[0.5]},"gaps":{"o":{"rank":1,)"
        R"("colour":"red"},"n":null},"texts":{"x":"0","":"e","x":"1"},"children":{"a":{}}})");
    CHECK(other == read);
    other.texts["x"] = "2";
    CHECK_FALSE(other == read);
    CHECK(decoded<shop::tree>(R"({"texts":{"a":"1"},"texts":null})").texts.empty());
    CHECK(decoded<shop::tree>(R"({"texts":{"a":"1"},"texts":{"b":"2"}})").texts.size() == 1);
    CHECK(decoded<shop::tree>(R"({"texts":7})").texts.empty());
    const auto failure = failure_of<shop::tree>(R"({"children":{"z":{},"a":{"series":{"s":[{}]}}}})");
    CHECK(failure.path == "children.a.series.s[0]");
}

TEST_CASE("many keys are read in time that grows with them", "[name_map]") {
    constexpr int count = 20000;
    std::string text = R"({"texts":{)";
    // The worst order for what would insert each at its place, and each name twice.
    for (int round = 0; round < 2; ++round)
        for (int i = count; i > 0; --i) text += "\"key" + std::to_string(i) + "\":\"" + std::to_string(round) + "\",";
    text += R"("last":"x"}})";
    const auto start = std::chrono::steady_clock::now();
    const auto read = decoded<shop::tree>(text);
    CHECK(read == decoded<shop::tree>(text));
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
    CHECK(read.texts.size() == count + 1);
    for (const auto& entry : read.texts) REQUIRE((entry.value == "1" || entry.name == "last"));
}

TEST_CASE("name_maps of write models are written, and checked", "[name_map]") {
    shop::steps_draft draft{.ranks = bb::name_map<int>{{"b", 2}, {"a", 1}}};
    draft.steps.insert_or_assign("one", {.run = "make"});
    draft.variables = {{{"K", "V"}}};
    CHECK(bb::detail::build_body(draft).text ==
          R"({"steps":{"one":{"run":"make"}},"variables":{"K":"V"},"ranks":{"a":1,"b":2}})");
    draft.steps.insert_or_assign("two", {.run = ""});
    CHECK(bb::detail::build_body(draft).problem == "the member 'steps.two.run' must not be empty");
    CHECK(failure_of<bb::name_map<shop::step_draft>>(R"({"a":{}})").message ==
          "a write model with required members is only written, never read");
}

}  // namespace test_name_map
