// SPDX-License-Identifier: MIT
// Defines what simdjson.hpp declares. Only this file includes simdjson.
//
// simdjson's on-demand front end gives the events of a text that it accepts. Whatever it refuses, and whatever it could
// read in another way than the default reader, the default reader reads from the beginning, without the events that were
// delivered already. So both give the same values and the same errors.
#pragma once

#include <simdjson.h>

#include <bit>
#include <cstring>
#include <memory>
#include <new>

#include "../detail/json/reading.hpp"
#include "../detail/text/decimal.hpp"
#include "simdjson.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

static_assert(simdjson::SIMDJSON_VERSION_MAJOR >= 3, "bitbucket: reader/simdjson.hpp needs simdjson 3.0 or newer");

/// Passes the events of a text on that is read once more, but for those that were delivered the first time.
class later_events final : public json_events {
public:
    later_events(json_events& to, std::size_t delivered) noexcept : to_(&to), delivered_(delivered) {}

    bool on_scalar(const json_scalar& value) override { return was_delivered() || to_->on_scalar(value); }
    bool on_key(std::string_view key) override { return was_delivered() || to_->on_key(key); }
    bool on_start(bool object) override { return was_delivered() || to_->on_start(object); }
    bool on_end(bool object) override { return was_delivered() || to_->on_end(object); }

private:
    bool was_delivered() noexcept {
        if (delivered_ == 0) return false;
        --delivered_;
        return true;
    }

    json_events* to_;
    std::size_t delivered_;
};

/// One text, read with simdjson. `Parser` is its parser; `Checked` says whether simdjson's classes have the members of
/// its development checks, which follow the optimization of each file. Both are in the names of these functions, so that
/// no two files share one that disagree about simdjson.
template <class Parser, bool Checked>
class simdjson_text {
public:
    static read_outcome read(std::string_view text, json_events& events) {
        if (!can_read(text)) return read_json(text, events);
        thread_local use used = use::free;  // not destroyed, so that it can say that the room is
        if (used != use::free) return read_json(text, events);
        thread_local room kept{&used};
        simdjson_text reading(events);
        if (reading.read_into(kept, text)) return {};
        if (reading.stopped_) return {read_outcome::type::stopped, 0};
        later_events rest(events, reading.delivered_);
        return read_json(text, rest);
    }

private:
    /// Whether this thread's room can be used: not by a reading within a reading, nor after the thread's end has begun.
    enum class use : std::uint8_t { free, busy, gone };

    /// What a thread keeps between two texts.
    struct room {
        use* state;
        Parser parser;
        std::unique_ptr<char[]> text = {};
        std::size_t size = 0;

        explicit room(use* of) noexcept : state(of) {}
        room(const room&) = delete;
        room& operator=(const room&) = delete;
        ~room() { *state = use::gone; }

        // The parser is made for the size of the buffer, which grows in steps. It takes six times that.
        bool prepare(std::size_t length) {
            if (length <= size) return true;
            clear();
            const std::size_t wanted = length <= most_kept ? (std::max)(std::bit_ceil(length), least) : length;
            text.reset(new (std::nothrow) char[wanted + simdjson::SIMDJSON_PADDING]);
            if (text == nullptr || parser.allocate(wanted) != simdjson::SUCCESS) return clear(), false;
            size = wanted;
            return true;
        }
        void clear() {
            parser = Parser();
            text.reset();
            size = 0;
        }
    };

    /// Holds a thread's room while a text is read, and gives back what one large text has taken.
    class lock {
    public:
        explicit lock(room& held) noexcept : held_(&held) { *held.state = use::busy; }
        lock(const lock&) = delete;
        lock& operator=(const lock&) = delete;
        ~lock() {
            if (held_->size > most_kept) held_->clear();
            *held_->state = use::free;
        }

    private:
        room* held_;
    };

    using value_type = simdjson::ondemand::value;
    using kind = simdjson::ondemand::json_type;

    static constexpr std::size_t least = std::size_t{64} * 1024;
    static constexpr std::size_t most_kept = std::size_t{1024} * 1024;
    /// simdjson does not bound the depth, and this class calls itself. What is deeper is read by the default reader.
    static constexpr int deepest = 128;
    static constexpr std::string_view spaces = " \t\r\n";

    explicit simdjson_text(json_events& to) noexcept : to_(&to) {}

    /// A single scalar, and one behind a byte order mark, are not worth the versions of simdjson that differ about them.
    /// A text with NUL is refused before its first event.
    static bool can_read(std::string_view text) noexcept {
        const auto first = text.find_first_not_of(spaces);
        return first != std::string_view::npos && (text[first] == '{' || text[first] == '[') &&
               text.find('\0') == std::string_view::npos;
    }

