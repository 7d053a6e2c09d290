// SPDX-License-Identifier: MIT
// OpenPGP public keys: removes the armour (RFC 9580, section 6.2), and derives a fingerprint from the bytes. It is as
// long as the real fingerprint, but not the real one.
#pragma once

#include <algorithm>
#include <optional>

#include "../../../detail/text/base64.hpp"
#include "world.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

inline constexpr std::string_view gpg_begin = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
inline constexpr std::string_view gpg_end = "-----END PGP PUBLIC KEY BLOCK-----";

/// The fingerprint for an armoured public key; nothing if the text is something else, e.g. a private key.
inline std::optional<std::string> gpg_fingerprint_of(std::string_view text) {
    text = bitbucket::detail::trim(text);
    if (!text.starts_with(gpg_begin) || !text.ends_with(gpg_end)) return std::nullopt;
    text.remove_prefix(gpg_begin.size());
    text.remove_suffix(gpg_end.size());
    std::string encoded;
    while (!text.empty()) {
        const auto end = (std::min)(text.find('\n'), text.size());
        const std::string_view line = bitbucket::detail::trim(text.substr(0, end));
        text.remove_prefix((std::min)(end + 1, text.size()));
        // Headers such as `Version: 1` come first; the checksum after the key starts with an equals sign.
        if (line.find(':') == std::string_view::npos && !line.starts_with('=')) encoded += line;
    }
    const std::string bytes = bitbucket::detail::decode_base64(encoded);
    // A public key comes first: the tag 6, in the old format or in the new one.
    const unsigned tag = bytes.empty() ? 0U : static_cast<unsigned char>(bytes.front());
    if (bytes.size() < 16 || ((tag & 0xFCU) != 0x98U && tag != 0xC6U)) return std::nullopt;
    return hex_of(hash_text(bytes), 40);
}

/// An armoured key, derived from a seed. Nobody has its private half.
inline std::string made_up_gpg_key(std::uint64_t seed) {
    std::string encoded = bitbucket::detail::base64(std::string("\x98\x30\x04", 3) + bytes_of(seed, 47));
    if (encoded.size() > 64) encoded.insert(64, 1, '\n');
    return std::string(gpg_begin) + "\n\n" + encoded + '\n' + std::string(gpg_end) + '\n';
}

/// A key as it is stored.
inline json stored_gpg_key(const std::string& fingerprint, const std::string& text, const std::string& now) {
    json out = {{"fingerprint", fingerprint}, {"key_id", fingerprint.substr(24)}, {"+key", text}};
    for (const char* each : {"parent_fingerprint", "name", "expires_on", "last_used"}) out[each] = nullptr;
    out["created_on"] = out["added_on"] = now;
    return out;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
