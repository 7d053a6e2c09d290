// SPDX-License-Identifier: MIT
// tools/quickstart/tour.hpp: which errors a tour passes over, which make it fail, and which end it.
#include <bitbucket/api/users.hpp>
#include <bitbucket/testing/sandbox.hpp>
#include <bitbucket/testing/sandbox/store/ssh_key_text.hpp>
#include <bitbucket/testing/scripted.hpp>
#include <sstream>

#include "../../../examples/tools/quickstart/tour.hpp"
#include "support/catch.hpp"

namespace test_tour {

namespace bb = bitbucket;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;
using examples::tour;

namespace {

/// A step that ends as a server's answer makes it end.
void answered_with(int status, const char* body) {
    scripted script;
    script.reply(status, body);
    bb::client_options options;
    options.retry.max_attempts = 1;
    bb::client{script, bb::access_token{bb::secret("token")}, options}.send(bb::users::current{});
}

constexpr const char* message = R"({"type":"error","error":{"message":"said by the \u202e server"}})";

/// What a tour of one good step and one that is answered so says, and whether it succeeded.
struct outcome {
    std::string text;
    bool success;
};
outcome tour_with(int status, tour::rules by) {
    std::ostringstream out;
    tour one(out, by);
    one.step("Good", [] {});
    one.step("Bad", [&] { answered_with(status, message); });
    const bool success = one.finish();
    return {out.str(), success};
}

examples::arguments parsed(std::vector<const char*> words) {
    static const examples::program about{"tool", "", 0, "",
                                         examples::with_connection({{"repository", "R", ""}, {"write", "", ""}})};
    words.insert(words.begin(), "tool");
    return {about, static_cast<int>(words.size()), words.data()};
}

}  // namespace

TEST_CASE("on a real server a tour passes over what is retired or not for the credential") {
    for (const int status : {401, 402, 403, 404, 410}) {
        const outcome got = tour_with(status, {true, true});
        CHECK(got.success);
        CHECK_THAT(got.text, ContainsSubstring(std::to_string(status) + ": said by the"));
        CHECK(got.text.find("\u202e") == std::string::npos);  // what turns the direction of a line never gets out
        CHECK_THAT(got.text, ContainsSubstring("2 steps: 1 done, 0 left out, 1 not possible here, 0 failed"));
    }
    CHECK_THAT(tour_with(410, {true, true}).text, ContainsSubstring("(retired by the vendor: "));
}

TEST_CASE("other errors make a tour fail, and the sandbox may fail in no way") {
    CHECK_FALSE(tour_with(400, {true, true}).success);
    CHECK_FALSE(tour_with(409, {true, true}).success);
    CHECK_FALSE(tour_with(500, {true, true}).success);
    CHECK_FALSE(tour_with(410, {false, true}).success);
    CHECK_THAT(tour_with(403, {false, true}).text, ContainsSubstring("FAILED: "));
}

TEST_CASE("a tour where nothing worked has not succeeded") {
    std::ostringstream out;
    tour one(out, {true, true});
    one.step("Bad", [] { answered_with(403, message); });
    CHECK_FALSE(one.finish());
}

TEST_CASE("what would end every later step the same way ends the tour") {
    std::ostringstream out;
    tour one(out, {true, true});
    CHECK_THROWS_AS(one.step("Busy", [] { answered_with(429, "slow down"); }), bb::rate_limited);
    CHECK_THROWS_AS(one.step("Lost", [] { throw bb::transport_error("no connection"); }), bb::transport_error);
    CHECK_THROWS_AS(one.step("Wrong", [] { throw bb::usage_error("no token"); }), bb::usage_error);
}

TEST_CASE("steps that change something run only when that is allowed") {
    std::ostringstream out;
    int runs = 0;
    tour reader(out, {true, false});
    reader.write_step("Write", [&] { ++runs; });
    reader.step("Read", [] {});
    CHECK(runs == 0);
    CHECK(reader.finish());
    CHECK_THAT(out.str(), ContainsSubstring("1. Write\n(left out: it would change something: --write allows it)\n"));
    CHECK_THAT(out.str(), ContainsSubstring("1 done, 1 left out"));

    tour writer(out, {true, true});
    writer.write_step("Write", [&] { ++runs; });
    CHECK(runs == 1);
}

TEST_CASE("output that cannot be written ends a tour") {
    std::ostringstream out;
    out.setstate(std::ios::badbit);
    tour one(out, {});
    CHECK_THROWS_AS(one.step("Any", [] {}), examples::output_failure);
}

TEST_CASE("a tour writes in the sandbox, and elsewhere only when told") {
    CHECK(examples::rules_for(parsed({})).may_write);
    CHECK_FALSE(examples::rules_for(parsed({})).live);
    CHECK_FALSE(examples::rules_for(parsed({"--live"})).may_write);
    CHECK_FALSE(examples::rules_for(parsed({"--base-url", "http://localhost"})).may_write);
    CHECK(examples::rules_for(parsed({"--live", "--write"})).may_write);
}

TEST_CASE("a repository is named as workspace and slug") {
    using names = std::pair<std::string, std::string>;
    CHECK(examples::repository_for(parsed({}), "acme", "site") == names{"acme", "site"});
    CHECK(examples::repository_for(parsed({"--live"}), "acme", "site") == names{});
    CHECK(examples::repository_for(parsed({"--repository=a/b"}), "acme", "site") == names{"a", "b"});
    for (const char* wrong :
         {"--repository=", "--repository=a", "--repository=/b", "--repository=a/", "--repository=a/b/c"})
        CHECK_THROWS_AS(examples::repository_for(parsed({wrong}), "acme", "site"), examples::usage_problem);
}

TEST_CASE("a base URL that is printed holds no secret") {
    CHECK(examples::checked_base_url("http://localhost:8080/2.0/@x") == "http://localhost:8080/2.0/@x");
    for (const char* wrong : {"https://me:pw@host/2.0", "me:pw@host", "https://host/2.0?token=t", "https://host/#t"})
        CHECK_THROWS_AS(examples::checked_base_url(wrong), examples::usage_problem);
}

TEST_CASE("a throwaway SSH key is an Ed25519 key of its own each time") {
    const std::string key = examples::throwaway_ssh_key();
    CHECK(key.size() == std::string("ssh-ed25519 ").size() + 68);
    CHECK(key != examples::throwaway_ssh_key());
    CHECK(bb::testing::sandbox_detail::parse_ssh_key(key).has_value());
}

}  // namespace test_tour
