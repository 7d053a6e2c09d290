// SPDX-License-Identifier: MIT
// json_reader: which JSON library a client reads replies with. The default is in every client; reader/ has the others.
#pragma once

#include "detail/json/json_events.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

class json_reader;

namespace detail {

/// How readers are made, and what a client calls.
struct json_reader_access {
    static constexpr json_reader make(const char* name, read_function read) noexcept;
    static constexpr read_function function_of(const json_reader& reader) noexcept;
};

}  // namespace detail

/// A choice of `client_options::reader`: the library that turns a reply's text into values. All of them accept the same
/// texts, read the same values, and fail with the same errors; they differ in speed and in the library that they need.
class json_reader {
public:
    /// nlohmann_json, which every program of this library has.
    constexpr json_reader() noexcept = default;

    /// `nlohmann` or `simdjson`.
    [[nodiscard]] constexpr const char* name() const noexcept { return name_; }

    friend constexpr bool operator==(const json_reader& a, const json_reader& b) noexcept { return a.read_ == b.read_; }

private:
    friend struct detail::json_reader_access;
    constexpr json_reader(const char* name, detail::read_function read) noexcept : name_(name), read_(read) {}

    const char* name_ = "nlohmann";
    /// Null: the default, so that this header needs no JSON library.
    detail::read_function read_ = nullptr;
};

namespace detail {

constexpr json_reader json_reader_access::make(const char* name, read_function read) noexcept {
    return {name, read};
}
constexpr read_function json_reader_access::function_of(const json_reader& reader) noexcept {
    return reader.read_;
}

}  // namespace detail
}  // namespace bitbucket::inline BITBUCKET_ABI
