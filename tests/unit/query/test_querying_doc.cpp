// SPDX-License-Identifier: MIT
// docs/querying.md: the requests that the page shows are those that its code makes. The blocks themselves are compiled
// by tests/docs; here the same requests are built once more, in the page's order.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/extras/uri_template.hpp>
#include <bitbucket/query.hpp>
#include <bitbucket/query/code_query.hpp>
#include <bitbucket/query/fields.hpp>
#include <bitbucket/testing/scripted.hpp>
#include <fstream>
#include <sstream>

#include "support/catch.hpp"

namespace test_querying_doc {

namespace bb = bitbucket;
using bb::field;
using list = bb::repositories::list;
using get = bb::repositories::get;
using strings = std::vector<std::string>;
using namespace std::chrono;
using namespace std::chrono_literals;

namespace {

/// The whole page.
std::string page_text() {
    std::ifstream in(std::string(BITBUCKET_SOURCE_DIR) + "/docs/querying.md");
    std::string text{std::istreambuf_iterator<char>(in), {}};
    std::erase(text, '\r');
    return text;
}

/// All lines of its blocks of text.
strings shown_requests() {
    strings out;
    std::istringstream lines(page_text());
    bool inside = false;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("```"))
            inside = line == "```text";
        else if (inside)
            out.push_back(line);
    }
    return out;
}

/// What the calls sent, relative to the base URL.
void add_sent(strings& out, const bb::testing::scripted& script) {
    constexpr std::string_view base = "https://api.bitbucket.org/2.0";
    for (const auto& each : script.requests()) {
        REQUIRE(each.url.starts_with(base));
        out.push_back(each.url.substr(base.size()));
    }
}

strings queries() {
    std::vector<bb::filter> languages;
    for (const char* each : {"c++", "rust"}) languages.push_back(field("language") == each);
    const strings addresses = {"mia@example.org", "jonas@example.org"};
    return {
        list{"acme"}.q(field("language") == "python" && field("is_private") == false).target(),
        list{"acme"}
            .q((field("name").contains("api") || field("name").contains("sdk")) && field("parent") == bb::null)
            .target(),
        list{"acme"}.q(bb::any_of(languages) && field("size") > 1'000'000).target(),
        bb::workspaces::list_members{"acme"}.q(field("user.email").in(addresses)).target(),
        list{"acme"}
            .q(field<&bb::repository::owner, &bb::account::uuid>() == "{d301aafa-d676-4ee0-88be-962be7417567}")
            .target(),
        list{"acme"}.q(field<&bb::repository::fork_policy>() == bb::fork_policy::no_forks).target(),
        list{"acme"}.q(field<&bb::repository::updated_on>() >= sys_days(2026y / 3 / 1) + 12h).target(),
        list{"acme"}.q(field<&bb::repository::created_on>() < 2026y / 3 / 1).target(),
        list{"acme"}.q("name ~ \"api\"").target(),
        list{"acme"}.sort(bb::desc(field<&bb::repository::updated_on>())).target(),
        list{"acme"}.sort(bb::asc(field("name"))).target(),
    };
}

strings selections() {
    strings out = {
        list{"acme"}.fields(bb::only("slug", "owner.display_name")).target(),
        get{"acme", "site"}.fields(bb::minus("links", "owner.links")).target(),
        get{"acme", "site"}.fields(bb::plus("owner.created_on")).target(),
        list{"acme"}.fields(bb::only<&bb::repository::slug, &bb::repository::size>()).target(),
        get{"acme", "site"}.fields(bb::minus("*").plus("slug")).target(),
        get{"acme", "site"}.fields(bb::all()).target(),
    };
    bb::testing::scripted script;
    script.reply(200, R"({"values":[]})").reply(200, R"({"values":[]})");
    const bb::client api{script};
    CHECK(api.send(list{"acme"}.fields("values.slug")).values.empty());
    for (const auto& each : api.each(list{"acme"}.fields("values.slug,-next"))) CHECK(each.slug.empty());
    add_sent(out, script);
    return out;
}

strings links() {
    bb::testing::scripted script;
    script.reply(200, R"({"links":{"self":{"href":"https://api.bitbucket.org/2.0/repositories/acme/site"},
                          "forks":{"href":"https://api.bitbucket.org/2.0/repositories/acme/site/forks"}}})");
    script.reply(200, "{}").reply(200, R"({"values":[]})").reply(200, R"({"values":[]})");
    const bb::client api{script};
    const bb::repository site = api.send(get{"acme", "site"});
    static_cast<void>(api.follow<bb::repository>(*site.links.find("self")));
    for (const auto& fork : api.follow_items<bb::repository>(*site.links.find("forks"), {.max_items = 50}))
        CHECK(fork.full_name.empty());
    bb::link pages;
    pages.href = "https://api.bitbucket.org/2.0/repositories/{workspace}{?pagelen,role}";
    pages.templated = true;
    const auto filled = bb::expand(pages, {{"workspace", "acme"}, {"pagelen", "50"}});
    static_cast<void>(api.follow<bb::page<bb::repository>>(filled));
    strings out;
    add_sent(out, script);
    return out;
}

std::string code_search() {
    const auto wanted = bb::code_query{}.term("parse").phrase("unique ptr").in_path("src").extension("cpp");
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    return bb::code_search::search_user{"{d301aafa-d676-4ee0-88be-962be7417567}", wanted}.target();
#pragma GCC diagnostic pop
}

}  // namespace

TEST_CASE("the requests that docs/querying.md shows are those that its code makes", "[docs]") {
    strings made = queries();
    for (const strings& more : {selections(), links(), strings{code_search()}})
        made.insert(made.end(), more.begin(), more.end());
    const strings shown = shown_requests();
    CHECK(shown.size() == made.size());
    for (std::size_t i = 0; i < (std::min)(shown.size(), made.size()); ++i) CHECK(shown[i] == made[i]);
}

TEST_CASE("every block of code of docs/querying.md is followed by what it sends", "[docs]") {
    const std::string text = page_text();
    std::size_t blocks = 0;
    for (auto at = text.find("```cpp"); at != std::string::npos; at = text.find("```cpp", at + 1)) {
        ++blocks;
        const auto end = text.find("\n```\n", at);
        REQUIRE(end != std::string::npos);
        const auto next = text.find("```", end + 5);
        REQUIRE(next != std::string::npos);
        CHECK(text.substr(next, 7) == "```text");
    }
    CHECK(blocks > 0);
}

TEST_CASE("the literals in the table of docs/querying.md are what is written", "[docs]") {
    const std::string text = page_text();
    const auto stands = [&](const bb::filter& one) {
        CAPTURE(one);
        const std::string literal = one.str().substr(4);
        CHECK(text.find(literal) != std::string::npos);
    };
    stands(field("x") == "text");
    stands(field("x") == -10.302);
    stands(field("x") == bb::query_number("0.1000000000000000055"));
    stands(field("x") == 2026y / 3 / 1);
    stands(field("x") == sys_days(2026y / 3 / 1) + 12h + 250ms);
}

}  // namespace test_querying_doc
