// SPDX-License-Identifier: MIT
// json_reader.hpp: a client reads everything with the reader of its options: values, pages, free JSON, error bodies, and the
// JSON that a caller writes.
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/api/user_properties.hpp>
#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/detail/json/nlohmann_reader.hpp>
#include <bitbucket/testing/scripted.hpp>
#ifdef BITBUCKET_TEST_SIMDJSON
#include <bitbucket/reader/simdjson.hpp>
#endif

#include "support/catch.hpp"
#include "unit/support/fake_time.hpp"

namespace test_json_reader {

namespace bb = bitbucket;
using bb::testing::scripted;

namespace {

std::vector<std::string> texts;

bb::detail::read_outcome read_and_note(std::string_view text, bb::detail::json_events& events) {
    texts.emplace_back(text);
    return bb::detail::read_with_nlohmann(text, events);
}

bb::client client_of(const scripted& script, bb::json_reader reader) {
    bb::client_options options = unit::fake_time().options();
    options.reader = reader;
    return bb::client{script, bb::anonymous{}, options};
}
bb::client noting_client(const scripted& script) {
    texts.clear();
    return client_of(script, bb::detail::json_reader_access::make("noting", &read_and_note));
}

}  // namespace

TEST_CASE("the default reader is nlohmann's", "[reader]") {
    CHECK(std::string(bb::json_reader().name()) == "nlohmann");
    CHECK(bb::client_options().reader == bb::json_reader());
    const bb::json_reader other = bb::detail::json_reader_access::make("noting", &read_and_note);
    CHECK(std::string(other.name()) == "noting");
    CHECK_FALSE(other == bb::json_reader());
}

TEST_CASE("a client reads values, pages, free JSON and errors with the reader of its options", "[reader]") {
    scripted script;
    const std::string user = R"({"display_name":"Mia"})";
    const std::string keys = R"({"values":[{"label":"laptop"}]})";
    const std::string refusal = R"({"error":{"message":"none"}})";
    script.reply(200, user).reply(200, keys).reply(200, user).reply(404, refusal);
    const bb::client api = noting_client(script);

    CHECK(api.send(bb::users::current{}).display_name == "Mia");
    CHECK(texts == std::vector<std::string>{user});
    CHECK(api.collect(bb::ssh_keys::list{"me"}).front().label == "laptop");
    CHECK(texts.back() == keys);
    texts.clear();
    CHECK(api.try_json_text(bb::users::current{})->str() == user);
    CHECK(texts == std::vector<std::string>{user});
    texts.clear();
    CHECK(api.try_send(bb::users::current{}).error().message() == "none");
    CHECK(texts == std::vector<std::string>{refusal});
}

TEST_CASE("a client checks the JSON that its caller writes with the reader of its options", "[reader]") {
    scripted script;
    script.reply(204);
    const bb::client api = noting_client(script);
    using set = bb::user_properties::update;
    CHECK(api.try_send(set{"me", "app", "name", bb::json_text(R"({"a":1})")}));
    CHECK(texts == std::vector<std::string>{R"({"a":1})"});
    CHECK(api.try_send(set{"me", "app", "name", bb::json_text(R"({"a":)")}).error().kind() == bb::error_kind::usage);
    CHECK(script.requests().size() == 1);
}

#ifdef BITBUCKET_TEST_SIMDJSON
TEST_CASE("a client that reads with simdjson gives the values and errors of the default one", "[reader]") {
    CHECK(std::string(bb::simdjson_reader().name()) == "simdjson");
    CHECK(bb::simdjson_reader() == bb::simdjson_reader());
    CHECK_FALSE(bb::simdjson_reader() == bb::json_reader());
    for (const char* body : {R"({"display_name":"Mia","uuid":"{u}","links":{"self":{"href":"x"}}})", "[]", "{",
                             R"({"a":1}})", "{\"display_name\":\"\\ud800\"}", "{\"display_name\":\"\x80\"}", ""}) {
        CAPTURE(body);
        scripted script;
        script.reply(200, body).reply(200, body);
        const auto by_default = client_of(script, {}).try_send(bb::users::current{});
        const auto by_simdjson = client_of(script, bb::simdjson_reader()).try_send(bb::users::current{});
        REQUIRE(by_default.has_value() == by_simdjson.has_value());
        if (by_default)
            CHECK(*by_default == *by_simdjson);
        else
            CHECK(std::string(by_default.error().what()) == by_simdjson.error().what());
    }
}
#endif

}  // namespace test_json_reader
