// SPDX-License-Identifier: MIT
// Defines what request_base.hpp declares: how a path is filled, and what is wrong with what the caller gave.
#pragma once

#include "detail/text/percent.hpp"
#include "request_base.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {

BITBUCKET_INLINE std::string find_header_problem(text_argument header, text_argument text) {
    const std::string_view name = header;
    for (const char* ours : {"authorization", "proxy-authorization", "cookie", "host", "connection", "expect", "te",
                             "content-type", "content-length", "transfer-encoding", "upgrade", "accept-encoding"})
        if (equal_ignoring_case(name, ours)) return "the header '" + std::string(ours) + "' is set by the library";
    if (!is_http_token(name)) return "a header's name must be a token of RFC 9110";
    if (text.is_null()) return "the header '" + std::string(name) + '\'' + is_null_pointer;
    if (!is_header_value(text)) return "the value of the header '" + std::string(name) + "' has a control character";
    return {};
}

BITBUCKET_INLINE held_source::held_source(const void* what, void* owner, void* (*copy)(const void*),
                                          void (*drop)(void*)) noexcept
    : what_(what), owner_(owner), copy_(copy), drop_(drop) {}

BITBUCKET_INLINE held_source::held_source(const held_source& other)
    : what_(other.what_),
      owner_(other.owner_ == nullptr ? nullptr : other.copy_(other.owner_)),
      copy_(other.copy_),
      drop_(other.drop_) {}

BITBUCKET_INLINE held_source::held_source(held_source&& other) noexcept
    : what_(std::exchange(other.what_, nullptr)),
      owner_(std::exchange(other.owner_, nullptr)),
      copy_(other.copy_),
      drop_(other.drop_) {}

BITBUCKET_INLINE held_source& held_source::operator=(const held_source& other) {
    return *this = held_source(other);
}

BITBUCKET_INLINE held_source& held_source::operator=(held_source&& other) noexcept {
    std::swap(what_, other.what_);
    std::swap(owner_, other.owner_);
    std::swap(copy_, other.copy_);
    std::swap(drop_, other.drop_);
    return *this;
}

}  // namespace detail

BITBUCKET_INLINE std::string request_base::target() const {
    std::string out = path_;
    char separator = '?';
    for (const query_option& option : query_) {
        out.push_back(separator);
        detail::append_query_text(out, option.name);
        out.push_back('=');
        detail::append_query_text(out, option.value);
        separator = '&';
    }
    return out;
}

BITBUCKET_INLINE request_base::request_base(const operation_info& info,
                                            std::initializer_list<std::string_view> arguments, const char* accept)
    : info_(&info), accept_(accept) {
    fill_path(info.path.str(), arguments);
    if (info.default_pagelen > 0) set_option("pagelen", std::to_string(info.default_pagelen));
}

BITBUCKET_INLINE request_base::request_base(const operation_info& info, text_argument path,
                                            std::initializer_list<text_argument> arguments, const char* accept)
    : info_(&info), accept_(accept) {
    fill_written_path(path, arguments);
}

BITBUCKET_INLINE void request_base::fail(std::string problem) {
    if (problem_.empty()) problem_ = std::string(info_->name) + ": " + std::move(problem);
}

BITBUCKET_INLINE void request_base::set_option(const char* name, std::string value) {
    for (query_option& option : query_) {
        if (option.name != name) continue;
        option.value = std::move(value);
        return;
    }
    query_.push_back({name, std::move(value)});
}

BITBUCKET_INLINE void request_base::set_text(const char* name, text_argument value) {
    if (value.is_null()) return fail(std::string(name) + detail::is_null_pointer);
    set_option(name, std::string(value.str()));
}

BITBUCKET_INLINE const query_option* request_base::find_option(std::string_view name) const noexcept {
    for (const query_option& option : query_)
        if (option.name == name) return &option;
    return nullptr;
}

BITBUCKET_INLINE void request_base::set_pagelen(long long count) {
    if (count < 1 || count > info_->max_pagelen)
        return fail("pagelen must be from 1 to " + std::to_string(info_->max_pagelen) + ", not " +
                    std::to_string(count));
    set_option("pagelen", std::to_string(count));
}

BITBUCKET_INLINE void request_base::set_page(long long number) {
    if (number < 1) return fail("page must be at least 1, not " + std::to_string(number));
    set_option("page", std::to_string(number));
}

BITBUCKET_INLINE void request_base::add_fields(text_argument list) {
    if (list.is_null()) return fail(std::string("fields") + detail::is_null_pointer);
    const std::string_view fields = list;
    if (fields.empty()) return fail("fields must not be empty");
    const query_option* before = find_option("fields");
    set_option("fields", before == nullptr ? std::string(fields) : before->value + ',' + std::string(fields));
}

