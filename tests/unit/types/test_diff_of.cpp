// SPDX-License-Identifier: MIT
// types/diff_of.hpp: the direction of a diff.
#include <bitbucket/raw_request.hpp>
#include <bitbucket/types/diff_of.hpp>

#include "support/catch.hpp"

namespace test_diff_of {

namespace bb = bitbucket;

namespace {

bb::raw_request<bb::plain_text> diff(const bb::diff_of& of) {
    return bb::raw_request<bb::plain_text>(bb::http_method::get, "/repositories/{}/{}/diff/{}",
                                           {"acme", "site", of.spec()});
}

}  // namespace

TEST_CASE("the revision that has the changes comes first in the path", "[types]") {
    CHECK(diff({.from = "main", .to = "feature/x"}).target() == "/repositories/acme/site/diff/feature%2Fx..main");
}

TEST_CASE("a diff of no revision, or of a range, is not sent", "[types]") {
    for (const bb::diff_of& wrong : {bb::diff_of{.from = "", .to = "b"}, bb::diff_of{.from = "a", .to = ""},
                                     bb::diff_of{.from = "a..b", .to = "c"}, bb::diff_of{.from = "a", .to = "b.."}}) {
        CHECK(wrong.spec().empty());
        CHECK_FALSE(diff(wrong).problem().empty());
    }
}

}  // namespace test_diff_of
