// SPDX-License-Identifier: MIT
// stream_source: a std::istream as a request's body.
#pragma once

#include <istream>

#include "../body_source.hpp"
#include "../error.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// The next `size` bytes of a stream, which must outlive the source. What the stream has after them stays there. It can be
/// sent again if the stream can seek.
class stream_source : public body_source {
public:
    stream_source(std::istream& stream, std::uint64_t size)
        : stream_(stream), start_(stream.tellg()), can_seek_(start_ != std::istream::pos_type(-1)), size_(size) {
        if (!can_seek_) stream.clear(stream.rdstate() & ~std::ios::failbit);  // asking must not spoil the stream
    }

    [[nodiscard]] std::uint64_t size() const override { return size_; }
    [[nodiscard]] bool rewind() override {
        if (given_ == 0) return true;
        if (!can_seek_) return false;
        stream_.clear();
        if (!stream_.seekg(start_)) return false;
        given_ = 0;
        return true;
    }
    [[nodiscard]] std::size_t read(char* to, std::size_t most) override {
        if (size_ - given_ < most) most = static_cast<std::size_t>(size_ - given_);
        if (most == 0) return 0;
        stream_.read(to, static_cast<std::streamsize>(most));
        if (stream_.bad())
            throw transport_error("the stream of the request's body cannot be read", false, transport_error::permanent);
        const auto count = static_cast<std::size_t>(stream_.gcount());
        given_ += count;
        return count;
    }

private:
    std::istream& stream_;
    std::istream::pos_type start_;
    bool can_seek_;
    std::uint64_t size_;
    std::uint64_t given_ = 0;
};

}  // namespace bitbucket::inline BITBUCKET_ABI
