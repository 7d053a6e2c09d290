// SPDX-License-Identifier: MIT
// scripted: a transport that returns canned replies and records the requests, for tests of code that uses this library.
//
//   scripted script;
//   script.reply(200, R"({"display_name": "Mia"})");
//   client api{script, anonymous{}};
//   … script.requests().front().path() …
#pragma once

#include <mutex>
#include <optional>

#include "../detail/url/url.hpp"
#include "../types/text_value.hpp"
#include "limits.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing {

/// A request as the transport got it; its headers include the credential. `body` has the bytes of a source, too, and
/// `source` is null.
struct recorded_request : http_request {
    /// The URL's path, encoded as sent, without host and query.
    [[nodiscard]] std::string path() const {
        const auto parts = bitbucket::detail::parse_url(url);
        return parts ? parts->path : std::string();
    }
    /// The URL's query, encoded as sent; empty if there is none.
    [[nodiscard]] std::string query() const {
        const auto parts = bitbucket::detail::parse_url(url);
        return parts ? parts->query : std::string();
    }

    /// Prints method, URL, headers and the size of the body. Prints only the names of headers that may hold a secret:
    /// all but a few that are known to be harmless.
    template <class Traits>
    friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out,
                                                        const recorded_request& request) {
        bitbucket::detail::begin_print(out) << to_string(request.method) << ' ';
        bitbucket::detail::print_escaped(out, request.url);
        for (const http_header& line : request.headers) {
            out << "; ";
            bitbucket::detail::print_escaped(out, line.name);
            out << ": ";
            bool harmless = false;
            for (const char* name : {"accept", "content-type", "content-length", "user-agent"})
                harmless = harmless || bitbucket::detail::equal_ignoring_case(line.name, name);
            bitbucket::detail::print_escaped(out, harmless ? std::string_view(line.value) : "***");
        }
        return out << "; " << request.body.size() << " bytes of body";
    }
};

/// A transport that replies from a script. Copies share the script and the record; safe to use from many threads.
///
/// Every entry is used once. A request takes the first unused entry that fits it: `reply` and `fail` make entries for
/// any request, `reply_to` and `fail_on` only for their method and path.
class scripted {
public:
    /// A source is read as it would be sent, and a receiver gets the reply's body in pieces.
    static constexpr bool streams = true;

    scripted() : core_(std::make_shared<core>()) {}
    /// Passes the requests that no entry is meant for to another transport, e.g. a `sandbox`, instead of failing. They are
    /// recorded, too.
    explicit scripted(any_transport behind) : scripted() { core_->behind = std::move(behind); }

    /// Adds the next reply. A body without a Content-Type in the headers is sent as JSON.
    scripted& reply(int status, given_text body = {}, header_list headers = {}) {
        return add({std::nullopt, {}, made(status, std::move(body), std::move(headers)), std::nullopt});
    }
    /// Adds the reply to the next request with this method and path, e.g. `reply_to(http_method::get, "/user", 200,
    /// "{}")`. The path is encoded as in the URL, without query, with or without the leading `/2.0`.
    scripted& reply_to(http_method method, given_text path, int status, given_text body = {},
                       header_list headers = {}) {
        return add({method, std::move(path), made(status, std::move(body), std::move(headers)), std::nullopt});
    }
    /// The next request gets no reply: `send` throws this error. `transport_error("…", true)` says that nothing was
    /// sent.
    scripted& fail(transport_error error) { return add({std::nullopt, {}, {}, std::move(error)}); }
    /// The same for the next request with this method and path.
    scripted& fail_on(http_method method, given_text path, transport_error error) {
        return add({method, std::move(path), {}, std::move(error)});
    }

    /// All requests so far, in the order of arrival, including those without a reply.
    [[nodiscard]] std::vector<recorded_request> requests() const {
        const std::lock_guard lock(core_->mutex);
        return core_->requests;
    }
    /// How many entries of the script are unused.
    [[nodiscard]] std::size_t unused() const {
        const std::lock_guard lock(core_->mutex);
        return core_->script.size();
    }

    /// Records the request and replies. Throws what the script or the limits require, and a `transport_error` that
    /// names method and path if the script has nothing left for this request.
    http_response send(const http_request& request, const transport_limits& limits = {}) const {
        check_limits(limits, true);
        recorded_request sent{whole_request(request)};  // before the lock: a source may be a user's code
        std::unique_lock lock(core_->mutex);
        core_->requests.push_back(std::move(sent));
        const std::string path = core_->requests.back().path();
        for (auto each = core_->script.begin(); each != core_->script.end(); ++each) {
            if (!is_meant(*each, request.method, path)) continue;
            entry found = std::move(*each);
            core_->script.erase(each);
            lock.unlock();
            if (found.failure) throw transport_error(*found.failure);
            give_body(found.response, limits);
            return std::move(found.response);
        }
        if (core_->behind) {
            const http_request passed_on = core_->requests.back();
            lock.unlock();
            return core_->behind->send(passed_on, limits);
        }
        throw transport_error("the script has no reply for request " + std::to_string(core_->requests.size()) + ", " +
                              to_string(request.method) + ' ' + path);
    }

private:
    struct entry {
        std::optional<http_method> method;
        std::string path;
        http_response response;
        std::optional<transport_error> failure;
    };
    struct core {
        std::mutex mutex;
        std::vector<entry> script;
        std::vector<recorded_request> requests;
        std::optional<any_transport> behind;
    };

    static http_response made(int status, std::string body, header_list headers) {
        if (!body.empty() && headers.find("Content-Type") == nullptr)
            headers.add("Content-Type", "application/json; charset=utf-8");
        return {status, std::move(headers), std::move(body)};
    }
    static bool is_meant(const entry& one, http_method method, std::string_view path) {
        return !one.method || (*one.method == method && (path == one.path || path == "/2.0" + one.path));
    }
    scripted& add(entry one) {
        const std::lock_guard lock(core_->mutex);
        core_->script.push_back(std::move(one));
        return *this;
    }

    std::shared_ptr<core> core_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing
