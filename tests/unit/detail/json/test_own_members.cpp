// SPDX-License-Identifier: MIT
// detail/json: members of user-made models of every type that is not needed by the library's own: numbers of all widths,
// numbers with a fraction, maps, optional items; and models of any number of members.
#include <bitbucket/model.hpp>
#include <cmath>
#include <limits>
#include <map>
#include <random>
#include <unordered_map>

#include "decode_text.hpp"

namespace test_own_members {

using namespace decode_text;
namespace bb = bitbucket;

namespace shop {

struct label {
    std::string name;
    std::optional<int> rank;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("name", self.name);
        member("rank", self.rank);
    }
};

struct numbers {
    std::optional<int> plain;
    std::int8_t tiny = 0;
    std::optional<std::uint8_t> byte;
    short small = 0;
    std::optional<unsigned> count;
    long long large = 0;
    std::optional<std::uint64_t> huge;
    std::optional<double> share;
    double always = 0;
    std::optional<float> rough;
    std::vector<double> series;
    std::vector<std::optional<int>> gaps;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("plain", self.plain);
        member("tiny", self.tiny);
        member("byte", self.byte);
        member("small", self.small);
        member("count", self.count);
        member("large", self.large);
        member("huge", self.huge);
        member("share", self.share);
        member("always", self.always);
        member("rough", self.rough);
        member("series", self.series);
        member("gaps", self.gaps);
    }
};

struct maps {
    std::map<std::string, std::string> texts;
    std::map<std::string, label> labels;
    std::unordered_map<std::string, double> shares;
    std::optional<std::map<std::string, std::vector<int>>> lists;
    std::map<std::string, std::map<std::string, bool>> nested;
    std::map<std::string, std::optional<label>> maybe;
    std::vector<bb::boxed<label>> boxes;
    std::optional<std::vector<std::string>> names;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("texts", self.texts);
        member("labels", self.labels);
        member("shares", self.shares);
        member("lists", self.lists);
        member("nested", self.nested);
        member("maybe", self.maybe);
        member("boxes", self.boxes);
        member("names", self.names);
    }
};

// More members than the library's own models have, by far.
struct wide {
    std::int64_t values[200] = {};

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        static const std::vector<std::string> names = [] {
            std::vector<std::string> made;
            for (int i = 0; i < 200; ++i) made.push_back("member" + std::to_string(i));
            return made;
        }();
        for (std::size_t i = 0; i < names.size(); ++i) member(names[i].c_str(), self.values[i]);
    }
};

using bitbucket::operator==;

}  // namespace shop

namespace {

template <class T>
void check_round_trip(const T& value) {
    const std::string text = bb::to_json_text(value);
    CAPTURE(text);
    const T back = decoded<T>(text);
    CHECK(back == value);
    CHECK(bb::to_json_text(back) == text);
}

}  // namespace

TEST_CASE("whole numbers of every width are read, and are absent where they do not fit", "[own_members]") {
    const auto read = decoded<shop::numbers>(
        R"({"plain":-7,"tiny":-128,"byte":255,"small":"12","count":4294967295,"large":-9223372036854775808,)"
        R"("huge":18446744073709551615,"gaps":[1,null,3]})");
    CHECK(read.plain == -7);
    CHECK(read.tiny == -128);
    CHECK(read.byte == 255);
    CHECK(read.small == 12);
    CHECK(read.count == 4294967295U);
    CHECK(read.large == std::numeric_limits<long long>::min());
    CHECK(read.huge == std::numeric_limits<std::uint64_t>::max());
    CHECK(read.gaps == std::vector<std::optional<int>>{1, std::nullopt, 3});
    check_round_trip(read);

    const auto beyond = decoded<shop::numbers>(
        R"({"plain":2147483648,"tiny":128,"byte":-1,"small":32768,"count":-1,"large":9223372036854775808,"huge":-1})");
    CHECK_FALSE(beyond.plain.has_value());
    CHECK(beyond.tiny == 0);
    CHECK_FALSE(beyond.byte.has_value());
    CHECK(beyond.small == 0);
    CHECK_FALSE(beyond.count.has_value());
    CHECK(beyond.large == 0);
    CHECK_FALSE(beyond.huge.has_value());
    CHECK(decoded<shop::numbers>(R"({"huge":"18446744073709551615"})").huge ==
          std::numeric_limits<std::uint64_t>::max());
    CHECK_FALSE(decoded<shop::numbers>(R"({"plain":1,"plain":"x"})").plain.has_value());
}

