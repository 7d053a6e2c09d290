// SPDX-License-Identifier: MIT
// One transfer: libcurl's callbacks collect the reply and enforce the limits, a loop drives it and checks the deadline
// and the cancel token, and the result is a reply or an error.
#pragma once

#include <exception>

#include "failure.hpp"
#include "request.hpp"

namespace bitbucket::detail {

class curl_transfer {
public:
    curl_transfer(http_method method, std::string origin, const transport_limits& limits,
                  std::chrono::milliseconds total_timeout)
        : limits_(limits),
          total_timeout_(total_timeout),
          give_up_at_(deadline::clock::now() + total_timeout),
          origin_(std::move(origin)),
          may_resend_(method == http_method::get || method == http_method::head) {}

    /// Sets the callbacks. The handle must be reset before this object dies.
    void listen(CURL* easy) {
        curl_set(easy, CURLOPT_ERRORBUFFER, error_text_);
        curl_set(easy, CURLOPT_PREREQFUNCTION, &before_request);
        curl_set(easy, CURLOPT_PREREQDATA, this);
        curl_set(easy, CURLOPT_HEADERFUNCTION, &header_line);
        curl_set(easy, CURLOPT_HEADERDATA, this);
        curl_set(easy, CURLOPT_WRITEFUNCTION, &body_part);
        curl_set(easy, CURLOPT_WRITEDATA, this);
    }

    /// Transfers until libcurl is done. Throws if a limit or the total timeout ends it first.
    CURLcode run(curl_session& session) {
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
            const auto now = deadline::clock::now();
            throw_if_stopped(limits_, now, nothing_sent());
            if (now >= give_up_at_)
                throw failure("no complete reply within curl_options::total_timeout, which is " +
                                  std::to_string(total_timeout_.count()) + " ms",
                              transport_error::permanent);
            // Cancelling does not interrupt the wait, so it is short.
            deadline::clock::duration wait = milliseconds{100};
            for (const auto end : {give_up_at_, limits_.deadline.when()})
                if (end - now < wait) wait = end - now;
            const auto rounded_up = std::chrono::duration_cast<milliseconds>(wait) + milliseconds{1};
            throw_on_failure(session, curl_multi_poll(session.multi(), nullptr, 0, static_cast<int>(rounded_up.count()), nullptr));
        }
    }

