// SPDX-License-Identifier: MIT
// The client that a program talks through: the sandbox in this process, or a real server with `--live` or `--base-url`.
#pragma once

#include <bitbucket/bitbucket.hpp>
#include <bitbucket/testing/sandbox.hpp>
#include <bitbucket/transport/curl.hpp>

#include "program.hpp"

namespace examples {

/// The options of a program that connects, behind its own.
inline std::vector<option> with_connection(std::vector<option> own) {
    own.push_back({"live", "", "talk to Bitbucket (https://api.bitbucket.org/2.0) instead of the built-in sandbox"});
    own.push_back({"base-url", "URL", "talk to another server, e.g. http://localhost:8080/2.0"});
    return own;
}

inline constexpr const char* credentials_note =
    "Without --live or --base-url everything happens in a sandbox in memory. Otherwise credentials come from the\n"
    "environment: BITBUCKET_EMAIL and BITBUCKET_TOKEN (an API token), or BITBUCKET_TOKEN alone (an access token).";

inline bool is_live(const arguments& given) {
    return given.has("live") || given.has("base-url");
}

/// The URL will be printed, and a URL may carry a password: so none is taken that has one.
inline std::string checked_base_url(std::string url) {
    const std::size_t scheme = url.find("://");
    const std::size_t host = scheme == std::string::npos ? 0 : scheme + 3;
    const std::string authority = url.substr(host, url.find_first_of("/?#", host) - host);
    if (authority.find('@') != std::string::npos || url.find_first_of("?#") != std::string::npos)
        throw usage_problem("--base-url takes no user, password or query: credentials come from the environment");
    return url;
}

/// Makes the client that the command line asks for, and says on stderr what it talks to. Throws `usage_problem` and
/// `bitbucket::usage_error`.
inline bitbucket::client connect(const arguments& given) {
    namespace bb = bitbucket;
    if (!is_live(given)) {
        using bb::testing::sandbox;
        std::cerr << given.program_name() << ": using the built-in sandbox; --live talks to Bitbucket\n";
        return bb::client{sandbox{}, bb::api_token{sandbox::email, bb::secret(sandbox::api_token)}};
    }
    if (given.has("live") && given.has("base-url")) throw usage_problem("either --live or --base-url, not both");
    bb::client_options options;
    options.base_url = checked_base_url(given.value("base-url", options.base_url));
    const bb::credentials who = bb::credentials::from_env();
    if (!who.problem().empty()) throw bb::usage_error(who.problem());
    std::cerr << given.program_name() << ": talking to " << shown(options.base_url) << " with an " << who << '\n';
    bb::curl_options wire;
    wire.application = given.program_name();
    return bb::client{bb::curl_transport{wire}, who, options};
}

}  // namespace examples
