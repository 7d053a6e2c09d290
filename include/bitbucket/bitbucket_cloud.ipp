// SPDX-License-Identifier: MIT
// Defines what bitbucket_cloud.hpp declares.
#pragma once

#include "bitbucket_cloud.hpp"
#include "detail/bitbucket_cloud/credential_rules.hpp"
#include "detail/bitbucket_cloud/hints.hpp"
