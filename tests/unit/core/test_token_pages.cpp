// SPDX-License-Identifier: MIT
// operation_info::next_option: pages that hold the token of the next one instead of a link.
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"
#include "unit/support/harbor.hpp"

namespace test_token_pages {

namespace bb = bitbucket;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;

namespace {

/// A page with names of its own, as such services have them.
struct ship_page {
    using item_type = harbor::ship;

    std::vector<harbor::ship> values;
    std::string next;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member.needed("ships", self.values);
        member.link("nextPageToken", self.next);
    }
};

struct list_ships : bb::request<list_ships, bb::path<>, ship_page> {
    static constexpr bb::operation_info info{.name = "harbor::list_ships",
                                             .method = bb::http_method::get,
                                             .path = "/ships",
                                             .options = {"sort"},
                                             .next_option = "page",
                                             .belongs_to = &harbor::api};
    using request::request;
};

std::string page(const std::string& name, const std::string& token) {
    return R"({"ships":[{"name":")" + name + R"("}])" + (token.empty() ? "" : R"(,"nextPageToken":")" + token + '"') +
           '}';
}

harbor::client client_with(const scripted& script) {
    return harbor::client{script, harbor::token{bb::secret("t0ken")}};
}

std::vector<std::string> names(auto&& walk) {
    std::vector<std::string> out;
    for (const harbor::ship& each : walk) out.push_back(each.name);
    return out;
}

}  // namespace

TEST_CASE("a token goes into its option, encoded, beside the others", "[pagination]") {
    scripted script;
    script.reply(200, page("Ark", "a/b=&c")).reply(200, page("Argo", "2")).reply(200, page("Mayflower", ""));
    CHECK(names(client_with(script).each(list_ships{}.sort("name"))) ==
          std::vector<std::string>{"Ark", "Argo", "Mayflower"});
    const auto sent = script.requests();
    CHECK(sent[0].query() == "sort=name");
    CHECK(sent[1].query() == "sort=name&page=a%2Fb%3D%26c");
    CHECK(sent[2].query() == "sort=name&page=2");
}

TEST_CASE("a token is never taken for a URL", "[pagination]") {
    for (const char* token : {"https://evil.example/steal", "//evil.example", "/v1/other", "../x", "?a=b"}) {
        scripted script;
        script.reply(200, page("Ark", token)).reply(200, page("Argo", ""));
        CHECK(names(client_with(script).each(list_ships{})).size() == 2);
        CHECK(script.requests()[1].path() == "/v1/ships");
        CHECK_THAT(script.requests()[1].url, Catch::Matchers::StartsWith("https://api.harbor.example/v1/ships?page="));
    }
}

TEST_CASE("a token that comes again ends the walk with an error, after the items before it", "[pagination]") {
    scripted script;
    script.reply(200, page("Ark", "x")).reply(200, page("Argo", "x"));
    const auto api = client_with(script);
    auto walk = api.each(list_ships{});
    std::vector<std::string> seen;
    const auto drain = [&] {
        for (const harbor::ship& each : walk) seen.push_back(each.name);
    };
    CHECK_THROWS_AS(drain(), bb::pagination_error);
    CHECK(seen == std::vector<std::string>{"Ark", "Argo"});
    CHECK(script.requests().size() == 2);
}

TEST_CASE("a token that is no text is an error, not the end", "[pagination]") {
    scripted script;
    script.reply(200, R"({"ships":[{"name":"Ark"}],"nextPageToken":7})");
    const auto api = client_with(script);
    auto walk = api.try_pages(list_ships{});
    auto at = walk.begin();
    CHECK((*at).has_value());
    ++at;
    CHECK_THAT((*at).error().message(), ContainsSubstring("a number"));
}

TEST_CASE("a walk over tokens is lazy, bounded, and goes on where it was", "[pagination]") {
    scripted script;
    script.reply(200, page("Ark", "t 1")).reply(200, page("Argo", "t2")).reply(200, page("Argo", "t2"));
    const auto api = client_with(script);
    auto walk = api.each(list_ships{}, {.max_pages = 1});
    CHECK(script.requests().empty());
    CHECK(names(walk) == std::vector<std::string>{"Ark"});
    const bb::page_link saved = walk.resume_link();
    CHECK(saved.str() == "?page=t%201");

    auto rest = api.each(list_ships{}, {.max_pages = 1, .from = bb::page_link(saved.str())});
    CHECK(names(rest) == std::vector<std::string>{"Argo"});
    CHECK(script.requests()[1].query() == "page=t%201");
    // The token out of a page works as well.
    CHECK(names(api.each(list_ships{}, {.max_pages = 1, .from = bb::page_link("t 1")})).size() == 1);
    CHECK(script.requests()[2].query() == "page=t%201");
    CHECK(api.each(list_ships{}).resume_link().str() == "?");
}

TEST_CASE("a page without its list is a failure, also with tokens", "[pagination]") {
    scripted script;
    script.reply(200, "{}");
    const bb::error failed = client_with(script).try_send(list_ships{}).error();
    CHECK_THAT(failed.message(), ContainsSubstring("`ships`"));
}

}  // namespace test_token_pages
