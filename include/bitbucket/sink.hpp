// SPDX-License-Identifier: MIT
// sink: where a large reply goes while it arrives. Only a success reaches it. Files, streams and callbacks have headers of
// their own (streams.hpp).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "body_receiver.hpp"
#include "detail/streams/reply_length.hpp"
#include "error.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// The base of all sinks. Derive from it for one of your own: `start`, `put`, `complete` and `abandon` are called in that
/// order. A sink takes one reply; it belongs to one call at a time.
///
/// Bodies of statuses other than 2xx never reach it. Its errors are `transport_error`s that another attempt would end with
/// too, unless what you derive throws something else: all of them come out of the send unchanged.
class sink : public body_receiver {
public:
    /// The value of `max_bytes` that is no limit.
    static constexpr std::uint64_t unlimited = static_cast<std::uint64_t>(-1);

    /// The most bytes that it takes; without this there is no limit. A reply that is said to be longer is refused before its
    /// first byte.
    sink& max_bytes(std::uint64_t most) noexcept {
        max_bytes_ = most;
        return *this;
    }
    /// Calls `progress(std::uint64_t so_far, std::optional<std::uint64_t> total)` after each piece. The total is what the
    /// server said; nothing if it did not say, or if the reply is compressed. What it throws ends the call.
    template <class Progress>
    sink& on_progress(Progress progress) {
        progress_ = std::make_unique<progress_of<Progress>>(std::move(progress));
        return *this;
    }
    /// Lets the server compress the body. Less is transferred, but the total is not known, and a transfer that breaks off
    /// cannot go on where it was. Without this the body comes as the server stores it.
    sink& allow_compression() noexcept {
        compressible_ = true;
        return *this;
    }

    /// Why it cannot take a reply, as far as that is known before anything is sent. A sentence; empty if nothing is wrong.
    [[nodiscard]] virtual std::string problem() const { return {}; }
    /// How many bytes of the body it has.
    [[nodiscard]] std::uint64_t received() const noexcept { return received_; }
    /// How many bytes the whole body has, if that is known.
    [[nodiscard]] std::optional<std::uint64_t> total() const noexcept { return total_; }
    /// Whether it has taken a whole reply.
    [[nodiscard]] bool is_complete() const noexcept { return state_ == state::complete; }

    // --- for whoever sends -----------------------------------------------------------------------------------------

    /// Takes the body of a 2xx. A 206 must go on where the last one ended; any other begins anew.
    [[nodiscard]] bool begin(int status, const header_list& headers) final {
        if (status < 200 || status > 299) return false;
        if (state_ == state::complete) fail("the sink has taken a reply before; each reply needs its own");
        const detail::reply_length length = detail::length_of(status, headers);
        if (status == 206 && length.first != received_)
            fail("the server sent a part of the body that was not asked for", status);
        if (length.total && *length.total > max_bytes_) refuse_size();
        total_ = length.total;
        if (status == 206 && received_ > 0) return true;
        if (received_ > 0 && !can_start_again())
            fail("the sink has " + std::to_string(received_) + " bytes of an earlier reply and cannot begin again",
                 status);
        received_ = 0;
        state_ = state::begun;
        start();
        return true;
    }
    void write(std::string_view bytes) final {
        if (bytes.size() > max_bytes_ - received_) refuse_size();
        put(bytes);
        received_ += bytes.size();
        if (progress_ != nullptr) progress_->tell(received_, total_);
    }
    [[nodiscard]] bool wants_identity() const final { return !compressible_; }
    /// Called when `send` has returned and the sink took the body: makes it visible. Throws if it is not whole.
    void finish() {
        if (state_ != state::begun) return;
        if (total_ && received_ != *total_)
            fail("the body has " + std::to_string(received_) + " of " + std::to_string(*total_) + " bytes");
        complete();
        state_ = state::complete;
    }
    /// Called when the call has failed for good. What has arrived is thrown away, or kept as the sink was told.
    void give_up() noexcept {
        if (state_ == state::begun) abandon();
        if (state_ == state::begun) state_ = state::idle;
    }

protected:
    /// Begins with the first byte, maybe once more: if `can_start_again` says so.
    virtual void start() {}
    /// The next bytes, never none.
    virtual void put(std::string_view bytes) = 0;
    /// The body is whole.
    virtual void complete() {}
    /// The body will not be whole.
    virtual void abandon() noexcept {}
    /// Whether `start` can be called again after `put`, so that what was taken is forgotten.
    [[nodiscard]] virtual bool can_start_again() const noexcept { return false; }

    /// Throws the error of a sink: a `transport_error` that no other attempt would avoid.
    [[noreturn]] static void fail(std::string message, int status = 0) {
        throw transport_error(std::move(message), false, transport_error::permanent, status);
    }

private:
    enum class state : std::uint8_t { idle, begun, complete };

    class progress_listener {
    public:
        progress_listener() = default;
        progress_listener(const progress_listener&) = delete;
        progress_listener& operator=(const progress_listener&) = delete;
        virtual ~progress_listener() = default;
        virtual void tell(std::uint64_t so_far, std::optional<std::uint64_t> total) = 0;
    };
    template <class Progress>
    class progress_of : public progress_listener {
    public:
        explicit progress_of(Progress progress) : progress_(std::move(progress)) {}
        void tell(std::uint64_t so_far, std::optional<std::uint64_t> total) override { progress_(so_far, total); }

    private:
        Progress progress_;
    };

    [[noreturn]] void refuse_size() const {
        fail("the body is larger than the sink's max_bytes, which is " + std::to_string(max_bytes_));
    }

    std::uint64_t max_bytes_ = unlimited;
    std::uint64_t received_ = 0;
    std::optional<std::uint64_t> total_;
    std::unique_ptr<progress_listener> progress_;
    state state_ = state::idle;
    bool compressible_ = false;
};

}  // namespace bitbucket::inline BITBUCKET_ABI
