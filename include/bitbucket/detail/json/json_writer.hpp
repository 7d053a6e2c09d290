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

    void start(bool object) {
        separate();
        out_->push_back(object ? '{' : '[');
    }
    void end(bool object) { out_->push_back(object ? '}' : ']'); }

    void key(std::string_view name) {
        separate();
        quote(name);
        out_->push_back(':');
    }
    void string(std::string_view text) {
        separate();
        quote(text);
    }
    /// A token that already is JSON: a number, `true`, `null`, a whole json_text.
    void raw(std::string_view token) {
        separate();
        out_->append(token);
    }
    void boolean(bool value) { raw(value ? "true" : "false"); }
    void null() { raw("null"); }
    void integer(std::int64_t value) { raw(std::to_string(value)); }
    void integer(std::uint64_t value) { raw(std::to_string(value)); }
    /// JSON has no infinities and no "not a number"; they are written as null.
    void real(double value, bool single) { raw(is_finite(value) ? decimal_text(value, single) : "null"); }
    void scalar(const json_scalar& value) {
        switch (value.kind) {
            case json_scalar::type::null:
                return null();
            case json_scalar::type::boolean:
                return boolean(value.boolean);
            case json_scalar::type::integer:
                return integer(value.integer);
            case json_scalar::type::unsigned_integer:
                return integer(value.unsigned_integer);
            case json_scalar::type::real:
                return raw(value.text);
            case json_scalar::type::string:
                return string(value.text);
        }
    }

    /// Whether a text was not well-formed UTF-8; such bytes were written as U+FFFD.
    [[nodiscard]] bool repaired() const noexcept { return repaired_; }

private:
    void separate() {
        if (out_->empty()) return;
        const char last = out_->back();
        if (last != '{' && last != '[' && last != ':') out_->push_back(',');
    }

    void quote(std::string_view text) {
        std::string mended;
        if (find_invalid_utf8(text) != std::string_view::npos) {
            repaired_ = true;
            mended = repair_utf8(text);
            text = mended;
        }
        out_->push_back('"');
        for (std::size_t i = 0; i < text.size();) {
            const std::size_t steering = steering_character(text.substr(i));
            escape(text.substr(i, steering == 0 ? 1 : steering));
            i += steering == 0 ? 1 : steering;
        }
        out_->push_back('"');
    }

    // One byte, or one character that would control a terminal if printed.
    void escape(std::string_view one) {
        constexpr char hex[] = "0123456789abcdef";
        switch (one.front()) {
            case '"':
                out_->append("\\\"");
                return;
            case '\\':
                out_->append("\\\\");
                return;
            case '\n':
                out_->append("\\n");
                return;
            case '\r':
                out_->append("\\r");
                return;
            case '\t':
                out_->append("\\t");
                return;
            default:
                break;
        }
        unsigned point = static_cast<unsigned char>(one.front());
        if (one.size() == 1 && point >= 0x20 && point != 0x7F) return out_->push_back(one.front());
        if (one.size() > 1) point &= one.size() == 2 ? 0x1FU : 0x0FU;
        for (const char c : one.substr(1)) point = point << 6U | (static_cast<unsigned char>(c) & 0x3FU);
        out_->append("\\u");
        for (unsigned shift = 16; shift > 0; shift -= 4) out_->push_back(hex[point >> (shift - 4) & 15U]);
    }

    std::string* out_;
    bool repaired_ = false;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
