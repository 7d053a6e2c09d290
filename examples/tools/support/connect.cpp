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

namespace {

/// Where the host begins.
std::size_t host_in(const std::string& url) {
    const std::size_t scheme = url.find("://");
    return scheme == std::string::npos ? 0 : scheme + 3;
}

}  // namespace

std::string origin_of(const std::string& base_url) {
    return base_url.substr(0, base_url.find('/', host_in(base_url)));
}

std::string checked_base_url(std::string url, const std::string& option) {
    // Empty would mean the live API.
    if (url.empty()) throw usage_problem("--" + option + " must not be empty");
    const std::size_t host = host_in(url);
    const std::string authority = url.substr(host, url.find_first_of("/?#", host) - host);
    if (authority.find('@') != std::string::npos || url.find_first_of("?#") != std::string::npos)
        throw usage_problem("--" + option +
                            " must not have a user, password or query: credentials come from the environment");
    return url;
}

connection open_connection(const arguments& given) {
    bitbucket::client_options options;
    options.clock = interruptible_clock();
    if (!is_live(given)) {
        opened_sandbox box = open_sandbox();
        const bitbucket::any_transport transport = box.transport;
        return {transport, options, std::move(box)};
    }
    if (given.has("live") && given.has("base-url")) throw usage_problem("either --live or --base-url, not both");
    const std::string authorities = ca_file(given);
    options.base_url = checked_base_url(given.value("base-url", bitbucket::bitbucket_cloud.base_url));
    return {open_curl(given.program_name(), authorities), options, std::nullopt};
}

bitbucket::oauth2_options authorization_server(const std::string& base_url) {
    bitbucket::oauth2_options out;
    out.clock = interruptible_clock();
    // Bitbucket's own is on another host than its API.
    if (base_url.empty() || base_url == bitbucket::bitbucket_cloud.base_url) return out;
    const std::string origin = origin_of(base_url);
    out.token_url = origin + "/site/oauth2/access_token";
    out.authorize_url = origin + "/site/oauth2/authorize";
    return out;
}

bitbucket::client connect(const arguments& given, const connection& at, const bitbucket::credentials& who) {
    if (at.box) {
        std::cerr << given.program_name() << ": using the built-in sandbox; --live talks to Bitbucket\n";
        return bitbucket::client{at.transport, who, at.options};
    }
    if (!who.problem().empty()) throw bitbucket::usage_error(who.problem());
    std::cerr << given.program_name() << ": talking to " << shown(at.options.base_url) << " with an " << who << '\n';
    return bitbucket::client{at.transport, who, at.options};
}

bitbucket::client connect(const arguments& given) {
    const connection at = open_connection(given);
    return connect(given, at, at.box ? at.box->user : bitbucket::credentials::from_env());
}

}  // namespace examples
