// SPDX-License-Identifier: MIT
// A reader of the vendor's query language, written from its documentation and from decision 0021, apart from the code
// that writes it: what the tests hold the library's filters against.
// https://developer.atlassian.com/cloud/bitbucket/rest/intro/#filtering
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace unit {

/// A query as a tree. Neighbours of one kind are one node, since `a AND b AND c` does not tell how it was joined.
struct query_tree {
    enum class type { comparison, all_of, any_of };
    enum class literal { string, number, null, boolean, time };

    type kind = type::comparison;
    std::string field = {};
    std::string sign = {};
    literal value_kind = literal::null;
    /// A string without quotes and escapes; anything else as it stands.
    std::string value = {};
    /// What is joined; of an IN its values, in their order.
    std::vector<query_tree> parts = {};

    friend bool operator==(const query_tree&, const query_tree&) = default;

    /// Both joined.
    static query_tree join(type kind, query_tree a, query_tree b) {
        query_tree out;
        out.kind = kind;
        for (query_tree* each : {&a, &b}) {
            if (each->kind == kind)
                for (query_tree& part : each->parts) out.parts.push_back(std::move(part));
            else
                out.parts.push_back(std::move(*each));
        }
        return out;
    }
};

/// Recursive descent:
///
///   any     = all { "OR" all }        all  = primary { "AND" primary }      primary = "(" any ")" | comparison
///   literal = string | number | "null" | "true" | "false" | date [ time ]
///   comparison = field sign literal | field "IN" "(" literal { "," literal } ")"
class query_parser {
public:
    explicit query_parser(std::string_view text) : rest_(text) {}

    /// Throws `std::runtime_error` for what is not the language.
    query_tree parse() {
        query_tree out = any();
        if (!rest_.empty()) fail("something behind the end");
        return out;
    }
    /// The pairs of parentheses that were read.
    [[nodiscard]] std::size_t parentheses() const noexcept { return parentheses_; }

private:
    [[noreturn]] void fail(const char* why) const {
        throw std::runtime_error(std::string(why) + " at: " + std::string(rest_.substr(0, 60)));
    }
    static bool digit(char c) noexcept { return c >= '0' && c <= '9'; }
    static bool name_part(char c) noexcept {
        return digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' || c == '.';
    }

    bool take(std::string_view text) {
        if (!rest_.starts_with(text)) return false;
        rest_.remove_prefix(text.size());
        return true;
    }
    query_tree any() {
        query_tree out = all();
        while (take(" OR ")) out = query_tree::join(query_tree::type::any_of, std::move(out), all());
        return out;
    }
    query_tree all() {
        query_tree out = primary();
        while (take(" AND ")) out = query_tree::join(query_tree::type::all_of, std::move(out), primary());
        return out;
    }
    query_tree primary() {
        if (!take("(")) return comparison();
        ++parentheses_;
        query_tree out = any();
        if (!take(")")) fail("no closing parenthesis");
        return out;
    }
    query_tree comparison() {
        query_tree out;
        while (!rest_.empty() && name_part(rest_.front())) {
            out.field += rest_.front();
            rest_.remove_prefix(1);
        }
        if (out.field.empty()) fail("no field");
        for (const char* sign : {" = ", " != ", " ~ ", " !~ ", " > ", " >= ", " < ", " <= ", " IN "})
            if (out.sign.empty() && take(sign)) out.sign = sign;
        if (out.sign.empty()) fail("no operator");
        out.sign = out.sign.substr(1, out.sign.size() - 2);
        if (out.sign == "IN")
            list(out);
        else
            literal(out);
        return out;
    }
    void list(query_tree& out) {
        if (!take("(")) fail("no list behind IN");
        do literal(out.parts.emplace_back());
        while (take(","));
        if (!take(")")) fail("no end of the list");
    }
    void literal(query_tree& out) {
        if (take("\"")) {
            out.value_kind = query_tree::literal::string;
            return string(out.value);
        }
        const auto end = rest_.find_first_of(" ),");
        out.value = rest_.substr(0, end);
        if (out.value == "null")
            out.value_kind = query_tree::literal::null;
        else if (out.value == "true" || out.value == "false")
            out.value_kind = query_tree::literal::boolean;
        else if (is_number(out.value))
            out.value_kind = query_tree::literal::number;
        else if (is_time(out.value))
            out.value_kind = query_tree::literal::time;
        else
            fail("no literal");
        rest_.remove_prefix(out.value.size());
    }
    void string(std::string& out) {
        while (!rest_.empty()) {
            char c = rest_.front();
            rest_.remove_prefix(1);
            if (c == '"') return;
            if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) fail("a control character");
            if (c == '\\') {
                if (rest_.empty()) break;
                c = rest_.front();
                if (c != '"' && c != '\\') fail("an unknown escape");
                rest_.remove_prefix(1);
            }
            out += c;
        }
        fail("an open string");
    }
    static bool is_number(std::string_view text) {
        if (text.starts_with('-')) text.remove_prefix(1);
        const auto point = text.find('.');
        const auto digits = [](std::string_view part) {
            for (const char c : part)
                if (!digit(c)) return false;
            return !part.empty();
        };
        return digits(text.substr(0, point)) && (point == std::string_view::npos || digits(text.substr(point + 1)));
    }
    // By shape: 0 stands for any digit.
    static bool is_time(std::string_view text) {
        for (const std::string_view shape :
             {"0000-00-00", "0000-00-00T00:00:00+00:00", "0000-00-00T00:00:00.000+00:00"}) {
            bool fits = text.size() == shape.size();
            for (std::size_t i = 0; fits && i < shape.size(); ++i)
                fits = shape[i] == '0' ? digit(text[i]) : text[i] == shape[i];
            if (fits) return true;
        }
        return false;
    }

    std::string_view rest_;
    std::size_t parentheses_ = 0;
};

}  // namespace unit
