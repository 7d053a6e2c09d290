// SPDX-License-Identifier: MIT
// One transfer: libcurl's callbacks read the source of the request and pass the reply on (reply_reader.hpp), a loop
// drives it and checks the deadline and the cancel token, and the result is a reply or an error.
#pragma once

#include <algorithm>
#include <exception>

#include "../../detail/streams/source_reader.hpp"
#include "failure.hpp"
#include "idle_sockets.hpp"
#include "patience.hpp"
#include "proxy.hpp"
#include "reply_reader.hpp"
#include "request.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

class curl_transfer {
public:
    /// `source` is null for a request without one.
    curl_transfer(http_method method, const url_parts& target, const transport_limits& limits,
                  const curl_options& options, source_reader* source, ask_first ask)
        : limits_(limits),
          options_(options),
          patience_(options.total_timeout),
          target_(target),
          may_resend_(method == http_method::get || method == http_method::head),
          asks_first_(ask == ask_first::yes),
          source_(source),
          reader_(limits) {}

    /// Sets the callbacks. The handle must be reset before this object dies.
    BITBUCKET_COLD void listen(CURL* easy) {
        curl_set(easy, CURLOPT_ERRORBUFFER, error_text_);
        curl_set(easy, CURLOPT_PREREQFUNCTION, &before_request);
        curl_set(easy, CURLOPT_PREREQDATA, this);
        curl_set(easy, CURLOPT_HEADERFUNCTION, &header_line);
        curl_set(easy, CURLOPT_HEADERDATA, this);
        curl_set(easy, CURLOPT_WRITEFUNCTION, &body_part);
        curl_set(easy, CURLOPT_WRITEDATA, this);
        if (source_ == nullptr) return;
        curl_set(easy, CURLOPT_READFUNCTION, &next_part);
        curl_set(easy, CURLOPT_READDATA, this);
        curl_set(easy, CURLOPT_SEEKFUNCTION, &seek);
        curl_set(easy, CURLOPT_SEEKDATA, this);
    }

    /// Transfers until libcurl is done. Throws if a limit or the total timeout ends it first.
    BITBUCKET_COLD CURLcode run(curl_session& session, const thread_cancel_shield& shield) {
        using std::chrono::milliseconds;
        throw_on_failure(session, session.start());
        for (;;) {
            int running = 0;
            throw_on_failure(session, curl_multi_perform(session.multi(), &running));
            int left = 0;
            if (const CURLMsg* message = curl_multi_info_read(session.multi(), &left); message != nullptr) {
                const CURLcode code = message->data.result;
                if (code == CURLE_OK) session.keep_connection();
                return code;
            }
            shield.open();
            const auto now = deadline::clock::now();
            throw_if_over(now);
            // Cancelling does not interrupt the wait, so it is short.
            deadline::clock::duration wait = milliseconds{100};
            if (end() - now < wait) wait = end() - now;
            const auto rounded_up = std::chrono::duration_cast<milliseconds>(wait) + milliseconds{1};
            throw_on_failure(
                session, curl_multi_poll(session.multi(), nullptr, 0, static_cast<int>(rounded_up.count()), nullptr));
        }
    }

    /// Throws if a limit or the total timeout ends the transfer now.
    BITBUCKET_COLD void throw_if_over(deadline::clock::time_point now) {
        throw_if_stopped(limits_, now, nothing_sent());
        patience_.note(moved(), source_ == nullptr || source_->is_done(), now);
        if (patience_.is_over(now))
            throw failure(patience_.sentence() + "within curl_options::total_timeout, which is " +
                              std::to_string(options_.total_timeout.count()) + " ms",
                          patience_.was_moving() ? transport_error::passing : transport_error::permanent);
    }
    /// When the transfer ends at the latest, unless it moves on.
    [[nodiscard]] deadline::clock::time_point end() const noexcept {
        return (std::min)(patience_.end(), limits_.deadline.when());
    }
    /// Nobody has driven the transfer for that long, so that does not count.
    void was_left_alone(deadline::clock::duration time) noexcept { patience_.extend(time); }
    /// The transfer does not begin on a connection that one of these sockets belongs to and on which the server has sent
    /// something unasked. It then ends with `met_stale_connection()`.
    void avoid(curl_idle_sockets& known) noexcept { idle_ = &known; }
    [[nodiscard]] bool met_stale_connection() const noexcept { return stale_; }
    /// Whether the request has begun to be sent.
    [[nodiscard]] bool has_begun() const noexcept { return attempts_ > 0; }

