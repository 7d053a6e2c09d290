// SPDX-License-Identifier: MIT
// query.hpp against a reader of its own (support/query_parser.hpp): whatever is joined, and whatever stands in the
// strings, the text that comes out reads as what was put in, without a parenthesis too many.
#include <algorithm>
#include <bitbucket/query.hpp>
#include <random>

#include "support/catch.hpp"
#include "unit/support/query_parser.hpp"

namespace test_query_property {

namespace bb = bitbucket;
using bb::field;
using unit::query_parser;
using unit::query_tree;
using kind = query_tree::type;
using literal = query_tree::literal;

namespace {

/// A filter, and the tree that it must become.
struct sample {
    bb::filter built;
    query_tree tree;
};

class sampler {
public:
    explicit sampler(unsigned seed) : random_(seed) {}

    sample tree(int depth) {
        if (depth == 0 || below(4) == 0) return leaf();
        const bool is_and = below(2) == 0;
        sample out = tree(depth - 1);
        for (std::size_t more = 1 + below(2); more > 0; --more) out = join(is_and, std::move(out), tree(depth - 1));
        return out;
    }
    static sample join(bool is_and, sample a, sample b) {
        return {is_and ? a.built && b.built : a.built || b.built,
                query_tree::join(is_and ? kind::all_of : kind::any_of, std::move(a.tree), std::move(b.tree))};
    }
    sample leaf() {
        query_tree tree;
        tree.field = name();
        const auto by_name = field(tree.field);
        if (below(3) == 0) {
            const bool positive = below(2) == 0;
            tree.sign = positive ? "~" : "!~";
            tree.value_kind = literal::string;
            tree.value = words();
            return {positive ? by_name.contains(tree.value) : by_name.not_contains(tree.value), tree};
        }
        if (below(6) == 0) return one_of(by_name, tree);
        switch (below(5)) {
            case 0: {
                tree.value_kind = literal::string;
                tree.value = words();
                return compared(by_name, tree.value, tree);
            }
            case 1: {
                const auto number = static_cast<std::int64_t>(random_());
                tree.value_kind = literal::number;
                tree.value = std::to_string(number);
                return compared(by_name, number, tree);
            }
            case 2: {
                tree.value_kind = literal::boolean;
                tree.value = "true";
                return {by_name != true, with_sign(tree, "!=")};
            }
            case 3: {
                tree.value = "null";
                return {by_name == bb::null, with_sign(tree, "=")};
            }
            default: {
                using namespace std::chrono;
                const auto day = static_cast<unsigned>(1 + below(28));
                tree.value_kind = literal::time;
                tree.value = day < 10 ? "2026-02-0" : "2026-02-";
                tree.value += std::to_string(day);
                return compared(by_name, year_month_day(2026y / February / std::chrono::day(day)), tree);
            }
        }
    }
    std::string words() {
        static constexpr const char* pieces[] = {
            "a",    "Zz", " ",   "\"",      "\\", "\\\"",     "\" OR x = ",   "\" AND (",         "(",    ")", " OR ",
            "null", "'",  "%22", "\\u0022", "~",  "\xC3\xA4", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "+&=#?"};
        std::string out;
        for (std::size_t left = below(7); left > 0; --left) out += pieces[below(std::size(pieces))];
        return out;
    }
    std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_); }

private:
    static query_tree with_sign(query_tree tree, const char* sign) {
        tree.sign = sign;
        return tree;
    }
    sample one_of(const bb::query_field<void>& by, query_tree tree) {
        tree.sign = "IN";
        tree.parts.resize(1 + below(4));
        if (below(2) == 0) {
            std::vector<std::string> values;
            for (query_tree& each : tree.parts) {
                each.value_kind = literal::string;
                each.value = values.emplace_back(words());
            }
            return {by.in(values), tree};
        }
        std::vector<std::int64_t> values;
        for (query_tree& each : tree.parts) {
            each.value_kind = literal::number;
            each.value = std::to_string(values.emplace_back(static_cast<std::int64_t>(random_())));
        }
        return {by.in(values), tree};
    }
    template <class Value>
    sample compared(const bb::query_field<void>& by, const Value& value, const query_tree& tree) {
        switch (below(6)) {
            case 0:
                return {by == value, with_sign(tree, "=")};
            case 1:
                return {by != value, with_sign(tree, "!=")};
            case 2:
                return {by < value, with_sign(tree, "<")};
            case 3:
                return {by <= value, with_sign(tree, "<=")};
            case 4:
                return {by > value, with_sign(tree, ">")};
            default:
                return {by >= value, with_sign(tree, ">=")};
        }
    }
    std::string name() {
        static constexpr std::string_view letters = "abzAZ_";
        static constexpr std::string_view others = "abzAZ_09-";
        std::string out;
        for (std::size_t levels = 1 + below(4); levels > 0; --levels) {
            if (!out.empty()) out += '.';
            out += letters[below(letters.size())];
            for (std::size_t left = below(6); left > 0; --left) out += others[below(others.size())];
        }
        return out;
    }

