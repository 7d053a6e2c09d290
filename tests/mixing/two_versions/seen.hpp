// SPDX-License-Identifier: MIT
// What a copy of the library says about itself. Not a type of the library, so that both copies can tell.
#pragma once

#include <cstddef>
#include <string>

struct seen {
    std::string version;
    /// Of an account: what the compiler says, and what the table says that decodes it.
    std::size_t account_bytes = 0;
    std::size_t account_bytes_in_table = 0;
    std::size_t option_bytes = 0;
    /// After the options went through a client.
    std::size_t max_walk_pages = 0;
    /// What a plain function of the library returns.
    int attempts_of_none = 0;
    /// An account that came as a reply, written again.
    std::string account_json;
};

seen see_this_version();
seen see_other_version();
