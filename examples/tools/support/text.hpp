// SPDX-License-Identifier: MIT
// Text from elsewhere, made fit for a terminal: `shown` escapes what could steer it, `display_width` says how many
// columns the rest takes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace examples {

/// A character at the front of a text. A byte that is not UTF-8 is a character by itself, and `valid` is false.
struct character {
    char32_t code = 0;
    std::size_t length = 1;
    bool valid = true;
};

/// The first character of a text that is not empty.
inline character first_character(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const char32_t first = byte(0);
    if (first < 0x80) return {first, 1, true};
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    const character broken{first, 1, false};
    if (first < 0xC2 || first > 0xF4 || text.size() < length) return broken;
    char32_t code = first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return broken;
        code = code << 6U | (byte(i) & 0x3FU);
    }
    const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    return overlong || surrogate || code > 0x10FFFF ? broken : character{code, length, true};
}

struct code_range {
    char32_t first;
    char32_t last;
};

template <std::size_t Size>
constexpr bool is_in(const code_range (&ranges)[Size], char32_t code) {
    for (const code_range& each : ranges)
        if (code >= each.first && code <= each.last) return true;
    return false;
}

/// Whether a character does something instead of being seen: controls (C0, DEL, C1), line separators, marks that turn
/// the direction of what follows (a name with U+202E can make a whole line read backwards), spaces and fillers without
/// width, tags, private and unassigned planes, and codes that are not characters.
constexpr bool is_unseen(char32_t code) {
    constexpr code_range ranges[] = {{0x0000, 0x001F},   {0x007F, 0x009F},   {0x00AD, 0x00AD},   {0x034F, 0x034F},
                                     {0x061C, 0x061C},   {0x115F, 0x1160},   {0x17B4, 0x17B5},   {0x180B, 0x180F},
                                     {0x200B, 0x200B},   {0x200E, 0x200F},   {0x2028, 0x202E},   {0x2060, 0x206F},
                                     {0x3164, 0x3164},   {0xFDD0, 0xFDEF},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},
                                     {0xFFF0, 0xFFFB},   {0xFFFE, 0xFFFF},   {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A},
                                     {0xE0000, 0xE0FFF}, {0xF0000, 0x10FFFF}};
    return is_in(ranges, code) || (code & 0xFFFEU) == 0xFFFEU;
}

/// Whether a character that is not seen itself shapes its neighbours: the joiners U+200C and U+200D, which many scripts
/// and emoji need, and the selectors of a variant. Anywhere else they only hide, as in a name that looks like another.
constexpr bool is_shaping(char32_t code, char32_t before, char32_t behind) {
    constexpr char32_t after_latin = 0x0590;  // and Greek, Cyrillic, Armenian, none of which is joined
    if (code == 0x200C || code == 0x200D) return before >= after_latin && behind >= after_latin;
    const bool is_keycap = before == '#' || before == '*' || (before >= '0' && before <= '9');
    return code >= 0xFE00 && code <= 0xFE0F &&
           (before >= after_latin || is_keycap || before == 0x00A9 || before == 0x00AE);
}

/// Whether a character that may shape its neighbours is one.
constexpr bool may_shape(char32_t code) {
    return code == 0x200C || code == 0x200D || (code >= 0xFE00 && code <= 0xFE0F);
}

/// `\x1b`, `\u202e`, `\U000e0001`: a code as it is shown.
inline std::string escaped(char32_t code, bool as_byte) {
    constexpr std::string_view digits = "0123456789abcdef";
    const bool is_long = code > 0xFFFF;
    std::string out = as_byte ? "\\x" : is_long ? "\\U" : "\\u";
    for (unsigned shift = as_byte ? 8 : is_long ? 32 : 16; shift > 0;) {
        shift -= 4;
        out.push_back(digits[code >> shift & 15U]);
    }
    return out;
}

