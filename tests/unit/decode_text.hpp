// SPDX-License-Identifier: MIT
// Short names for the tests that decode: a text into a model, a text into the failure it must give.
#pragma once

#include <bitbucket/detail/json/nlohmann_reader.hpp>
#include <bitbucket/model.hpp>

#include "support/catch.hpp"

namespace decode_text {

inline constexpr std::size_t test_depth = 64;

template <class T>
std::optional<bitbucket::detail::decode_failure> try_decode(std::string_view json, T& target,
                                                            std::size_t depth = test_depth) {
    return bitbucket::detail::decode(&bitbucket::detail::read_with_nlohmann, json, bitbucket::detail::descriptor<T>,
                                     &target, depth);
}

/// The decoded value; fails the test if the text does not decode.
template <class T>
T decoded(std::string_view json) {
    T value{};
    const auto failure = try_decode(json, value);
    INFO("while decoding " << json.substr(0, 400));
    if (failure) FAIL(failure->message << " at " << failure->path);
    return value;
}

/// Why the text does not decode; fails the test if it does.
template <class T>
bitbucket::detail::decode_failure failure_of(std::string_view json, std::size_t depth = test_depth) {
    T value{};
    auto failure = try_decode(json, value, depth);
    INFO("while decoding " << json.substr(0, 400));
    REQUIRE(failure.has_value());
    return *failure;
}

}  // namespace decode_text
