// SPDX-License-Identifier: MIT
// code_query: builds the query of a code search, so that a user's text cannot change its meaning:
//
//   code_search::search_user{me, code_query{}.term("parse").phrase("unique ptr").in_path("src").extension("cpp")}
//
// https://support.atlassian.com/bitbucket-cloud/docs/search-in-bitbucket-cloud/
#pragma once

#include <initializer_list>

#include "../detail/text/ascii.hpp"
#include "../detail/text/utf8.hpp"
#include "../types/text_value.hpp"

namespace bitbucket::inline BITBUCKET_ABI {
namespace detail {

/// A piece of a code search's text, or what is wrong with it.
struct search_piece {
    std::string text;
    std::string problem;
};

constexpr bool is_search_letter(char c) noexcept {
    return is_alpha(c) || is_digit(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

/// What is wrong with a text to search for; empty if it is fine.
inline std::string search_text_problem(text_argument given) {
    if (given.is_null()) return std::string("the text of a code search") + is_null_pointer;
    const std::string_view text = given;
    bool has_letter = false;
    for (const char c : text) {
        if (is_control(c)) return "the text of a code search must not have a control character";
        has_letter = has_letter || is_search_letter(c);
    }
    if (find_invalid_utf8(text) != std::string_view::npos) return "the text of a code search must be UTF-8";
    if (!has_letter) return "the text of a code search needs a letter or digit: punctuation is ignored";
    return {};
}

/// The text in quotes. The vendor documents no escape and ignores punctuation, so characters that could end the quotes
/// become blanks.
inline search_piece quoted_search_piece(text_argument given) {
    const std::string_view text = given;
    if (std::string problem = search_text_problem(given); !problem.empty()) return {{}, std::move(problem)};
    search_piece out{"\"", {}};
    for (const char c : text) out.text += c == '"' || c == '\\' ? ' ' : c;
    out.text += '"';
    return out;
}

/// A word as it is, anything else in quotes. Characters beyond ASCII are quoted, because some of them are blanks.
inline search_piece search_term_piece(text_argument given) {
    const std::string_view text = given;
    bool bare = !text.empty();
    for (const char c : text) bare = bare && (is_alpha(c) || is_digit(c) || c == '_' || c == '.');
    for (const char* operator_word : {"AND", "OR", "NOT"}) bare = bare && !equal_ignoring_case(text, operator_word);
    if (!bare) return quoted_search_piece(given);
    return {std::string(text), search_text_problem(text)};
}

/// The length of a blank beyond ASCII, e.g. U+00A0 or U+3000, at the front of a text; 0 if there is none.
constexpr std::size_t wide_blank(std::string_view text) noexcept {
    if (text.starts_with("\xC2\xA0")) return 2;
    const bool general =
        text.size() >= 3 && text.starts_with("\xE2\x80") && static_cast<unsigned char>(text[2]) <= 0x8B;
    const bool other = text.starts_with("\xE1\x9A\x80") || text.starts_with("\xE2\x80\xAF") ||
                       text.starts_with("\xE2\x81\x9F") || text.starts_with("\xE3\x80\x80") ||
                       text.starts_with("\xEF\xBB\xBF");
    return general || other ? 3 : 0;
}

/// `name:value`. The vendor documents no way to quote a value, so a value with other characters is refused.
inline search_piece search_modifier_piece(const char* name, text_argument given, std::string_view punctuation,
                                          bool beyond_ascii = false) {
    if (given.is_null()) return {{}, std::string("the ") + name + ": of a code search" + is_null_pointer};
    const std::string_view value = given;
    bool good = !value.empty() && value.front() != '-' && value.front() != '+' &&
                find_invalid_utf8(value) == std::string_view::npos;
    bool has_letter = false;
    for (std::size_t i = 0; i < value.size() && good; ++i) {
        const char c = value[i];
        const bool ascii = static_cast<unsigned char>(c) < 0x80;
        const std::string_view rest = value.substr(i);
        good = ascii ? is_search_letter(c) || punctuation.find(c) != std::string_view::npos
                     : beyond_ascii && wide_blank(rest) == 0 && steering_character(rest) == 0;
        has_letter = has_letter || is_search_letter(c);
    }
    if (good && has_letter) return {name + (':' + std::string(value)), {}};
    return {{},
            std::string("the ") + name + ": of a code search may have only letters, digits and _" +
                std::string(punctuation)};
}

}  // namespace detail

/// The query of a code search: texts that must all occur in a file or its path, and where to search. A value type. A
/// problem with a part does not throw: sending the request reports it as a `usage_error`.
///
/// Case does not matter, and punctuation is ignored: `a::b` finds what `a b` finds. Only the default branch is
/// searched. The vendor documents no limit on the length; a query that is too long is answered with 400.
/// https://support.atlassian.com/bitbucket-cloud/docs/search-in-bitbucket-cloud/
class code_query {
public:
    /// A text that must occur: a word, or several words in this order. UTF-8 without control characters.
    code_query& term(text_argument text) & { return want(detail::search_term_piece(text)); }
    code_query term(text_argument text) && { return std::move(this->term(text)); }
    /// The same in quotes, even if it is a single word.
    code_query& phrase(text_argument text) & { return want(detail::quoted_search_piece(text)); }
    code_query phrase(text_argument text) && { return std::move(this->phrase(text)); }

    /// At least one of these texts must occur; `texts` is a range of strings.
    template <class Texts>
    code_query& any_of(const Texts& texts) & {
        detail::search_piece all;
        std::size_t count = 0;
        for (const text_argument each : texts) {
            detail::search_piece one = detail::search_term_piece(each);
            if (all.problem.empty()) all.problem = std::move(one.problem);
            all.text += (count++ == 0 ? "" : " OR ") + one.text;
        }
        if (count == 0) all.problem = "any_of of a code search needs at least one text";
        if (count > 1) all.text = '(' + all.text + ')';
        return want(std::move(all));
    }
    template <class Texts>
    code_query any_of(const Texts& texts) && {
        return std::move(this->any_of(texts));
    }
    code_query& any_of(std::initializer_list<text_argument> texts) & {
        return this->any_of<std::initializer_list<text_argument>>(texts);
    }
    code_query any_of(std::initializer_list<text_argument> texts) && { return std::move(this->any_of(texts)); }

    /// A text that must not occur.
    code_query& not_term(text_argument text) & { return add("NOT ", detail::search_term_piece(text)); }
    code_query not_term(text_argument text) && { return std::move(this->not_term(text)); }
    /// A phrase that must not occur.
    code_query& not_phrase(text_argument text) & { return add("NOT ", detail::quoted_search_piece(text)); }
    code_query not_phrase(text_argument text) && { return std::move(this->not_phrase(text)); }

    /// Only in a repository, by its slug. This and each of the following can be given at most once.
    code_query& repository(text_argument slug) & { return narrow(1, "repo", slug, ".-/"); }
    code_query repository(text_argument slug) && { return std::move(this->repository(slug)); }
    /// Only in the repositories of a project, by its key.
    code_query& project(text_argument key) & { return narrow(2, "project", key, ""); }
    code_query project(text_argument key) && { return std::move(this->project(key)); }
    /// Only in files whose path has these segments, e.g. `src` or `src/api`.
    code_query& in_path(text_argument path) & { return narrow(4, "path", path, "./-+#@", true); }
    code_query in_path(text_argument path) && { return std::move(this->in_path(path)); }
    /// Only in files of a language, e.g. `c++`. A language whose name has a blank cannot be given.
    code_query& language(text_argument name) & { return narrow(8, "lang", name, "./-+#"); }
    code_query language(text_argument name) && { return std::move(this->language(name)); }
    /// Only in files with an extension, with or without the dot, e.g. `cpp`.
    code_query& extension(text_argument name) & {
        const std::string_view text = name;
        return narrow(16, "ext", text.starts_with('.') ? text_argument(text.substr(1)) : name, ".-+#");
    }
    code_query extension(text_argument name) && { return std::move(this->extension(name)); }

    /// The query in the vendor's syntax, not encoded: terms first, then the rest in the order given. Empty if there is
    /// a `problem()`.
    [[nodiscard]] std::string str() const { return problem().empty() ? wanted_ + rest_ : std::string(); }
    /// The first problem; empty if there is none. A query without a term to find has one.
    [[nodiscard]] std::string_view problem() const noexcept {
        if (!problem_.empty()) return problem_;
        return wanted_.empty() ? "a code search needs at least one term to find" : std::string_view();
    }

    friend bool operator==(const code_query&, const code_query&) = default;

    template <class Traits>
    friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out,
                                                        const code_query& query) {
        detail::print_escaped(detail::begin_print(out), query.str());
        return out;
    }

private:
    code_query& want(detail::search_piece piece) {
        if (problem_.empty()) problem_ = std::move(piece.problem);
        if (!wanted_.empty()) wanted_ += ' ';
        wanted_ += piece.text;
        return *this;
    }
    code_query& add(const char* before, detail::search_piece piece) {
        if (problem_.empty()) problem_ = std::move(piece.problem);
        (rest_ += ' ') += before;
        rest_ += piece.text;
        return *this;
    }
    // The vendor does not say what it means to give the same modifier twice.
    code_query& narrow(unsigned kind, const char* name, text_argument value, std::string_view punctuation,
                       bool beyond_ascii = false) {
        if ((narrowed_ & kind) != 0 && problem_.empty())
            problem_ = std::string("the ") + name + ": of a code search can be given only once";
        narrowed_ |= kind;
        return add("", detail::search_modifier_piece(name, value, punctuation, beyond_ascii));
    }

    // The vendor's operators need a term in front of them.
    std::string wanted_;
    std::string rest_;
    std::string problem_;
    unsigned narrowed_ = 0;
};

}  // namespace bitbucket::inline BITBUCKET_ABI
