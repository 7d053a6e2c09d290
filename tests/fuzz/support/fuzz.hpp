// SPDX-License-Identifier: MIT
// What the fuzz targets share: the entry point that libFuzzer and replay_main.cpp call, and checks that end the
// process, so that the input at fault is found and kept.
#pragma once

#include <bitbucket/detail/text/utf8.hpp>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <bitbucket/types/text_value.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);  // NOLINT

namespace fuzz {

/// Ends the process with a sentence on what should have held.
[[noreturn]] inline void fail(const char* promise, std::string_view found) {
    std::fprintf(stderr, "broken promise: %s\nfound: %.*s\n", promise,
                 static_cast<int>(found.size() < 4000 ? found.size() : 4000), found.data());
    std::abort();
}

inline void check(bool holds, const char* promise, std::string_view found = {}) {
    if (!holds) fail(promise, found);
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
    return size == 0 ? std::string_view{} : std::string_view(reinterpret_cast<const char*>(data), size);
}

/// Takes the first line off a text, without its line feed.
inline std::string_view take_line(std::string_view& from) {
    const auto end = from.find('\n');
    const std::string_view line = from.substr(0, end);
    from.remove_prefix(end == std::string_view::npos ? from.size() : end + 1);
    return line;
}

/// The first eight bytes of a text as a number; what is missing counts as zero.
inline std::int64_t number_of(std::string_view text) {
    std::int64_t value = 0;
    const std::size_t size = text.size() < sizeof value ? text.size() : sizeof value;
    if (size > 0) std::memcpy(&value, text.data(), size);
    return value;
}

inline void check_utf8(std::string_view text, const char* promise) {
    check(bitbucket::detail::find_invalid_utf8(text) == std::string_view::npos, promise, text);
}

/// One line of UTF-8 without anything that steers a terminal, of at most so many bytes.
inline void check_line(std::string_view text, std::size_t most, const char* promise) {
    check_utf8(text, promise);
    check(text.size() <= most, promise, text);
    for (std::size_t i = 0; i < text.size(); ++i)
        check(bitbucket::detail::steering_character(text.substr(i)) == 0, promise, text);
}

}  // namespace fuzz
