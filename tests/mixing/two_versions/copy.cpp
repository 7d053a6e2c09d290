// SPDX-License-Identifier: MIT
// Compiled twice: with the library as it is, and with a changed copy of it. SEE is the name of the function.
#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "seen.hpp"

namespace bb = bitbucket;

seen SEE() {
    bb::testing::scripted script;
    script.reply(200, R"({"added": "a new member", "display_name": "Mia", "kind": "user"})");
    const bb::client api{script, bb::anonymous{}};
    const bb::account user = api.send(bb::users::get{"mia"});

    seen all;
    all.version = bb::version;
    all.account_bytes = sizeof(bb::account);
    all.account_bytes_in_table = bb::detail::descriptor<bb::account>.bytes;
    all.option_bytes = sizeof(bb::client_options);
    all.max_walk_pages = api.options().max_walk_pages;
    all.attempts_of_none = bb::retry_policy::none().max_attempts;
    all.account_json = bb::to_json_text(user);
    return all;
}
