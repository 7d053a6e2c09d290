// SPDX-License-Identifier: MIT
// body_source: a request's body that is read while it is sent, so that it is never in memory as a whole. text_source is
// the one that holds a text. Files, streams, callbacks and multipart bodies have headers of their own (streams.hpp).
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "types/text_argument.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// Gives the bytes of a request's body, piece by piece. Derive from it for bodies of your own.
///
/// A transport begins each send with `problem`, `rewind` and `size`, and then calls `read` until it has as many bytes as
/// `size` said. It asks for one more byte after the last: fewer or more bytes than that end the send with an error, and
/// the server never gets a complete request. One send at a time reads a source; requests that are copied share theirs.
class body_source {
public:
    body_source() = default;
    body_source(const body_source&) = delete;
    body_source& operator=(const body_source&) = delete;
    virtual ~body_source() = default;

    /// How many bytes it gives from its beginning to its end. After `rewind` the answer must not change.
    [[nodiscard]] virtual std::uint64_t size() const = 0;
    /// Stands at its beginning after this. False if it cannot be read again; true for one that nobody has read yet.
    [[nodiscard]] virtual bool rewind() = 0;
    /// Copies the next bytes to `to`: at least one and at most `most`, which is not 0. Returns how many; 0 at the end.
    /// What it throws ends the send, and comes out of it unchanged.
    [[nodiscard]] virtual std::size_t read(char* to, std::size_t most) = 0;

    /// Why it cannot be sent, as far as that is known without reading it: a file that is not there. A sentence, which
    /// becomes a `usage_error` before anything is sent; empty if nothing is wrong.
    [[nodiscard]] virtual std::string problem() const { return {}; }
    /// What it is called where that is known: the name of a file, without its folder. For errors, and for multipart.
    [[nodiscard]] virtual std::string file_name() const { return {}; }
    /// All of its bytes, if it holds them in memory; null otherwise.
    [[nodiscard]] virtual const std::string* in_memory() const noexcept { return nullptr; }

    /// Claims the source for one send: false if another one is reading it. For transports.
    [[nodiscard]] bool claim() noexcept { return !claimed_.exchange(true, std::memory_order_acquire); }
    /// Ends what `claim` began.
    void release() noexcept {
        let_go();
        claimed_.store(false, std::memory_order_release);
    }

protected:
    /// Called at the end of each send, however it ends: nothing is to be held open between sends.
    virtual void let_go() noexcept {}

private:
    std::atomic<bool> claimed_ = false;
};

/// A text, or any other bytes, in memory.
class text_source : public body_source {
public:
    explicit text_source(given_text bytes) : bytes_(std::move(bytes)) {}

    [[nodiscard]] std::uint64_t size() const override { return bytes_.size(); }
    [[nodiscard]] bool rewind() override {
        given_ = 0;
        return true;
    }
    [[nodiscard]] std::size_t read(char* to, std::size_t most) override {
        const std::size_t count = bytes_.copy(to, most, given_);
        given_ += count;
        return count;
    }
    [[nodiscard]] std::string problem() const override {
        return bytes_.is_null() ? detail::null_problem("the text of the body") : std::string();
    }
    [[nodiscard]] const std::string* in_memory() const noexcept override { return &bytes_; }

private:
    given_text bytes_;
    std::size_t given_ = 0;
};

}  // namespace bitbucket::inline BITBUCKET_ABI
