// SPDX-License-Identifier: MIT
// Reads the body of a form: multipart/form-data, or application/x-www-form-urlencoded.
#pragma once

#include "routing.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// A field, or a file if it has a file name.
struct form_part {
    std::string name;
    std::optional<std::string> file_name;
    /// `x-attributes` of the part.
    std::string attributes;
    std::string content;
};

inline constexpr std::string_view multipart_type = "multipart/form-data";
inline constexpr std::string_view urlencoded_type = "application/x-www-form-urlencoded";

/// The media type of a request, without its parameters.
inline std::string media_type_of(const http_request& request) {
    const std::string_view type = request.headers.value("Content-Type");
    return bitbucket::detail::to_lower(bitbucket::detail::trim(type.substr(0, type.find(';'))));
}

/// A parameter of a header's value, `name="text"` or `name=text`; nothing if it is not there.
inline std::optional<std::string> parameter_of(std::string_view value, std::string_view name) {
    for (auto at = value.find(';'); at != std::string_view::npos;) {
        value.remove_prefix(at + 1);
        const std::string_view rest = bitbucket::detail::trim(value);
        const bool found =
            bitbucket::detail::starts_with_ignoring_case(rest, name) && rest.substr(name.size()).starts_with('=');
        const auto quote = value.find('"');
        at = value.find(';');
        if (quote < at) {
            const auto end = value.find('"', quote + 1);
            if (end == std::string_view::npos) return std::nullopt;
            if (found) return std::string(value.substr(quote + 1, end - quote - 1));
            at = value.find(';', end);
        }
        if (found) return std::string(rest.substr(name.size() + 1, rest.find(';') - name.size() - 1));
    }
    return std::nullopt;
}

[[noreturn]] inline void refuse_form() {
    refuse(400, "Bad request", "The body is not a well-formed multipart/form-data");
}

inline form_part read_part(std::string_view text) {
    const auto end = text.find("\r\n\r\n");
    if (end == std::string_view::npos) refuse_form();
    form_part out;
    out.content = text.substr(end + 4);
    std::string_view head = text.substr(0, end + 2);
    while (!head.empty()) {
        const std::string_view line = head.substr(0, head.find("\r\n"));
        head.remove_prefix(line.size() + 2);
        if (!bitbucket::detail::starts_with_ignoring_case(line, "Content-Disposition:")) continue;
        out.name = parameter_of(line, "name").value_or("");
        out.file_name = parameter_of(line, "filename");
        out.attributes = parameter_of(line, "x-attributes").value_or("");
    }
    if (out.name.empty()) refuse_form();
    return out;
}

inline std::vector<form_part> read_multipart(const http_request& request) {
    const auto boundary = parameter_of(request.headers.value("Content-Type"), "boundary");
    if (!boundary) refuse_form();
    const std::string delimiter = "--" + *boundary;
    std::string_view rest = request.body;
    if (!rest.starts_with(delimiter)) refuse_form();
    rest.remove_prefix(delimiter.size());
    std::vector<form_part> out;
    while (!rest.starts_with("--")) {
        const auto end = rest.find("\r\n" + delimiter);
        if (!rest.starts_with("\r\n") || end == std::string_view::npos) refuse_form();
        out.push_back(read_part(rest.substr(2, end - 2)));
        rest.remove_prefix(end + 2 + delimiter.size());
    }
    return out;
}

/// The fields and files of a form; 400 for a body that is none.
inline std::vector<form_part> read_form(const http_request& request) {
    if (media_type_of(request) == multipart_type) return read_multipart(request);
    if (media_type_of(request) != urlencoded_type) refuse(400, "Bad request", "The body is not a form");
    std::vector<form_part> out;
    for (const option& each : options_of(request.body)) out.push_back({each.name, std::nullopt, "", each.value});
    return out;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
