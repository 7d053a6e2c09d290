// SPDX-License-Identifier: MIT
// detail/url/shown_path.hpp: what of a path errors and logs may show.
#include <bitbucket/detail/url/shown_path.hpp>

#include "support/catch.hpp"

namespace test_shown_path {

using bitbucket::detail::shown_path;

TEST_CASE("a path is shown without its query", "[url]") {
    CHECK(shown_path("/repositories/acme/site?q=secret") == "/repositories/acme/site");
    CHECK(shown_path("/user#x") == "/user");
    CHECK(shown_path("").empty());
    CHECK(shown_path("/src/main/a%2Fb/") == "/src/main/a%2Fb/");
}

TEST_CASE("the braces of a UUID are readable", "[url]") {
    CHECK(shown_path("/users/%7B504c3b62-8120-4f0c-a7bc-87800b9d6f70%7d/x") ==
          "/users/{504c3b62-8120-4f0c-a7bc-87800b9d6f70}/x");
}

TEST_CASE("a segment that holds an e-mail address is masked", "[url]") {
    CHECK(shown_path("/user/emails/mia@example.org") == "/user/emails/***");
    CHECK(shown_path("/user/emails/mia%40example.org/x") == "/user/emails/***/x");
    CHECK(shown_path("/user/emails/%22a%40b%22@example.org") == "/user/emails/***");
    // What is not an address.
    CHECK(shown_path("/src/@types/x.ts") == "/src/@types/x.ts");
    CHECK(shown_path("/users/557058:ba8948b2@") == "/users/557058:ba8948b2@");
}

TEST_CASE("nothing in a path steers a terminal, and a long one is cut", "[url]") {
    CHECK(shown_path("/a\x1b[2J\n") == "/a?[2J?");
    CHECK(shown_path("/\xC2\x9B") == "/??");
    const std::string shown = shown_path('/' + std::string(100'000, 'x'));
    CHECK(shown.size() == 503);
    CHECK(shown.ends_with("x..."));
}

}  // namespace test_shown_path
