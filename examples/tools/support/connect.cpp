// SPDX-License-Identifier: MIT
// From the command line to a client; see connect.hpp.
#include "connect.hpp"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <system_error>

#include "interrupt.hpp"
#include "transports.hpp"

namespace examples {

std::vector<option> with_connection(std::vector<option> own) {
    own.push_back({"live", "", "talk to Bitbucket (https://api.bitbucket.org/2.0) instead of the built-in sandbox"});
    own.push_back({"base-url", "URL", "talk to another server, e.g. http://localhost:8080/2.0"});
    own.push_back({"ca-file", "FILE", "trust the certificate authorities in this PEM file, not the system's"});
    return own;
}

bool is_live(const arguments& given) {
    return given.has("live") || given.has("base-url");
}

std::string ca_file(const arguments& given) {
    const std::string name = given.value("ca-file");
    if (!given.has("ca-file")) return name;
    std::error_code ignored;
    if (std::filesystem::is_directory(name, ignored)) throw usage_problem("--ca-file: this is a directory, not a file");
    errno = 0;
    if (!std::ifstream(name).is_open())
        throw usage_problem("--ca-file: cannot open the file: " + std::generic_category().message(errno));
    return name;
}

std::string checked_base_url(std::string url) {
    // Empty would mean the live API.
    if (url.empty()) throw usage_problem("--base-url must not be empty");
    const std::size_t scheme = url.find("://");
    const std::size_t host = scheme == std::string::npos ? 0 : scheme + 3;
    const std::string authority = url.substr(host, url.find_first_of("/?#", host) - host);
    if (authority.find('@') != std::string::npos || url.find_first_of("?#") != std::string::npos)
        throw usage_problem(
            "--base-url must not have a user, password or query: credentials come from the environment");
    return url;
}

bitbucket::client connect(const arguments& given) {
    namespace bb = bitbucket;
    if (!is_live(given)) {
        std::cerr << given.program_name() << ": using the built-in sandbox; --live talks to Bitbucket\n";
        const opened_sandbox box = open_sandbox();
        return bb::client{box.transport, box.user, {.clock = interruptible_clock()}};
    }
    if (given.has("live") && given.has("base-url")) throw usage_problem("either --live or --base-url, not both");
    const std::string authorities = ca_file(given);
    bb::client_options options;
    options.clock = interruptible_clock();
    options.base_url = checked_base_url(given.value("base-url", bb::bitbucket_cloud.base_url));
    const bb::credentials who = bb::credentials::from_env();
    if (!who.problem().empty()) throw bb::usage_error(who.problem());
    std::cerr << given.program_name() << ": talking to " << shown(options.base_url) << " with an " << who << '\n';
    return bb::client{open_curl(given.program_name(), authorities), who, options};
}

}  // namespace examples