    /// Whether the server does not want to be asked before the body is sent (417). It did nothing, so the request may be
    /// sent again without the question. libcurl would do so by itself, and with some servers thousands of times.
    [[nodiscard]] bool was_asked_in_vain() const noexcept { return asked_in_vain_; }

    /// Returns the reply, or throws the error that libcurl, a proxy or a callback found.
    BITBUCKET_COLD http_response finish(CURLcode code, CURL* easy) {
        if (exception_ != nullptr) std::rethrow_exception(exception_);
        if (reader_.is_cut()) return reader_.take();
        if (!reader_.problem().empty()) throw failure(reader_.problem(), transport_error::permanent);
        if (!problem_.empty()) throw failure(problem_);
        if (code == CURLE_OK) {
            if (!reader_.has_headers())
                throw failure("the connection was closed before the reply's headers were complete");
            throw_if_proxy_answered();
            throw_if_sent_in_part(easy);
            return reader_.take();
        }
        throw_if_proxy_refused(code, easy);
        switch (code) {
            case CURLE_URL_MALFORMAT:
            case CURLE_LOGIN_DENIED:  // user information, which the check of the URL already refuses
                throw usage_error("libcurl does not accept the URL of the request" + libcurl_says(code));
            case CURLE_SSL_CACERT_BADFILE:
                throw_without_authorities(code);
            case CURLE_SSL_CERTPROBLEM:
                throw usage_error("curl_options::client_certificate and client_key cannot be used" +
                                  libcurl_says(code));
            case CURLE_OPERATION_TIMEDOUT:  // the only timeout that libcurl itself has
                throw failure("no connection within curl_options::connect_timeout" + libcurl_says(code));
            case CURLE_WRITE_ERROR:  // our callbacks took everything, so it is a decoder of libcurl's that did not
            case CURLE_BAD_CONTENT_ENCODING:
                throw failure("the reply's body is not encoded as its Content-Encoding says" + libcurl_says(code),
                              transport_error::permanent);
                // Two codes, depending on the version, that also mean a header line longer than libcurl's own limit.
#if LIBCURL_VERSION_NUM >= 0x080600
            case CURLE_TOO_LARGE:
#endif
            case CURLE_OUT_OF_MEMORY:
                if (!nothing_sent() && !reader_.has_headers())
                    throw failure("the reply has a header longer than libcurl accepts" + libcurl_says(code),
                                  transport_error::permanent);
                if (code == CURLE_OUT_OF_MEMORY) throw std::bad_alloc();
                [[fallthrough]];
            default:
                throw failure("no complete reply" + libcurl_says(code),
                              is_permanent(code) ? transport_error::permanent : transport_error::passing);
        }
    }

private:
    BITBUCKET_COLD void throw_on_failure(curl_session& session, CURLMcode code) {
        if (code == CURLM_OK) return;
        session.give_up();
        throw failure(std::string("libcurl failed: ") + curl_multi_strerror(code));
    }

    // libcurl announces every attempt before its first byte, so without an attempt nothing was sent.
    [[nodiscard]] bool nothing_sent() const noexcept { return attempts_ == 0; }
    // With the status, if a reply had begun.
    [[nodiscard]] transport_error failure(const std::string& message,
                                          transport_error::cause why = transport_error::passing) const {
        return failure(message, why, reader_.has_headers() ? reader_.status() : 0);
    }
    [[nodiscard]] transport_error failure(const std::string& message, transport_error::cause why, int status) const {
        return transport_error(target_.origin() + ": " + message, nothing_sent(), why, status);
    }

