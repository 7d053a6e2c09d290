// SPDX-License-Identifier: MIT
// detail/requests/body.hpp: rules across the members of a write model, wherever that stands, and one_ofs of write models.
#include <bitbucket/detail/requests/body.hpp>
#include <bitbucket/name_map.hpp>
#include <bitbucket/one_of.hpp>
#include <bitbucket/request.hpp>

#include "decode_text.hpp"

namespace test_body_rules {

using namespace decode_text;
namespace bb = bitbucket;

namespace shop {

struct grant_draft {
    bb::settable<std::string> user = {};
    bb::settable<std::string> user_group = {};

    [[nodiscard]] std::string problem() const {
        if (user.is_set() && user_group.is_set()) return "user must not be given together with user_group";
        return user.is_set() || user_group.is_set() ? "" : "a user or a user_group must be given";
    }
    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("user", self.user);
        member("user_group", self.user_group);
    }
};

struct branch_target {
    static constexpr const char* kind = "branch_target";
    bb::required<std::string> name;
    bb::settable<grant_draft> by = {};

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("name", self.name);
        member("by", self.by);
    }
};

struct range_target {
    static constexpr const char* kind = "range_target";
    int from = 0;
    int to = 0;

    [[nodiscard]] const char* problem() const { return from > to ? "from must not be greater than to" : ""; }
    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("from", self.from);
        member("to", self.to);
    }
};

using target = bb::one_of<branch_target, range_target>;

struct run_draft {
    bb::required<target> on;
    target then = {};
    std::vector<target> items = {};
    bb::settable<std::vector<grant_draft>> grants = {};
    bb::name_map<grant_draft> named = {};
    std::optional<grant_draft> maybe = {};
    bb::boxed<run_draft> next = {};
    bb::settable<target> last = {};
    std::vector<bb::boxed<branch_target>> boxes = {};

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("on", self.on);
        member("then", self.then);
        member("items", self.items);
        member("grants", self.grants);
        member("named", self.named);
        member("maybe", self.maybe);
        member("next", self.next);
        member("last", self.last);
        member("boxes", self.boxes);
    }
};

struct create_run : bb::request<create_run, bb::path<bb::workspace_ref>, void, run_draft> {
    static constexpr bb::operation_info info{
        .name = "shop::create_run", .method = bb::http_method::post, .path = "/runs/{workspace}"};
    using request::request;
};

struct create_grant : bb::request<create_grant, bb::path<bb::workspace_ref>, void, grant_draft> {
    static constexpr bb::operation_info info{
        .name = "shop::create_grant", .method = bb::http_method::post, .path = "/grants/{workspace}"};
    using request::request;
};

using bitbucket::operator==;

}  // namespace shop

namespace {

const shop::run_draft whole{.on = shop::branch_target{.name = "main"},
                            .items = {shop::range_target{1, 2}, shop::branch_target{"dev", {{.user = "mia"}}}},
                            .last = shop::range_target{3, 3}};

template <class Change>
std::string problem_with(Change change) {
    shop::run_draft draft = whole;
    change(draft);
    return bb::detail::build_body(draft).problem;
}

}  // namespace

static_assert(!std::is_default_constructible_v<shop::run_draft> && std::is_aggregate_v<shop::run_draft>);

TEST_CASE("one_ofs of write models are written with their kinds", "[body]") {
    const auto built = bb::detail::build_body(whole);
    CHECK(built.problem.empty());
    CHECK(built.text ==
          R"({"on":{"type":"branch_target","name":"main"},"items":[{"type":"range_target","from":1,"to":2},)"
          R"({"type":"branch_target","name":"dev","by":{"user":"mia"}}],"named":{},)"
          R"("last":{"type":"range_target","from":3,"to":3},"boxes":[]})");
    shop::run_draft copy = whole;
    CHECK(copy == whole);
    copy.last = nullptr;
    CHECK(bb::detail::build_body(copy).text.find(R"("last":null)") != std::string::npos);
    CHECK_FALSE(copy == whole);
    CHECK(failure_of<shop::target>(R"({"type":"range_target"})").message ==
          "a write model with required members is only written, never read");
}

TEST_CASE("what is missing or wrong in a one_of is found", "[body]") {
    CHECK(problem_with([](auto& d) { d.on = shop::target(); }) == "the member 'on' must not be empty");
    CHECK(problem_with([](auto& d) { d.on = shop::branch_target{""}; }) == "the member 'on.name' must not be empty");
    CHECK(problem_with([](auto& d) { d.items.push_back(shop::branch_target{"\xFF"}); }) ==
          "the member 'items[2].name' is not UTF-8 at byte 1");
    CHECK(problem_with([](auto& d) { d.then = shop::branch_target{""}; }) ==
          "the member 'then.name' must not be empty");
    CHECK(problem_with([](auto& d) { d.last = shop::branch_target{""}; }) ==
          "the member 'last.name' must not be empty");
    CHECK(problem_with([](auto& d) { d.boxes.push_back(shop::branch_target{""}); }) ==
          "the member 'boxes[0].name' must not be empty");
    // Items that hold nothing are null.
    CHECK(problem_with([](auto& d) { d.boxes.resize(2); }).empty());
}

TEST_CASE("rules across members are checked wherever a write model is", "[body]") {
    const shop::grant_draft both{.user = "u", .user_group = "g"};
    const std::string two = "user must not be given together with user_group";
    CHECK(bb::detail::build_body(both).problem == two);
    CHECK(problem_with([&](auto& d) { d.grants = {{{.user = "u"}, both}}; }) == "grants[1]." + two);
    CHECK(problem_with([&](auto& d) { d.named = {{"k", both}}; }) == "named.k." + two);
    CHECK(problem_with([&](auto& d) { d.maybe = both; }) == "maybe." + two);
    CHECK(problem_with([&](auto& d) { d.items[1] = shop::branch_target{"x", both}; }) == "items[1].by." + two);
    CHECK(problem_with([&](auto& d) { d.items[0] = shop::range_target{2, 1}; }) ==
          "items[0].from must not be greater than to");
    CHECK(problem_with([&](auto& d) {
              shop::run_draft inner = whole;
              inner.maybe = both;
              d.next = inner;
          }) == "next.maybe." + two);
    // A rule that does not begin with a member is a sentence of its own.
    CHECK(bb::detail::build_body(shop::grant_draft{}).problem == "a user or a user_group must be given");
    CHECK(problem_with([](auto& d) { d.maybe.emplace(); }) == "maybe: a user or a user_group must be given");
    // What is wrong with a member itself comes first.
    CHECK(bb::detail::build_body(shop::grant_draft{.user = "\xFF", .user_group = "g"}).problem ==
          "the member 'user' is not UTF-8 at byte 1");
}

TEST_CASE("a request keeps what a rule says, and does not throw", "[body]") {
    const shop::create_grant both{"acme", {.user = "u", .user_group = "g"}};
    CHECK(both.problem() == "shop::create_grant: user must not be given together with user_group");
    CHECK(shop::create_grant{"acme", {.user = "u"}}.problem().empty());
    const shop::create_run run{"acme", {.on = shop::range_target{5, 1}}};
    CHECK(run.problem() == "shop::create_run: on.from must not be greater than to");
}

}  // namespace test_body_rules
