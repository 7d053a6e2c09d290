// SPDX-License-Identifier: MIT
// types/link.hpp: finding links by relation and name.
#include <bitbucket/types/link.hpp>

#include "support/catch.hpp"

namespace test_link {

namespace bb = bitbucket;  // POSIX has a function ::link, so bb::link is spelt out
using bb::links;

namespace {

bb::link make_link(const char* rel, const char* href, const char* name = "") {
    bb::link one;
    one.rel = rel;
    one.href = href;
    one.name = name;
    return one;
}

links clone_links() {
    links all;
    all.add(make_link("self", "https://api.bitbucket.org/2.0/repositories/acme/site"));
    all.add(make_link("clone", "https://bitbucket.org/acme/site.git", "https"));
    all.add(make_link("clone", "git@bitbucket.org:acme/site.git", "ssh"));
    return all;
}

}  // namespace

TEST_CASE("no links: nothing is found", "[link]") {
    const links none;
    CHECK(none.empty());
    CHECK(none.size() == 0);
    CHECK(none.find("self") == nullptr);
    CHECK(none.href("self").empty());
    CHECK(none.begin() == none.end());
}

TEST_CASE("links are found by relation, and by name where there are several", "[link]") {
    const links all = clone_links();
    CHECK(all.size() == 3);
    CHECK(all.href("self") == "https://api.bitbucket.org/2.0/repositories/acme/site");
    CHECK(all.href("clone") == "https://bitbucket.org/acme/site.git");
    CHECK(all.href("clone", "ssh") == "git@bitbucket.org:acme/site.git");
    CHECK(all.find("clone", "ftp") == nullptr);
    CHECK(all.find("self", "https") == nullptr);
    CHECK(all.find("Clone") == nullptr);
    CHECK(all.find("") == nullptr);
}

TEST_CASE("links keep their order, compare as a whole and can be cleared", "[link]") {
    links all = clone_links();
    CHECK(all == clone_links());
    std::string names;
    for (const bb::link& one : all) names += one.rel + ':' + one.name + ' ';
    CHECK(names == "self: clone:https clone:ssh ");
    all.add(make_link("html", "")).templated = true;
    CHECK_FALSE(all == clone_links());
    CHECK(all.find("html")->templated == true);
    all.clear();
    CHECK(all.empty());
    CHECK(all == links());
}

TEST_CASE("links compare every part of a link", "[link]") {
    const bb::link base = make_link("self", "h", "n");
    const auto differs = [&](auto change) {
        bb::link other = base;
        change(other);
        return !(other == base);
    };
    CHECK(differs([](bb::link& one) { one.rel = "html"; }));
    CHECK(differs([](bb::link& one) { one.href = "x"; }));
    CHECK(differs([](bb::link& one) { one.name = "x"; }));
    CHECK(differs([](bb::link& one) { one.title = "x"; }));
    CHECK(differs([](bb::link& one) { one.templated = false; }));
}

}  // namespace test_link
