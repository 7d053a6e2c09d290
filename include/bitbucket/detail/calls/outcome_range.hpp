// SPDX-License-Identifier: MIT
// outcome_range: the base of the lazy ranges over the outcomes of many requests. It is single-pass; `State` decides what
// is next.
#pragma once

#include <cstddef>
#include <iterator>
#include <memory>
#include <optional>

#include "../../placed_result.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// What an iterator points to, found when somebody looks. `Derived::find` puts the next outcome into `found_`, or leaves it
/// empty at the end.
template <class Derived, class T>
class outcome_state {
public:
    using value_type = placed_result<T>;

    [[nodiscard]] value_type& current() {
        settle();
        return *found_;
    }
    [[nodiscard]] bool at_end() {
        settle();
        return !found_.has_value();
    }
    void step() {
        settle();
        found_.reset();
        settled_ = false;
    }

protected:
    [[nodiscard]] bool has_ended() const noexcept { return settled_ && !found_.has_value(); }

    std::optional<value_type> found_;

private:
    void settle() {
        if (settled_) return;
        static_cast<Derived&>(*this).find();
        settled_ = true;
    }

    bool settled_ = false;
};

template <class State>
class outcome_range {
public:
    /// A `placed_result`.
    using value_type = typename State::value_type;

    class iterator {
    public:
        using iterator_concept = std::input_iterator_tag;
        using difference_type = std::ptrdiff_t;
        using value_type = typename State::value_type;

        iterator() = default;
        explicit iterator(State* from) noexcept : state_(from) {}

        /// What it points to may be moved out.
        [[nodiscard]] value_type& operator*() const { return state_->current(); }
        [[nodiscard]] value_type* operator->() const { return &state_->current(); }
        iterator& operator++() {
            state_->step();
            return *this;
        }
        void operator++(int) { ++*this; }
        friend bool operator==(const iterator& at, std::default_sentinel_t) { return at.state_->at_end(); }

    private:
        State* state_ = nullptr;
    };

    /// Nothing is sent before the first outcome, or the end, is looked at: by `*`, `->` or a comparison with `end()`.
    [[nodiscard]] iterator begin() { return iterator(state_.get()); }
    [[nodiscard]] std::default_sentinel_t end() const noexcept { return {}; }

protected:
    explicit outcome_range(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
    [[nodiscard]] State& shared() const noexcept { return *state_; }

private:
    // On the heap, so that the range can be moved without invalidating iterators.
    std::unique_ptr<State> state_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
