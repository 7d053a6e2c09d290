// SPDX-License-Identifier: MIT
// Short names for the tests that decode: a text into a model, a text into the failure it must give. Where there is
// simdjson, every text is read by both readers, and both must agree.
#pragma once

#include <bitbucket/detail/json/nlohmann_reader.hpp>
#include <bitbucket/model.hpp>
#ifdef BITBUCKET_TEST_SIMDJSON
#include <bitbucket/reader/simdjson.hpp>
#endif

#include "support/catch.hpp"

namespace decode_text {

inline constexpr std::size_t test_depth = 64;

template <class T>
std::optional<bitbucket::detail::decode_failure> try_decode(std::string_view json, T& target,
                                                            std::size_t depth = test_depth) {
    namespace detail = bitbucket::detail;
#ifdef BITBUCKET_TEST_SIMDJSON
    T other = target;
    const auto read = detail::json_reader_access::function_of(bitbucket::simdjson_reader());
    const auto refused = detail::decode(read, json, detail::descriptor<T>, &other, depth);
#endif
    auto failure = detail::decode(&detail::read_with_nlohmann, json, detail::descriptor<T>, &target, depth);
#ifdef BITBUCKET_TEST_SIMDJSON
    INFO("while decoding with both readers " << json.substr(0, 400));
    REQUIRE(failure.has_value() == refused.has_value());
    if (!failure) CHECK(detail::equal_items(detail::descriptor<T>, &target, &other));
    if (failure) {
        CHECK(failure->message == refused->message);
        CHECK(failure->path == refused->path);
        CHECK(failure->found == refused->found);
        CHECK(failure->is_syntax == refused->is_syntax);
    }
#endif
    return failure;
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
