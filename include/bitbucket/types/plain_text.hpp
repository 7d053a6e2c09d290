// SPDX-License-Identifier: MIT
// plain_text, binary: the results of operations that answer with something other than JSON.
#pragma once

#include <string>

#include "../version.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// The body of a reply as it came, e.g. an ASCII-armoured key. It is not JSON, and its content is not checked.
struct plain_text {
    /// The body, byte for byte.
    std::string text;

    friend bool operator==(const plain_text&, const plain_text&) = default;
};

/// The body of a reply as it came, which may be anything, e.g. the bytes of a file. It is held whole, within
/// `client_options::max_body_bytes`; large ones go to a sink instead.
struct binary {
    /// The body, byte for byte.
    std::string bytes;

    friend bool operator==(const binary&, const binary&) = default;
};

}  // namespace bitbucket::inline BITBUCKET_ABI
