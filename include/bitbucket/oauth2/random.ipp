// SPDX-License-Identifier: MIT
// Defines what random.hpp declares.
#pragma once

#include <new>
#include <random>

#include "../detail/text/base64.hpp"
#include "../detail/text/forced_unwind.hpp"
#include "random.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

BITBUCKET_INLINE void platform_random(unsigned char* out, std::size_t size) {
    static_assert((std::random_device::min)() == 0 && (std::random_device::max)() == 0xFFFFFFFFU);
    std::random_device device;
    for (std::size_t i = 0; i < size;) {
        unsigned word = device();
        for (std::size_t k = 0; k < 4 && i < size; ++k, word >>= 8U)
            out[i++] = static_cast<unsigned char>(word & 0xFFU);
    }
}

namespace detail {

BITBUCKET_INLINE bool looks_random(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size(); at += random_part) {
        const std::string_view part = bytes.substr(at, random_part);
        if (part.find_first_not_of(part.front()) == std::string_view::npos) return false;
        for (std::size_t before = 0; before < at; before += random_part)
            if (bytes.substr(before, random_part) == part) return false;
    }
    return true;
}

BITBUCKET_INLINE std::string draw_secrets(const random_source& source, secret* out, std::size_t count) {
    if (!source) return "the random source is missing";
    constexpr int draws = 2;
    for (int draw = 0; draw < draws; ++draw) {
        // One draw for all, so that a source that restarts with every call cannot make two equal secrets.
        std::string drawn(count * random_part, '\0');
        try {
            source(reinterpret_cast<unsigned char*>(drawn.data()), drawn.size());
        } catch (const std::bad_alloc&) {
            throw;
        } catch (const forced_unwind&) {
            throw;
        } catch (...) {
            return "the random source threw an exception";
        }
        const secret bytes(std::move(drawn));
        if (!looks_random(bytes.reveal())) continue;
        for (std::size_t i = 0; i < count; ++i)
            out[i] = secret(base64url(std::string_view(bytes.reveal()).substr(i * random_part, random_part)));
        return {};
    }
    return "the random source does not return random bytes";
}

}  // namespace detail

}  // namespace bitbucket::inline BITBUCKET_ABI
