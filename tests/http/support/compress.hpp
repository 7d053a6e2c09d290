// SPDX-License-Identifier: MIT
// Compressed bodies by hand: gzip that unpacks to very much more, gzip in gzip, and gzip that is not packed at all.
// Written with fixed codes (RFC 1951, section 3.2.6), so that the tests need no compressor.
#pragma once

#include <string>
#include <string_view>

namespace http_test {

/// Writes one deflate block of fixed codes inside a gzip file. The trailer with checksum and size is left out: whoever
/// gets that far has unpacked everything.
class gzip_writer {
public:
    gzip_writer() : out_("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", 10) { bits(3, 3); }

    void literal(char c) {
        const auto value = static_cast<unsigned char>(c);
        if (value < 144)
            code(0x30U + value, 8);
        else
            code(0x190U + value - 144U, 9);
    }
    /// 258 bytes again that stand 1 or 13 bytes before.
    void repeat(unsigned distance) {
        code(0xC5, 8);
        code(distance == 1 ? 0 : 7, 5);
        if (distance != 1) bits(0, 2);
    }
    [[nodiscard]] std::string finish() {
        code(0, 7);  // the end of the block
        code(0, 7);  // whatever is left of the last byte
        return std::move(out_);
    }

private:
    // From the least bit on, as numbers stand in a deflate stream.
    void bits(unsigned value, unsigned count) {
        for (; count > 0; --count, value >>= 1U) {
            pending_ |= (value & 1U) << filled_;
            if (++filled_ < 8) continue;
            out_.push_back(static_cast<char>(pending_));
            pending_ = filled_ = 0;
        }
    }
    // From the greatest bit on, as Huffman codes do.
    void code(unsigned value, unsigned count) {
        while (count > 0) bits(value >> --count, 1);
    }

    std::string out_;
    unsigned pending_ = 0;
    unsigned filled_ = 0;
};

/// About that many spaces, 159 to 1.
inline std::string packed_spaces(std::size_t size) {
    gzip_writer out;
    out.literal(' ');
    for (std::size_t done = 0; done < size; done += 258) out.repeat(1);
    return out.finish();
}

/// A file of `packed_spaces` packed once more: its bytes repeat every 13, for eight codes of 13 bits fill them.
inline std::string packed_again(const std::string& inner) {
    gzip_writer out;
    for (std::size_t at = 0; at < inner.size();) {
        const bool repeats = at >= 13 && at + 258 <= inner.size() &&
                             std::string_view(inner).substr(at, 258) == std::string_view(inner).substr(at - 13, 258);
        if (repeats)
            out.repeat(13);
        else
            out.literal(inner[at]);
        at += repeats ? 258 : 1;
    }
    return out.finish();
}

/// A text inside a gzip file, as it is, and without the end of the file.
inline std::string unfinished_gzip(std::string_view text) {
    gzip_writer out;
    for (const char c : text) out.literal(c);
    std::string whole = out.finish();
    whole.resize(whole.size() - 2);
    return whole;
}

}  // namespace http_test
