// SPDX-License-Identifier: MIT
// Removes the client's own secrets from texts that came from elsewhere. A server, a proxy or a transport may repeat the
// credential, or what is secret in the body: raw, percent-encoded, in Base64, escaped as in JSON, or only one end of it.
#pragma once

#include "../../auth.hpp"
#include "../../error.hpp"
#include "../../transport.hpp"
#include "../json/json_writer.hpp"
#include "../text/ascii.hpp"
#include "../text/base64.hpp"
#include "../text/percent.hpp"
#include "../text/utf8.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// The spellings of one or more secrets; replaces them with ***.
class redactor {
public:
    redactor() = default;
    BITBUCKET_COLD explicit redactor(const credentials& who) {
        if (who.text().empty()) return;
        const bool is_basic = who.kind() == credential_kind::basic || who.kind() == credential_kind::api_token;
        // The text after "Basic " is not a word, and reveals even a password too short to search for on its own.
        if (is_basic) add_spelling(who.authorization().reveal().substr(std::string_view("Basic ").size()));
        add(who.text());
    }

    /// Adds a secret to remove. A short secret is like any other word; replacing it would only spoil messages.
    BITBUCKET_COLD void add(const secret& one) {
        const std::string& text = one.reveal();
        if (text.size() < shortest) return;
        add_spelling(text);
        // A host's name is written in lower case.
        if (to_lower(text) != text) add_spelling(to_lower(text));
        // Some servers write JSON in ASCII alone.
        for (const std::string_view digits : {"0123456789abcdef", "0123456789ABCDEF"})
            if (const std::string ascii = escape_beyond_ascii(text, digits); ascii != text) add_spelling(ascii);
        // In Base64 a text has three forms, one for each position in a group of three bytes.
        for (std::size_t before = 0; before < 3; ++before) {
            const std::string padded = std::string(before, ' ') + text;
            const std::size_t first = (before * 8 + 5) / 6;
            const std::size_t size = padded.size() * 8 / 6 - first;
            const std::string plain = base64(padded).substr(first, size);
            const std::string for_urls = base64url(padded).substr(first, size);
            add_spelling(plain);
            if (for_urls != plain) add_spelling(for_urls);
        }
    }

    /// Adds a text of a request's body: as it is, as JSON quotes it, and each of its first hundred lines, since a server that
    /// quotes a long text usually quotes its first lines.
    BITBUCKET_COLD void add_text(const std::string& text) {
        add(secret(text));
        std::string quoted;
        json_writer(quoted).string(text);
        add(secret(quoted.substr(1, quoted.size() - 2)));
        std::size_t lines = 0;
        for (std::size_t begin = 0; begin < text.size() && lines < 100; ++lines) {
            const std::size_t end = text.find('\n', begin);
            add(secret(trim(std::string_view(text).substr(begin, end == std::string::npos ? end : end - begin))));
            if (end == std::string::npos) break;
            begin = end + 1;
        }
    }

    /// Whether anything was found and replaced.
    BITBUCKET_COLD bool redact(error_state& state) const {
        bool found = redact(state.message);
        for (std::string* text : {&state.path, &state.code, &state.detail, &state.id, &state.data,
                                  &state.announcement_url, &state.hint, &state.json_path, &state.body})
            found = redact(*text) || found;
        for (field_problem& field : state.fields) {
            found = redact(field.name) || found;
            for (std::string& text : field.messages) found = redact(text) || found;
        }
        for (std::string& scope : state.required_scopes) found = redact(scope) || found;
        for (std::string& scope : state.granted_scopes) found = redact(scope) || found;
        header_list clean = redacted(state.headers);
        found = clean != state.headers || found;
        state.headers = std::move(clean);
        return found;
    }

    [[nodiscard]] BITBUCKET_COLD header_list redacted(const header_list& headers) const {
        header_list out;
        for (http_header line : headers) {
            redact(line.name);
            redact(line.value);
            out.add(std::move(line.name), std::move(line.value));
        }
        return out;
    }
    [[nodiscard]] http_response redacted(const http_response& reply) const {
        return {reply.status, redacted(reply.headers), redacted(reply.body)};
    }
    [[nodiscard]] BITBUCKET_COLD std::string redacted(std::string text) const {
        redact(text);
        return text;
    }

    /// An error without the secrets; the same error if it has none.
    [[nodiscard]] BITBUCKET_COLD error redacted(const error& from) const {
        error_state state = *from.state();
        return redact(state) ? error(finish(std::move(state))) : from;
    }

private:
    static constexpr std::size_t shortest = 8;
    /// This many characters of the beginning or end of a longer secret already reveal too much.
    static constexpr std::size_t shortest_part = 12;

    /// How much of a spelling was found in a text, and how many characters it takes up there.
    struct piece {
        std::size_t spelled = 0;
        std::size_t length = 0;
    };

    void add_spelling(const std::string& spelling) {
        if (spelling.size() >= shortest) spellings_.emplace_back(spelling);
    }

    // What follows the backslash of a short escape in JSON; 0 if a character has none.
    static constexpr char short_escape(char wanted) noexcept {
        constexpr std::string_view characters = "/\"\\\n\r\t\b\f";
        constexpr std::string_view letters = "/\"\\nrtbf";
        const auto at = characters.find(wanted);
        return at == std::string_view::npos ? '\0' : letters[at];
    }

