// SPDX-License-Identifier: MIT
// The module bitbucket.curl: HTTP through libcurl. It exports the module bitbucket, too.
// Written by docs/packaging/modules.sh; docs/packaging.md tells how it is compiled.
module;

#include "../transport/curl.hpp"
#include "../transport/curl_loop.hpp"

export module bitbucket.curl;

export import bitbucket;

export namespace bitbucket {
using bitbucket::curl_loop;
using bitbucket::curl_loop_host;
using bitbucket::curl_options;
using bitbucket::curl_transport;
using bitbucket::native_socket;
}
