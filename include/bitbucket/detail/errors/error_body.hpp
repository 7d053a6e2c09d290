// SPDX-License-Identifier: MIT
// Reads error bodies: JSON as the rules of a service say, and what a proxy or a storage sends instead: plain text, HTML,
// XML, nothing.
#pragma once

#include "error_body_reader.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// The text between the first `<name>`, with or without attributes, and the next `</name>`, trimmed; empty if there is
/// none.
BITBUCKET_COLD inline std::string_view element_text(std::string_view markup, std::string_view name) {
    const std::string tag = '<' + std::string(name);
    std::size_t open = markup.find(tag);
    while (open != std::string_view::npos && markup.substr(open + tag.size(), 1).find_first_of("> \t\r\n") != 0)
        open = markup.find(tag, open + 1);
    const auto start = open == std::string_view::npos ? open : markup.find('>', open);
    if (start == std::string_view::npos) return {};
    const auto close = markup.find("</" + std::string(name), start);
    return close == std::string_view::npos ? std::string_view{} : trim(markup.substr(start + 1, close - start - 1));
}

/// Reads an error body into the state. Throws only std::bad_alloc; garbage leaves the message empty.
BITBUCKET_COLD inline void read_error_body(read_function read, constant_list<error_rule> rules, std::string_view body,
                                           error_state& out) {
    constexpr std::size_t most_read = std::size_t{256} * 1024;
    constexpr std::size_t most_plain = 300;
    if (body.starts_with("\xEF\xBB\xBF")) body.remove_prefix(3);
    const std::string text = repair_utf8(body.substr(0, most_read));
    error_body_reader reader(rules, out);
    read(repaired_json(text), reader);
    reader.finish();
    if (!out.message.empty() || reader.found()) return;
    const std::string_view plain = trim(text);
    if (plain.starts_with('{') || plain.starts_with('[')) return;
    if (!plain.starts_with('<')) {
        out.message = utf8_prefix(trim(plain.substr(0, plain.find('\n'))), most_plain);
        return;
    }
    for (const char* name : {"Message", "title", "TITLE", "h1", "H1"})
        if (out.message.empty()) out.message = utf8_prefix(element_text(plain, name), most_plain);
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
