// SPDX-License-Identifier: MIT
// The server on the loopback that sends exactly what a test says. It belongs to the kit that holds transports against the
// rules (testing/transport_conformance.hpp).
#pragma once

#include <bitbucket/testing/conformance/raw_server.hpp>

namespace http_test {

using bitbucket::testing::conformance_detail::answering;
using bitbucket::testing::conformance_detail::answering_once;
using bitbucket::testing::conformance_detail::content_length;
using bitbucket::testing::conformance_detail::loopback_socket;
using bitbucket::testing::conformance_detail::ok_reply;
using bitbucket::testing::conformance_detail::raw_server;

}  // namespace http_test
