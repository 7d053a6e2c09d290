// SPDX-License-Identifier: MIT
// extras/comment_threads.hpp: comments as threads, also where the server's list is odd.
#include <bitbucket/extras/comment_threads.hpp>

#include "support/catch.hpp"
#include "unit/support/comment_numbers.hpp"

namespace test_comment_threads {

namespace bb = bitbucket;
using unit::comment_ids;
using unit::first_ids;
using numbers = std::vector<std::int64_t>;

namespace {

bb::pull_request_comment comment(std::int64_t id, std::optional<std::int64_t> parent = {}, bool deleted = false) {
    bb::pull_request_comment out;
    out.id = id;
    out.deleted = deleted;
    if (parent) {
        out.parent.emplace();
        out.parent->id = parent;
    }
    return out;
}

}  // namespace

TEST_CASE("comments become threads, with answers to answers", "[threads]") {
    const auto threads = bb::comment_threads(
        {comment(1), comment(2), comment(3, 1), comment(4, 2), comment(5, 3), comment(6), comment(7, 5)});
    CHECK(first_ids(threads) == numbers{1, 2, 6});
    CHECK(comment_ids(threads[0].replies) == numbers{3, 5, 7});
    CHECK(comment_ids(threads[1].replies) == numbers{4});
    CHECK(threads[2].replies.empty());
}

TEST_CASE("the order of the comments, and repeated ones, change nothing", "[threads]") {
    const auto threads =
        bb::comment_threads({comment(5, 3), comment(3, 1), comment(2), comment(5, 3), comment(1), comment(2)});
    CHECK(first_ids(threads) == numbers{1, 2});
    CHECK(comment_ids(threads[0].replies) == numbers{3, 5});
}

TEST_CASE("a removed comment counts only where it was answered", "[threads]") {
    const auto threads =
        bb::comment_threads({comment(1, {}, true), comment(2, {}, true), comment(3, 2), comment(4, 3, true),
                             comment(5, 4), comment(6, {}, true), comment(7, 6, true)});
    CHECK(first_ids(threads) == numbers{2});
    CHECK(threads[0].first.is_deleted());
    CHECK(comment_ids(threads[0].replies) == numbers{3, 5});
}

TEST_CASE("answers to what is not listed keep together", "[threads]") {
    const auto threads = bb::comment_threads({comment(10, 4), comment(11, 10), comment(12, 4), comment(13)});
    CHECK(first_ids(threads) == numbers{4, 13});
    CHECK(threads[0].first.is_deleted());
    CHECK(comment_ids(threads[0].replies) == numbers{10, 11, 12});
}

TEST_CASE("comments that answer in circles, or each other in the wrong order, end", "[threads]") {
    CHECK(bb::comment_threads({comment(1, 2), comment(2, 1)}).size() == 1);
    CHECK(bb::comment_threads({comment(3, 3)}).size() == 1);
    const auto late = bb::comment_threads({comment(1, 2), comment(2)});
    CHECK(first_ids(late) == numbers{2});
    CHECK_FALSE(late[0].first.is_deleted());
    CHECK(comment_ids(late[0].replies) == numbers{1});
    CHECK(bb::comment_threads({bb::pull_request_comment(), bb::pull_request_comment()}).size() == 2);
    CHECK(bb::comment_threads({}).empty());
}

TEST_CASE("a long chain of answers is one thread", "[threads]") {
    std::vector<bb::pull_request_comment> chain{comment(1)};
    for (std::int64_t id = 2; id <= 5000; ++id) chain.push_back(comment(id, id - 1));
    const auto threads = bb::comment_threads(std::move(chain));
    REQUIRE(threads.size() == 1);
    CHECK(threads[0].replies.size() == 4999);
}

}  // namespace test_comment_threads
