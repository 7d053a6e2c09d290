// SPDX-License-Identifier: MIT
// Base64 (RFC 4648), in its plain form and in the one for URLs. Basic authentication, PKCE and key fingerprints use it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "../../version.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Base64 with the plain alphabet and with padding (RFC 4648, section 4).
std::string base64(std::string_view bytes);

/// The bytes of a Base64 text up to its padding; empty if the text is not Base64.
std::string decode_base64(std::string_view text);

/// Base64 with the alphabet for URLs and without padding (RFC 4648, section 5), as PKCE writes it.
std::string base64url(std::string_view bytes);

}  // namespace bitbucket::inline BITBUCKET_ABI::detail

#ifndef BITBUCKET_COMPILED
#include "text.ipp"
#endif