    /// Returns the reply, or throws the error that libcurl or a callback found.
    http_response finish(CURLcode code) {
        if (exception_ != nullptr) std::rethrow_exception(exception_);
        if (!problem_.empty()) throw failure(problem_, cause_);
        if (code == CURLE_OK) {
            if (!headers_done_) throw failure("the connection was closed before the reply's headers were complete");
            return std::move(reply_);
        }
        switch (code) {
            case CURLE_URL_MALFORMAT:
            case CURLE_LOGIN_DENIED:  // user information, which the check of the URL already refuses
                throw usage_error("libcurl does not accept the URL of the request" + libcurl_says(code));
            case CURLE_SSL_CACERT_BADFILE:
                throw usage_error("curl_options::ca_file cannot be read as certificates" + libcurl_says(code));
            case CURLE_OPERATION_TIMEDOUT:  // the only timeout that libcurl itself has
                throw failure("no connection within curl_options::connect_timeout" + libcurl_says(code));
                // Two codes, depending on the version, that also mean a header line longer than libcurl's own limit.
#if LIBCURL_VERSION_NUM >= 0x080600
            case CURLE_TOO_LARGE:
#endif
            case CURLE_OUT_OF_MEMORY:
                if (!nothing_sent() && !headers_done_)
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
    void throw_on_failure(curl_session& session, CURLMcode code) {
        if (code == CURLM_OK) return;
        session.give_up();
        throw failure(std::string("libcurl failed: ") + curl_multi_strerror(code));
    }

    // libcurl announces every attempt before its first byte, so without an attempt nothing was sent.
    [[nodiscard]] bool nothing_sent() const noexcept { return attempts_ == 0; }
    [[nodiscard]] transport_error failure(const std::string& message,
                                          transport_error::cause why = transport_error::passing) const {
        return transport_error(origin_ + ": " + message, nothing_sent(), why);
    }

    // libcurl's texts can quote a URL, or a proxy with its password; such texts are omitted.
    [[nodiscard]] std::string libcurl_says(CURLcode code) const {
        std::string out = std::string(": ") + curl_easy_strerror(code);
        const std::string_view text(error_text_);
        if (!text.empty() && text.find_first_of("@?") == std::string_view::npos) out += " (" + one_line(text) + ")";
        return out;
    }

    // --- callbacks: no exception may pass through libcurl ---------------------------------------------------------

    static int before_request(void* self, char*, char*, int, int) noexcept {
        return static_cast<curl_transfer*>(self)->on_attempt() ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
    }
    static std::size_t header_line(char* data, std::size_t, std::size_t size, void* self) noexcept {
        return static_cast<curl_transfer*>(self)->guarded(&curl_transfer::on_header, {data, size}) ? size
                                                                                                   : refuse(size);
    }
    static std::size_t body_part(char* data, std::size_t, std::size_t size, void* self) noexcept {
        return static_cast<curl_transfer*>(self)->guarded(&curl_transfer::on_body, {data, size}) ? size : refuse(size);
    }
    /// Any number other than the size ends the transfer.
    static constexpr std::size_t refuse(std::size_t size) noexcept { return size == 0 ? 1 : 0; }

    bool guarded(bool (curl_transfer::*take)(std::string_view), std::string_view data) noexcept {
        try {
            return (this->*take)(data);
        } catch (...) {
            exception_ = std::current_exception();
            return false;
        }
    }

    // libcurl sends a request again if a kept connection turns out to be closed. The server may have acted on the first
    // one, so requests that change something are stopped here.
    bool on_attempt() noexcept {
        at_start_ = true;
        if (attempts_++ == 0 || may_resend_) return true;
        try {
            problem_ = "the connection broke before a reply came; the request was not sent again";
        } catch (...) {
            exception_ = std::current_exception();
        }
        return false;
    }

    bool on_header(std::string_view line) {
        if (line.size() > limits_.max_header_bytes - header_bytes_)
            return stop("the reply's headers are larger than max_header_bytes, which is ", limits_.max_header_bytes);
        header_bytes_ += line.size();
        while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
        if (headers_done_) return true;  // a trailer
        if (at_start_) return on_status_line(line);
        if (line.empty()) {
            keep_header();
            headers_done_ = !interim_;
            at_start_ = true;
            return interim_ || has_clear_length() || stop("the reply has a malformed Content-Length, or several");
        }
        const bool continues = line.front() == ' ' || line.front() == '\t';
        const auto colon = line.find(':');
        if (line.find_first_of(std::string_view("\0\r\n", 3)) != std::string_view::npos ||
            (continues ? header_.name.empty() : colon == 0 || colon == std::string_view::npos))
            return stop("the reply has a malformed header line");
        if (continues) {
            header_.value.append(" ").append(trim(line));
        } else {
            keep_header();
            header_ = {std::string(trim(line.substr(0, colon))), std::string(trim(line.substr(colon + 1)))};
        }
        return true;
    }

    // Each header waits for the next line, which may continue it.
    void keep_header() {
        if (!header_.name.empty()) reply_.headers.add(std::move(header_.name), std::move(header_.value));
        header_ = {};
    }

    // Of several replies in a row (100, 103, then the real one) the last counts.
    bool on_status_line(std::string_view line) {
        const auto space = line.find(' ');
        const std::string_view rest = space == std::string_view::npos ? std::string_view() : line.substr(space + 1);
        const long long status = parse_digits(rest.substr(0, 3));
        if (status < 100 || status > 999 || (rest.size() > 3 && rest[3] != ' ') ||
            line.find_first_of(std::string_view("\0\r\n", 3)) != std::string_view::npos)
            return stop("the reply has a malformed status line");
        reply_ = {};
        header_ = {};
        reply_.status = static_cast<int>(status);
        interim_ = status < 200;
        at_start_ = false;
        return true;
    }

    // libcurl takes the digits at the start of a length and the last of several lengths, and reads to the end of the
    // connection if a number is too large. The end of a reply must be unambiguous (RFC 9112, section 6.3).
    [[nodiscard]] bool has_clear_length() const noexcept {
        const std::string* length = nullptr;
        for (const http_header& line : reply_.headers) {
            if (!equal_ignoring_case(line.name, "Content-Length")) continue;
            if (parse_digits(line.value) < 0 || (length != nullptr && *length != line.value)) return false;
            length = &line.value;
        }
        return true;
    }

    bool on_body(std::string_view data) {
        std::string& body = reply_.body;
        if (data.size() > limits_.max_body_bytes - body.size())
            return stop("the reply's body is larger than max_body_bytes, which is ", limits_.max_body_bytes);
        if (data.size() > body.capacity() - body.size()) body.reserve(room_for(body.size() + data.size()));
        body.append(data);
        return true;
    }

    // A string that grows on its own doubles, even beyond the limit, and leaves as much freed memory behind as it
    // holds. So the room grows by a factor of four, up to all that is allowed; unused room costs nothing.
    [[nodiscard]] std::size_t room_for(std::size_t bytes) const noexcept {
        const std::size_t next = 4 * reply_.body.capacity();
        if (next > limits_.max_body_bytes / 2) return limits_.max_body_bytes;
        return next > bytes ? next : bytes;
    }

    // Whatever stops a reply would stop the next one too.
    bool stop(std::string sentence) {
        problem_ = std::move(sentence);
        cause_ = transport_error::permanent;
        return false;
    }
    bool stop(const char* sentence, std::size_t limit) { return stop(sentence + std::to_string(limit)); }

    const transport_limits& limits_;
    std::chrono::milliseconds total_timeout_;
    deadline::clock::time_point give_up_at_;
    std::string origin_;
    bool may_resend_;
    int attempts_ = 0;

    http_response reply_;
    http_header header_;
    std::size_t header_bytes_ = 0;
    bool at_start_ = true;       // a status line comes next
    bool interim_ = false;       // the reply that is being read is a 1xx
    bool headers_done_ = false;  // of the final reply

    std::string problem_;  // why a callback stopped the transfer
    transport_error::cause cause_ = transport_error::passing;
    std::exception_ptr exception_;  // thrown in a callback; must not pass through libcurl
    char error_text_[CURL_ERROR_SIZE] = {};
};

}  // namespace bitbucket::detail
