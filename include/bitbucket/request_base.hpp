// SPDX-License-Identifier: MIT
// The part of a request that does not depend on its operation: the filled path, query options, headers, body, and the
// first problem with what the caller gave. Nothing here does I/O, and bad input does not throw.
#pragma once

#include <string>
#include <vector>

#include "detail/text/percent.hpp"
#include "operation_info.hpp"
#include "types/ids.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {

class running_call;
class walk;

/// Shares a body_source as a std::shared_ptr does, without its header, which every declared operation would pay for.
class held_source {
public:
    held_source() = default;
    /// `owner` is a copy of what shares the source `what`; `copy` makes another, `drop` ends one.
    held_source(const void* what, void* owner, void* (*copy)(const void*), void (*drop)(void*)) noexcept;
    held_source(const held_source& other);
    held_source(held_source&& other) noexcept;
    held_source& operator=(const held_source& other);
    held_source& operator=(held_source&& other) noexcept;
    ~held_source() {
        if (owner_ != nullptr) drop_(owner_);
    }

    /// The address of the std::shared_ptr<body_source>; null if there is none.
    [[nodiscard]] const void* owner() const noexcept { return owner_; }
    /// Whether both are the same source.
    friend bool operator==(const held_source& a, const held_source& b) noexcept { return a.what_ == b.what_; }

private:
    const void* what_ = nullptr;
    void* owner_ = nullptr;
    void* (*copy_)(const void*) = nullptr;
    void (*drop_)(void*) = nullptr;
};

/// What is wrong with a header that the caller gives; empty if nothing is.
std::string find_header_problem(text_argument header, text_argument text);

}  // namespace detail

/// A request as a value, the base of every operation's request. Operations make it, a client sends it.
class request_base {
public:
    /// What is known about the operation.
    [[nodiscard]] const operation_info& about() const noexcept { return *info_; }
    /// The filled, encoded path relative to the base URL.
    [[nodiscard]] const std::string& path() const noexcept { return path_; }
    /// The query options in the order in which they are sent.
    [[nodiscard]] const std::vector<query_option>& query_options() const noexcept { return query_; }
    /// The headers of this request alone; the client adds its own.
    [[nodiscard]] const header_list& headers() const noexcept { return headers_; }
    /// The body, unless it is read from a source while it is sent.
    [[nodiscard]] const std::string& body() const noexcept { return body_; }
    /// Whether it has a body, which may be empty.
    [[nodiscard]] bool has_body() const noexcept { return has_body_; }
    /// What the body is read from while it is sent, if it is not a text.
    [[nodiscard]] const detail::held_source& source() const noexcept { return source_; }
    /// The body's Content-Type.
    [[nodiscard]] const std::string& media_type() const noexcept { return media_type_; }
    /// The `Accept` that the result needs; null for that of the service.
    [[nodiscard]] const char* accept() const noexcept { return accept_; }
    /// Whether the caller wrote the body as JSON, so that the client must check its syntax before sending.
    [[nodiscard]] bool has_unchecked_json() const noexcept { return unchecked_json_; }
    /// The first problem found while the request was built; empty if there was none. Sending it fails with a
    /// `usage_error`.
    [[nodiscard]] const std::string& problem() const noexcept { return problem_; }

    /// Path and query as sent, after the base URL.
    [[nodiscard]] std::string target() const;

    friend bool operator==(const request_base& a, const request_base& b) noexcept {
        return a.info_ == b.info_ && a.path_ == b.path_ && a.query_ == b.query_ && a.headers_ == b.headers_ &&
               a.body_ == b.body_ && a.media_type_ == b.media_type_ && a.source_ == b.source_ &&
               a.problem_ == b.problem_;
    }

    /// Prints method, path template and the names of the query options; never an identifier, a value or the body.
    template <class Traits>
    friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out,
                                                        const request_base& request) {
        detail::begin_print(out) << to_string(request.info_->method) << ' ' << request.info_->path.str();
        const char* separator = "?";
        for (const query_option& option : request.query_) {
            out << separator;
            detail::print_escaped(out, option.name);
            separator = "&";
        }
        return out;
    }

protected:
    request_base(const operation_info& info, std::initializer_list<std::string_view> arguments,
                 const char* accept = nullptr);

    /// The same for a path that the caller wrote: each `{…}` in it takes one of the arguments.
    request_base(const operation_info& info, text_argument path, std::initializer_list<text_argument> arguments,
                 const char* accept);

    /// Keeps the first of several problems, for `problem()`.
    BITBUCKET_COLD void fail(std::string problem);

    /// Sets an option; replaces its earlier value if it has one.
    void set_option(const char* name, std::string value);
    /// The same for a caller's text, which may be a null pointer.
    void set_text(const char* name, text_argument value);
    /// Adds an option beside those of the same name.
    void append_option(const char* name, std::string value) { query_.push_back({name, std::move(value)}); }
    /// The first option with this name; null if there is none.
    [[nodiscard]] const query_option* find_option(std::string_view name) const noexcept;

    /// What `pagelen` of a request does.
    void set_pagelen(long long count);
    /// What `page` of a request does.
    void set_page(long long number);
    /// What `fields` of a request does.
    void add_fields(text_argument list);
    /// What `query` of a request does; `paged` if the result is a page.
    void add_query(text_argument option, text_argument value, bool paged);
    /// What `header` of a request does.
    void add_header(text_argument header, text_argument text);
    /// JSON; `unchecked` if the caller wrote it. `sensitive` are the texts in it that no error and no event shows.
    void set_json(std::string body, bool unchecked, std::vector<std::string> sensitive = {});
    /// A body takes the place of the one before.
    void set_body(std::string_view media_type, std::string body);
    /// A body that is read while it is sent.
    void set_source(std::string_view media_type, detail::held_source source);

private:
    // A walk keeps `next` in a partial response; a client's core removes `sensitive_` from what it shows.
    friend class detail::walk;
    friend class detail::running_call;

    void fill_path(std::string_view rest, std::initializer_list<std::string_view> arguments);

    void fill_written_path(text_argument path, std::initializer_list<text_argument> arguments);

    void append_argument(std::string_view placeholder, std::string_view text);

    // An argument whose slashes part segments.
    void append_steps(const std::string& what, std::string_view text);

    const operation_info* info_;
    const char* accept_;
    std::string path_;
    std::vector<query_option> query_;
    header_list headers_;
    std::string body_;
    std::vector<std::string> sensitive_;
    std::string media_type_;
    detail::held_source source_;
    std::string problem_;
    bool has_body_ = false;
    bool unchecked_json_ = false;
};

}  // namespace bitbucket::inline BITBUCKET_ABI

#ifndef BITBUCKET_COMPILED
#include "request_base.ipp"
#endif