    // The user's own file, or this machine has none: small containers are made without.
    BITBUCKET_COLD [[noreturn]] void throw_without_authorities(CURLcode code) const {
        if (!options_.ca_file.empty() || !options_.ca_dir.empty())
            throw usage_error("curl_options::ca_file or ca_dir cannot be read as certificates" + libcurl_says(code));
        throw failure(
            "the system's certificate authorities cannot be read: install them (the package ca-certificates on most "
            "Linux systems), or name a file in curl_options::ca_file" +
                libcurl_says(code),
            transport_error::permanent);
    }

    // A server may refuse a request without having read it; one that confirms it then has acted on something else.
    BITBUCKET_COLD void throw_if_sent_in_part(CURL* easy) const {
        if (source_ == nullptr || reader_.status() < 200 || reader_.status() > 299) return;
        curl_off_t sent = 0;
        (void)curl_easy_getinfo(easy, CURLINFO_SIZE_UPLOAD_T, &sent);
        if (static_cast<std::uint64_t>(sent) < source_->size())
            throw failure("the server answered after " + std::to_string(sent) + " of the request's " +
                              std::to_string(source_->size()) + " bytes",
                          transport_error::permanent);
    }

    // What a stream has moved, both ways.
    [[nodiscard]] std::uint64_t moved() const noexcept {
        return reader_.passed_on() + (source_ == nullptr ? 0 : source_->given());
    }

    // A 407 comes from a proxy, never from the server: without a tunnel it looks like the server's reply.
    BITBUCKET_COLD void throw_if_proxy_answered() const {
        constexpr int wants_login = 407;
        if (reader_.status() != wants_login || target_.scheme != "http") return;
        const auto proxy = find_curl_proxy(options_.proxy, options_.direct, target_);
        if (proxy && proxy->is_http) throw refused_by(*proxy, wants_login);
    }

    // What goes wrong between here and a proxy, or is refused there.
    BITBUCKET_COLD void throw_if_proxy_refused(CURLcode code, CURL* easy) const {
        const auto proxy = find_curl_proxy(options_.proxy, options_.direct, target_);
        if (!proxy || !nothing_sent()) return;
        long status = 0;  // of the last CONNECT
        (void)curl_easy_getinfo(easy, CURLINFO_HTTP_CONNECTCODE, &status);
        if (status >= 300) throw refused_by(*proxy, status);
        long refusal = CURLPX_OK;
        (void)curl_easy_getinfo(easy, CURLINFO_PROXY_ERROR, &refusal);
        if (code == CURLE_PROXY)
            throw failure(proxy->name + " did not connect" + libcurl_says(code),
                          is_permanent(static_cast<CURLproxycode>(refusal)) ? transport_error::permanent
                                                                            : transport_error::passing);
        const bool not_reached = code == CURLE_COULDNT_RESOLVE_PROXY || code == CURLE_COULDNT_CONNECT;
        if (not_reached && !proxy->is_usable)
            throw failure(proxy->name + " is not an address that can be used", transport_error::permanent);
        if (code == CURLE_COULDNT_RESOLVE_PROXY) throw failure(proxy->name + " was not found" + libcurl_says(code));
    }
    [[nodiscard]] BITBUCKET_COLD transport_error refused_by(const curl_proxy& proxy, long status) const {
        constexpr long wants_login = 407;
        const std::string why = status == wants_login ? ": it wants a user and a password, or others than it got" : "";
        return failure(proxy.name + " refused with status " + std::to_string(status) + why,
                       is_permanent_refusal(status) ? transport_error::permanent : transport_error::passing,
                       static_cast<int>(status));
    }

    // libcurl's texts can quote a URL, or a proxy with its password; such texts are omitted.
    [[nodiscard]] BITBUCKET_COLD std::string libcurl_says(CURLcode code) const {
        std::string out = std::string(": ") + curl_easy_strerror(code);
        const std::string_view text(error_text_);
        if (!text.empty() && text.find_first_of("@?") == std::string_view::npos) out += " (" + one_line(text) + ")";
        return out;
    }

