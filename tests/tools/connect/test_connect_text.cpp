// SPDX-License-Identifier: MIT
// tools/connect: which scopes are lacking, and lines that fit 80 columns.
#include "../../../examples/tools/connect/needs.hpp"
#include "../../../examples/tools/connect/report.hpp"
#include "support/catch.hpp"

namespace test_connect_text {

using examples::registration::lacking;
using examples::registration::listed;

TEST_CASE("connect: what a credential lacks of a purpose") {
    using examples::registration::infisical_needs;
    using examples::registration::pulumi_needs;
    CHECK(lacking("read:user:bitbucket, read:repository:bitbucket", infisical_needs).empty());
    CHECK(listed(lacking("read:repository:bitbucket", infisical_needs)) == "read:user:bitbucket");
    CHECK(listed(lacking("", pulumi_needs)) == "repository:admin, repository:write, pullrequest:write, webhook");
    CHECK(lacking("repository:admin repository:write pullrequest:write webhook", pulumi_needs).empty());
    // One implies another only where the vendor says so.
    CHECK(listed(lacking("repository:admin, pullrequest:write, webhook", pulumi_needs)).empty());
    CHECK(listed(lacking("repository:admin, webhook", pulumi_needs)) == "repository:write, pullrequest:write");
}

TEST_CASE("connect: every scope that a service needs is one that the library knows") {
    namespace bb = bitbucket;
    const auto knows = [](const examples::registration::purpose& each) {
        for (const char* name : each.scopes)
            CHECK((bb::scope_from<bb::granular_scope>(name) || bb::scope_from<bb::classic_scope>(name)));
    };
    for (const auto& each : examples::registration::infisical_purposes) knows(each);
    knows(examples::registration::infisical_needs);
    knows(examples::registration::pulumi_needs);
    knows(examples::registration::upsun_needs);
}

TEST_CASE("connect: lines are indented, and break at blanks before 80 columns") {
    using examples::registration::labelled;
    CHECK(labelled("ok", "a b") == "ok       a b\n");
    CHECK(labelled("note", "") == "note\n");
    const std::string word(40, 'x');
    CHECK(labelled("missing", word + ' ' + word) == "missing  " + word + "\n         " + word + '\n');
    const std::string fits(70, 'y');
    CHECK(labelled("ok", fits) == "ok       " + fits + '\n');
    CHECK(labelled("ok", fits + " z") == "ok       " + fits + "\n         z\n");
    const std::string longer(100, 'z');
    CHECK(labelled("ok", "a " + longer + " b") == "ok       a\n         " + longer + "\n         b\n");
}

TEST_CASE("connect: JSON gets blanks behind commas, but not in its texts") {
    using examples::registration::spaced;
    CHECK(spaced(R"({"a":"b,c","d":"e\",f\\","g":[1,2]})") == R"({"a":"b,c", "d":"e\",f\\", "g":[1, 2]})");
}

}  // namespace test_connect_text