    // The length of an escape for `wanted` at position `at`: `%XX` or JSON's `\n` and `\u00XX`; 0 if there is none.
    // Servers differ in what they escape, so any character may be escaped.
    static std::size_t escape_at(std::string_view text, std::size_t at, char wanted) noexcept {
        const std::string_view rest = text.substr(at);
        const auto is_hex = [&](std::size_t digits) {
            if (rest.size() < digits + 2) return false;
            const int high = hex_digit(rest[digits]);
            const int low = hex_digit(rest[digits + 1]);
            return high >= 0 && low >= 0 && high * 16 + low == static_cast<unsigned char>(wanted);
        };
        if (rest.starts_with('%')) return is_hex(1) ? 3 : 0;
        if (rest.starts_with("\\u00")) return is_hex(4) ? 6 : 0;
        const char letter = short_escape(wanted);
        return letter != '\0' && rest.size() > 1 && rest[0] == '\\' && rest[1] == letter ? 2 : 0;
    }

    // The longest beginning of a spelling at the start of a text.
    static piece beginning(std::string_view text, std::string_view spelling, bool escaped) noexcept {
        piece out;
        while (out.spelled < spelling.size() && out.length < text.size()) {
            const char wanted = spelling[out.spelled];
            const std::size_t escape = escaped ? escape_at(text, out.length, wanted) : 0;
            if (escape == 0 && text[out.length] != wanted) break;
            out.length += escape == 0 ? 1 : escape;
            ++out.spelled;
        }
        return out;
    }

    // The longest end of a spelling at the end of a text.
    static piece ending(std::string_view text, std::string_view spelling, bool escaped) noexcept {
        piece out;
        while (out.spelled < spelling.size() && out.length < text.size()) {
            const char wanted = spelling[spelling.size() - 1 - out.spelled];
            const std::size_t left = text.size() - out.length;
            std::size_t width = text[left - 1] == wanted ? 1 : 0;
            for (const std::size_t escape : {std::size_t{2}, std::size_t{3}, std::size_t{6}})
                if (escaped && escape <= left && escape_at(text.substr(0, left), left - escape, wanted) == escape)
                    width = escape;
            if (width == 0) break;
            out.length += width;
            ++out.spelled;
        }
        return out;
    }

    // The characters that a piece can begin and end with; they let the search skip most of a text. A secret may contain
    // a percent sign, so it is searched for as it is, and with escapes if the text may have some.
    struct outlook {
        bool escapes;
        bool first[256] = {};
        bool last[256] = {};

        outlook(std::string_view text, const std::vector<secret>& spellings)
            : escapes(text.find_first_of("%\\") != std::string_view::npos) {
            constexpr std::string_view digits = "0123456789abcdef0123456789ABCDEF";
            for (const secret& each : spellings) {
                const auto front = static_cast<unsigned char>(each.reveal().front());
                const auto back = static_cast<unsigned char>(each.reveal().back());
                first[front] = last[back] = true;
                if (!escapes) continue;
                last[static_cast<unsigned char>(short_escape(each.reveal().back()))] = true;
                for (const std::size_t half : {0U, 16U})
                    last[static_cast<unsigned char>(digits[half + (back & 15U)])] = true;
            }
            first[static_cast<unsigned char>('%')] |= escapes;
            first[static_cast<unsigned char>('\\')] |= escapes;
        }
    };

    // The most characters of a text that a spelling takes up where `find` looks for one.
    [[nodiscard]] BITBUCKET_COLD std::size_t longest(std::string_view text, bool escapes,
                                                     piece (*find)(std::string_view, std::string_view,
                                                                   bool) noexcept) const {
        std::size_t out = 0;
        for (const secret& each : spellings_)
            for (const bool escaped : {false, true}) {
                if (escaped && !escapes) continue;
                const piece found = find(text, each.reveal(), escaped);
                const bool enough = found.spelled >= shortest_part || found.spelled == each.reveal().size();
                if (enough && found.length > out) out = found.length;
            }
        return out;
    }

    BITBUCKET_COLD bool redact(std::string& text) const {
        const std::string_view all = text;
        const outlook may(all, spellings_);
        std::string out;
        std::size_t kept = 0;  // everything before this is in `out`, or has been replaced
        const auto replace = [&](std::size_t from, std::size_t to) {
            out += all.substr(kept, from - kept);
            out += "***";
            kept = to;
        };
        // A beginning or an end by itself means that the rest was cut off, by the server or by this library.
        for (std::size_t at = 0; at < all.size();) {
            std::size_t length = 0;
            if (may.first[static_cast<unsigned char>(all[at])])
                length = longest(all.substr(at), may.escapes, beginning);
            if (length != 0) {
                replace(at, at + length);
                at += length;
                continue;
            }
            ++at;
            if (may.last[static_cast<unsigned char>(all[at - 1])])
                length = longest(all.substr(kept, at - kept), may.escapes, ending);
            if (length != 0) replace(at - length, at);
        }
        if (kept == 0) return false;
        out += all.substr(kept);
        text = std::move(out);
        return true;
    }

    std::vector<secret> spellings_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
