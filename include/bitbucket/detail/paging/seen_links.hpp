// SPDX-License-Identifier: MIT
// seen_links: the pages that a walk has asked for, so that it asks for none twice. Hashes, so that the memory of a long walk
// stays small.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "../../version.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// A set of links.
class seen_links {
public:
    /// Adds a link. Returns false if it was there already.
    BITBUCKET_COLD bool add(std::string_view link) {
        const std::uint64_t hash = hash_of(link);
        const auto at = std::lower_bound(sorted_.begin(), sorted_.end(), hash);
        if (at != sorted_.end() && *at == hash) return false;
        sorted_.insert(at, hash);
        return true;
    }
    [[nodiscard]] bool has(std::string_view link) const {
        return std::binary_search(sorted_.begin(), sorted_.end(), hash_of(link));
    }

private:
    // FNV-1a with 64 bits everywhere: with 32, two links of a long walk could look alike.
    BITBUCKET_COLD static std::uint64_t hash_of(std::string_view link) noexcept {
        std::uint64_t hash = 0xCBF29CE484222325U;
        for (const char c : link) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
        return hash;
    }

    // Sorted, because an std::unordered_set costs every includer more compile time than the search costs beside a request.
    std::vector<std::uint64_t> sorted_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
