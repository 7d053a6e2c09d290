// SPDX-License-Identifier: MIT
// Defines what json_writer.hpp declares.
#pragma once

#include "json_writer.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

BITBUCKET_INLINE void json_writer::start(bool object) {
    separate();
    out_->push_back(object ? '{' : '[');
}

BITBUCKET_INLINE void json_writer::key(std::string_view name) {
    separate();
    quote(name);
    out_->push_back(':');
}

BITBUCKET_INLINE void json_writer::string(std::string_view text) {
    separate();
    quote(text);
}

BITBUCKET_INLINE void json_writer::raw(std::string_view token) {
    separate();
    out_->append(token);
}

BITBUCKET_INLINE void json_writer::scalar(const json_scalar& value) {
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

BITBUCKET_INLINE void json_writer::separate() {
    if (out_->empty()) return;
    const char last = out_->back();
    if (last != '{' && last != '[' && last != ':') out_->push_back(',');
}

BITBUCKET_INLINE void json_writer::quote(std::string_view text) {
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

BITBUCKET_INLINE void json_writer::escape(std::string_view one) {
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

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