    std::mt19937_64 random_;
};

/// Parentheses that precedence needs: one pair for each OR directly inside an AND.
std::size_t needed_parentheses(const query_tree& tree) {
    std::size_t count = 0;
    for (const query_tree& part : tree.parts)
        count += needed_parentheses(part) + (tree.kind == kind::all_of && part.kind == kind::any_of ? 1U : 0U);
    return count;
}

void check(const sample& one) {
    REQUIRE(one.built.problem().empty());
    query_parser parser(one.built.str());
    const bool same = parser.parse() == one.tree;
    if (!same || parser.parentheses() != needed_parentheses(one.tree)) FAIL(one.built.str());
}

}  // namespace

TEST_CASE("ten thousand random filters read as what they were built from", "[query]") {
    sampler random(20260301);
    std::size_t joined = 0;
    for (int i = 0; i < 10'000; ++i) {
        const sample one = random.tree(i % 7);
        joined += one.tree.parts.size();
        check(one);
    }
    CHECK(joined > 10'000);
}

TEST_CASE("filters nested a thousand deep keep their structure", "[query]") {
    for (const bool from_the_right : {false, true}) {
        sampler random(7);
        sample deep = random.leaf();
        for (int i = 0; i < 1000; ++i) {
            sample other = random.leaf();
            deep = from_the_right ? sampler::join(i % 2 == 0, std::move(other), std::move(deep))
                                  : sampler::join(i % 2 == 0, std::move(deep), std::move(other));
        }
        check(deep);
        CHECK(needed_parentheses(deep.tree) == 499);
    }
}

TEST_CASE("strings of random bytes never change the structure, or are refused", "[query]") {
    std::mt19937 random(42);
    std::size_t taken = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string bytes(random() % 5, ' ');
        for (char& c : bytes) c = static_cast<char>(random() % 256);
        const bb::filter one =
            field("a") == 1 && (field("b") == bytes || field("c").contains(bytes) || field("d").in({bytes, bytes}));
        const bool control = std::any_of(bytes.begin(), bytes.end(), bb::detail::is_control);
        const bool utf8 = bb::detail::find_invalid_utf8(bytes) == std::string::npos;
        if (one.problem().empty() != (utf8 && !control)) FAIL(one.problem());
        if (control || !utf8) {
            CHECK(one.str().empty());
            continue;
        }
        ++taken;
        const query_tree tree = query_parser(one.str()).parse();
        REQUIRE(tree.parts.size() == 2);
        REQUIRE(tree.parts[1].parts.size() == 3);
        CHECK(tree.parts[1].parts[0].value == bytes);
        CHECK(tree.parts[1].parts[1].value == bytes);
        REQUIRE(tree.parts[1].parts[2].parts.size() == 2);
        for (const query_tree& each : tree.parts[1].parts[2].parts) CHECK(each.value == bytes);
    }
    CHECK(taken > 1000);
}

TEST_CASE("every control character is refused wherever it stands", "[query]") {
    for (int c = 0; c < 256; ++c) {
        const std::string text = std::string("a") + static_cast<char>(c) + "b";
        CAPTURE(c);
        const bool good = c >= 0x20 && c < 0x7F;  // what is above 0x7F is no UTF-8 alone
        CHECK((field("x") == text).problem().empty() == good);
        CHECK(field("x").not_contains(text).problem().empty() == good);
    }
    // An overlong quote, which a lenient server might decode.
    CHECK((field("x") == "\xC0\xA2").problem() == "a string of a query must be UTF-8");
}

TEST_CASE("the parser of these tests is strict", "[query]") {
    for (const char* wrong : {"",
                              "a",
                              "a =",
                              "a = ",
                              "a = b",
                              "a == 1",
                              "a = 1 AND",
                              "a = 1 OR ",
                              "(a = 1",
                              "a = 1)",
                              "a = \"x",
                              "a = \"\\n\"",
                              "a = 1.",
                              "a = .5",
                              "a = 1e5",
                              "a = +1",
                              "a = --1",
                              "a = 2015-3-04",
                              "a = 2015-03-04T14:08:59",
                              "a = 1  AND b = 2",
                              " a = 1",
                              "a = NULL",
                              "a = 1,2",
                              "a IN",
                              "a IN ()",
                              "a IN 1",
                              "a IN (1",
                              "a IN (1, 2)",
                              "a IN (1,)",
                              "a IN (,1)",
                              "a IN ((1))",
                              "a IN (1 OR b = 2)",
                              "a in (1)",
                              "a = 1 and b = 2"}) {
        CAPTURE(wrong);
        CHECK_THROWS(query_parser(wrong).parse());
    }
    CHECK(query_parser("a IN (1,\"b\")").parse().parts.size() == 2);
    CHECK(query_parser("a = 1 OR b = 2 AND c = 3").parse().kind == kind::any_of);
    CHECK(query_parser("(a = 1 OR b = 2) AND c = 3").parse().kind == kind::all_of);
}

}  // namespace test_query_property
