// SPDX-License-Identifier: MIT
// The query language of `q`: parses a filter, and decides which items it matches. An unreadable filter is 400.
// https://developer.atlassian.com/cloud/bitbucket/rest/intro/#filtering
#pragma once

#include "compare.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// A filter as a tree: `field operator value`, or several filters joined by AND or OR.
struct filter {
    enum class type { comparison, all_of, any_of };
    type kind = type::comparison;
    std::string field;
    /// `=`, `!=`, `~`, `!~`, `<`, `<=`, `>` or `>=`, and `IN` for e-mail addresses.
    std::string comparison;
    json value;
    std::vector<filter> parts;
};

class filter_parser {
public:
    explicit filter_parser(std::string_view text) : rest_(text) {}

    filter parse() {
        filter out = any_of(0);
        skip_blanks();
        if (!rest_.empty()) fail();
        return out;
    }

private:
    // Real filters are not deeper.
    static constexpr int max_depth = 32;

    [[noreturn]] void fail() const {
        refuse(400, "Bad request", "The filter cannot be read at: " + std::string(rest_.substr(0, 40)));
    }
    void skip_blanks() {
        while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t')) rest_.remove_prefix(1);
    }
    static bool is_word(char c) noexcept {
        return bitbucket::detail::is_alpha(c) || bitbucket::detail::is_digit(c) || c == '_';
    }
    bool take_word(std::string_view word) {
        skip_blanks();
        if (!bitbucket::detail::starts_with_ignoring_case(rest_, word)) return false;
        if (rest_.size() > word.size() && is_word(rest_[word.size()])) return false;
        rest_.remove_prefix(word.size());
        return true;
    }
    bool take(char c) {
        skip_blanks();
        if (rest_.empty() || rest_.front() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }

    filter any_of(int depth) { return joined(filter::type::any_of, depth); }
    filter joined(filter::type kind, int depth) {
        filter out;
        out.kind = kind;
        const bool is_or = kind == filter::type::any_of;
        do out.parts.push_back(is_or ? joined(filter::type::all_of, depth) : primary(depth));
        while (take_word(is_or ? "OR" : "AND"));
        return out;
    }
    filter primary(int depth) {
        if (!take('(')) return comparison();
        if (depth == max_depth) fail();
        filter out = any_of(depth + 1);
        if (!take(')')) fail();
        return out;
    }
    filter comparison() {
        filter out;
        skip_blanks();
        while (!rest_.empty() && (is_word(rest_.front()) || rest_.front() == '.' || rest_.front() == '-')) {
            out.field.push_back(rest_.front());
            rest_.remove_prefix(1);
        }
        if (out.field.empty()) fail();
        if (out.field == "user.email" && take_word("IN")) {
            out.comparison = "IN";
            out.value = text_list();
            return out;
        }
        skip_blanks();
        for (const char* each : {"!=", "!~", "<=", ">=", "=", "~", "<", ">"}) {
            if (!rest_.starts_with(each)) continue;
            out.comparison = each;
            rest_.remove_prefix(out.comparison.size());
            out.value = literal();
            return out;
        }
        fail();
    }
    json literal() {
        skip_blanks();
        if (rest_.empty()) fail();
        if (rest_.front() == '"') return text();
        if (take_word("null")) return nullptr;
        if (take_word("true")) return true;
        if (take_word("false")) return false;
        std::size_t end = 0;
        while (end < rest_.size() &&
               (is_word(rest_[end]) || std::string_view("+-.:").find(rest_[end]) != std::string_view::npos))
            ++end;
        const std::string bare(rest_.substr(0, end));
        json number = json::parse(without_leading_zeros(bare), nullptr, false);
        const bool is_date = bitbucket::detail::parse_instant(bare).has_value();
        if (!number.is_number() && !is_date) fail();
        rest_.remove_prefix(end);
        return is_date ? json(bare) : number;
    }
    // The language allows leading zeros, JSON does not.
    static std::string without_leading_zeros(std::string text) {
        const std::size_t first = text.starts_with('-') ? 1 : 0;
        while (text.size() > first + 1 && text[first] == '0' && bitbucket::detail::is_digit(text[first + 1]))
            text.erase(first, 1);
        return text;
    }
    json text_list() {
        json out = json::array();
        if (!take('(')) fail();
        do {
            skip_blanks();
            if (!rest_.starts_with('"')) fail();
            out.push_back(text());
        } while (take(','));
        if (!take(')')) fail();
        return out;
    }
    json text() {
        std::string out;
        for (std::size_t i = 1; i < rest_.size(); ++i) {
            if (rest_[i] == '"') {
                rest_.remove_prefix(i + 1);
                return out;
            }
            if (rest_[i] == '\\' && i + 1 < rest_.size()) ++i;
            out.push_back(rest_[i]);
        }
        fail();
    }

    std::string_view rest_;
};

inline filter parse_filter(std::string_view text) {
    return filter_parser(text).parse();
}

/// Whether one value fulfils a comparison. A null or absent value equals only null.
inline bool holds(const json& value, std::string_view comparison, const json& wanted) {
    if (value.is_array()) {
        for (const json& each : value)
            if (holds(each, comparison, wanted)) return true;
        return false;
    }
    if (comparison == "=") return equal(value, wanted);
    if (comparison == "!=") return !equal(value, wanted);
    if (comparison == "~") return contains(value, wanted);
    if (comparison == "!~") return !contains(value, wanted);
    if (value.is_null() || wanted.is_null() || !comparable(value, wanted)) return false;
    if (comparison == "<") return comes_before(value, wanted);
    if (comparison == ">") return comes_before(wanted, value);
    if (comparison == "<=") return !comes_before(wanted, value);
    return !comes_before(value, wanted);
}

inline bool matches(const filter& wanted, const json& item) {
    if (wanted.kind == filter::type::comparison)
        return holds(value_at(item, wanted.field), wanted.comparison, wanted.value);
    const bool all = wanted.kind == filter::type::all_of;
    for (const filter& part : wanted.parts)
        if (matches(part, item) != all) return !all;
    return all;
}

/// Refuses a field that no item has (400); an empty collection accepts any field.
inline void require_field(std::string_view field, const std::vector<json>& items) {
    bool known = items.empty();
    for (const json& item : items) known = known || has_member(item, field);
    if (!known) refuse(400, "Bad request", "Invalid field: " + std::string(field));
}

inline void require_fields(const filter& wanted, const std::vector<json>& items) {
    if (wanted.kind == filter::type::comparison) return require_field(wanted.field, items);
    for (const filter& part : wanted.parts) require_fields(part, items);
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
