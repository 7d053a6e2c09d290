// SPDX-License-Identifier: MIT
// Writes JSON text: request bodies, captured json_text, printed models. Writing needs no JSON library.
#pragma once

#include <string>

#include "../../types/text_value.hpp"
#include "../text/decimal.hpp"
#include "../text/utf8.hpp"
#include "json_events.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Appends compact JSON to a string, which must be empty at first. The caller makes the calls in the right order; the
/// writer puts in the commas.
class json_writer {
public:
    explicit json_writer(std::string& out) noexcept : out_(&out) {}

    void start(bool object);
    void end(bool object) { out_->push_back(object ? '}' : ']'); }

    void key(std::string_view name);
    void string(std::string_view text);
    /// A token that already is JSON: a number, `true`, `null`, a whole json_text.
    void raw(std::string_view token);
    void boolean(bool value) { raw(value ? "true" : "false"); }
    void null() { raw("null"); }
    void integer(std::int64_t value) { raw(std::to_string(value)); }
    void integer(std::uint64_t value) { raw(std::to_string(value)); }
    /// JSON has no infinities and no "not a number"; they are written as null.
    void real(double value, bool single) { raw(is_finite(value) ? decimal_text(value, single) : "null"); }
    void scalar(const json_scalar& value);

    /// Whether a text was not well-formed UTF-8; such bytes were written as U+FFFD.
    [[nodiscard]] bool repaired() const noexcept { return repaired_; }

private:
    void separate();

    void quote(std::string_view text);

    // One byte, or one character that would control a terminal if printed.
    void escape(std::string_view one);

    std::string* out_;
    bool repaired_ = false;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail

#ifndef BITBUCKET_COMPILED
#include "json_writer.ipp"
#endif
