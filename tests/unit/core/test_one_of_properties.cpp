// SPDX-License-Identifier: MIT
// Properties of models that hold one_ofs: what was written is read back equal, in any order of members and from any
// place; a text that breaks off, or that was changed at random, does no harm.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "decode_text.hpp"
#include "random_models.hpp"

namespace test_one_of_properties {

using namespace decode_text;
namespace bb = bitbucket;

namespace shop {

struct leaf {
    static constexpr const char* kind = "leaf";
    std::string name;
    std::optional<std::int64_t> size;
    std::vector<std::string> words;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("name", self.name);
        member("size", self.size);
        member("words", self.words);
    }
};

struct note {
    static constexpr const char* kind_member = "note";
    std::optional<leaf> content;
    std::string by;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("by", self.by);
        member("note", self.content);
    }
};

struct tree;
using node = bb::one_of<leaf, tree>;

struct move {
    static constexpr const char* kind_member = "to";
    std::vector<node> targets;
    std::string by;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("by", self.by);
        member("to", self.targets);
    }
};

struct tree {
    static constexpr const char* kind[] = {"tree", "forest"};
    node first;
    std::vector<node> nodes;
    std::map<std::string, node> named;
    bb::name_map<node> sorted;
    bb::name_map<std::vector<bb::boxed<leaf>>> lists;
    std::vector<bb::one_of<note, move>> history;
    std::optional<node> maybe;
    bb::json_text free;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("first", self.first);
        member("nodes", self.nodes);
        member("named", self.named);
        member("sorted", self.sorted);
        member("lists", self.lists);
        member("history", self.history);
        member("maybe", self.maybe);
        member("free", self.free);
    }
};

using bitbucket::operator==;

}  // namespace shop

namespace {

using json = nlohmann::ordered_json;

// The same JSON with the members of every object in another order.
json shuffled(const json& value, std::mt19937_64& random) {
    json out = value;
    if (value.is_array())
        for (std::size_t i = 0; i < value.size(); ++i) out[i] = shuffled(value[i], random);
    if (!value.is_object()) return out;
    std::vector<std::string> keys;
    for (const auto& entry : value.items()) keys.push_back(entry.key());
    std::shuffle(keys.begin(), keys.end(), random);
    out = json::object();
    for (const std::string& key : keys) out[key] = shuffled(value[key], random);
    return out;
}

// The same JSON with `type` as the last member of every object.
json with_type_last(const json& value) {
    json out = value;
    if (value.is_array())
        for (std::size_t i = 0; i < value.size(); ++i) out[i] = with_type_last(value[i]);
    if (!value.is_object()) return out;
    out = json::object();
    for (const auto& entry : value.items())
        if (entry.key() != "type") out[entry.key()] = with_type_last(entry.value());
    if (value.contains("type")) out["type"] = value["type"];
    return out;
}

shop::node random_node(unsigned seed) {
    random_models::filler fill(seed);
    return fill.make<shop::tree>();
}

}  // namespace

TEST_CASE("one_ofs that were written are read back equal, in any order of members", "[one_of]") {
    for (unsigned seed = 1; seed <= 80; ++seed) {
        const shop::node value = random_node(seed);
        const std::string text = bb::to_json_text(value);
        CAPTURE(seed, text);
        const auto back = decoded<shop::node>(text);
        REQUIRE(back == value);
        REQUIRE(bb::to_json_text(back) == text);
        std::mt19937_64 random(seed);
        const json parsed = json::parse(text);
        REQUIRE(decoded<shop::node>(with_type_last(parsed).dump()) == value);
        for (int i = 0; i < 2; ++i) REQUIRE(decoded<shop::node>(shuffled(parsed, random).dump()) == value);
        shop::node copy = back;
        REQUIRE(copy == value);
        const shop::node moved = std::move(copy);
        REQUIRE(moved == value);
        REQUIRE(nlohmann::json::accept(bb::to_log_text(value)));
    }
}

TEST_CASE("a one_of that breaks off does no harm", "[one_of]") {
    for (unsigned seed = 1; seed <= 6; ++seed) {
        const std::string text = with_type_last(json::parse(bb::to_json_text(random_node(seed)))).dump();
        const std::size_t step = 1 + text.size() / 150;
        for (std::size_t size = 0; size < text.size(); size += step) {
            shop::node value;
            const auto failure = try_decode(text.substr(0, size), value);
            REQUIRE(failure.has_value());
            REQUIRE(failure->is_syntax);
            (void)bb::to_json_text(value);
        }
    }
}

TEST_CASE("a changed text reads as something that is written and read back equal, or fails", "[one_of]") {
    const std::vector<std::string> pieces = {"null",
                                             "7",
                                             "\"leaf\"",
                                             "\"tree\"",
                                             "{}",
                                             "[]",
                                             R"({"type":"leaf"})",
                                             "true",
                                             "{",
                                             "}",
                                             ",",
                                             "[",
                                             "]",
                                             R"("type":"tree",)",
                                             R"("note":null,)",
                                             R"("to":7,)"};
    std::mt19937_64 random(1);
    std::size_t read = 0;
    for (unsigned seed = 1; seed <= 40; ++seed) {
        const std::string text = with_type_last(json::parse(bb::to_json_text(random_node(seed % 20)))).dump();
        for (int i = 0; i < 30; ++i) {
            std::string changed = text;
            // Behind a colon or a comma there is a value or a key.
            std::size_t at = random() % changed.size();
            while (at > 0 && changed[at - 1] != ':' && changed[at - 1] != '{' && changed[at - 1] != '[') --at;
            const std::string& piece = pieces[random() % pieces.size()];
            if (random() % 2 == 0)
                changed.insert(at, piece);
            else
                changed.replace(at, changed.find_first_of(",}]", at) - at, piece);
            shop::node value;
            if (try_decode(changed, value)) continue;
            ++read;
            CAPTURE(changed);
            const std::string written = bb::to_json_text(value);
            const auto back = decoded<shop::node>(written);
            REQUIRE(back == value);
            REQUIRE(bb::to_json_text(back) == written);
        }
    }
    CHECK(read > 100);
}

}  // namespace test_one_of_properties
