// SPDX-License-Identifier: MIT
// curl_reply_reader: puts a reply together from the header lines and pieces of body that libcurl hands over, within the
// limits of a send, or passes the body on to the receiver of the send. It decides what is not a reply at all, where
// libcurl is too lenient.
#pragma once

#include "../../transport.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

class curl_reply_reader {
public:
    explicit curl_reply_reader(const transport_limits& limits) : limits_(limits) {}

    /// Begins again, for a reply to another attempt.
    void expect_status_line() noexcept { at_start_ = true; }
    /// Takes a header line. False if it must not go on; then `problem()` says why.
    BITBUCKET_COLD bool header_line(std::string_view line) {
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
            if (interim_) return true;
            if (!has_clear_length()) return stop("the reply has a malformed Content-Length, or several");
            received_ = limits_.receiver != nullptr && limits_.receiver->begin(reply_.status, reply_.headers);
            return true;
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
    /// Takes the next part of the body, decompressed.
    bool body_part(std::string_view data) {
        if (received_) {
            if (!data.empty()) limits_.receiver->write(data);
            passed_on_ += data.size();
            return true;
        }
        std::string& body = reply_.body;
        const std::size_t room = limits_.max_body_bytes - body.size();
        if (data.size() > room && limits_.receiver == nullptr)
            return stop("the reply's body is larger than max_body_bytes, which is ", limits_.max_body_bytes);
        // Somebody who streams bodies is told of a failure however long its text is. There is no need to read the rest.
        is_cut_ = data.size() > room;
        if (is_cut_) data = data.substr(0, room);
        if (data.size() > body.capacity() - body.size()) body.reserve(room_for(body.size() + data.size()));
        body.append(data);
        return !is_cut_;
    }

    /// Whether the headers of the final reply are complete.
    [[nodiscard]] bool has_headers() const noexcept { return headers_done_; }
    /// How many bytes of the body the receiver has got.
    [[nodiscard]] std::uint64_t passed_on() const noexcept { return passed_on_; }
    /// Whether the reply is good, but the rest of its body was left unread, since the receiver does not want it.
    [[nodiscard]] bool is_cut() const noexcept { return is_cut_; }
    /// What is wrong with the reply; empty if nothing is. Another attempt would get the same.
    [[nodiscard]] const std::string& problem() const noexcept { return problem_; }
    [[nodiscard]] int status() const noexcept { return reply_.status; }
    [[nodiscard]] http_response take() noexcept { return std::move(reply_); }

private:
    // Each header waits for the next line, which may continue it.
    BITBUCKET_COLD void keep_header() {
        if (!header_.name.empty()) reply_.headers.add(std::move(header_.name), std::move(header_.value));
        header_ = {};
    }

    // Of several replies in a row (100, 103, then the real one) the last counts.
    BITBUCKET_COLD bool on_status_line(std::string_view line) {
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
    [[nodiscard]] BITBUCKET_COLD bool has_clear_length() const noexcept {
        const std::string* length = nullptr;
        for (const http_header& line : reply_.headers) {
            if (!equal_ignoring_case(line.name, "Content-Length")) continue;
            if (parse_digits(line.value) < 0 || (length != nullptr && *length != line.value)) return false;
            length = &line.value;
        }
        return true;
    }

    // A string that grows on its own doubles, even beyond the limit, and leaves as much freed memory behind as it
    // holds. So the room grows by a factor of four, up to all that is allowed; unused room costs nothing.
    [[nodiscard]] BITBUCKET_COLD std::size_t room_for(std::size_t bytes) const noexcept {
        const std::size_t next = 4 * reply_.body.capacity();
        if (next > limits_.max_body_bytes / 2) return limits_.max_body_bytes;
        return next > bytes ? next : bytes;
    }

    // Whatever stops a reply would stop the next one too.
    BITBUCKET_COLD bool stop(std::string sentence) {
        problem_ = std::move(sentence);
        return false;
    }
    bool stop(const char* sentence, std::size_t limit) { return stop(sentence + std::to_string(limit)); }

    const transport_limits& limits_;
    http_response reply_;
    http_header header_;
    std::size_t header_bytes_ = 0;
    bool at_start_ = true;       // a status line comes next
    bool interim_ = false;       // the reply that is being read is a 1xx
    bool headers_done_ = false;  // of the final reply
    bool received_ = false;      // the receiver takes the body
    bool is_cut_ = false;
    std::uint64_t passed_on_ = 0;
    std::string problem_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
