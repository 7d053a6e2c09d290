// SPDX-License-Identifier: MIT
// Rows of text as an aligned table or as CSV, and JSON that is safe to look at.
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace examples {

using row = std::vector<std::string>;

/// Colours a cell of a table, which is escaped already. Lines count from 0; the header is not painted.
using cell_paint = std::function<std::string(const std::string& cell, std::size_t line, std::size_t column)>;

/// The rows as left-aligned columns, two spaces apart, every cell shown escaped. Nothing pads the last column.
std::string as_table(const row& header, const std::vector<row>& rows, const cell_paint& paint = {});

/// Whether a spreadsheet may take what begins here for a formula: OWASP's list ("CSV injection"), full-width forms
/// included. A spreadsheet may drop blanks and quotes in front, so they do not protect.
bool looks_like_formula(std::string_view cell);

/// A cell of a CSV file (RFC 4180). What a spreadsheet would execute gets an apostrophe in front. Where the language
/// of the system splits at semicolons, quotes do not help, since such a cell does not begin with one; so the same
/// is done inside, after each separator. Control characters, tabs among them, are escaped: a row is a line.
std::string csv_cell(std::string_view text);

/// What CSV may begin with, for Excel: it takes a file without it for the system's old code page.
inline constexpr const char* byte_order_mark = "\xEF\xBB\xBF";

/// The rows as CSV with a header; lines end with CR LF, as RFC 4180 says.
std::string as_csv(const row& header, const std::vector<row>& rows);

/// The value as indented JSON in valid UTF-8: broken bytes become U+FFFD, and control characters that JSON would allow
/// as they are (DEL, C1, direction marks) are written as `\u…`, which every reader turns back.
std::string as_json(const nlohmann::ordered_json& value);

}  // namespace examples
