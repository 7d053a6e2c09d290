// SPDX-License-Identifier: MIT
// A user's program that reads replies with simdjson.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/reader/simdjson.hpp>
#include <bitbucket/testing/scripted.hpp>

int main() {
    namespace bb = bitbucket;
    bb::testing::scripted script;
    script.reply(200, R"({"display_name":"Mia","links":{"self":{"href":"x"}}})").reply(200, "{");
    const bb::client api{script, bb::anonymous{}, {.reader = bb::simdjson_reader()}};
    const bb::account me = api.send(bb::users::current{});
    if (me.display_name != "Mia" || me.links.href("self") != "x") return 1;
    return api.try_send(bb::users::current{}).has_value() ? 2 : 0;
}
