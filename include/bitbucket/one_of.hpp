// SPDX-License-Identifier: MIT
// one_of<A, B, …>: a value that holds one of several models, which JSON tells apart by its member `type` or by which
// member is there. Include it where a model has such a member.
#pragma once

#include "detail/json/kind_walks.hpp"
#include "model.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {

/// Several functions as one, for one_of::visit.
template <class... Functions>
struct function_set : Functions... {
    using Functions::operator()...;
};
template <class... Functions>
function_set(Functions...) -> function_set<Functions...>;

template <class From, class To>
using with_const_of = std::conditional_t<std::is_const_v<From>, const To, To>;

/// What one_of::visit sees where nothing is held.
inline const unknown_kind& no_kind() {
    static const unknown_kind none;
    return none;
}

}  // namespace detail

/// Holds one of several models, an `unknown_kind`, or nothing. Each model says how JSON marks it, by a member
/// `static constexpr const char* kind = "branch"` (the text of `type`) or `kind_member = "comment"` (the member that only
/// it has); an array of texts stands for several. An object of any other kind is kept as an `unknown_kind`.
///
/// The value is on the heap, so that a list of these is small and a model may hold itself. Copies are deep.
template <class... Alternatives>
class one_of {
    static_assert(sizeof...(Alternatives) > 0, "bitbucket: a one_of needs alternatives");

    using list = detail::kind_list<Alternatives...>;
    template <class T>
    static constexpr bool is_alternative = (std::same_as<T, Alternatives> || ...);

public:
    one_of() noexcept = default;
    template <class T>
        requires is_alternative<std::remove_cvref_t<T>>
    one_of(T&& value)  // NOLINT(google-explicit-constructor,bugprone-forwarding-reference-overload)
        : value_(new std::remove_cvref_t<T>(std::forward<T>(value))), kind_(first_kind<std::remove_cvref_t<T>>()) {}
    one_of(const one_of& other)
        : value_(other.value_ == nullptr ? nullptr : other.operations_of_held().copy(other.value_)),
          kind_(other.kind_) {}
    one_of(one_of&& other) noexcept
        : value_(std::exchange(other.value_, nullptr)),
          kind_(std::exchange(other.kind_, detail::kind_table::nothing)) {}
    one_of& operator=(const one_of& other) {
        if (this != &other) one_of(other).swap(*this);
        return *this;
    }
    one_of& operator=(one_of&& other) noexcept {
        if (this != &other) one_of(std::move(other)).swap(*this);
        return *this;
    }
    ~one_of() { reset(); }

    /// Whether it holds a model or an unknown_kind.
    [[nodiscard]] bool has_value() const noexcept { return value_ != nullptr; }
    explicit operator bool() const noexcept { return has_value(); }
    /// The text of `type`, or the name of the member that marks the kind; empty for nothing. Of an unknown_kind it is the
    /// server's. A model with several kinds keeps the one that it was read with.
    [[nodiscard]] std::string_view kind() const noexcept {
        if (kind_ < list::count) return list::all.names[kind_];
        return value_ == nullptr ? std::string_view() : std::string_view(static_cast<unknown_kind*>(value_)->kind);
    }

    /// Whether it holds this alternative, or an unknown_kind.
    template <class T>
    [[nodiscard]] bool holds() const noexcept {
        if constexpr (std::same_as<T, unknown_kind>) {
            return kind_ == detail::kind_table::unknown;
        } else {
            static_assert(is_alternative<T>, "bitbucket: this one_of has no such alternative");
            return kind_ < list::count && list::all.alternatives[kind_] == index_of<T>();
        }
    }
    /// The alternative, or the unknown_kind; null if it holds something else.
    template <class T>
    [[nodiscard]] T* get_if() noexcept {
        return holds<T>() ? static_cast<T*>(value_) : nullptr;
    }
    template <class T>
    [[nodiscard]] const T* get_if() const noexcept {
        return holds<T>() ? static_cast<const T*>(value_) : nullptr;
    }

