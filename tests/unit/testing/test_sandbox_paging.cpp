// SPDX-License-Identifier: MIT
// Pages in testing/sandbox.hpp: lengths, opaque cursors, counted and uncounted collections, and what a walk sees when
// the collection changes under it.
#include <set>

#include "sandbox_calls.hpp"

namespace test_sandbox_paging {

using namespace sandbox_calls;
using namespace nlohmann::literals;

namespace {

const std::string site_users = "/repositories/acme/site/permissions-config/users";
const json::json_pointer account = "/user/uuid"_json_pointer;

/// All pages from a first request on, along `next`.
std::vector<json> walk(const sandbox& box, const std::string& target) {
    std::vector<json> pages = {read(box, target)};
    while (pages.back().contains("next") && pages.size() < 100)
        pages.push_back(read(box, pages.back()["next"].get<std::string>()));
    return pages;
}

std::string last_of(const json& page) {
    return page.at("values").back().at(account).get<std::string>();
}

}  // namespace

TEST_CASE("sandbox: a walk along next delivers every item once") {
    const sandbox box;
    const std::vector<json> pages = walk(box, site_users);
    REQUIRE(pages.size() == 3);
    std::set<std::string> seen;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        CHECK(pages[i]["size"] == 23);
        CHECK(pages[i]["page"] == i + 1);
        CHECK(pages[i]["pagelen"] == 10);
        CHECK(pages[i].contains("previous") == (i > 0));
        for (const std::string& user : column(pages[i], account)) seen.insert(user);
    }
    CHECK(seen.size() == 23);
    CHECK_FALSE(pages.back().contains("next"));
    CHECK(pages.back()["values"].size() == 3);

    const json back = read(box, pages[2]["previous"].get<std::string>());
    CHECK(back == pages[1]);
    CHECK(read(box, back["previous"].get<std::string>())["values"] == pages[0]["values"]);
}

TEST_CASE("sandbox: pagelen is honoured up to the cap of the operation, and kept in links") {
    const sandbox box;
    CHECK(walk(box, site_users + "?pagelen=7").size() == 4);
    CHECK(read(box, site_users + "?pagelen=23")["values"].size() == 23);
    CHECK_FALSE(read(box, site_users + "?pagelen=23").contains("next"));
    CHECK(read(box, site_users + "?pagelen=100")["pagelen"] == 100);
    for (const char* wrong : {"0", "101", "-1", "ten", "", "1e1", "99999999999999999999"}) {
        INFO(wrong);
        const http_response reply = send(box, http_method::get, site_users + "?pagelen=" + wrong);
        CHECK(reply.status == 400);
        CHECK(body_of(reply)["error"]["message"] == "Invalid pagelen");
    }
}

TEST_CASE("sandbox: links keep filter, order and fields") {
    const sandbox box;
    const auto pages =
        walk(box, "/repositories/acme?q=is_private+%3D+false&sort=-slug&fields=next,values.slug&pagelen=3");
    std::vector<std::string> slugs;
    for (const json& page : pages) {
        for (const std::string& slug : column(page, "/slug"_json_pointer)) slugs.push_back(slug);
        CHECK_FALSE(page.contains("size"));
    }
    CHECK(pages.size() == 3);
    CHECK(slugs.size() == 8);
    CHECK(std::is_sorted(slugs.rbegin(), slugs.rend()));
}

TEST_CASE("sandbox: cursors are opaque: no number, not made by hand, not used elsewhere") {
    const sandbox box;
    const std::string next = read(box, site_users + "?pagelen=5")["next"].get<std::string>();
    const std::string cursor = next.substr(next.find("page=", next.find("pagelen=") + 8) + 5);
    CHECK(cursor.size() == 33);
    for (std::size_t i = 0; i < cursor.size(); ++i) {
        std::string changed = cursor;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        CHECK(send(box, http_method::get, site_users + "?page=" + changed).status == 400);
    }
    for (const std::string& wrong : {std::string("2"), std::string(), cursor + "A", cursor.substr(1)})
        CHECK(send(box, http_method::get, site_users + "?page=" + wrong).status == 400);
    CHECK(send(box, http_method::get, "/repositories/acme?page=" + cursor).status == 400);
    CHECK(send(box, http_method::get, site_users + "?page=" + cursor).status == 200);
    // The same collection, but in another order.
    const std::string sorted = read(box, "/repositories/acme?sort=slug")["next"].get<std::string>();
    CHECK(send(box, http_method::get, "/repositories/acme?sort=-slug&page=" + sorted.substr(sorted.rfind('=') + 1))
              .status == 400);
}

TEST_CASE("sandbox: a walk neither repeats nor misses what stays, when items come and go") {
    const sandbox box;
    const json first = read(box, site_users + "?pagelen=5");
    const json second = read(box, first["next"].get<std::string>());
    const auto remove = [&](const std::string& user) {
        REQUIRE(send(box, http_method::delete_, site_users + '/' + user).status == 204);
    };

    SECTION("an item of an earlier page goes") {
        remove(first["values"][0].at(account).get<std::string>());
        CHECK(read(box, first["next"].get<std::string>())["values"] == second["values"]);
    }
    SECTION("the item that the cursor points at goes") {
        remove(last_of(first));
        CHECK(read(box, first["next"].get<std::string>())["values"] == second["values"]);
    }
    SECTION("all that follows goes") {
        for (const json& page : walk(box, first["next"].get<std::string>()))
            for (const std::string& user : column(page, account)) remove(user);
        const json end = read(box, first["next"].get<std::string>());
        CHECK(end["values"].empty());
        CHECK_FALSE(end.contains("next"));
    }
}

TEST_CASE("sandbox: an uncounted collection has an empty page in the middle, and no size") {
    const sandbox box;
    const std::vector<json> pages = walk(box, "/repositories/attic");
    REQUIRE(pages.size() == 3);
    CHECK(pages[0]["values"].size() == 10);
    CHECK(pages[1]["values"].empty());
    CHECK(pages[1].contains("next"));
    CHECK(pages[2]["values"].size() == 5);
    for (const json& page : pages)
        for (const char* member : {"size", "page", "previous"}) CHECK_FALSE(page.contains(member));
}

TEST_CASE("sandbox: other collections have pages, too") {
    const sandbox box;
    CHECK(walk(box, "/repositories/acme").size() == 3);
    CHECK(walk(box, "/workspaces/acme/projects/WEB/permissions-config/users").size() == 2);
    CHECK(walk(box, me + "/pipelines_config/variables").size() == 2);
    CHECK(walk(box, me + "/ssh-keys?pagelen=2").size() == 2);
    CHECK(walk(box, "/user/emails?pagelen=1").size() == 3);
    CHECK(walk(box, "/user/workspaces?pagelen=4").size() == 2);
}

}  // namespace test_sandbox_paging