TEST_CASE("numbers with a fraction are read and written", "[own_members]") {
    const auto read =
        decoded<shop::numbers>(R"({"share":0.1,"always":3,"rough":"1.5e3","series":[1,-0.25,1e300,true]})");
    CHECK(read.share == 0.1);
    CHECK(read.always == 3.0);
    CHECK(read.rough == 1500.0F);
    CHECK(read.series == std::vector<double>{1, -0.25, 1e300, 1});
    CHECK(
        bb::to_json_text(read) ==
        R"({"tiny":0,"small":0,"large":0,"share":0.1,"always":3,"rough":1500,"series":[1,-0.25,1e+300,1],"gaps":[]})");
    check_round_trip(read);
    for (const char* none : {"\"\"", "\"0x10\"", "\"1,5\"", "\"inf\"", "\"1e999\"", "null", "[]", "{}"})
        CHECK_FALSE(decoded<shop::numbers>(std::string(R"({"share":1,"share":)") + none + "}").share.has_value());
    CHECK_FALSE(decoded<shop::numbers>(R"({"rough":1e39})").rough.has_value());  // more than a float holds

    shop::numbers endless;
    endless.share = std::numeric_limits<double>::infinity();
    endless.series = {std::numeric_limits<double>::quiet_NaN()};
    CHECK(bb::to_json_text(endless).find(R"("share":null)") != std::string::npos);
    CHECK(bb::to_json_text(endless).find(R"("series":[null])") != std::string::npos);
}

TEST_CASE("random numbers come back as they were", "[own_members]") {
    std::mt19937_64 random(11);
    for (int i = 0; i < 2000; ++i) {
        shop::numbers one;
        one.plain = static_cast<int>(random());
        one.tiny = static_cast<std::int8_t>(random());
        one.huge = random();
        one.large = static_cast<long long>(random());
        const double scale = std::uniform_real_distribution<double>(-300, 300)(random);
        one.share = std::uniform_real_distribution<double>(-1, 1)(random) * std::exp2(scale);
        one.always = static_cast<double>(random() % 1000) / 8;
        one.rough = static_cast<float>(std::uniform_real_distribution<double>(-1e6, 1e6)(random));
        check_round_trip(one);
    }
}

TEST_CASE("maps with free keys are read, written and compared", "[own_members]") {
    const auto read =
        decoded<shop::maps>(R"({"texts":{"b":"2","a":"1","b":"3","":7},"labels":{"x":{"name":"n","rank":1},"y":{}},)"
                            R"("shares":{"all":0.5},"lists":{"l":[1,2],"m":[]},"nested":{"o":{"p":true,"q":false}},)"
                            R"("maybe":{"none":null,"some":{"name":"s"}},"boxes":[{"name":"b"},null],"names":"only"})");
    CHECK(read.texts == std::map<std::string, std::string>{{"", "7"}, {"a", "1"}, {"b", "3"}});
    CHECK(read.labels.at("x").rank == 1);
    CHECK(read.labels.at("y").name.empty());
    CHECK(read.shares.at("all") == 0.5);
    CHECK(read.lists->at("l") == std::vector<int>{1, 2});
    CHECK(read.nested.at("o") == std::map<std::string, bool>{{"p", true}, {"q", false}});
    CHECK_FALSE(read.maybe.at("none").has_value());
    CHECK(read.maybe.at("some")->name == "s");
    CHECK(read.boxes.at(0)->name == "b");
    CHECK_FALSE(read.boxes.at(1).has_value());
    CHECK(read.names == std::vector<std::string>{"only"});  // a text where a list of texts belongs
    check_round_trip(read);

    shop::maps other = read;
    other.nested["o"]["q"] = true;
    CHECK_FALSE(other == read);
    other = read;
    other.texts.erase("a");
    other.texts["c"] = "1";
    CHECK_FALSE(other == read);
    other = read;
    other.maybe["none"].emplace();
    CHECK_FALSE(other == read);
    other = read;
    other.boxes[1].emplace();
    CHECK_FALSE(other == read);
}

TEST_CASE("a map of another kind is absent, and a value of another kind in it fails with its path", "[own_members]") {
    CHECK(decoded<shop::maps>(R"({"texts":[1],"labels":"x","lists":7})") == shop::maps{});
    const auto failure = failure_of<shop::maps>(R"({"labels":{"a":{"name":"n"},"b.c":{"name":"m"},"d":[1]}})");
    CHECK(failure.path == "labels.d");
    CHECK(failure.message == "expected an object, found a list");
    CHECK(failure_of<shop::maps>(R"({"labels":{"e":null}})").path == "labels.e");
    CHECK(failure_of<shop::maps>(R"({"lists":{"k":[1,{}]}})").path == "lists.k[1]");
    CHECK(failure_of<shop::maps>(R"({"nested":{"o":{"p":true},"q":{"r":{}}}})").path == "nested.q.r");
}

TEST_CASE("a model has as many members as it needs", "[own_members]") {
    shop::wide one;
    for (int i = 0; i < 200; ++i) one.values[i] = i * i + 1;
    check_round_trip(one);
    CHECK(decoded<shop::wide>(R"({"member199":1})").values[199] == 1);
    CHECK_FALSE(decoded<shop::wide>(R"({"member64":1})") == shop::wide{});
}

}  // namespace test_own_members