    /// Calls the function that takes what it holds: one lambda for each alternative and one for `const unknown_kind&`, or
    /// a generic one. Where nothing is held, that is an unknown_kind without text. All return the same type.
    template <class... Functions>
    decltype(auto) visit(Functions... functions) const {
        return visit_as<const one_of>(*this, detail::function_set{std::move(functions)...});
    }
    template <class... Functions>
    decltype(auto) visit(Functions... functions) {
        return visit_as<one_of>(*this, detail::function_set{std::move(functions)...});
    }

    /// Replaces what it holds with a new, default-constructed alternative.
    template <class T>
    T& emplace() {
        static_assert(is_alternative<T>, "bitbucket: this one_of has no such alternative");
        one_of(T()).swap(*this);
        return *static_cast<T*>(value_);
    }
    void reset() noexcept {
        if (value_ != nullptr) operations_of_held().destroy(value_);
        value_ = nullptr;
        kind_ = detail::kind_table::nothing;
    }
    void swap(one_of& other) noexcept {
        std::swap(value_, other.value_);
        std::swap(kind_, other.kind_);
    }

private:
    friend struct detail::descriptor_of<one_of>;

    struct operations {
        void* (*copy)(const void*);
        void (*destroy)(void*) noexcept;
    };
    template <class T>
    static constexpr operations operations_for = {
        [](const void* from) -> void* { return new T(*static_cast<const T*>(from)); },
        [](void* value) noexcept { delete static_cast<T*>(value); }};

    [[nodiscard]] const operations& operations_of_held() const noexcept {
        static constexpr operations all[] = {operations_for<Alternatives>..., operations_for<unknown_kind>};
        return all[kind_ < list::count ? list::all.alternatives[kind_] : sizeof...(Alternatives)];
    }
    template <class T>
    static constexpr std::size_t index_of() noexcept {
        std::size_t index = 0;
        (void)((std::same_as<T, Alternatives> || (++index, false)) || ...);
        return index;
    }
    template <class T>
    static constexpr std::size_t first_kind() noexcept {
        return list::all.first[index_of<T>()];
    }

    template <class Self, class Set>
    static decltype(auto) visit_as(Self& self, Set set) {
        constexpr bool has_function_for_each =
            (std::is_invocable_v<Set&, detail::with_const_of<Self, Alternatives>&> && ...) &&
            std::is_invocable_v<Set&, const unknown_kind&>;
        static_assert(has_function_for_each,
                      "bitbucket: visit needs a function for each alternative and one for unknown_kind");
        if constexpr (has_function_for_each) return call<Self, Set, Alternatives...>(self, set);
    }
    template <class Self, class Set, class First, class... Rest>
    static decltype(auto) call(Self& self, Set& set) {
        using result = std::invoke_result_t<Set&, const unknown_kind&>;
        if (auto* held = self.template get_if<First>()) return static_cast<result>(set(*held));
        if constexpr (sizeof...(Rest) > 0)
            return call<Self, Set, Rest...>(self, set);
        else
            return static_cast<result>(
                set(self.value_ == nullptr ? detail::no_kind() : *static_cast<const unknown_kind*>(self.value_)));
    }

    void* value_ = nullptr;
    std::size_t kind_ = detail::kind_table::nothing;
};

namespace detail {

/// What is wrong with the alternatives of a one_of.
template <class... Alternatives>
constexpr member_fault fault_of_kinds() {
    constexpr bool all_by_type = (kinds_of<Alternatives>::by_type && ...);
    constexpr bool all_by_member = (kinds_of<Alternatives>::by_member && ...);
    constexpr bool some_by_type = (kinds_of<Alternatives>::by_type || ...);
    constexpr bool some_by_member = (kinds_of<Alternatives>::by_member || ...);
    if (!(model_like<Alternatives> && ...)) return member_fault::no_model;
    if (!((kinds_of<Alternatives>::by_type || kinds_of<Alternatives>::by_member) && ...)) return member_fault::no_kind;
    if (!(all_by_type && !some_by_member) && !(all_by_member && !some_by_type)) return member_fault::mixed_kinds;
    if (kind_list<Alternatives...>::has_nameless) return member_fault::no_kind;
    return kind_list<Alternatives...>::has_twice ? member_fault::kind_twice : member_fault::none;
}

template <class... Alternatives>
struct descriptor_of<one_of<Alternatives...>> {
    using held = one_of<Alternatives...>;
    using list = kind_list<Alternatives...>;

