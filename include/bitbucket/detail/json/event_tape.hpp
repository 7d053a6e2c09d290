// SPDX-License-Identifier: MIT
// event_tape: the events of an object whose kind is not known yet, kept until it is. Only the outermost such object is
// recorded; what is inside of it is found on its tape.
#pragma once

#include <bit>
#include <vector>

#include "json_writer.hpp"
#include "kind_table.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// One event. Its text is in the tape's text.
struct taped_event {
    enum class type : std::uint8_t { key, scalar, start, end };
    type kind = type::key;
    json_scalar::type scalar = json_scalar::type::null;
    /// Of start and end: whether it is an object. Of a bool: its value.
    bool flag = false;
    /// Of start: the index of its end. Of a number: its bits.
    std::uint64_t bits = 0;
    std::size_t text = 0;
    std::size_t text_size = 0;
};

/// Looks for the kind of an object, one direct member after the other.
class kind_search {
public:
    kind_search() = default;
    explicit kind_search(const kind_table& kinds) noexcept : kinds_(&kinds) {}

    /// Takes a member, and returns whether it decides. `value` is null for an object or a list. The first text under
    /// `type` decides, or the first member that marks a kind and is not null.
    bool sees(std::string_view key, const json_scalar* value) {
        if (!kinds_->by_member) {
            if (value == nullptr || value->kind != json_scalar::type::string || key != kind_key) return false;
            kind_ = kinds_->find(value->text);
            if (kind_ == kind_table::unknown) name_ = value->text;
            return true;
        }
        const std::size_t marked = kinds_->find(key);
        if (marked == kind_table::unknown) return false;
        const bool is_null = value != nullptr && value->kind == json_scalar::type::null;
        if (!is_null || kind_ == kind_table::unknown) kind_ = marked;
        return !is_null;
    }

    /// The kind so far. A null counts if nothing else has decided.
    [[nodiscard]] std::size_t kind() const noexcept { return kind_; }
    /// The text of an unknown kind.
    [[nodiscard]] const std::string& name() const noexcept { return name_; }

private:
    const kind_table* kinds_ = nullptr;
    std::size_t kind_ = kind_table::unknown;
    std::string name_;
};

/// Records an object from its start on, and gives its events back.
class event_tape {
public:
    using type = taped_event::type;

    [[nodiscard]] std::size_t size() const noexcept { return events_.size(); }
    [[nodiscard]] const taped_event& operator[](std::size_t index) const noexcept { return events_[index]; }
    /// How many containers are open.
    [[nodiscard]] std::size_t level() const noexcept { return open_.size(); }
    /// The memory that it takes.
    [[nodiscard]] std::size_t bytes() const noexcept {
        return events_.size() * sizeof(taped_event) + open_.size() * sizeof(std::size_t) + texts_.size();
    }

    void clear() noexcept {
        events_.clear();
        open_.clear();
        texts_.clear();
    }
    void key(std::string_view name) { add(type::key, name); }
    void scalar(const json_scalar& value) {
        taped_event& event = add(type::scalar, value.text);
        event.scalar = value.kind;
        event.flag = value.boolean;
        if (value.kind == json_scalar::type::integer) event.bits = static_cast<std::uint64_t>(value.integer);
        if (value.kind == json_scalar::type::unsigned_integer) event.bits = value.unsigned_integer;
        if (value.kind == json_scalar::type::real) event.bits = std::bit_cast<std::uint64_t>(value.real);
    }
    void start(bool object) {
        open_.push_back(events_.size());
        add(type::start, {}).flag = object;
    }
    void end(bool object) {
        events_[open_.back()].bits = events_.size();
        open_.pop_back();
        add(type::end, {}).flag = object;
    }
    /// Takes back the last event, a key.
    void drop_key() { events_.pop_back(); }

    [[nodiscard]] std::string_view text_of(const taped_event& event) const noexcept {
        return std::string_view(texts_).substr(event.text, event.text_size);
    }
    [[nodiscard]] json_scalar scalar_of(const taped_event& event) const noexcept {
        json_scalar value;
        value.kind = event.scalar;
        value.boolean = event.flag;
        value.text = text_of(event);
        if (event.scalar == json_scalar::type::integer) value.integer = static_cast<std::int64_t>(event.bits);
        if (event.scalar == json_scalar::type::unsigned_integer) value.unsigned_integer = event.bits;
        if (event.scalar == json_scalar::type::real) value.real = std::bit_cast<double>(event.bits);
        return value;
    }

    /// The text of the last event, a key.
    [[nodiscard]] std::string_view last_key() const noexcept { return text_of(events_.back()); }
    /// Shows the members of the object that starts at an index to a search, until one decides.
    void look_for(kind_search& search, std::size_t start) const {
        for (std::size_t at = start + 1; events_[at].kind == type::key;) {
            const std::string_view name = text_of(events_[at]);
            const taped_event& value = events_[at + 1];
            const bool single = value.kind == type::scalar;
            const json_scalar scalar = single ? scalar_of(value) : json_scalar();
            if (search.sees(name, single ? &scalar : nullptr)) return;
            at = single ? at + 2 : static_cast<std::size_t>(value.bits) + 1;
        }
    }

    /// Writes the events from one index up to another.
    void write(json_writer& out, std::size_t first, std::size_t last) const {
        for (; first < last; ++first) {
            const taped_event& event = events_[first];
            switch (event.kind) {
                case type::key:
                    out.key(text_of(event));
                    break;
                case type::scalar:
                    out.scalar(scalar_of(event));
                    break;
                case type::start:
                    out.start(event.flag);
                    break;
                case type::end:
                    out.end(event.flag);
                    break;
            }
        }
    }

private:
    taped_event& add(type kind, std::string_view text) {
        taped_event& event = events_.emplace_back();
        event.kind = kind;
        event.text = texts_.size();
        event.text_size = text.size();
        texts_ += text;
        return event;
    }

    std::vector<taped_event> events_;
    std::vector<std::size_t> open_;
    std::string texts_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
