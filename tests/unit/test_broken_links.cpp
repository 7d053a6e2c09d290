// SPDX-License-Identifier: MIT
// detail/broken_links.hpp in a walk: the collections whose `next` the live API gets wrong are walked to their end, once.
#include <bitbucket/api/user_pipeline_variables.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"

namespace bb = bitbucket;
using bb::testing::scripted;
using strings = std::vector<std::string>;

namespace {

const std::string collection = "https://api.bitbucket.org/2.0/users/me/pipelines_config/variables";

// A request that the vendor has deprecated, which is known here.
bb::user_pipeline_variables::list variables() {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    return bb::user_pipeline_variables::list{"me"};
#pragma GCC diagnostic pop
}

// A page of `count` variables named from `first` on. What is -1 or empty is left out.
std::string page(int first, int count, const std::string& next, int number = -1, int size = -1, int pagelen = 2) {
    std::string out = R"({"values":[)";
    for (int i = 0; i < count; ++i) out += (i == 0 ? "" : ",") + (R"({"key":"K)" + std::to_string(first + i)) + "\"}";
    out += "]";
    if (number >= 0) out += ",\"page\":" + std::to_string(number);
    if (size >= 0) out += ",\"size\":" + std::to_string(size);
    if (pagelen >= 0) out += ",\"pagelen\":" + std::to_string(pagelen);
    if (!next.empty()) out += ",\"next\":\"" + next + '"';
    return out + "}";
}

// The keys that a walk finds, and the queries that it sends.
struct walked {
    strings keys;
    strings queries;
};
walked walk(scripted script, const bb::walk_options& options = {}) {
    const bb::client api{script, {}, {.retry = bb::retry_policy::none()}};
    walked out;
    for (const bb::pipeline_variable& each : api.each(variables(), options)) out.keys.push_back(each.key);
    for (const auto& each : script.requests()) out.queries.push_back(each.query());
    CHECK(script.unused() == 0);
    return out;
}

}  // namespace

TEST_CASE("variables are asked for by the hundred, unless the caller wants another length", "[pagination]") {
    CHECK(variables().target() == "/users/me/pipelines_config/variables?pagelen=100");
    CHECK(variables().pagelen(20).target() == "/users/me/pipelines_config/variables?pagelen=20");
}

TEST_CASE("good links are followed as they are", "[pagination]") {
    scripted script;
    script.reply(200, page(1, 2, collection + "?cursor=abc")).reply(200, page(3, 2, ""));
    const walked seen = walk(script);
    CHECK(seen.keys == strings{"K1", "K2", "K3", "K4"});
    CHECK(seen.queries == strings{"pagelen=100", "cursor=abc"});
}

TEST_CASE("a next on the last page is not followed where the size says that it is the last", "[pagination]") {
    scripted script;
    script.reply(200, page(1, 2, collection + "?page=2", 1, 3)).reply(200, page(3, 1, collection + "?page=3", 2, 3));
    CHECK(walk(script).keys == strings{"K1", "K2", "K3"});
}

TEST_CASE("a next behind the last page ends at the empty page, or at one that was seen", "[pagination]") {
    scripted empty;
    empty.reply(200, page(1, 2, collection + "?page=2", -1, -1, -1)).reply(200, page(3, 0, collection + "?page=3"));
    CHECK(walk(empty).keys == strings{"K1", "K2"});
    scripted circle;
    circle.reply(200, page(1, 2, collection + "?page=2")).reply(200, page(3, 1, collection + "?page=2"));
    CHECK(walk(circle).keys == strings{"K1", "K2", "K3"});
    scripted itself;
    itself.reply(200, page(1, 2, collection + "?pagelen=100"));
    CHECK(walk(itself).keys == strings{"K1", "K2"});
}

