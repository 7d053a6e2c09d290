// SPDX-License-Identifier: MIT
// name_map<T>: an object of JSON with free keys, for models that would not include <map>. Include it where a model has
// such a member; no other header does. std::map and std::unordered_map can be members as well.
#pragma once

#include <initializer_list>

#include "model.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// An entry of a name_map.
template <class T>
struct named {
    /// The name.
    std::string name;
    T value;

    friend bool operator==(const named& a, const named& b) { return a.name == b.name && a.value == b.value; }
};

namespace detail {

/// The order of names, without those that come again later: stable, and never slower than n log n.
inline std::vector<std::size_t> order_of_names(const std::vector<std::string_view>& names) {
    std::vector<std::size_t> order(names.size());
    std::vector<std::size_t> merged(names.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    for (std::size_t width = 1; width < order.size(); width *= 2) {
        for (std::size_t begin = 0; begin < order.size(); begin += 2 * width) {
            const std::size_t middle = begin + width < order.size() ? begin + width : order.size();
            const std::size_t end = middle + width < order.size() ? middle + width : order.size();
            std::size_t left = begin;
            std::size_t right = middle;
            for (std::size_t to = begin; to < end; ++to) {
                const bool takes_left = left < middle && (right == end || names[order[left]] <= names[order[right]]);
                merged[to] = order[takes_left ? left++ : right++];
            }
        }
        order.swap(merged);
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < order.size(); ++i)
        if (i + 1 == order.size() || names[order[i]] != names[order[i + 1]]) order[kept++] = order[i];
    order.resize(kept);
    return order;
}

}  // namespace detail

/// Values under names of any text, in the order of the names. Of an object of JSON that has a name twice, the last value
/// counts.
template <class T>
class name_map {
public:
    /// The type of the values.
    using mapped_type = T;
    using value_type = named<T>;

    name_map() = default;
    /// Of a name that is given twice, the last value counts.
    name_map(std::initializer_list<named<T>> entries) : entries_(entries) { settle(); }

    [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }
    [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }
    /// The entries, each a `named<T>`. To change a value, use `find`.
    [[nodiscard]] auto begin() const noexcept { return entries_.begin(); }
    [[nodiscard]] auto end() const noexcept { return entries_.end(); }

    /// The value with a name; null if there is none. It is valid until an entry is added or erased.
    [[nodiscard]] const T* find(text_argument name) const noexcept {
        const std::size_t at = place_of(name);
        return has(at, name) ? &entries_[at].value : nullptr;
    }
    [[nodiscard]] T* find(text_argument name) noexcept {
        const std::size_t at = place_of(name);
        return has(at, name) ? &entries_[at].value : nullptr;
    }
    /// Whether there is a value with this name.
    [[nodiscard]] bool contains(text_argument name) const noexcept { return find(name) != nullptr; }

    /// The value with a name, default-constructed if there was none.
    T& operator[](text_argument name) {
        T* const found = find(name);
        return found != nullptr ? *found : insert(name, T());
    }
    /// Adds an entry, or replaces the value of the one with that name.
    T& insert_or_assign(text_argument name, T value) {
        T* const found = find(name);
        return found != nullptr ? *found = std::move(value) : insert(name, std::move(value));
    }
    /// Removes the entry with a name, and returns whether there was one.
    bool erase(text_argument name) {
        const std::size_t at = place_of(name);
        if (!has(at, name)) return false;
        entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(at));
        return true;
    }
    /// Removes all entries.
    void clear() noexcept { entries_.clear(); }

    friend bool operator==(const name_map& a, const name_map& b) { return a.entries_ == b.entries_; }

private:
    friend struct detail::descriptor_of<name_map>;

    [[nodiscard]] std::size_t place_of(std::string_view name) const noexcept {
        std::size_t first = 0;
        for (std::size_t count = entries_.size(); count > 0;) {
            const std::size_t half = count / 2;
            const bool is_before = entries_[first + half].name < name;
            if (is_before) first += half + 1;
            count = is_before ? count - half - 1 : half;
        }
        return first;
    }
    [[nodiscard]] bool has(std::size_t at, std::string_view name) const noexcept {
        return at < entries_.size() && entries_[at].name == name;
    }
    T& insert(std::string_view name, T value) {
        const auto at = entries_.begin() + static_cast<std::ptrdiff_t>(place_of(name));
        return entries_.insert(at, named<T>{std::string(name), std::move(value)})->value;
    }
    // What was added at the end is put in its place at once, so that many entries do not move each time.
    void settle() {
        bool is_settled = true;
        for (std::size_t i = 1; i < entries_.size(); ++i)
            is_settled = is_settled && entries_[i - 1].name < entries_[i].name;
        if (is_settled) return;
        std::vector<std::string_view> names;
        names.reserve(entries_.size());
        for (const named<T>& entry : entries_) names.emplace_back(entry.name);
        std::vector<named<T>> sorted;
        sorted.reserve(entries_.size());
        for (const std::size_t at : detail::order_of_names(names)) sorted.push_back(std::move(entries_[at]));
        entries_ = std::move(sorted);
    }

    std::vector<named<T>> entries_;
};

namespace detail {

template <class T>
struct descriptor_of<name_map<T>> {
    using map = name_map<T>;

    static constexpr type_descriptor make() {
        type_descriptor made;
        made.kind = value_kind::map;
        made.bytes = sizeof(map);
        made.fault = descriptor_of<T>::make().fault;
        made.write_only = !can_be_read<T>;
        made.clear = [](void* at) { static_cast<map*>(at)->clear(); };
        made.item = []() -> const type_descriptor& { return unchecked_descriptor<T>; };
        if constexpr (can_be_read<T>)
            made.insert = [](void* at, std::string_view key, std::string_view& kept) -> void* {
                auto& entry = static_cast<map*>(at)->entries_.emplace_back(named<T>{std::string(key), T()});
                kept = entry.name;
                return &entry.value;
            };
        made.settle = [](void* at) { static_cast<map*>(at)->settle(); };
        made.size = [](const void* at) { return static_cast<const map*>(at)->size(); };
        made.find = [](const void* at, std::string_view key) -> const void* {
            return static_cast<const map*>(at)->find(key);
        };
        made.each = [](const void* at, entry_visitor visit, void* context) {
            for (const named<T>& entry : *static_cast<const map*>(at)) visit(context, entry.name, &entry.value);
        };
        return made;
    }
};

}  // namespace detail
}  // namespace bitbucket::inline BITBUCKET_ABI
