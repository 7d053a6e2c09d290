// SPDX-License-Identifier: MIT
// The client that a tool talks through: the sandbox in this process, or a real server with `--live` or `--base-url`.
#pragma once

#include <bitbucket/client.hpp>
#include <bitbucket/oauth2/client.hpp>
#include <optional>

#include "program.hpp"
#include "transports.hpp"

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

/// Returns the URL of an option. It will be printed, so one that may hold a secret is refused (`usage_problem`).
std::string checked_base_url(std::string url, const std::string& option = "base-url");

/// Scheme and host of a base URL: `https://api.bitbucket.org` of `https://api.bitbucket.org/2.0`.
std::string origin_of(const std::string& base_url);

/// Bitbucket as the command line asks for it.
struct connection {
    bitbucket::any_transport transport;
    bitbucket::client_options options;
    /// Where it is the sandbox, that one.
    std::optional<opened_sandbox> box = {};
};

/// Sends nothing and says nothing. Throws `usage_problem`.
connection open_connection(const arguments& given);

/// The authorization server of the Bitbucket at this base URL: `/site/oauth2/` on the same host; Bitbucket's own where
/// the URL is empty.
bitbucket::oauth2_options authorization_server(const std::string& base_url);

/// Makes the client for a credential, and says on stderr what it talks to. Throws `bitbucket::usage_error`.
bitbucket::client connect(const arguments& given, const connection& at, const bitbucket::credentials& who);

/// The same at once, with the sandbox's credential or the one in the environment.
bitbucket::client connect(const arguments& given);

}  // namespace examples