    bool read_into(room& kept, std::string_view text) {
        const lock held(kept);
        if (!kept.prepare(text.size())) return false;
        // simdjson reads beyond the end, and takes a bracket there for a part of the text.
        std::memcpy(kept.text.get(), text.data(), text.size());
        std::memset(kept.text.get() + text.size(), ' ', simdjson::SIMDJSON_PADDING);
        simdjson::ondemand::document whole;
        const auto padded = text.size() + simdjson::SIMDJSON_PADDING;
        if (kept.parser.iterate(kept.text.get(), text.size(), padded).get(whole)) return false;
        if (!container(whole, text[text.find_first_not_of(spaces)] == '{')) return false;
        // Nothing but white space may follow. Version 3.0 has no other way to ask.
        return whole.current_location().error() == simdjson::OUT_OF_BOUNDS;
    }

    /// Whether to go on: not after an error, and not if the receiver has had enough.
    bool give(bool goes_on) noexcept {
        ++delivered_;
        stopped_ = !goes_on;
        return goes_on;
    }

    template <class Value>
    bool container(Value& from, bool is_object) {
        if (depth_ == deepest) return false;
        ++depth_;
        const bool goes_on = is_object ? object(from) : list(from);
        --depth_;
        return goes_on;
    }

    template <class Value>
    bool object(Value& from) {
        simdjson::ondemand::object members;
        if (from.get_object().get(members) || !give(to_->on_start(true))) return false;
        for (auto each : members) {
            std::string_view key;
            if (each.error()) return false;
            simdjson::ondemand::field&& member = std::move(each).value_unsafe();
            if (member.unescaped_key().get(key) || !give(to_->on_key(key)) || !value(member.value())) return false;
        }
        return give(to_->on_end(true));
    }

    template <class Value>
    bool list(Value& from) {
        simdjson::ondemand::array items;
        if (from.get_array().get(items) || !give(to_->on_start(false))) return false;
        for (auto each : items) {
            if (each.error()) return false;
            value_type&& item = std::move(each).value_unsafe();
            if (!value(item)) return false;
        }
        return give(to_->on_end(false));
    }

    // Every value is read, since simdjson only checks what is.
    bool value(value_type& from) {
        kind type{};
        if (from.type().get(type)) return false;
        json_scalar scalar;
        switch (type) {
            case kind::object:
                return container(from, true);
            case kind::array:
                return container(from, false);
            case kind::string:
                scalar.kind = json_scalar::type::string;
                if (from.get_string().get(scalar.text)) return false;
                break;
            case kind::boolean:
                scalar.kind = json_scalar::type::boolean;
                if (from.get_bool().get(scalar.boolean)) return false;
                break;
            case kind::number:
                if (!number(from, scalar)) return false;
                break;
            case kind::null: {
                bool is_null = false;
                if (from.is_null().get(is_null) || !is_null) return false;
                break;
            }
            default:
                return false;
        }
        return give(to_->on_scalar(scalar));
    }

    // As nlohmann's parser does, a whole number beyond 64 bits is a real one.
    static bool number(value_type& from, json_scalar& out) {
        std::string_view token = from.raw_json_token();
        if (token.starts_with('-')) {
            out.kind = json_scalar::type::integer;
            if (!from.get_int64().get(out.integer)) return true;
        } else {
            out.kind = json_scalar::type::unsigned_integer;
            if (!from.get_uint64().get(out.unsigned_integer)) return true;
        }
        // simdjson checks the token, but 3.0 to 3.6 misread long ones.
        double seen = 0;
        if (from.get_double().get(seen)) return false;
        token = token.substr(0, token.find_last_not_of(spaces) + 1);
        const auto exact = parse_decimal(token);
        if (!exact) return false;
        out = {};
        out.kind = json_scalar::type::real;
        out.real = *exact;
        out.text = token;
        return true;
    }

    json_events* to_;
    std::size_t delivered_ = 0;
    int depth_ = 0;
    bool stopped_ = false;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail

namespace bitbucket::inline BITBUCKET_ABI {

BITBUCKET_INLINE json_reader simdjson_reader() noexcept {
#if defined(SIMDJSON_DEVELOPMENT_CHECKS) && SIMDJSON_DEVELOPMENT_CHECKS
    constexpr bool checked = true;
#else
    constexpr bool checked = false;
#endif
    return detail::json_reader_access::make("simdjson",
                                            &detail::simdjson_text<simdjson::ondemand::parser, checked>::read);
}

}  // namespace bitbucket::inline BITBUCKET_ABI