    static constexpr type_descriptor make() {
        type_descriptor made;
        made.kind = value_kind::one_of;
        made.fault = fault_of_kinds<Alternatives...>();
        made.bytes = sizeof(held);
        made.write_only = !(can_be_read<Alternatives> && ...);
        made.clear = [](void* at) { static_cast<held*>(at)->reset(); };
        made.value = [](const void* at) { return static_cast<const held*>(at)->has_value() ? at : nullptr; };
        made.kinds = &table;
        return made;
    }

private:
    struct entry_list {
        kind_table::entry entries[list::count];
    };
    static constexpr entry_list entries = [] {
        constexpr const type_descriptor* types[] = {&unchecked_descriptor<Alternatives>...};
        entry_list made{};
        for (std::size_t i = 0; i < list::count; ++i)
            made.entries[i] = {list::all.names[i], types[list::all.alternatives[i]]};
        return made;
    }();
    static constexpr kind_table table = [] {
        kind_table made;
        made.entries = entries.entries;
        made.count = list::count;
        made.by_member = (kinds_of<Alternatives>::by_member && ...);
        made.kind = [](const void* at) { return static_cast<const held*>(at)->kind_; };
        made.value = [](const void* at) -> const void* { return static_cast<const held*>(at)->value_; };
        if constexpr ((can_be_read<Alternatives> && ...))
            made.make = [](void* at, std::size_t kind) -> void* {
                using maker = void* (*)();
                static constexpr maker makers[] = {[]() -> void* { return new Alternatives(); }...};
                auto& one = *static_cast<held*>(at);
                one.reset();
                one.value_ = makers[list::all.alternatives[kind]]();
                one.kind_ = kind;
                return one.value_;
            };
        made.make_unknown = [](void* at, std::string_view kind, std::string& text) {
            auto& one = *static_cast<held*>(at);
            one.reset();
            one.value_ = new unknown_kind{std::string(kind), json_text(std::move(text))};
            one.kind_ = kind_table::unknown;
        };
        made.encode = &encode_kind;
        made.equal = &equal_kinds;
        return made;
    }();
};

}  // namespace detail

/// Whether both hold equal values of the same kind, or nothing.
template <class... Alternatives>
[[nodiscard]] bool operator==(const one_of<Alternatives...>& a, const one_of<Alternatives...>& b) {
    return detail::equal_values(detail::descriptor<one_of<Alternatives...>>, &a, &b);
}

/// What it holds as compact JSON with its kind, or `null`. It includes sensitive members.
template <class... Alternatives>
[[nodiscard]] std::string to_json_text(const one_of<Alternatives...>& value) {
    return detail::json_text_of(detail::descriptor<one_of<Alternatives...>>, &value, detail::encode_mode::model);
}

/// What `<<` prints: the same with sensitive members, and all of an unknown kind but its name, as `***`.
template <class... Alternatives>
[[nodiscard]] std::string to_log_text(const one_of<Alternatives...>& value) {
    return detail::json_text_of(detail::descriptor<one_of<Alternatives...>>, &value, detail::encode_mode::print);
}

// An overloaded manipulator such as std::flush would deduce no alternatives, and make a one_of of nothing.
template <class Traits, class... Alternatives>
    requires(sizeof...(Alternatives) > 0)
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out,
                                             const one_of<Alternatives...>& value) {
    return detail::begin_print(out) << to_log_text(value).c_str();
}

}  // namespace bitbucket::inline BITBUCKET_ABI
