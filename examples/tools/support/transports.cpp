// SPDX-License-Identifier: MIT
// Where the sandbox and the libcurl transport are compiled for all tools; see transports.hpp.
#include "transports.hpp"

#include <bitbucket/testing/sandbox.hpp>
#include <bitbucket/transport/curl.hpp>
#include <string_view>

#include "interrupt.hpp"

namespace examples {

using bitbucket::secret;
using bitbucket::testing::sandbox;

static_assert(std::string_view(sandbox_workspace) == sandbox::workspace);

opened_sandbox open_sandbox() {
    sandbox box;
    return {interruptible(box),
            bitbucket::api_token{sandbox::email, secret(sandbox::api_token)},
            sandbox::email,
            secret(sandbox::api_token),
            secret(sandbox::access_token),
            sandbox::oauth_key,
            secret(sandbox::oauth_secret),
            [box](const secret& access, const secret& refresh) mutable { box.adopt_token(access, refresh); }};
}

bitbucket::any_transport open_curl(const std::string& application, const std::string& ca_file) {
    bitbucket::curl_options options = bitbucket::curl_options::from_env();
    options.application = application;
    if (!ca_file.empty()) {
        options.ca_file = ca_file;
        options.ca_dir.clear();
    }
    return interruptible(bitbucket::curl_transport{options});
}

}  // namespace examples
