// SPDX-License-Identifier: MIT
// distinct.hpp: items that pages repeat are left out, and nothing else.
#include <bitbucket/api/code_search.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/extras/distinct.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"

namespace test_distinct {

namespace bb = bitbucket;
using bb::testing::scripted;
using strings = std::vector<std::string>;

namespace {

std::string hit(const std::string& path, const std::string& place) {
    return R"({"file":{"path":")" + path + R"(","links":{"self":{"href":")" + place + R"("}}}})";
}

bb::code_search::search_user search() {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    return bb::code_search::search_user{"me", "x"};
#pragma GCC diagnostic pop
}

bb::code_search_result decoded(const std::string& text) {
    scripted script;
    script.reply(200, R"({"values":[)" + text + "]}");
    return bb::client(script).send(search()).values.at(0);
}

}  // namespace

TEST_CASE("results that later pages repeat are left out", "[pagination]") {
    scripted script;
    const std::string next = R"(,"next":"https://api.bitbucket.org/2.0/users/me/search/code?page=2"})";
    script.reply(200, R"({"values":[)" + hit("a", "r1") + ',' + hit("b", "r1") + ',' + hit("a", "r1") + "]" + next)
        .reply(200, R"({"values":[)" + hit("b", "r1") + ',' + hit("a", "r2") + "]}");
    const bb::client api{script};
    auto hits = bb::distinct(api.each(search()), bb::code_search_key);
    CHECK(script.requests().empty());
    strings seen;
    for (const bb::code_search_result& each : hits)
        seen.push_back(each.file->path + '@' + std::string(each.file->links.href("self")));
    CHECK(seen == strings{"a@r1", "b@r1", "a@r2"});
    CHECK(hits.dropped() == 2);
}

TEST_CASE("any range and any key will do, an empty range too", "[pagination]") {
    strings seen;
    const auto initial = [](const std::string& word) { return word.substr(0, 1); };
    for (const std::string& each : bb::distinct(strings{"one", "two", "three", "four", "ox"}, initial))
        seen.push_back(each);
    CHECK(seen == strings{"one", "two", "four"});
    for (const std::string& each : bb::distinct(strings{}, initial)) FAIL(each);
}

TEST_CASE("an error comes where the range below throws it", "[pagination]") {
    scripted script;
    script.reply(404);
    const bb::client api{script};
    auto hits = bb::distinct(api.each(search()), bb::code_search_key);
    CHECK_THROWS_AS(hits.begin() == hits.end(), bb::not_found);
}

TEST_CASE("results are told apart by place and path, and where that is not known by everything", "[pagination]") {
    const auto key = [](const std::string& text) { return bb::code_search_key(decoded(text)); };
    CHECK(key(hit("a", "r1")) == key(hit("a", "r1")));
    CHECK(key(hit("a", "r1")) != key(hit("a", "r2")));
    CHECK(key(hit("a", "r1")) != key(hit("b", "r1")));
    const std::string one = R"({"file":{"path":"a","commit":{"hash":"h","repository":{"uuid":"{u1}"}}}})";
    const std::string other = R"({"file":{"path":"a","commit":{"hash":"h","repository":{"uuid":"{u2}"}}}})";
    CHECK(key(one) != key(other));
    CHECK(key(R"({"file":{"path":"a"},"content_match_count":1})") !=
          key(R"({"file":{"path":"a"},"content_match_count":2})"));
    CHECK(key(R"({"content_match_count":1})") == key(R"({"content_match_count":1})"));
}

}  // namespace test_distinct
