// SPDX-License-Identifier: MIT
// detail/requests/body.hpp: write models inside of write models, in lists, maps, settables and required members; what is
// missing or wrong anywhere in them is found before anything is sent.
#include <bitbucket/detail/requests/body.hpp>
#include <bitbucket/model.hpp>
#include <limits>
#include <map>

#include "decode_text.hpp"

namespace test_body {

using namespace decode_text;
namespace bb = bitbucket;

namespace shop {

struct author_draft {
    bb::required<std::string> name;
    bb::settable<std::string> note = {};

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("name", self.name);
        member("note", self.note);
    }
};

struct step_draft {
    bb::required<std::string> run;
    bb::settable<author_draft> by = {};
    std::vector<step_draft> steps = {};

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("run", self.run);
        member("by", self.by);
        member("steps", self.steps);
    }
};

struct pipeline_draft {
    bb::required<author_draft> author;
    std::vector<step_draft> steps = {};
    bb::settable<author_draft> reviewer = {};
    bb::settable<std::vector<author_draft>> watchers = {};
    bb::required<std::vector<std::string>> labels = std::vector<std::string>{};
    std::optional<author_draft> owner = {};
    std::map<std::string, author_draft> teams = {};
    bb::settable<std::map<std::string, std::string>> variables = {};
    std::vector<bb::required<std::string>> names = {};
    bb::settable<double> share = {};
    std::vector<bb::given_text> given = {};
    std::optional<bb::given_text> maybe = {};

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("author", self.author);
        member("steps", self.steps);
        member("reviewer", self.reviewer);
        member("watchers", self.watchers);
        member("labels", self.labels);
        member("owner", self.owner);
        member("teams", self.teams);
        member("variables", self.variables);
        member("names", self.names);
        member("share", self.share);
        member("given", self.given);
        member("maybe", self.maybe);
    }
};

// Nobody should: a read model that holds write models.
struct odd {
    std::vector<author_draft> items;
    std::map<std::string, author_draft> teams;
    bb::settable<author_draft> one;
    std::string rest;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("items", self.items);
        member("teams", self.teams);
        member("one", self.one);
        member("rest", self.rest);
    }
};

using bitbucket::operator==;

}  // namespace shop

namespace {

bb::detail::built_body built(const shop::pipeline_draft& draft) {
    return bb::detail::build_body(draft);
}

std::string problem(const shop::pipeline_draft& draft) {
    return built(draft).problem;
}

const shop::pipeline_draft whole{.author = {{.name = "mia"}},
                                 .steps = {{.run = "make", .by = {{.name = "leo", .note = nullptr}}},
                                           {.run = "test", .steps = {{.run = "unit"}, {.run = "http"}}}},
                                 .reviewer = {{.name = "zoe"}},
                                 .watchers = {{{.name = "ada"}, {.name = "bob"}}},
                                 .labels = {{"a", "b"}},
                                 .owner = {{.name = "kim"}},
                                 .teams = {{"dev", {.name = "d"}}, {"ops", {.name = "o"}}},
                                 .variables = {{{"A", "1"}, {"B", ""}}},
                                 .names = {"x"},
                                 .share = 0.5};

}  // namespace

static_assert(!std::is_default_constructible_v<shop::pipeline_draft> && std::is_aggregate_v<shop::pipeline_draft>);

TEST_CASE("write models nest in every way", "[body]") {
    const auto body = built(whole);
    CHECK(body.problem.empty());
    CHECK(body.text ==
          R"({"author":{"name":"mia"},"steps":[{"run":"make","by":{"name":"leo","note":null},"steps":[]},)"
          R"({"run":"test","steps":[{"run":"unit","steps":[]},{"run":"http","steps":[]}]}],)"
          R"("reviewer":{"name":"zoe"},"watchers":[{"name":"ada"},{"name":"bob"}],"labels":["a","b"],)"
          R"("owner":{"name":"kim"},"teams":{"dev":{"name":"d"},"ops":{"name":"o"}},"variables":{"A":"1","B":""},)"
          R"("names":["x"],"share":0.5,"given":[]})");
    shop::pipeline_draft copy = whole;
    CHECK(copy == whole);
    copy.reviewer = nullptr;
    CHECK_FALSE(copy == whole);
    CHECK(built(copy).text.find(R"("reviewer":null)") != std::string::npos);
    copy.reviewer = {{.name = "zoe"}};
    CHECK(copy == whole);
    copy.reviewer = {};
    CHECK(built(copy).text.find("reviewer") == std::string::npos);
    CHECK(bb::to_log_text(whole) == bb::to_json_text(whole));
}

