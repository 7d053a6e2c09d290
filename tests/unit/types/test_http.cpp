// SPDX-License-Identifier: MIT
// types/http.hpp: methods and header lines.
#include <bitbucket/types/http.hpp>

#include "support/catch.hpp"

namespace test_http {

namespace bb = bitbucket;

TEST_CASE("verbs have the names of the request line", "[http]") {
    CHECK(bb::to_string(bb::http_method::get) == std::string("GET"));
    CHECK(bb::to_string(bb::http_method::head) == std::string("HEAD"));
    CHECK(bb::to_string(bb::http_method::post) == std::string("POST"));
    CHECK(bb::to_string(bb::http_method::put) == std::string("PUT"));
    CHECK(bb::to_string(bb::http_method::patch) == std::string("PATCH"));
    CHECK(bb::to_string(bb::http_method::delete_) == std::string("DELETE"));
}

TEST_CASE("header lines are found without case, the first one first", "[http]") {
    bb::header_list lines{{"Content-Type", "application/json"}, {"X-A", "1"}};
    lines.add("x-a", "2");
    CHECK(lines.size() == 3);
    CHECK(lines.value("CONTENT-TYPE") == "application/json");
    CHECK(lines.value("x-A") == "1");
    REQUIRE(lines.find("x-a") != nullptr);
    CHECK(*lines.find("x-a") == "1");
    CHECK(lines.find("X-B") == nullptr);
    CHECK(lines.value("X-B").empty());
    CHECK(lines.find("") == nullptr);
    std::string names;
    for (const bb::http_header& line : lines) names += line.name + ' ';
    CHECK(names == "Content-Type X-A x-a ");
    lines.clear();
    CHECK(lines.empty());
    CHECK(lines.begin() == lines.end());
}

TEST_CASE("header lists compare by all lines in order", "[http]") {
    CHECK(bb::header_list{{"A", "1"}} == bb::header_list{{"A", "1"}});
    CHECK_FALSE(bb::header_list{{"A", "1"}} == bb::header_list{{"a", "1"}});
    CHECK_FALSE(bb::header_list{{"A", "1"}, {"B", "2"}} == bb::header_list{{"B", "2"}, {"A", "1"}});
    CHECK(bb::header_list() == bb::header_list{});
}

}  // namespace test_http
