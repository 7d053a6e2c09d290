// SPDX-License-Identifier: MIT
// One text read by simdjson and by the default reader, event by event: they have to give the same events, end in the same
// way, and stop where the receiver says so.
#pragma once

#include <bitbucket/detail/json/nlohmann_reader.hpp>
#include <bitbucket/reader/simdjson.hpp>

#include <bit>
#include <string>
#include <vector>

#include "support/catch.hpp"

namespace unit {

namespace bb = bitbucket;

inline bb::detail::read_outcome read_with_simdjson(std::string_view text, bb::detail::json_events& events) {
    return bb::detail::json_reader_access::function_of(bb::simdjson_reader())(text, events);
}

/// Writes every event down in full, and stops after a number of them.
class exact_log final : public bb::detail::json_events {
public:
    explicit exact_log(std::size_t most) : left_(most) {}

    bool on_scalar(const bb::detail::json_scalar& value) override {
        using type = bb::detail::json_scalar::type;
        switch (value.kind) {
            case type::null:
                return note("null");
            case type::boolean:
                return note(value.boolean ? "true" : "false");
            case type::integer:
                return note("integer " + std::to_string(value.integer));
            case type::unsigned_integer:
                return note("unsigned " + std::to_string(value.unsigned_integer));
            case type::real:
                return note("real " + std::string(value.text) + " with bits " +
                            std::to_string(std::bit_cast<std::uint64_t>(value.real)));
            case type::string:
                break;
        }
        return note("text " + std::string(value.text));
    }
    bool on_key(std::string_view key) override { return note("key " + std::string(key)); }
    bool on_start(bool object) override { return note(object ? "{" : "["); }
    bool on_end(bool object) override { return note(object ? "}" : "]"); }

    std::vector<std::string> events;

private:
    bool note(std::string event) {
        events.push_back(std::move(event));
        return --left_ > 0;
    }
    std::size_t left_;
};

struct reading {
    std::vector<std::string> events;
    bb::detail::read_outcome::type kind;
    std::size_t position;

    friend bool operator==(const reading&, const reading&) = default;
};

inline reading read_by(bb::detail::read_function read, std::string_view text, std::size_t most) {
    exact_log log(most);
    const auto outcome = read(text, log);
    return {std::move(log.events), outcome.kind, outcome.position};
}

/// Reads a text by both, to its end and with a stop after each event, and returns how it was read.
inline reading read_twice(std::string_view text) {
    constexpr std::size_t all = static_cast<std::size_t>(-1);
    const reading whole = read_by(&bb::detail::read_with_nlohmann, text, all);
    CHECK(read_by(&read_with_simdjson, text, all) == whole);
    for (std::size_t most = 1; most <= whole.events.size(); ++most) {
        CAPTURE(most);
        CHECK(read_by(&read_with_simdjson, text, most) == read_by(&bb::detail::read_with_nlohmann, text, most));
    }
    return whole;
}

inline bool is_complete(const reading& one) {
    return one.kind == bb::detail::read_outcome::type::complete;
}

}  // namespace unit
