// SPDX-License-Identifier: MIT
// Writes JSON text: request bodies, captured json_text, printed models. Writing needs no JSON library.
#pragma once

#include <string>

#include "json_events.hpp"
#include "utf8.hpp"

namespace bitbucket::detail {

/// Appends compact JSON to a string that it starts with empty. The caller keeps the order of calls right; commas
/// are put where they belong.
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
    /// A token that is JSON already: a number, `true`, `null`, a whole json_text.
    void raw(std::string_view token) {
        separate();
        out_->append(token);
    }
    void boolean(bool value) { raw(value ? "true" : "false"); }
    void null() { raw("null"); }
    void integer(std::int64_t value) { raw(std::to_string(value)); }
    void integer(std::uint64_t value) { raw(std::to_string(value)); }
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
        for (const char c : text) escape(c);
        out_->push_back('"');
    }

    void escape(char c) {
        constexpr char hex[] = "0123456789abcdef";
        switch (c) {
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
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20) {
            out_->append("\\u00");
            out_->push_back(hex[byte >> 4U]);
            out_->push_back(hex[byte & 15U]);
        } else {
            out_->push_back(c);
        }
    }

    std::string* out_;
    bool repaired_ = false;
};

}  // namespace bitbucket::detail