/// Goes through a text, and calls `plain(bytes)` for what can be shown as it is and `unseen(character)` for everything
/// else: what `is_unseen`, what hides where it shapes nothing, and bytes that are not UTF-8.
template <class Plain, class Unseen>
void for_each_shown(std::string_view text, const Plain& plain, const Unseen& unseen) {
    char32_t before = 0;
    while (!text.empty()) {
        const character next = first_character(text);
        const std::string_view bytes = text.substr(0, next.length);
        text.remove_prefix(next.length);
        const char32_t behind = text.empty() ? 0 : first_character(text).code;
        if (!next.valid || is_unseen(next.code) || (may_shape(next.code) && !is_shaping(next.code, before, behind)))
            unseen(next);
        else
            plain(bytes);
        before = next.code;
    }
}

/// The text with control characters, direction marks, what is not seen, and broken UTF-8 escaped; safe to print. The
/// one place for it: tables, CSV, messages, Markdown and HTML all begin with this.
inline std::string shown(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for_each_shown(
        text, [&](std::string_view bytes) { out += bytes; },
        [&](const character& each) { out += escaped(each.code, !each.valid || each.code < 0x80); });
    return out;
}

/// Characters that are drawn over the one before them, or not at all, of the scripts that names are often written in.
inline constexpr code_range zero_width_ranges[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD},  {0x05BF, 0x05BF}, {0x05C1, 0x05C2}, {0x05C4, 0x05C5},
    {0x0610, 0x061A}, {0x061C, 0x061C}, {0x064B, 0x065F},  {0x0670, 0x0670}, {0x06D6, 0x06DC}, {0x06DF, 0x06E4},
    {0x06E7, 0x06E8}, {0x06EA, 0x06ED}, {0x0900, 0x0902},  {0x093C, 0x093C}, {0x0941, 0x0948}, {0x094D, 0x094D},
    {0x0E31, 0x0E31}, {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E},  {0x1160, 0x11FF}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},
    {0x200B, 0x200F}, {0x2060, 0x2064}, {0x20D0, 0x20F0},  {0x302A, 0x302D}, {0x3099, 0x309A}, {0xFE00, 0xFE0F},
    {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0xE0100, 0xE01EF}};

/// Characters two columns wide (East Asian Width W and F, and emoji).
inline constexpr code_range wide_ranges[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x23E9, 0x23EC},   {0x23F0, 0x23F0},   {0x23F3, 0x23F3},
    {0x25FD, 0x25FE},   {0x2614, 0x2615},   {0x2648, 0x2653},   {0x26A1, 0x26A1},   {0x26BD, 0x26BE},
    {0x2705, 0x2705},   {0x2728, 0x2728},   {0x274C, 0x274C},   {0x2753, 0x2755},   {0x2757, 0x2757},
    {0x2B50, 0x2B50},   {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0xA4CF},
    {0xA960, 0xA97F},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},
    {0xFFE0, 0xFFE6},   {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A}, {0x1F200, 0x1F320}, {0x1F32D, 0x1F64F},
    {0x1F680, 0x1F6FF}, {0x1F7E0, 0x1F7EB}, {0x1F900, 0x1F9FF}, {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD}};

/// How many columns a text takes on a terminal.
inline std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    while (!text.empty()) {
        const character next = first_character(text);
        // Wide ranges may enclose combining marks, so these come first.
        if (!is_in(zero_width_ranges, next.code)) width += is_in(wide_ranges, next.code) ? 2U : 1U;
        text.remove_prefix(next.length);
    }
    return width;
}

/// The text in so many columns; if something is cut off, it ends with an ellipsis.
inline std::string cut_to_width(std::string_view text, std::size_t columns) {
    if (display_width(text) <= columns) return std::string(text);
    if (columns == 0) return {};
    std::size_t width = 0;
    std::size_t end = 0;
    while (end < text.size()) {
        const std::string_view next = text.substr(end, first_character(text.substr(end)).length);
        width += display_width(next);
        if (width + 1 > columns) break;
        end += next.size();
    }
    return std::string(text.substr(0, end)) + "…";
}

}  // namespace examples
