// SPDX-License-Identifier: MIT
// How tables, CSV and JSON are written; see formats.hpp. nlohmann::json is compiled here for all tools.
#include "formats.hpp"

#include <algorithm>
#include <bitbucket/json.hpp>

#include "text.hpp"

namespace examples {

std::string as_table(const row& header, const std::vector<row>& rows, const cell_paint& paint) {
    std::vector<row> lines{header};
    lines.insert(lines.end(), rows.begin(), rows.end());
    std::vector<std::size_t> widths(header.size(), 0);
    for (row& line : lines)
        for (std::size_t i = 0; i < line.size(); ++i) {
            line[i] = shown(line[i]);
            widths[i] = (std::max)(widths[i], display_width(line[i]));
        }
    std::string out;
    for (std::size_t number = 0; number < lines.size(); ++number) {
        const row& line = lines[number];
        for (std::size_t i = 0; i < line.size(); ++i) {
            out += paint && number > 0 ? paint(line[i], number - 1, i) : line[i];
            if (i + 1 < line.size()) out.append(widths[i] + 2 - display_width(line[i]), ' ');
        }
        out += '\n';
    }
    return out;
}

bool looks_like_formula(std::string_view cell) {
    cell.remove_prefix((std::min)(cell.find_first_not_of(" \""), cell.size()));
    constexpr std::string_view starts[] = {"=", "+", "-", "@", "\t", "\r", "\n",
                                           // the full-width forms U+FF1D, U+FF0B, U+FF0D, U+FF20
                                           "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
    for (const std::string_view start : starts)
        if (cell.starts_with(start)) return true;
    return false;
}

std::string csv_cell(std::string_view text) {
    const bool is_risky = looks_like_formula(text);
    std::string cell = shown(text);
    const bool has_edge_space = !cell.empty() && (cell.front() == ' ' || cell.back() == ' ');
    if (!is_risky && !has_edge_space && cell.find_first_of(",;\"") == std::string::npos) return cell;
    std::string quoted = is_risky ? "\"'" : "\"";
    for (std::string_view rest = cell; !rest.empty();) {
        const char c = rest.front();
        rest.remove_prefix(1);
        quoted.append(c == '"' ? 2 : 1, c);
        if ((c == ',' || c == ';') && looks_like_formula(rest)) quoted += '\'';
    }
    return quoted + '"';
}

std::string as_csv(const row& header, const std::vector<row>& rows) {
    std::string out;
    const auto add = [&](const row& line) {
        for (std::size_t i = 0; i < line.size(); ++i) out += (i == 0 ? "" : ",") + csv_cell(line[i]);
        out += "\r\n";
    };
    add(header);
    for (const row& line : rows) add(line);
    return out;
}

std::string as_json(const nlohmann::ordered_json& value) {
    const std::string text = value.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
    std::string out;
    for_each_shown(
        text, [&](std::string_view bytes) { out += bytes; },
        [&](const character& each) {
            if (each.code == '\n')
                out += '\n';
            else if (each.code <= 0xFFFF)
                out += escaped(each.code, false);
            else  // JSON has surrogates for these
                out += escaped(0xD7C0 + (each.code >> 10U), false) + escaped(0xDC00 + (each.code & 0x3FFU), false);
        });
    return out + '\n';
}

}  // namespace examples
