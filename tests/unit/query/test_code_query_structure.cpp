// SPDX-License-Identifier: MIT
// code_query.hpp: random texts, made of all that means something in a search, against a small reader of the documented
// syntax: what is read is what was built.
#include <bitbucket/query/code_query.hpp>

#include <random>
#include <vector>

#include "support/catch.hpp"

namespace test_code_query_structure {

namespace bb = bitbucket;
using bb::code_query;
using strings = std::vector<std::string>;

namespace {

/// The letters of a text, in small letters, with a blank between the words: what is left of it when punctuation and
/// case are ignored.
std::string words_of(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (bb::detail::is_search_letter(c))
            out += bb::detail::lower(c);
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    while (out.ends_with(' ')) out.pop_back();
    return out;
}

/// The documented syntax, read as unkindly as can be: whether a backslash escapes in quotes, and whether blanks beyond
/// ASCII separate words, nobody says, so that both ways are tried.
struct reader {
    std::string_view rest;
    bool escapes = false;
    bool wide_blanks = false;
    strings out;  // "+words", "-words", "repo:x", "(", "OR", ")"; "broken" for quotes without an end

    std::size_t blank() const {
        if (!rest.empty() && std::string_view(" \t\r\n\v\f").find(rest.front()) != std::string_view::npos) return 1;
        if (wide_blanks && rest.starts_with("\xC2\xA0")) return 2;
        if (wide_blanks && (rest.starts_with("\xE3\x80\x80") || rest.starts_with("\xE2\x80\xA8"))) return 3;
        return 0;
    }
    char take() {
        const char c = rest.front();
        rest.remove_prefix(1);
        return c;
    }
    std::string quoted() {
        std::string text;
        take();
        while (!rest.empty() && rest.front() != '"') {
            if (rest.front() == '\\' && escapes) take();
            if (!rest.empty()) text += take();
        }
        if (rest.empty()) out.emplace_back("broken");
        if (!rest.empty()) take();
        return text;
    }
    strings read() {
        bool negated = false;
        while (!rest.empty()) {
            if (const std::size_t length = blank(); length > 0) {
                rest.remove_prefix(length);
            } else if (rest.front() == '(' || rest.front() == ')') {
                out.emplace_back(1, take());
            } else if (rest.front() == '-' || rest.front() == '!') {
                negated = true;
                take();
            } else if (rest.front() == '"') {
                out.push_back((std::exchange(negated, false) ? '-' : '+') + words_of(quoted()));
            } else {
                std::string word;
                while (!rest.empty() && blank() == 0 && std::string_view("()\"").find(rest.front()) == rest.npos)
                    word += take();
                if (word == "NOT") {
                    negated = true;
                } else if (word == "OR") {
                    out.emplace_back("OR");
                } else if (word != "AND") {
                    const bool modifies = word.find(':') != std::string::npos;
                    out.push_back((std::exchange(negated, false) ? "-"
                                   : modifies                    ? ""
                                                                 : "+") +
                                  (modifies ? word : words_of(word)));
                }
            }
        }
        return out;
    }
};

std::string random_text(std::mt19937& random) {
    const std::string_view pieces[] = {"foo",
                                       "a",
                                       "AND",
                                       "OR",
                                       "NOT",
                                       "and",
                                       "x_1",
                                       "7",
                                       ".",
                                       "..",
                                       " ",
                                       "  ",
                                       "-",
                                       "--",
                                       "+",
                                       "!",
                                       "\"",
                                       "\"\"",
                                       "\\",
                                       "\\\"",
                                       ":",
                                       "repo:",
                                       "(",
                                       ")",
                                       "ext:",
                                       "path:x",
                                       "&&",
                                       "||",
                                       "*",
                                       "?",
                                       "(a OR b)",
                                       "[",
                                       "]",
                                       "{",
                                       "}",
                                       "/",
                                       "'",
                                       "`",
                                       "#",
                                       "@",
                                       ",",
                                       ";",
                                       "\xC3\xA9",
                                       "<",
                                       ">",
                                       "=",
                                       "%",
                                       "&",
                                       "~",
                                       "^",
                                       "\xC2\xA0",
                                       "\xE3\x80\x80",
                                       "\xE2\x80\xA8",
                                       "\xE2\x80\x9C",
                                       "\xE2\x80\xAE",
                                       "\xC2\x85"};
    const std::string_view refused[] = {"\t",   "\n",       "\r",      std::string_view("\0", 1), "\x1B", "\x7F",
                                        "\xFF", "\xE2\x80", "\xC0\xA2"};
    std::string out;
    for (std::size_t left = random() % 6; left > 0; --left)
        out += random() % 50 == 0 ? refused[random() % std::size(refused)] : pieces[random() % std::size(pieces)];
    return out;
}

}  // namespace

TEST_CASE("no text of a user changes the structure of a search") {
    std::mt19937 random(20261101);  // NOLINT(cert-msc32-c,cert-msc51-cpp) the same every time
    int good = 0;
    for (int round = 0; round < 4000; ++round) {
        const std::string a = random_text(random);
        const std::string b = random_text(random);
        const std::string c = random_text(random);
        code_query query;
        strings meant;
        switch (random() % 4) {
            case 0:
                query.term(a).not_term(b);
                meant = {'+' + words_of(a), '-' + words_of(b)};
                break;
            case 1:
                query.any_of({a, b}).phrase(c);
                meant = {"(", '+' + words_of(a), "OR", '+' + words_of(b), ")", '+' + words_of(c)};
                break;
            case 2:
                query.phrase(a).not_phrase(b).term("end");
                meant = {'+' + words_of(a), "+end", '-' + words_of(b)};
                break;
            default:
                query.term("x").in_path(a).repository("site");
                meant = {"+x", "path:" + a, "repo:site"};
        }
        CAPTURE(a, b, c, query.str());
        if (!query.problem().empty()) {
            if (!query.str().empty()) FAIL("a query with a problem has a text");
            continue;
        }
        ++good;
        for (const bool escapes : {false, true})
            for (const bool wide_blanks : {false, true}) {
                const std::string text = query.str();
                const strings read = reader{text, escapes, wide_blanks, {}}.read();
                if (read != meant) CHECK(read == meant);  // an assertion each would take seconds
            }
    }
    CHECK(good > 500);
}

}  // namespace test_code_query_structure
