// SPDX-License-Identifier: MIT
// OpenSSH public keys: parses the text, and computes the SHA-256 fingerprint.
#pragma once

#include <optional>

#include "../../../detail/text/base64.hpp"
#include "../../../detail/text/sha256.hpp"
#include "world.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

using bitbucket::detail::decode_base64;
using bitbucket::detail::sha256;

/// The parts of a public key; its fingerprint as `ssh-keygen -l` shows it, without `SHA256:`.
struct ssh_key_text {
    std::string type_and_blob;
    std::string comment;
    std::string fingerprint;
};

/// Parses `ssh-ed25519 AAAA… comment`; nothing if the type is unknown or the blob is not of that type.
inline std::optional<ssh_key_text> parse_ssh_key(std::string_view text) {
    text = bitbucket::detail::trim(text);
    const std::string_view type = text.substr(0, text.find(' '));
    bool known = false;
    for (const char* each : {"ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384",
                             "ecdsa-sha2-nistp521", "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com"})
        known = known || type == each;
    if (!known || type.size() == text.size()) return std::nullopt;
    const std::string_view rest = bitbucket::detail::trim(text.substr(type.size()));
    const std::string_view encoded = rest.substr(0, rest.find(' '));
    const std::string blob = decode_base64(encoded);
    // The blob begins with its type: a length in four bytes, then the name.
    const std::string start = std::string(3, '\0') + static_cast<char>(type.size()) + std::string(type);
    if (!blob.starts_with(start) || blob.size() < start.size() + 16) return std::nullopt;
    std::string fingerprint = bitbucket::detail::base64(sha256(blob));
    fingerprint.resize(fingerprint.find('='));
    return ssh_key_text{std::string(type) + ' ' + std::string(encoded),
                        std::string(bitbucket::detail::trim(rest.substr(encoded.size()))), std::move(fingerprint)};
}

/// A key as it is stored.
inline json stored_key(const ssh_key_text& of, const std::string& label) {
    return {{"key", of.type_and_blob}, {"comment", of.comment}, {"label", label}, {"last_used", nullptr}};
}

/// An ed25519 key, derived from a seed. Nobody has its private half.
inline std::string made_up_ssh_key(std::uint64_t seed) {
    const std::string start("\0\0\0\x0Bssh-ed25519\0\0\0\x20", 19);
    return "ssh-ed25519 " + bitbucket::detail::base64(start + bytes_of(seed, 32));
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
