// SPDX-License-Identifier: MIT
// detail/errors/error_object.hpp: which replies may be error objects, found by a search that skips most characters.
#include <bitbucket/detail/errors/error_object.hpp>
#include <random>
#include <string>

#include "support/catch.hpp"

namespace test_error_object {

using bitbucket::detail::has_word_error;

TEST_CASE("the word is found wherever it stands", "[errors]") {
    const std::string word = "\"error\"";
    for (std::size_t before = 0; before < 20; ++before)
        for (std::size_t after = 0; after < 20; ++after)
            for (const char other : {' ', '"', 'e', 'r', 'o', 'x'}) {
                CAPTURE(before, after, other);
                CHECK(has_word_error(std::string(before, other) + word + std::string(after, other)));
            }
}

TEST_CASE("what is only like the word is not found", "[errors]") {
    for (const char* text : {"", "\"", "error", "\"error", "error\"", "\"errors\"", "\"eror\"", "\"Error\"",
                             "\"err\"or\"", "{\"terror\":\"error of\"}"}) {
        CAPTURE(text);
        CHECK_FALSE(has_word_error(text));
    }
}

TEST_CASE("the search finds what a plain one finds", "[errors]") {
    std::mt19937 random(7);
    std::size_t found = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string text(random() % 40, ' ');
        for (char& c : text) c = "\"erox"[random() % 5];
        if (random() % 3 == 0) text.insert(random() % (text.size() + 1), "\"error\"");
        CAPTURE(text);
        const bool there = text.find("\"error\"") != std::string::npos;
        found += there ? 1 : 0;
        REQUIRE(has_word_error(text) == there);
    }
    CHECK(found > 1000);
}

}  // namespace test_error_object
