// SPDX-License-Identifier: MIT
// detail/json/kind_decoding.hpp: objects whose `type` comes late: what the tape keeps, what it costs, and its bounds; and
// the texts of objects inside of objects.
#include <bitbucket/one_of.hpp>
#include <chrono>

#include "decode_text.hpp"

namespace test_kind_decoding {

using namespace decode_text;
namespace bb = bitbucket;

namespace shop {

struct item;
using any = bb::one_of<item>;

struct item {
    static constexpr const char* kind = "item";
    std::string name;
    std::optional<std::int64_t> number;
    std::optional<std::uint64_t> large;
    std::optional<double> share;
    std::optional<bool> flag;
    std::string exact;
    any next;
    std::vector<any> list;
    bb::links links;
    bb::json_text free;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("name", self.name);
        member("number", self.number);
        member("large", self.large);
        member("share", self.share);
        member("flag", self.flag);
        member("exact", self.exact);
        member("next", self.next);
        member("list", self.list);
        member("links", self.links);
        member("free", self.free);
    }
};

struct kept;
using any_kept = bb::one_of<kept>;

// Keeps its text, as do the values inside of it.
struct kept {
    static constexpr const char* kind = "kept";
    bb::boxed<kept> plain;
    any_kept next;
    std::vector<kept> list;
    bb::json_text text;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("plain", self.plain);
        member("next", self.next);
        member("list", self.list);
        member.whole(self.text);
    }
};

struct by_member {
    static constexpr const char* kind_member = "here";
    bb::boxed<kept> here;
    bb::json_text text;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("here", self.here);
        member.whole(self.text);
    }
};

struct needy {
    static constexpr const char* kind = "needy";
    std::vector<std::string> values;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member.needed("values", self.values);
    }
};

using bitbucket::operator==;

}  // namespace shop

namespace {

std::string repeated(std::string_view piece, std::size_t times) {
    std::string out;
    for (; times > 0; --times) out += piece;
    return out;
}

const shop::item* inside(const shop::any& one) {
    return one.get_if<shop::item>();
}

}  // namespace

TEST_CASE("the tape keeps every kind of value as it was", "[one_of]") {
    const std::string members =
        R"("name":"a\"\u0000\u20AC","number":-9223372036854775808,"large":18446744073709551615,"share":0.1,"flag":true,)"
        R"("exact":1.50,"list":[null,{"type":"item"}],"links":{"self":{"href":"s"},"clone":[{"href":"h","name":"n"}]},)"
        R"("free":{"x":[1.50,null,"\n",{}],"type":"t"},"extra":[{"type":"item"},[[]]])";
    const auto first = decoded<shop::any>(R"({"type":"item",)" + members + '}');
    const auto last = decoded<shop::any>('{' + members + R"(,"type":"item"})");
    CHECK(first == last);
    REQUIRE(last.holds<shop::item>());
    const shop::item& read = *inside(last);
    CHECK(read.name == std::string("a\"\0\xE2\x82\xAC", 6));
    CHECK(read.number == INT64_MIN);
    CHECK(read.large == UINT64_MAX);
    CHECK(read.share == 0.1);
    CHECK(read.flag == true);
    CHECK(read.exact == "1.50");
    CHECK(read.list.size() == 2);
    CHECK(read.links.href("clone", "n") == "h");
    CHECK(read.free.str() == R"({"x":[1.50,null,"\n",{}],"type":"t"})");
    const auto unknown = decoded<shop::any>('{' + members + R"(,"type":"x","more":{}})");
    CHECK(unknown.get_if<bb::unknown_kind>()->text.str() ==
          R"({"name":"a\"\u0000)"
          "\xE2\x82\xAC"
          R"(","number":-9223372036854775808,"large":18446744073709551615,"share":0.1,"flag":true,"exact":1.50,)"
          R"("list":[null,{"type":"item"}],"links":{"self":{"href":"s"},"clone":[{"href":"h","name":"n"}]},)"
          R"("free":{"x":[1.50,null,"\n",{}],"type":"t"},"extra":[{"type":"item"},[[]]],"type":"x","more":{}})");
}

