// SPDX-License-Identifier: MIT
// source_reader: reads a body_source for one send, and finds out when the source does not keep its word. Transports and
// multipart bodies read through it, so that they find the same mistakes with the same sentences.
#pragma once

#include "../../body_source.hpp"
#include "../../error.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// A source from its beginning to its end. Owns the claim on it.
class source_reader {
public:
    /// Goes to the beginning. Throws `usage_error` for a source that cannot be sent, is in use, or cannot be read again,
    /// and what the source throws. `name` begins the sentences, e.g. `the body`.
    BITBUCKET_COLD explicit source_reader(body_source& source, std::string name = "the request's body")
        : name_(std::move(name)), source_(source) {
        if (!source.claim())
            throw usage_error(name_ +
                              " is being read by another send; each send at the same time needs its own source");
        try {
            if (std::string problem = source.problem(); !problem.empty()) throw usage_error(std::move(problem));
            if (!rewind()) throw usage_error(name_ + " was sent before, and " + cannot_rewind);
        } catch (...) {  // there is no destructor yet
            source.release();
            throw;
        }
    }
    source_reader(const source_reader&) = delete;
    source_reader& operator=(const source_reader&) = delete;
    ~source_reader() { source_.release(); }

    /// The end of a sentence, for a source whose `rewind` says no.
    static constexpr const char* cannot_rewind = "its source cannot be read again";

    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
    [[nodiscard]] std::uint64_t given() const noexcept { return given_; }
    [[nodiscard]] bool is_done() const noexcept { return given_ == size_; }

    /// Begins again, for another attempt; false if the source cannot.
    [[nodiscard]] BITBUCKET_COLD bool rewind() {
        if (!source_.rewind()) return false;
        size_ = source_.size();
        given_ = 0;
        if (size_ == 0) refuse_more();  // nobody will read it
        return true;
    }

    /// The next bytes, at most `most`; none at the end. Throws `transport_error` when the source ends early, gives more
    /// than was asked for, or goes on after its end: before the last byte is handed out, so that no complete request
    /// with a wrong body reaches a server.
    [[nodiscard]] std::size_t read(char* to, std::size_t most) {
        const std::uint64_t left = size_ - given_;
        if (left == 0) return 0;
        if (left < most) most = static_cast<std::size_t>(left);
        const std::size_t count = source_.read(to, most);
        if (count > most)
            fail("gave " + std::to_string(count) + " bytes where " + std::to_string(most) + " were asked for");
        if (count == 0)
            fail("ended after " + std::to_string(given_) + " of " + std::to_string(size_) +
                 " bytes: it became shorter");
        if (count == left) refuse_more();
        given_ += count;
        return count;
    }

private:
    BITBUCKET_COLD void refuse_more() {
        char more = 0;
        if (source_.read(&more, 1) != 0)
            fail("goes on after its " + std::to_string(size_) + " bytes: it became longer");
    }

    BITBUCKET_COLD [[noreturn]] void fail(const std::string& what) const {
        const std::string file = source_.file_name();
        throw transport_error(
            name_ + (file.empty() ? "" : " (" + file + ")") + " was not sent whole: its source " + what, false,
            transport_error::permanent);
    }

    std::string name_;
    body_source& source_;
    std::uint64_t size_ = 0;
    std::uint64_t given_ = 0;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
