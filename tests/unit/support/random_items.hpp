// SPDX-License-Identifier: MIT
// Random items for the tests of lists: a model with a member of every type that can be one, and JSON for it in which members
// are absent, null, there twice or of another kind.
#pragma once

#include <bitbucket/detail/json/reading.hpp>
#include <bitbucket/name_map.hpp>
#include <bitbucket/one_of.hpp>

#include <map>
#include <random>

namespace random_items {

namespace bb = bitbucket;

struct leaf {
    static constexpr const char* kind = "leaf";
    std::string text;
    std::optional<std::int64_t> number;
    std::vector<std::string> texts;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("text", self.text);
        member("number", self.number);
        member("texts", self.texts);
    }
};
struct twig {
    static constexpr const char* kind = "twig";
    std::vector<leaf> leaves;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("leaves", self.leaves);
    }
};

// A member of every type that can be one, defaults that are not empty, and one that no JSON reaches.
struct item {
    std::string text;
    std::optional<std::string> maybe_text;
    bool flag = true;
    std::optional<bool> maybe_flag;
    std::int64_t number = 7;
    std::optional<double> real;
    bb::links links;
    bb::json_text json;
    std::optional<bb::json_text> maybe_json;
    leaf part;
    std::optional<leaf> maybe_part;
    bb::boxed<leaf> boxed_part;
    bb::settable<std::string> set;
    std::vector<std::string> texts;
    std::vector<leaf> leaves;
    std::vector<std::vector<leaf>> nested;
    std::optional<std::vector<leaf>> maybe_leaves;
    bb::name_map<leaf> named;
    std::map<std::string, std::vector<std::string>> mapped;
    bb::one_of<leaf, twig> either;
    std::vector<bb::one_of<leaf, twig>> several;
    bb::json_text whole;
    int unlisted = 42;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("text", self.text);
        member("maybe_text", self.maybe_text);
        member("flag", self.flag);
        member("maybe_flag", self.maybe_flag);
        member("number", self.number);
        member("real", self.real);
        member("links", self.links);
        member("json", self.json);
        member("maybe_json", self.maybe_json);
        member("part", self.part);
        member("maybe_part", self.maybe_part);
        member("boxed_part", self.boxed_part);
        member("set", self.set);
        member("texts", self.texts);
        member("leaves", self.leaves);
        member("nested", self.nested);
        member("maybe_leaves", self.maybe_leaves);
        member("named", self.named);
        member("mapped", self.mapped);
        member("either", self.either);
        member("several", self.several);
        member.whole(self.whole);
    }
};
inline constexpr const char* names[] = {
    "text",   "maybe_text", "flag",         "maybe_flag", "number",     "real",   "links",
    "json",   "maybe_json", "part",         "maybe_part", "boxed_part", "set",    "texts",
    "leaves", "nested",     "maybe_leaves", "named",      "mapped",     "either", "several"};

/// Random JSON in which members of `item` are mostly of their kind, and sometimes of any other.
class writer {
public:
    explicit writer(unsigned seed) : random_(seed) {}

    std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_); }

    std::string text() {
        static constexpr const char* pieces[] = {"a", "a longer piece of a text ", "\\n", "\\u00e4", "\xC3\xA4", "1"};
        std::string out = "\"";
        for (std::size_t left = below(5); left > 0; --left) out += pieces[below(std::size(pieces))];
        return out + '"';
    }
    std::string list(std::string (writer::*each)()) {
        std::string out = "[";
        for (std::size_t left = below(4); left > 0; --left) out += (this->*each)() + (left > 1 ? "," : "");
        return out + ']';
    }
    std::string leaf_json() {
        std::string out = R"({"_":0)";
        if (below(2) == 0) out += R"(,"text":)" + text();
        if (below(2) == 0) out += R"(,"number":)" + std::to_string(below(100));
        if (below(2) == 0) out += R"(,"texts":)" + list(&writer::text);
        return out + '}';
    }
    std::string leaves() { return list(&writer::leaf_json); }
    std::string map_of(std::string (writer::*each)()) {
        std::string out = R"({"z":)" + (this->*each)();
        for (std::size_t left = below(4); left > 0; --left)
            out += ",\"" + std::string(1, static_cast<char>('a' + below(3))) + "\":" + (this->*each)();
        return out + '}';
    }
    std::string texts() { return list(&writer::text); }
    std::string kind() {
        static constexpr const char* types[] = {R"("type":"leaf","text":"x")", R"("text":"y","type":"leaf")",
                                                R"("leaves":[{"text":"z"},{}],"type":"twig")",
                                                R"("type":"tree","rings":[1,2])", R"("text":"no type")"};
        return '{' + std::string(types[below(std::size(types))]) + '}';
    }
    std::string links() {
        return std::string(R"({"self":{"href":)") + text() + R"(},"clone":[{"href":"a","name":"ssh"},{"href":"b"}]})";
    }
    std::string number() { return std::to_string(below(1000)); }
    std::string any() {
        static constexpr std::string (writer::* all[])() = {&writer::text,   &writer::number, &writer::texts,
                                                            &writer::leaves, &writer::links,  &writer::kind};
        return (this->*all[below(std::size(all))])();
    }
    std::string of_its_kind(std::string_view name) {
        if (name == "flag" || name == "maybe_flag") return below(2) == 0 ? "true" : "false";
        if (name == "number" || name == "real") return number();
        if (name == "links") return links();
        if (name == "json" || name == "maybe_json") return any();
        if (name.ends_with("part")) return leaf_json();
        if (name == "texts") return texts();
        if (name.ends_with("leaves")) return leaves();
        if (name == "nested") return list(&writer::leaves);
        if (name == "named") return map_of(&writer::leaf_json);
        if (name == "mapped") return map_of(&writer::texts);
        if (name == "either") return kind();
        if (name == "several") return list(&writer::kind);
        return text();
    }
    // Lists and maps insist on the kind of their values, so what has a value of another one there cannot be read.
    std::string item_json() {
        for (;;) {
            std::string out = any_item();
            item one;
            if (!bb::detail::decode_json(out, bb::detail::descriptor<item>, &one, 64)) return out;
        }
    }
    std::string any_item() {
        const std::size_t rarely = below(4) == 0 ? 12 : 2;
        std::string out = R"({"_":0)";
        for (const char* name : names) {
            if (below(rarely) != 0) continue;
            const std::string value = below(8) == 0 ? "null" : below(6) == 0 ? any() : of_its_kind(name);
            out += ",\"" + std::string(name) + "\":" + value;
            // The last of two counts.
            if (below(16) == 0) out += ",\"" + std::string(name) + "\":" + (below(2) == 0 ? "null" : any());
        }
        return out + '}';
    }
    std::string items(std::size_t count) {
        std::string out = "[";
        for (; count > 0; --count) out += item_json() + (count > 1 ? "," : "");
        return out + ']';
    }

private:
    std::mt19937_64 random_;
};

}  // namespace random_items