BITBUCKET_INLINE void request_base::add_query(text_argument option, text_argument value, bool paged) {
    const std::string_view name = option;
    const bool own = name == "fields" || (paged && name == "pagelen") || info_->options.contains(name);
    if (name.empty()) return fail("a query option needs a name");
    if (own) return fail("use the method for '" + std::string(name) + "', not query()");
    if (value.is_null()) return fail("the query option '" + std::string(name) + '\'' + detail::is_null_pointer);
    query_.push_back({std::string(name), std::string(value.str())});
}

BITBUCKET_INLINE void request_base::add_header(text_argument header, text_argument text) {
    std::string problem = detail::find_header_problem(header, text);
    if (!problem.empty()) return fail(std::move(problem));
    headers_.add(std::string(header.str()), std::string(detail::trim(text.str())));
}

BITBUCKET_INLINE void request_base::set_json(std::string body, bool unchecked, std::vector<std::string> sensitive) {
    set_body("application/json", std::move(body));
    sensitive_ = std::move(sensitive);
    unchecked_json_ = unchecked;
}

BITBUCKET_INLINE void request_base::set_body(std::string_view media_type, std::string body) {
    set_source(media_type, {});
    body_ = std::move(body);
}

BITBUCKET_INLINE void request_base::set_source(std::string_view media_type, detail::held_source source) {
    media_type_ = media_type;
    source_ = std::move(source);
    body_.clear();
    sensitive_.clear();
    unchecked_json_ = false;
    has_body_ = true;
}

BITBUCKET_INLINE void request_base::fill_path(std::string_view rest,
                                              std::initializer_list<std::string_view> arguments) {
    const std::string_view* argument = arguments.begin();
    for (auto open = rest.find('{'); open != std::string_view::npos; open = rest.find('{')) {
        path_ += rest.substr(0, open);
        const auto close = rest.find('}');
        if (argument != arguments.end()) append_argument(rest.substr(open, close - open + 1), *argument++);
        rest.remove_prefix(close + 1);
    }
    path_ += rest;
}

BITBUCKET_INLINE void request_base::fill_written_path(text_argument path,
                                                      std::initializer_list<text_argument> arguments) {
    if (path.is_null()) return fail(std::string("the path") + detail::is_null_pointer);
    std::string_view rest = path;
    if (!rest.starts_with('/') || rest.find_first_of("?#\\") != std::string_view::npos)
        return fail("the path begins with a slash and has neither '?', '#' nor '\\'");
    const text_argument* argument = arguments.begin();
    while (!rest.empty()) {
        rest.remove_prefix(1);
        const auto slash = rest.find('/');
        const std::string_view step = rest.substr(0, slash);
        path_ += '/';
        if (step.starts_with('{') && step.ends_with('}')) {
            if (argument == arguments.end()) return fail("the path has more {placeholders} than arguments");
            if (argument->is_null()) return fail("the path argument " + std::string(step) + detail::is_null_pointer);
            append_argument(step, (argument++)->str());
        } else if (slash == std::string_view::npos || !step.empty()) {
            append_steps("the path", step);
        } else {
            return fail("the path must not have two slashes in a row");
        }
        if (slash == std::string_view::npos) break;
        rest.remove_prefix(slash);
    }
    if (argument != arguments.end()) fail("the path has fewer {placeholders} than arguments");
}

BITBUCKET_INLINE void request_base::append_argument(std::string_view placeholder, std::string_view text) {
    const std::string what = "the path argument " + std::string(placeholder);
    if (placeholder.ends_with("*}")) return append_steps(what, text);
    if (text.empty()) return fail(what + " must not be empty");
    if (text == "." || text == "..") return fail(what + " must not be '.' or '..'");
    std::string segment;
    detail::append_segment(segment, text);
    if (detail::hides_upward_step(segment)) return fail(what + " must not step upwards ('..' beside a slash)");
    path_ += segment;
}

BITBUCKET_INLINE void request_base::append_steps(const std::string& what, std::string_view text) {
    while (!text.empty()) {
        const auto slash = text.find('/');
        const std::string_view step = text.substr(0, slash);
        if (step.empty()) return fail(what + " must not begin with a slash or have two in a row");
        if (step == "." || step == "..") return fail(what + " must not have the step '.' or '..'");
        std::string segment;
        detail::append_segment(segment, step);
        if (detail::hides_upward_step(segment)) return fail(what + " must not step upwards");
        path_ += segment;
        if (slash == std::string_view::npos) return;
        path_ += '/';
        text.remove_prefix(slash + 1);
    }
}

}  // namespace bitbucket::inline BITBUCKET_ABI
