// SPDX-License-Identifier: MIT
// The client that a tool talks through: the sandbox in this process, or a real server with `--live` or `--base-url`.
#pragma once

#include <bitbucket/client.hpp>

#include "program.hpp"

namespace examples {

/// The options of a program that connects, after its own.
std::vector<option> with_connection(std::vector<option> own);

inline constexpr const char* credentials_note =
    "Without --live or --base-url everything happens in a sandbox in memory. Otherwise credentials come from the\n"
    "environment: BITBUCKET_EMAIL and BITBUCKET_TOKEN (an API token), or BITBUCKET_TOKEN alone (an access token).";

/// Whether the command line asks for a real server.
bool is_live(const arguments& given);

/// The file of `--ca-file`, empty without that option. Throws `usage_problem` if it cannot be read.
std::string ca_file(const arguments& given);

/// Returns the URL. It will be printed, so one that may hold a secret is refused (`usage_problem`).
std::string checked_base_url(std::string url);

/// Makes the client that the command line asks for, and says on stderr what it talks to. Throws `usage_problem` and
/// `bitbucket::usage_error`.
bitbucket::client connect(const arguments& given);

}  // namespace examples