TEST_CASE("objects inside of each other are read with their types last", "[one_of]") {
    constexpr std::size_t levels = 60;
    const std::string text =
        repeated(R"({"next":)", levels) + R"({"name":"inner","type":"item"})" + repeated(R"(,"type":"item"})", levels);
    const auto read = decoded<shop::any>(text);
    const shop::any* one = &read;
    for (std::size_t i = 0; i < levels; ++i) {
        REQUIRE(one->holds<shop::item>());
        one = &inside(*one)->next;
    }
    CHECK(inside(*one)->name == "inner");

    // The kind becomes known between the levels, too.
    const auto mixed = decoded<shop::any>(
        R"({"name":"0","next":{"next":{"name":"2","type":"item","next":{"name":"3","next":{"x":1,"type":"y"},"type":"item",)"
        R"("list":[{"name":"4","type":"item"}]}},"type":"item","name":"1"},"type":"item","list":[{"name":"5","type":"item"}]})");
    CHECK(
        bb::to_json_text(mixed) ==
        R"({"type":"item","name":"0","next":{"type":"item","name":"1","next":{"type":"item","name":"2",)"
        R"("next":{"type":"item","name":"3","next":{"x":1,"type":"y"},"list":[{"type":"item","name":"4","list":[]}]},)"
        R"("list":[]},"list":[]},"list":[{"type":"item","name":"5","list":[]}]})");
}

TEST_CASE("the bound of the depth holds for what is recorded", "[one_of]") {
    const auto nested = [](std::size_t levels) {
        return repeated(R"({"next":)", levels - 1) + "{}" + repeated(R"(,"type":"item"})", levels - 1);
    };
    shop::any one;
    CHECK_FALSE(try_decode(nested(test_depth), one));
    CHECK(failure_of<shop::any>(nested(test_depth + 1)).message == "the JSON nests more than 64 levels deep");
    CHECK(
        failure_of<shop::any>(R"({"x":)" + repeated("[", 5000) + repeated("]", 5000) + R"(,"type":"item"})").message ==
        "the JSON nests more than 64 levels deep");
}

TEST_CASE("the tape counts in the bound of the memory", "[one_of]") {
    bb::detail::json_scalar text;
    text.kind = bb::detail::json_scalar::type::string;
    const std::string mib(std::size_t{1} << 20U, 'x');
    text.text = mib;
    const std::string_view too_much = "the values of the JSON take more than 128 MiB";

    SECTION("long texts") {
        shop::any one;
        bb::detail::model_decoder decoder(bb::detail::descriptor<shop::any>, &one, test_depth);
        CHECK(decoder.on_start(true));
        std::size_t count = 0;
        while (count < 1000 && decoder.on_key("x") && decoder.on_scalar(text)) ++count;
        CHECK(count >= 126);
        CHECK(count <= 128);
        CHECK(decoder.take_failure().message == too_much);
    }
    SECTION("many events") {
        shop::any one;
        bb::detail::model_decoder decoder(bb::detail::descriptor<shop::any>, &one, test_depth);
        CHECK(decoder.on_start(true));
        CHECK(decoder.on_key("x"));
        CHECK(decoder.on_start(false));
        std::size_t count = 0;
        while (count < 100'000'000 && decoder.on_scalar({})) ++count;
        CHECK(count < (std::size_t{128} << 20U) / sizeof(bb::detail::taped_event));
        CHECK(decoder.take_failure().message == too_much);
    }
    SECTION("one tape after the other uses the same memory") {
        std::vector<shop::any> all;
        bb::detail::model_decoder decoder(bb::detail::descriptor<std::vector<shop::any>>, &all, test_depth);
        bb::detail::json_scalar kind = text;
        kind.text = "item";
        CHECK(decoder.on_start(false));
        bool goes_on = true;
        for (int i = 0; i < 200; ++i)
            goes_on = goes_on && decoder.on_start(true) && decoder.on_key("x") && decoder.on_scalar(text) &&
                      decoder.on_key("type") && decoder.on_scalar(kind) && decoder.on_end(true);
        CHECK(goes_on);
        CHECK(decoder.on_end(false));
        CHECK(all.size() == 200);
    }
    SECTION("texts inside of each other, each of which holds those inside of it") {
        shop::kept outer;
        bb::detail::model_decoder decoder(bb::detail::descriptor<shop::kept>, &outer, test_depth);
        bool goes_on = decoder.on_start(true);
        for (int i = 1; i < 60; ++i) goes_on = goes_on && decoder.on_key("plain") && decoder.on_start(true);
        for (int i = 0; i < 3; ++i) goes_on = goes_on && decoder.on_key("x") && decoder.on_scalar(text);
        CHECK(goes_on);
        int ended = 0;
        while (decoder.on_end(true)) ++ended;
        CHECK(ended == 42);
        CHECK(decoder.take_failure().message == too_much);
    }
}