TEST_CASE("what is empty although it is required is found wherever it is", "[body]") {
    const auto changed = [](auto change) {
        shop::pipeline_draft draft = whole;
        change(draft);
        return problem(draft);
    };
    const shop::author_draft nobody{.name = ""};
    CHECK(changed([&](auto& d) { d.author = nobody; }) == "the member 'author.name' must not be empty");
    CHECK(changed([&](auto& d) { d.reviewer = nobody; }) == "the member 'reviewer.name' must not be empty");
    CHECK(changed([&](auto& d) { d.owner = nobody; }) == "the member 'owner.name' must not be empty");
    CHECK(changed([&](auto& d) { d.steps[1].run = ""; }) == "the member 'steps[1].run' must not be empty");
    CHECK(changed([&](auto& d) { d.steps[1].steps[0].run = ""; }) ==
          "the member 'steps[1].steps[0].run' must not be empty");
    CHECK(changed([&](auto& d) { d.steps[0].by = nobody; }) == "the member 'steps[0].by.name' must not be empty");
    CHECK(changed([&](auto& d) { d.watchers = {{{.name = "ada"}, nobody}}; }) ==
          "the member 'watchers[1].name' must not be empty");
    CHECK(changed([&](auto& d) { d.teams.at("ops") = nobody; }) == "the member 'teams.ops.name' must not be empty");
    CHECK(changed([&](auto& d) { d.names.emplace_back(""); }) == "the member 'names[1]' must not be empty");
}

TEST_CASE("what JSON cannot hold is found wherever it is", "[body]") {
    const auto changed = [](auto change) {
        shop::pipeline_draft draft = whole;
        change(draft);
        return problem(draft);
    };
    CHECK(changed([](auto& d) { d.labels = {{"a", "b\xFF"}}; }) == "the member 'labels[1]' is not UTF-8 at byte 2");
    CHECK(changed([](auto& d) { d.steps[0].by = {{.name = "x", .note = "\xFF"}}; }) ==
          "the member 'steps[0].by.note' is not UTF-8 at byte 1");
    CHECK(changed([](auto& d) { d.variables = {{{"A", "1\x80"}}}; }) ==
          "the member 'variables.A' is not UTF-8 at byte 2");
    CHECK(changed([](auto& d) { d.variables = {{{"\x80", "1"}}}; }) == "a key of the member 'variables' is not UTF-8");
    CHECK(changed([](auto& d) { d.share = std::numeric_limits<double>::infinity(); }) ==
          "the member 'share' is not a finite number");
    const char* const unset = nullptr;
    CHECK(changed([&](auto& d) {
              d.steps[0].by = {{.name = "x", .note = unset}};
          }).find("the member 'steps[0].by.note' is a null pointer") == 0);
    CHECK(changed([&](auto& d) { d.given = {"a", unset}; }).find("the member 'given[1]' is a null pointer") == 0);
    CHECK(changed([&](auto& d) { d.maybe = bb::given_text(unset); }).find("the member 'maybe' is a null pointer") == 0);
}

TEST_CASE("a write model that cannot be made empty is never read", "[body]") {
    const char* const sentence = "a write model with required members is only written, never read";
    CHECK(failure_of<shop::odd>(R"({"items":[]})").message == sentence);
    CHECK(failure_of<shop::odd>(R"({"teams":{"a":{}}})").message == sentence);
    CHECK(failure_of<shop::odd>(R"({"one":{"name":"x"}})").message == sentence);
    CHECK(decoded<shop::odd>(R"({"items":null,"teams":7,"one":"x","rest":"r"})").rest == "r");
}

}  // namespace test_body
