// SPDX-License-Identifier: MIT
// query/filter.hpp and the names of query/field.hpp: how conditions are joined, and that whatever is wrong with them is
// reported when they are sent, before any I/O.
#include <bitbucket/api/repositories.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/query.hpp>
#include <bitbucket/testing/scripted.hpp>
#include <ranges>
#include <sstream>

#include "support/catch.hpp"

namespace test_query_filter {

namespace bb = bitbucket;
using bb::field;
using bb::filter;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;

namespace {

const filter a = field("a") == 1;
const filter b = field("b") == 2;
const filter c = field("c") == 3;
const filter d = field("d") == 4;

/// The message of the usage error that a request ends with, and that nothing is sent for it.
template <class Request>
std::string refusal(const Request& request) {
    scripted script;
    const auto reply = bb::client{script}.try_send(request);
    REQUIRE_FALSE(reply);
    CHECK(reply.error().kind() == bb::error_kind::usage);
    CHECK(script.requests().empty());
    return reply.error().message();
}

}  // namespace

TEST_CASE("each operator is written as the vendor does", "[query]") {
    const auto x = field("x");
    CHECK((x == 1).str() == "x = 1");
    CHECK((x != 1).str() == "x != 1");
    CHECK((x < 1).str() == "x < 1");
    CHECK((x <= 1).str() == "x <= 1");
    CHECK((x > 1).str() == "x > 1");
    CHECK((x >= 1).str() == "x >= 1");
    CHECK(x.contains("t").str() == "x ~ \"t\"");
    CHECK(x.not_contains("t").str() == "x !~ \"t\"");
}

TEST_CASE("parentheses stand only around an OR inside an AND", "[query]") {
    CHECK((a && b && c).str() == "a = 1 AND b = 2 AND c = 3");
    CHECK((a && (b && c)).str() == "a = 1 AND b = 2 AND c = 3");
    CHECK((a || (b || c)).str() == "a = 1 OR b = 2 OR c = 3");
    CHECK(((a && b) || c).str() == "a = 1 AND b = 2 OR c = 3");
    CHECK((a || (b && c)).str() == "a = 1 OR b = 2 AND c = 3");
    CHECK(((a || b) && c).str() == "(a = 1 OR b = 2) AND c = 3");
    CHECK((a && (b || c)).str() == "a = 1 AND (b = 2 OR c = 3)");
    CHECK(((a || b) && (c || d)).str() == "(a = 1 OR b = 2) AND (c = 3 OR d = 4)");
    CHECK(((a && (b || c)) || d).str() == "a = 1 AND (b = 2 OR c = 3) OR d = 4");
    CHECK((((a && b) || c) && d).str() == "(a = 1 AND b = 2 OR c = 3) AND d = 4");
    CHECK(((a || b) && (a || b)).str() == "(a = 1 OR b = 2) AND (a = 1 OR b = 2)");
}

TEST_CASE("joining leaves both sides as they were", "[query]") {
    filter one = a || b;
    const filter joined = one && one;
    CHECK(one.str() == "a = 1 OR b = 2");
    CHECK(joined.str() == "(a = 1 OR b = 2) AND (a = 1 OR b = 2)");
    one = one || one;
    CHECK(one.str() == "a = 1 OR b = 2 OR a = 1 OR b = 2");
    CHECK(one == (a || b || a || b));
    CHECK_FALSE(one == a);
}

TEST_CASE("a filter that is put together in a loop begins with no condition", "[query]") {
    filter any;
    for (const char* state : {"OPEN", "MERGED"}) any = any || field("state") == state;
    CHECK(any.str() == R"(state = "OPEN" OR state = "MERGED")");
    CHECK((filter() && any && a).str() == R"((state = "OPEN" OR state = "MERGED") AND a = 1)");
    CHECK((any && filter()) == any);
    CHECK((a && (filter() || any)).str() == R"(a = 1 AND (state = "OPEN" OR state = "MERGED"))");
    CHECK((filter() && filter()).problem() == "the filter has no condition");
    // Sent by mistake it would list everything.
    CHECK_THAT(refusal(bb::repositories::list{"acme"}.q(filter())),
               ContainsSubstring("q: the filter has no condition"));
}

TEST_CASE("conditions of a range are joined as one by one", "[query]") {
    const std::vector<filter> three = {a, b, c};
    CHECK(bb::any_of(three) == (a || b || c));
    CHECK(bb::all_of(three) == (a && b && c));
    CHECK((bb::any_of(three) && d).str() == "(a = 1 OR b = 2 OR c = 3) AND d = 4");
    CHECK((bb::all_of({a, b || c}) || d).str() == "a = 1 AND (b = 2 OR c = 3) OR d = 4");
    CHECK(bb::any_of({a, b && c}).str() == "a = 1 OR b = 2 AND c = 3");
    CHECK(bb::all_of({bb::any_of({a, b}), bb::any_of({c, d})}).str() == "(a = 1 OR b = 2) AND (c = 3 OR d = 4)");
    CHECK(bb::any_of({a}) == a);
    CHECK((bb::any_of({a}) && b).str() == "a = 1 AND b = 2");
    const filter array[] = {a, b};
    CHECK(bb::any_of(array) == (a || b));
    const std::vector<std::string> names = {"x", "y"};
    const auto by_name = names | std::views::transform([](const std::string& each) { return field("name") == each; });
    CHECK(bb::any_of(by_name).str() == R"(name = "x" OR name = "y")");
    CHECK(bb::any_of(three | std::views::filter([](const filter& each) { return !(each == b); })) == (a || c));
}

TEST_CASE("a range without a condition asks for nothing, and never for more", "[query]") {
    const std::vector<filter> none;
    CHECK(bb::any_of(none).problem() == "any_of of a filter needs at least one condition");
    CHECK(bb::all_of(none).problem() == "all_of of a filter needs at least one condition");
    for (const filter& each : {bb::any_of(none), bb::all_of(none), bb::any_of({a, filter()}), bb::all_of({filter(), a}),
                               bb::any_of({filter()}), bb::all_of({a, field("x") == "a\nb", filter()})}) {
        CHECK(each.str().empty());
        for (const filter& joined : {each, each && a, a && each, each || a, a || each, filter() && each}) {
            CHECK(joined.problem() == each.problem());
            CHECK_THAT(refusal(bb::repositories::list{"acme"}.q(joined)),
                       ContainsSubstring("q: " + std::string(each.problem())));
        }
    }
    CHECK(bb::all_of({a, filter()}).problem() == "the filter has no condition");
    CHECK(bb::all_of({a, field("x") == "a\nb", filter()}).problem() ==
          "a string of a query must not have a control character");
}

TEST_CASE("the first thing that is wrong with a part is kept, and the text is empty", "[query]") {
    const filter bad = field("x") == "a\nb";
    const filter worse = field("") == 1;
    for (const filter& each :
         {bad && a, a && bad, bad || worse, (a || bad) && worse, filter() && bad, bad && filter()}) {
        CHECK(each.str().empty());
        CHECK(each.problem() == "a string of a query must not have a control character");
    }
    CHECK((worse || bad).problem() == worse.problem());
    CHECK((field("") == "a\nb").problem() == worse.problem());
    CHECK_FALSE(bad == worse);
}

TEST_CASE("names are paths of letters, digits, underscores and dashes", "[query]") {
    for (const char* good :
         {"state", "parent.owner.nickname", "_attributes", "a-b.c9", "value", "valuesx", "order", "x.or", "nullable"}) {
        CAPTURE(good);
        CHECK(field(good).problem().empty());
        CHECK(field(good).str() == good);
    }
    for (const char* bad : {"",     " ",   "a b",    "a=1", "a\"",      "a)",  ".a", "a.",   "a..b", "9a",   "-a",
                            "a.-b", "a.*", "x OR y", "a\n", "\xC3\xA4", "and", "OR", "Null", "true", "FALSE"}) {
        CAPTURE(bad);
        CHECK_FALSE(field(bad).problem().empty());
        CHECK((field(bad) == 1).str().empty());
    }
}

TEST_CASE("a field of the items is named without values, or nothing is sent", "[query]") {
    const auto list = bb::repositories::list{"acme"};
    for (const char* name : {"values.name", "values"}) {
        CHECK_THAT(refusal(bb::repositories::list(list).q(field(name) == "x")), ContainsSubstring("without 'values.'"));
        CHECK_THAT(refusal(bb::repositories::list(list).q(a && field(name).contains("x"))),
                   ContainsSubstring("repositories::list: q: the fields of items"));
        CHECK_THAT(refusal(bb::repositories::list(list).sort(bb::desc(field(name)))),
                   ContainsSubstring("repositories::list: sort: the fields of items"));
    }
    scripted script;
    const bb::client api{script};
    CHECK_THROWS_AS(api.send(bb::repositories::list(list).q(field("values.x") == 1)), bb::usage_error);
    auto walk = api.each(bb::repositories::list(list).q(field("values.x") == 1));
    CHECK_THROWS_AS(walk.begin() == walk.end(), bb::usage_error);
    CHECK(script.requests().empty());
}

TEST_CASE("a filter and a sort key become one option each, encoded", "[query]") {
    auto list = bb::repositories::list{"acme"}.q(a).sort(bb::asc(field("name")));
    list.q(field("name").contains("50% & \"more\"") || b).sort(bb::desc(field("updated_on")));
    CHECK(list.target() ==
          "/repositories/acme?q=name%20~%20%2250%25%20%26%20%5C%22more%5C%22%22%20OR%20b%20%3D%202&sort=-updated_on");
    CHECK(bb::asc(field("name")).str() == "name");
    CHECK(bb::desc(field<&bb::repository::updated_on>()).str() == "-updated_on");
}

TEST_CASE("a filter is printed as its text", "[query]") {
    std::ostringstream out;
    out << (a && field("x") == "\xC2\x9B\"") << '|' << filter();
    CHECK(out.str() == R"(a = 1 AND x = "\xc2\x9b\""|)");
}

}  // namespace test_query_filter
