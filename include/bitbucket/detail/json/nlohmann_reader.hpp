// SPDX-License-Identifier: MIT
// The default JSON reader: nlohmann's parser as a source of events. Only this file and json.hpp include nlohmann; none
// of its types and exceptions leaves this file.
#pragma once

#include <nlohmann/json.hpp>

#include "decoder.hpp"
#include "json_repair.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Passes nlohmann's SAX calls on. Its parser prescribes the names.
class nlohmann_events {
public:
    explicit nlohmann_events(json_events& sink) noexcept : sink_(&sink) {}

    bool null() { return sink_->on_scalar({}); }
    bool boolean(bool value) {
        json_scalar scalar;
        scalar.kind = json_scalar::type::boolean;
        scalar.boolean = value;
        return sink_->on_scalar(scalar);
    }
    bool number_integer(std::int64_t value) {
        json_scalar scalar;
        scalar.kind = json_scalar::type::integer;
        scalar.integer = value;
        return sink_->on_scalar(scalar);
    }
    bool number_unsigned(std::uint64_t value) {
        json_scalar scalar;
        scalar.kind = json_scalar::type::unsigned_integer;
        scalar.unsigned_integer = value;
        return sink_->on_scalar(scalar);
    }
    bool number_float(double value, const std::string& token) {
        // nlohmann refuses what is too large, but not where -ffast-math says that there is no infinity.
        if (!is_finite(value)) {
            has_error_ = true;
            return false;
        }
        json_scalar scalar;
        scalar.kind = json_scalar::type::real;
        scalar.real = value;
        scalar.text = token;
        // nlohmann 3.11 passes the token with the decimal point of the C locale.
        const auto comma = token.find_first_not_of("0123456789+-.eE");
        if (comma == std::string::npos) return sink_->on_scalar(scalar);
        std::string plain = token;
        plain.replace(comma, plain.find_first_of("0123456789", comma) - comma, ".");
        scalar.text = plain;
        return sink_->on_scalar(scalar);
    }
    bool string(const std::string& value) {
        json_scalar scalar;
        scalar.kind = json_scalar::type::string;
        scalar.text = value;
        return sink_->on_scalar(scalar);
    }
    bool binary(const nlohmann::json::binary_t&) { return false; }
    bool key(const std::string& value) { return sink_->on_key(value); }
    bool start_object(std::size_t) { return sink_->on_start(true); }
    bool end_object() { return sink_->on_end(true); }
    bool start_array(std::size_t) { return sink_->on_start(false); }
    bool end_array() { return sink_->on_end(false); }
    template <class Exception>
    bool parse_error(std::size_t position, const std::string&, const Exception&) {
        error_position_ = position;
        has_error_ = true;
        return false;
    }

    [[nodiscard]] bool has_error() const noexcept { return has_error_; }
    [[nodiscard]] std::size_t error_position() const noexcept { return error_position_; }

private:
    json_events* sink_;
    std::size_t error_position_ = 0;
    bool has_error_ = false;
};

inline bool parse_with_nlohmann(std::string_view text, nlohmann_events& events) {
    const char* first = text.data();
    const char* last = first + text.size();
#if NLOHMANN_JSON_VERSION_MAJOR == 3 && NLOHMANN_JSON_VERSION_MINOR == 11
    // json::sax_parse would also instantiate the readers of binary formats, a quarter of the compile time of a small
    // file.
    auto adapter = nlohmann::detail::input_adapter(first, last);
    nlohmann::detail::parser<nlohmann::json, decltype(adapter)> parser(std::move(adapter));
    return parser.sax_parse(&events, true);
#else
    return nlohmann::json::sax_parse(first, last, &events);
#endif
}

/// Reads with nlohmann's parser. Its lexer treats NUL as the end of the text, so a NUL is refused first.
inline read_outcome read_with_nlohmann(std::string_view text, json_events& sink) {
    if (const auto nul = text.find('\0'); nul != std::string_view::npos)
        return {read_outcome::type::syntax_error, nul + 1};
    nlohmann_events events(sink);
    try {
        if (parse_with_nlohmann(text, events)) return {};
    } catch (const nlohmann::json::exception&) {
        return {read_outcome::type::syntax_error, events.error_position()};
    }
    if (events.has_error()) return {read_outcome::type::syntax_error, events.error_position()};
    return {read_outcome::type::stopped, 0};
}

/// Decodes a text into the value at `target`, as it is. Returns the failure, if any: a wrong kind or depth with its JSON
/// path, a syntax error with the position but never with the text there. `kept` may be null.
inline std::optional<decode_failure> decode_as_is(read_function read, std::string_view text,
                                                  const type_descriptor& type, void* target, std::size_t max_depth,
                                                  kept_items* kept = nullptr) {
    model_decoder decoder(type, target, max_depth, kept);
    const read_outcome outcome = read(text, decoder);
    if (decoder.failed()) return decoder.take_failure();
    if (outcome.kind == read_outcome::type::complete) return std::nullopt;
    decode_failure failure{"the body is not JSON: syntax error at byte " + std::to_string(outcome.position), {}};
    failure.is_syntax = true;
    return failure;
}

/// The same for what has arrived from a server: a character that does not exist reads as U+FFFD, so that it does not cost
/// the whole reply.
inline std::optional<decode_failure> decode(read_function read, std::string_view text, const type_descriptor& type,
                                            void* target, std::size_t max_depth, kept_items* kept = nullptr) {
    auto failure = decode_as_is(read, text, type, target, max_depth, kept);
    if (!failure || !failure->is_syntax) return failure;
    // What was decoded up to there is decoded again, into the same members.
    const std::string whole = with_whole_characters(text);
    if (whole == text) return failure;
    auto again = decode_as_is(read, whole, type, target, max_depth, kept);
    // A position counts in the text that came.
    return again && again->is_syntax ? failure : again;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