TEST_CASE("the time grows with the text, however it nests", "[one_of]") {
    const auto took = [](const std::string& text) {
        const auto start = std::chrono::steady_clock::now();
        shop::any one;
        CHECK_FALSE(try_decode(text, one));
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    };
    const std::string list = R"("extra":[0)" + repeated(",0", 100000) + "]";
    const std::string flat = '{' + list + R"(,"type":"item"})";
    const std::string deep = repeated(R"({"next":)", 60) + flat + repeated(R"(,"type":"item"})", 60);
    (void)took(flat);
    // Read anew on each level it would take sixty times as long; the bound is wide, since the machine may be busy.
    CHECK(took(deep) < 15 * took(flat) + 0.5);
    std::string keys = "{";
    for (int i = 0; i < 50000; ++i) keys += "\"k\":{\"type\":1},";
    (void)took(keys + R"("type":"item"})");
}

TEST_CASE("a text inside of another is kept, too", "[one_of]") {
    const std::string inner = R"({"a":1.50})";
    const std::string list = R"([{"plain":)" + inner + "},{}]";
    const auto read = decoded<shop::kept>(R"({"plain":)" + inner + R"(,"list":)" + list + R"(,"z":{}})");
    CHECK(read.plain->text.str() == inner);
    CHECK(read.list[0].text.str() == R"({"plain":{"a":1.50}})");
    CHECK(read.list[0].plain->text.str() == inner);
    CHECK(read.list[1].text.str() == "{}");
    CHECK(read.text.str() == R"({"plain":{"a":1.50},"list":[{"plain":{"a":1.50}},{}],"z":{}})");
}

TEST_CASE("an alternative keeps its text, wherever its type is", "[one_of]") {
    for (const char* text :
         {R"({"type":"kept","a":1,"next":{"type":"kept","b":2},"list":[{"c":3}]})",
          R"({"a":1,"next":{"b":2,"type":"kept"},"type":"kept","list":[{"c":3}]})",
          R"({"a":1,"next":{"type":"kept","b":2},"list":[{"c":3}],"type":"kept"})",
          R"({"list":[{"c":3}],"next":{"b":2,"plain":{"d":[4]},"type":"kept"},"a":{},"type":"kept"})"}) {
        CAPTURE(text);
        const auto check = [](const shop::any_kept& one, std::string_view whole) {
            REQUIRE(one.holds<shop::kept>());
            const shop::kept& outer = *one.get_if<shop::kept>();
            CHECK(outer.text.str() == whole);
            REQUIRE(outer.next.holds<shop::kept>());
            CHECK(whole.find(outer.next.get_if<shop::kept>()->text.str()) != std::string_view::npos);
            CHECK(outer.next.get_if<shop::kept>()->text.str().find(R"("b":2)") != std::string::npos);
            CHECK(outer.list[0].text.str() == R"({"c":3})");
            CHECK(bb::to_json_text(one) == whole);
        };
        check(decoded<shop::any_kept>(text), text);
        const std::string around = std::string(R"({"next":)") + text + R"(,"x":1})";
        const auto outer = decoded<shop::kept>(around);
        CHECK(outer.text.str() == around);
        check(outer.next, text);
    }
    for (const char* text : {R"({"here":{"a":1},"b":2})", R"({"b":2,"here":{"a":1}})", R"({"b":2,"here":null,"c":{}})",
                             R"({"b":{"here":1},"here":7})", R"({"here":[1,{}],"b":2})"}) {
        CAPTURE(text);
        const auto one = decoded<bb::one_of<shop::by_member>>(text);
        REQUIRE(one.holds<shop::by_member>());
        CHECK(one.get_if<shop::by_member>()->text.str() == text);
        if (one.get_if<shop::by_member>()->here) CHECK(one.get_if<shop::by_member>()->here->text.str() == R"({"a":1})");
    }
}

TEST_CASE("a member that an alternative needs is missed, wherever its type is", "[one_of]") {
    using needy = bb::one_of<shop::needy>;
    CHECK(decoded<needy>(R"({"values":["x"],"type":"needy"})").get_if<shop::needy>()->values.size() == 1);
    for (const char* text : {R"({"type":"needy"})", R"({"x":1,"type":"needy"})", R"({"values":null,"type":"needy"})"}) {
        const auto failure = failure_of<std::vector<needy>>(std::string("[{\"type\":\"x\"},") + text + ']');
        CHECK(failure.message == "the reply has no `values`");
        CHECK(failure.path == "[1].values");
    }
}

}  // namespace test_kind_decoding
