// SPDX-License-Identifier: MIT
// operation_info.hpp: path templates, name lists, credential kinds, and what follows from an operation's method.
#include <bitbucket/operation_info.hpp>

#include "support/catch.hpp"

namespace test_operation_info {

namespace bb = bitbucket;

namespace {
constexpr bb::path_template plain = "/user";
constexpr bb::path_template filled = "/a/{b}/c/{d}";
constexpr bb::name_list none;
constexpr bb::name_list some = {"q", "sort"};
constexpr bb::operation_info smallest{.name = "x::y", .method = bb::http_method::get, .path = "/x"};

constexpr bool idempotent(bb::http_method method) {
    return bb::operation_info{.name = "x", .method = method, .path = "/x"}.idempotent();
}
}  // namespace

static_assert(plain.placeholders() == 0 && plain.str() == "/user");
static_assert(filled.placeholders() == 2 && filled.str() == "/a/{b}/c/{d}");
static_assert(bb::path_template("/{only}").placeholders() == 1);
static_assert(none.empty() && none.size() == 0 && none.begin() == none.end() && !none.contains(""));
static_assert(some.size() == 2 && some.contains("q") && some.contains("sort") && !some.contains("so") &&
              !some.contains("Q"));
static_assert(bb::name_list{"1", "2", "3", "4", "5", "6", "7"}.contains("7"));
static_assert(bb::name_list{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16"}
                  .size() == bb::name_list::most);

static_assert(bb::credential_kinds().empty() && !bb::credential_kinds().contains(bb::credential_kind::anonymous));
static_assert(bb::credential_kinds{bb::credential_kind::oauth}.contains(bb::credential_kind::oauth));
static_assert(!bb::credential_kinds{bb::credential_kind::oauth}.contains(bb::credential_kind::access_token));
static_assert(!bb::credential_kinds{bb::credential_kind::anonymous}.empty(), "the first kind counts too");

static_assert(smallest.max_pagelen == 100 && smallest.stage == bb::lifecycle::live && smallest.refused.empty());
static_assert(smallest.default_pagelen == 0 && smallest.links == bb::next_links::opaque);
static_assert(!smallest.filters() && !smallest.sorts() && smallest.idempotent());
static_assert(idempotent(bb::http_method::get) && idempotent(bb::http_method::head) &&
              idempotent(bb::http_method::put) && idempotent(bb::http_method::delete_) &&
              !idempotent(bb::http_method::post) && !idempotent(bb::http_method::patch));

// A preview works as any other: only what the vendor takes away is to be left.
static_assert(!is_ending(bb::lifecycle::live) && !is_ending(bb::lifecycle::preview) &&
              is_ending(bb::lifecycle::deprecated) && is_ending(bb::lifecycle::retired));

TEST_CASE("a smallest declaration says nothing that nobody stated", "[operation_info]") {
    CHECK(std::string(smallest.privilege).empty());
    CHECK(std::string(smallest.successor).empty());
    CHECK(smallest.classic_scopes.empty());
    CHECK(smallest.granular_scopes.empty());
    CHECK(smallest.options.empty());
}

TEST_CASE("credential kinds have names", "[operation_info]") {
    CHECK(bb::to_string(bb::credential_kind::anonymous) == std::string("anonymous"));
    CHECK(bb::to_string(bb::credential_kind::basic) == std::string("basic"));
    CHECK(bb::to_string(bb::credential_kind::api_token) == std::string("api_token"));
    CHECK(bb::to_string(bb::credential_kind::access_token) == std::string("access_token"));
    CHECK(bb::to_string(bb::credential_kind::oauth) == std::string("oauth"));
}

}  // namespace test_operation_info
