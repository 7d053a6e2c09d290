// SPDX-License-Identifier: MIT
// The library's version, defined only here. CMakeLists.txt reads the three numbers from this file.
#pragma once

#define BITBUCKET_VERSION_MAJOR 0
#define BITBUCKET_VERSION_MINOR 1
#define BITBUCKET_VERSION_PATCH 0
#define BITBUCKET_VERSION_STRING "0.1.0"

namespace bitbucket {

/// The version of these headers as `major.minor.patch`. The default user agent contains it too.
inline constexpr const char* version = BITBUCKET_VERSION_STRING;

}  // namespace bitbucket
