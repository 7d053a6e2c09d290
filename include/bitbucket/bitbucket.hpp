// SPDX-License-Identifier: MIT
// The umbrella: the client and every family of operations. Everything else is opt-in, the transports among it:
// docs/headers.md lists those headers.
#pragma once

#include "client.hpp"
#include "operations.hpp"
#include "scopes.hpp"
#include "version.hpp"
