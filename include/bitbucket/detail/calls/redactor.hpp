// SPDX-License-Identifier: MIT
// Takes the client's own secret out of texts that came from elsewhere: a server, a proxy or a transport may repeat the
// credential that it was sent, raw, percent-encoded, in Base64, escaped as in JSON, or only one end of it.
#pragma once

#include "../../auth.hpp"
#include "../../error.hpp"
#include "../text/base64.hpp"
#include "../text/percent.hpp"

namespace bitbucket::detail {

/// The spellings of one or more secrets, and how they are replaced by ***.
class redactor {
public:
    redactor() = default;
    explicit redactor(const credentials& who) {
        if (who.text().empty()) return;
        const bool is_basic = who.kind() == credential_kind::basic || who.kind() == credential_kind::api_token;
        // What stands behind "Basic " is no word, and tells even a password that is too short to look for by itself.
        if (is_basic) add_spelling(who.authorization().reveal().substr(std::string_view("Basic ").size()));
        add(who.text());
    }

    /// Looks for one secret more. A short secret is a word like any other; replacing it would only spoil messages.
    void add(const secret& one) {
        const std::string& text = one.reveal();
        if (text.size() < shortest) return;
        add_spelling(text);
        // A host's name is told in lower case.
        if (to_lower(text) != text) add_spelling(to_lower(text));
        // In Base64 a text looks different for each of the three ways in which it can lie in groups of three bytes.
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

    /// Whether anything was found and replaced.
    bool redact(error_state& state) const {
        bool found = redact(state.message);
        for (std::string* text : {&state.code, &state.detail, &state.id, &state.data, &state.announcement_url,
                                  &state.hint, &state.json_path, &state.body})
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

    [[nodiscard]] header_list redacted(const header_list& headers) const {
        header_list out;
        for (http_header line : headers) {
            redact(line.name);
            redact(line.value);
            out.add(std::move(line.name), std::move(line.value));
        }
        return out;
    }
    [[nodiscard]] std::string redacted(std::string text) const {
        redact(text);
        return text;
    }

    /// An error without them; the same one if there is nothing to remove.
    [[nodiscard]] error redacted(const error& from) const {
        error_state state = *from.state();
        return redact(state) ? error(finish(std::move(state))) : from;
    }

private:
    static constexpr std::size_t shortest = 8;
    /// Of a longer secret, so many characters of its beginning or its end are too many.
    static constexpr std::size_t shortest_part = 12;

    /// How much of a spelling stands in a text, and how many characters it takes up there.
    struct piece {
        std::size_t spelled = 0;
        std::size_t length = 0;
    };

    void add_spelling(const std::string& spelling) {
        if (spelling.size() >= shortest) spellings_.emplace_back(spelling);
    }

    // How many characters an escape that stands for `wanted` has, `%XX` or JSON's `\/` and `\u00XX`, if it begins at
    // `at`; 0 for none. Servers differ in what they escape, so any character may be.
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
        const bool named = wanted == '/' || wanted == '"' || wanted == '\\';
        return named && rest.size() > 1 && rest[0] == '\\' && rest[1] == wanted ? 2 : 0;
    }

    // The longest beginning of a spelling from the start of a text on.
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

    // The longest end of a spelling up to the end of a text.
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

    // The characters that a piece can begin and end with; most of a text is passed over by these. A secret may have a
    // percent sign of its own, so it is looked for as it is, and with escapes where the text may have some.
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
                for (const std::size_t half : {0U, 16U})
                    last[static_cast<unsigned char>(digits[half + (back & 15U)])] = true;
            }
            first[static_cast<unsigned char>('%')] |= escapes;
            first[static_cast<unsigned char>('\\')] |= escapes;
        }
    };

    template <class Find>
    [[nodiscard]] std::size_t longest(bool escapes, const Find& find) const {
        std::size_t out = 0;
        for (const secret& each : spellings_)
            for (const bool escaped : {false, true}) {
                if (escaped && !escapes) continue;
                const piece found = find(std::string_view(each.reveal()), escaped);
                const bool enough = found.spelled >= shortest_part || found.spelled == each.reveal().size();
                if (enough && found.length > out) out = found.length;
            }
        return out;
    }

    bool redact(std::string& text) const {
        const std::string_view all = text;
        const outlook may(all, spellings_);
        std::string out;
        std::size_t kept = 0;  // what stands before this is in `out`, or has been replaced
        const auto replace = [&](std::size_t from, std::size_t to) {
            out += all.substr(kept, from - kept);
            out += "***";
            kept = to;
        };
        // A beginning by itself means that the rest was cut off, by the server or by us; and so does an end by itself.
        for (std::size_t at = 0; at < all.size();) {
            std::size_t length = 0;
            if (may.first[static_cast<unsigned char>(all[at])])
                length = longest(may.escapes, [&](std::string_view spelling, bool escaped) {
                    return beginning(all.substr(at), spelling, escaped);
                });
            if (length != 0) {
                replace(at, at + length);
                at += length;
                continue;
            }
            ++at;
            if (may.last[static_cast<unsigned char>(all[at - 1])])
                length = longest(may.escapes, [&](std::string_view spelling, bool escaped) {
                    return ending(all.substr(kept, at - kept), spelling, escaped);
                });
            if (length != 0) replace(at - length, at);
        }
        if (kept == 0) return false;
        out += all.substr(kept);
        text = std::move(out);
        return true;
    }

    std::vector<secret> spellings_;
};

}  // namespace bitbucket::detail
