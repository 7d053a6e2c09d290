// SPDX-License-Identifier: MIT
// one_of.hpp: alternatives that are told apart by which member is there, as the activity of a pull request is.
#include <bitbucket/one_of.hpp>

#include "decode_text.hpp"

namespace test_one_of_members {

using namespace decode_text;
namespace bb = bitbucket;

namespace shop {

struct text {
    std::string raw;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("raw", self.raw);
    }
};

struct comment {
    static constexpr const char* kind_member = "comment";
    std::optional<text> request;
    std::optional<text> content;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("pull_request", self.request);
        member("comment", self.content);
    }
};

struct change {
    static constexpr const char* kind_member[] = {"approval", "changes_requested"};
    std::optional<text> request;
    std::optional<text> approval;
    std::string changes;
    std::string type;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("pull_request", self.request);
        member("approval", self.approval);
        member("changes_requested", self.changes);
        member("type", self.type);
    }
};

using activity = bb::one_of<comment, change>;

struct log {
    std::vector<activity> entries;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("entries", self.entries);
    }
};

using bitbucket::operator==;

}  // namespace shop

namespace {

void check_round_trip(const shop::activity& one) {
    CHECK(decoded<shop::activity>(bb::to_json_text(one)) == one);
}

}  // namespace

TEST_CASE("the member that is there decides, wherever it is", "[one_of]") {
    const std::string text =
        R"({"entries":[{"pull_request":{"raw":"p"},"comment":{"raw":"c"}},{"approval":{"raw":"a"},"type":"t"},)"
        R"({"changes_requested":"x"},{"pull_request":{"raw":"q"},"task":{"comment":{"raw":"no"}}},{}]})";
    const auto read = decoded<shop::log>(text);
    REQUIRE(read.entries.size() == 5);
    CHECK(read.entries[0].kind() == "comment");
    CHECK(read.entries[0].get_if<shop::comment>()->request->raw == "p");
    CHECK(read.entries[0].get_if<shop::comment>()->content->raw == "c");
    CHECK(read.entries[1].kind() == "approval");
    CHECK(read.entries[1].get_if<shop::change>()->type == "t");
    CHECK(read.entries[2].kind() == "changes_requested");
    CHECK(read.entries[3].holds<bb::unknown_kind>());
    CHECK(read.entries[3].kind().empty());
    CHECK(read.entries[3].get_if<bb::unknown_kind>()->text.str() ==
          R"({"pull_request":{"raw":"q"},"task":{"comment":{"raw":"no"}}})");
    CHECK(bb::to_json_text(read) == text);
    CHECK(decoded<shop::log>(text) == read);
}

TEST_CASE("a member with null decides if no other does", "[one_of]") {
    CHECK(decoded<shop::activity>(R"({"comment":null,"approval":{}})").kind() == "approval");
    CHECK(decoded<shop::activity>(R"({"approval":null,"comment":null})").kind() == "approval");
    const auto one = decoded<shop::activity>(R"({"comment":null,"pull_request":{"raw":"p"}})");
    REQUIRE(one.holds<shop::comment>());
    CHECK(one.get_if<shop::comment>()->request->raw == "p");
    CHECK(decoded<shop::activity>(R"({"comment":{"raw":"c"},"approval":{"raw":"a"}})").kind() == "comment");
}

TEST_CASE("a kind is not lost with the member that marks it", "[one_of]") {
    CHECK(bb::to_json_text(shop::activity(shop::comment{})) == R"({"comment":null})");
    CHECK(bb::to_json_text(shop::activity(shop::change{})) == R"({"approval":null})");
    check_round_trip(shop::comment{});
    check_round_trip(shop::comment{{{"p"}}, {}});
    check_round_trip(shop::change{{}, {{"a"}}, "b", "c"});
    for (const char* text : {R"({"comment":7})", R"({"comment":[1],"pull_request":{}})", R"({"changes_requested":""})",
                             R"({"changes_requested":{"x":1},"type":"y"})", R"({"comment":{},"comment":null})"}) {
        CAPTURE(text);
        check_round_trip(decoded<shop::activity>(text));
    }
    CHECK(bb::to_log_text(shop::activity(shop::comment{})) == R"({"comment":null})");
}

}  // namespace test_one_of_members
