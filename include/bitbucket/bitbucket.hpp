// SPDX-License-Identifier: MIT
// Everything of bitbucket-cpp but the transports (transport/curl.hpp), nlohmann::json (json.hpp) and the test doubles
// (testing/): the client and every family of operations.
#pragma once

#include "client.hpp"
#include "operations.hpp"
#include "version.hpp"