TEST_CASE("a next under another path is replaced by the page's number", "[pagination]") {
    const std::string rest = "https://api.bitbucket.org/rest/1.0/accounts/me/pipelines_config/variables?page=2";
    scripted script;
    script.reply(200, page(1, 2, rest, 1, 3)).reply(200, page(3, 1, "", 2, 3));
    const walked seen = walk(script);
    CHECK(seen.keys == strings{"K1", "K2", "K3"});
    CHECK(seen.queries == strings{"pagelen=100", "pagelen=100&page=2"});
    // Without a size the link still says that there is more.
    scripted unsized;
    unsized.reply(200, page(1, 2, rest)).reply(200, page(3, 2, rest)).reply(200, page(5, 0, rest));
    CHECK(walk(unsized).queries == strings{"pagelen=100", "pagelen=100&page=2", "pagelen=100&page=3"});
}

TEST_CASE("a next to another host is never followed, not even here", "[pagination]") {
    scripted script;
    script.reply(200, page(1, 2, "https://evil.org/2.0/users/me/pipelines_config/variables?page=2", 1, 4))
        .reply(200, page(3, 2, "", 2, 4));
    walk(script);
    for (const auto& each : script.requests()) CHECK(each.url.starts_with(collection));
}

TEST_CASE("an ampersand in place of the question mark is repaired", "[pagination]") {
    scripted script;
    script.reply(200, page(1, 2, collection + "/&page=2&pagelen=2", 1, 3)).reply(200, page(3, 1, "", 2, 3));
    const walked seen = walk(script);
    CHECK(seen.keys == strings{"K1", "K2", "K3"});
    CHECK(seen.queries == strings{"pagelen=100", "page=2&pagelen=2"});
}

TEST_CASE("a next that is missing although there is more is replaced by the page's number", "[pagination]") {
    scripted script;
    script.reply(200, page(1, 2, "", 1, 5)).reply(200, page(3, 2, "", 2, 5)).reply(200, page(5, 1, "", 3, 5));
    const walked seen = walk(script);
    CHECK(seen.keys == strings{"K1", "K2", "K3", "K4", "K5"});
    CHECK(seen.queries == strings{"pagelen=100", "pagelen=100&page=2", "pagelen=100&page=3"});
    // Without the page's own number it is counted.
    scripted counted;
    counted.reply(200, page(1, 2, "", -1, 3)).reply(200, page(3, 1, "", -1, 3));
    CHECK(walk(counted).queries == strings{"pagelen=100", "pagelen=100&page=2"});
}

TEST_CASE("sizes and lengths that make no sense do not lead a walk astray", "[pagination]") {
    for (const char* sizes : {R"("size":-1,"pagelen":2)", R"("size":9223372036854775807,"pagelen":0)",
                              R"("size":5,"pagelen":-7)", R"("size":0,"pagelen":10)", R"("page":-3)"}) {
        scripted script;
        script.reply(200, R"({"values":[{"key":"K1"}],)" + std::string(sizes) + "}");
        CHECK(walk(script).keys == strings{"K1"});
    }
    scripted endless;
    for (int i = 0; i < 3; ++i)
        endless.reply(200, R"({"values":[{"key":"K"}],"size":9223372036854775807,"pagelen":1})");
    CHECK(walk(endless, {.max_pages = 3}).keys.size() == 3);
}

TEST_CASE("operations with sound links are strict: a missing next is the end, a wrong one an error", "[pagination]") {
    static_assert(bb::user_pipeline_variables::list::info.links == bb::next_links::broken);
    static_assert(bb::user_pipeline_variables::get::info.links == bb::next_links::opaque);
}

TEST_CASE("a partial response keeps the counts that a walk over broken links goes by", "[pagination]") {
    // Two pages, and never a next: without the size the second would be lost.
    scripted script;
    script.reply(200, page(1, 2, "", 1, 3)).reply(200, page(3, 1, "", 2, 3));
    const bb::client api{script, {}, {.retry = bb::retry_policy::none()}};
    strings keys;
    for (const bb::pipeline_variable& each : api.each(variables().fields("values.key,-size"))) keys.push_back(each.key);
    CHECK(keys == strings{"K1", "K2", "K3"});
    CHECK(script.requests().at(0).query() == "pagelen=100&fields=values.key%2Cnext%2Csize%2Cpage%2Cpagelen");
}