    // --- callbacks: no exception may pass through libcurl ---------------------------------------------------------

    static int before_request(void* self, char*, char*, int, int local_port) noexcept {
        return static_cast<curl_transfer*>(self)->on_attempt(local_port) ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
    }
    static std::size_t header_line(char* data, std::size_t, std::size_t size, void* self) noexcept {
        auto& transfer = *static_cast<curl_transfer*>(self);
        const bool good = transfer.guarded(&curl_reply_reader::header_line, {data, size});
        return good && !transfer.is_asked_in_vain() ? size : refuse(size);
    }
    static std::size_t body_part(char* data, std::size_t, std::size_t size, void* self) noexcept {
        return static_cast<curl_transfer*>(self)->guarded(&curl_reply_reader::body_part, {data, size}) ? size
                                                                                                       : refuse(size);
    }
    static std::size_t next_part(char* to, std::size_t, std::size_t most, void* self) noexcept {
        return static_cast<curl_transfer*>(self)->on_read(to, most);
    }
    static int seek(void* self, curl_off_t offset, int origin) noexcept {
        return static_cast<curl_transfer*>(self)->on_seek(offset, origin);
    }
    /// Any number other than the size ends the transfer.
    static constexpr std::size_t refuse(std::size_t size) noexcept { return size == 0 ? 1 : 0; }

    BITBUCKET_COLD bool guarded(bool (curl_reply_reader::*take)(std::string_view), std::string_view data) noexcept {
        try {
            return (reader_.*take)(data);
        } catch (...) {
            exception_ = std::current_exception();
            return false;
        }
    }

    // libcurl takes a 0 for "nothing more yet" and waits until the timeout, so every end but the right one is an error.
    BITBUCKET_COLD std::size_t on_read(char* to, std::size_t most) noexcept {
        try {
            return source_->read(to, most);
        } catch (...) {
            exception_ = std::current_exception();
            return CURL_READFUNC_ABORT;
        }
    }

    // libcurl wants to begin again: a kept connection turned out to be closed. `on_attempt` comes after this, if at all.
    BITBUCKET_COLD int on_seek(curl_off_t offset, int origin) noexcept {
        try {
            const std::uint64_t announced = source_->size();
            if (offset == 0 && origin == SEEK_SET && source_->rewind() && source_->size() == announced)
                return CURL_SEEKFUNC_OK;
            problem_ = std::string("the connection broke before a reply came, and the request was not sent again: ") +
                       source_reader::cannot_rewind;
        } catch (...) {
            exception_ = std::current_exception();
        }
        return CURL_SEEKFUNC_FAIL;
    }

    BITBUCKET_COLD bool is_asked_in_vain() noexcept {
        constexpr int expectation_failed = 417;
        asked_in_vain_ = asked_in_vain_ || (asks_first_ && reader_.status() == expectation_failed);
        return asked_in_vain_;
    }

    // libcurl sends a request again if a kept connection turns out to be closed. The server may have acted on the first
    // one, so requests that change something are stopped here.
    BITBUCKET_COLD bool on_attempt(int local_port) noexcept {
        stale_ = idle_ != nullptr && attempts_ == 0 && idle_->was_spoken_to(local_port);
        if (stale_) return false;
        reader_.expect_status_line();
        if (attempts_++ == 0 || may_resend_) return true;
        try {
            problem_ = "the connection broke before a reply came; the request was not sent again";
        } catch (...) {
            exception_ = std::current_exception();
        }
        return false;
    }

    const transport_limits& limits_;
    const curl_options& options_;
    curl_patience patience_;
    const url_parts& target_;
    bool may_resend_;
    bool asks_first_;
    bool asked_in_vain_ = false;
    int attempts_ = 0;
    source_reader* source_;
    curl_idle_sockets* idle_ = nullptr;
    bool stale_ = false;

    curl_reply_reader reader_;
    std::string problem_;           // why the transfer was stopped before the next attempt
    std::exception_ptr exception_;  // thrown in a callback; must not pass through libcurl
    char error_text_[CURL_ERROR_SIZE] = {};
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
