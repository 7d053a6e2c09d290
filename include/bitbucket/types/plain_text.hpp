// SPDX-License-Identifier: MIT
// plain_text: the result of operations that answer with text instead of JSON.
#pragma once

#include <string>

namespace bitbucket {

/// The body of a reply as it came, e.g. an ASCII-armoured key. It is not JSON, and its content is not checked.
struct plain_text {
    std::string text;

    friend bool operator==(const plain_text&, const plain_text&) = default;
};

}  // namespace bitbucket
