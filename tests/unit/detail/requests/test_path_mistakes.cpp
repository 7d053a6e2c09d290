// SPDX-License-Identifier: MIT
// What is wrong with the path of an operation, and that nothing is with any of the library's.
#include <bitbucket/detail/requests/path_mistakes.hpp>
#include <bitbucket/integrations/infisical.hpp>
#include <bitbucket/integrations/pulumi.hpp>
#include <bitbucket/integrations/pulumi_providers.hpp>
#include <bitbucket/integrations/upsun.hpp>
#include <bitbucket/operations.hpp>

#include "support/catch.hpp"

namespace test_path_mistakes {

namespace bb = bitbucket;

TEST_CASE("a path that looks like /this/{one} is right, and every other says what is wrong", "[request]") {
    using enum bb::detail::path_mistake;
    const auto in = bb::detail::path_mistake_in;
    for (const char* right :
         {"/a", "/a_1-b/c.d", "/a/", "/{a}", "/{a*}", "/a/{b}", "/a/{b}/", "/{a}/{b}", "/a/{b}/c/{d*}"})
        CHECK(in(right) == none);
    for (const char* wrong : {"", "/", "a", "a/b", "{a}", " /a"}) CHECK(in(wrong) == no_path);
    for (const char* wrong : {"//", "//a", "/a//b", "/a//", "/{a}//{b}"}) CHECK(in(wrong) == empty_segment);
    for (const char* wrong : {"/a{b}", "/a/b{c}", "/{a}b", "/{a}{b}", "/{a}b/c", "/{a{b}}", "/{a*}b"})
        CHECK(in(wrong) == part_of_a_segment);
    for (const char* wrong : {"/{}", "/a}", "/}", "/{a", "/a/{", "/{a/b}", "/a/{}/b", "/}{"})
        CHECK(in(wrong) == no_placeholder);
    for (const char* wrong : {"/{*a}", "/{a*b}", "/{a**}"}) CHECK(in(wrong) == misplaced_star);
    for (const char* wrong : {"/{a*}/", "/{a*}/b", "/{a*}/{b}"}) CHECK(in(wrong) == star_before_the_end);
}

TEST_CASE("the path of every operation is right", "[request]") {
    const auto check = [](const auto& operations) {
        CHECK(operations.size() > 0);
        for (const bb::operation_info& info : operations) {
            INFO(info.name);
            CHECK(bb::detail::path_mistake_in(info.path.str()) == bb::detail::path_mistake::none);
        }
    };
    check(bb::all_operations);
    check(bb::infisical_connections::operations);
    check(bb::pulumi::operations);
    check(bb::pulumi::provider_operations);
    check(bb::upsun_integrations::operations);
}

}  // namespace test_path_mistakes
