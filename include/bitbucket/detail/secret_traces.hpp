// SPDX-License-Identifier: MIT
// Takes the client's own secret out of texts that came from elsewhere: a server, a proxy or a transport may repeat the
// credential that it was sent, raw, percent-encoded or in Base64.
#pragma once

#include "../auth.hpp"
#include "error_state.hpp"

namespace bitbucket::detail {

/// The spellings of one or more secrets, and how they are replaced by ***.
class secret_traces {
public:
    secret_traces() = default;
    explicit secret_traces(const credentials& who) {
        // A short secret is a word like any other; replacing it would only spoil messages.
        if (who.text().reveal().size() < shortest) return;
        const secret header = who.authorization();
        add_spelling(header.reveal().substr(header.reveal().find(' ') + 1));
        add(who.text());
    }

    /// Looks for one secret more.
    void add(const secret& one) {
        const std::string& text = one.reveal();
        if (text.size() < shortest) return;
        add_spelling(text);
        std::string encoded;
        append_query_text(encoded, text);
        add_spelling(encoded);
        for (auto at = encoded.find('%'); at != std::string::npos; at = encoded.find('%', at + 1))
            for (const std::size_t digit : {at + 1, at + 2}) encoded[digit] = lower(encoded[digit]);
        add_spelling(encoded);
        // In Base64 a text looks different for each of the three ways in which it can lie in groups of three bytes.
        for (std::size_t before = 0; before < 3; ++before) {
            const std::string padded = std::string(before, ' ') + text;
            const std::size_t first = (before * 8 + 5) / 6;
            add_spelling(base64(padded).substr(first, padded.size() * 8 / 6 - first));
        }
    }

    /// Whether anything was found and replaced.
    bool remove_from(error_state& state) const {
        bool found = remove_from(state.message);
        for (std::string* text : {&state.code, &state.detail, &state.id, &state.data, &state.announcement_url,
                                  &state.hint, &state.json_path, &state.body})
            found = remove_from(*text) || found;
        for (field_problem& field : state.fields) {
            found = remove_from(field.name) || found;
            for (std::string& text : field.messages) found = remove_from(text) || found;
        }
        for (std::string& scope : state.required_scopes) found = remove_from(scope) || found;
        for (std::string& scope : state.granted_scopes) found = remove_from(scope) || found;
        header_list clean = without(state.headers);
        found = clean != state.headers || found;
        state.headers = std::move(clean);
        return found;
    }

    [[nodiscard]] header_list without(const header_list& headers) const {
        header_list out;
        for (http_header line : headers) {
            remove_from(line.name);
            remove_from(line.value);
            out.add(std::move(line.name), std::move(line.value));
        }
        return out;
    }

private:
    static constexpr std::size_t shortest = 8;
    static constexpr std::size_t shortest_part = 12;

    void add_spelling(const std::string& spelling) {
        if (spelling.size() >= shortest) spellings_.emplace_back(spelling);
    }

    bool remove_from(std::string& text) const {
        bool found = false;
        for (const secret& each : spellings_) {
            const std::string& spelling = each.reveal();
            for (auto at = text.find(spelling); at != std::string::npos; at = text.find(spelling, at + 3)) {
                text.replace(at, spelling.size(), "***");
                found = true;
            }
            // Texts are cut at several places, and a cut may have gone through it; a decode_error quotes the rest.
            const std::size_t end = text.size() - (text.ends_with('"') ? 1 : 0);
            for (std::size_t length = spelling.size() - 1; length >= shortest_part; --length) {
                if (!std::string_view(text).substr(0, end).ends_with(std::string_view(spelling).substr(0, length)))
                    continue;
                text.replace(end - length, length, "***");
                found = true;
                break;
            }
        }
        return found;
    }

    std::vector<secret> spellings_;
};

}  // namespace bitbucket::detail
