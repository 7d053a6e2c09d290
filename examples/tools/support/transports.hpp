// SPDX-License-Identifier: MIT
// The two transports of the tools, behind plain functions; Ctrl-C ends what waits in either (interrupt.hpp). The
// sandbox takes a compiler three times as long as the rest of the library, so transports.cpp alone includes it, and no
// tool compiles it again.
#pragma once

#include <bitbucket/auth.hpp>
#include <bitbucket/transport.hpp>
#include <functional>
#include <string>

namespace examples {

/// A workspace of the sandbox and a repository in it, for a command line that names none.
inline constexpr const char* sandbox_workspace = "acme";
inline constexpr const char* sandbox_repository = "site";

/// A new sandbox, and what it takes to use it.
struct opened_sandbox {
    bitbucket::any_transport transport;
    /// An API token of its main user, as a credential and by itself.
    bitbucket::credentials user;
    std::string email;
    bitbucket::secret api_token;
    /// An access token of the workspace.
    bitbucket::secret access_token;
    std::string oauth_key;
    bitbucket::secret oauth_secret;
    /// `testing::sandbox::adopt_token`.
    std::function<void(const bitbucket::secret& access, const bitbucket::secret& refresh)> adopt_token;
};

opened_sandbox open_sandbox();

/// The transport on libcurl. Its requests name the application in their user agent. It trusts the authorities in
/// `ca_file`; empty for those that the environment names, or the system's.
bitbucket::any_transport open_curl(const std::string& application, const std::string& ca_file);

}  // namespace examples
