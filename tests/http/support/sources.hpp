// SPDX-License-Identifier: MIT
// Sources and receivers that behave as a test wants, however wrong that is, and that remember what was done to them.
#pragma once

#include <bitbucket/body_receiver.hpp>
#include <bitbucket/body_source.hpp>

#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>

#include "requests.hpp"

namespace http_test {

/// A source of the letters a to z over and over. It says one size and gives another.
class odd_source : public bb::body_source {
public:
    explicit odd_source(std::uint64_t said) : odd_source(said, said) {}
    odd_source(std::uint64_t said, std::uint64_t real) : said_(said), real_(real) {}

    [[nodiscard]] std::uint64_t size() const override { return said_; }
    [[nodiscard]] bool rewind() override {
        ++rewinds;
        if (at > 0 && !can_rewind) return false;
        at = 0;
        return true;
    }
    [[nodiscard]] std::size_t read(char* to, std::size_t most) override {
        if (at >= throws_at) throw std::runtime_error("the disk fell out");
        std::size_t count = most;
        if (count > real_ - at) count = static_cast<std::size_t>(real_ - at);
        if (count > piece) count = piece;
        for (std::size_t i = 0; i < count; ++i) to[i] = letter(at + i);
        at += count;
        return count == 0 ? 0 : count + lies_by;
    }

    static char letter(std::uint64_t position) { return static_cast<char>('a' + position % 26); }
    static std::string text(std::uint64_t size) {
        std::string out;
        for (std::uint64_t i = 0; i < size; ++i) out.push_back(letter(i));
        return out;
    }

    bool can_rewind = true;
    std::size_t piece = static_cast<std::size_t>(-1);
    std::size_t lies_by = 0;
    std::uint64_t throws_at = static_cast<std::uint64_t>(-1);
    std::uint64_t at = 0;
    int rewinds = 0;

private:
    std::uint64_t said_, real_;
};

/// Keeps what it is given of replies with a status below 300.
class keeping_receiver : public bb::body_receiver {
public:
    [[nodiscard]] bool begin(int status, const bb::header_list& headers) override {
        statuses.push_back(status);
        lines = headers;
        body.clear();
        if (throws_in_begin) throw std::runtime_error("begin failed");
        return status < 300;
    }
    void write(std::string_view bytes) override {
        if (body.size() + bytes.size() > throws_after) throw std::runtime_error("the disk is full");
        body.append(bytes);
        ++writes;
    }
    [[nodiscard]] bool wants_identity() const override { return identity; }

    bool identity = false;
    bool throws_in_begin = false;
    std::size_t throws_after = static_cast<std::size_t>(-1);
    std::vector<int> statuses;
    bb::header_list lines;
    std::string body;
    int writes = 0;
};

inline bb::http_request sending(std::shared_ptr<bb::body_source> source, std::string url,
                                bb::http_method method = bb::http_method::post) {
    bb::http_request request = make_request(method, std::move(url));
    request.source = std::move(source);
    return request;
}
inline bb::transport_limits into(bb::body_receiver& receiver) {
    bb::transport_limits limits;
    limits.receiver = &receiver;
    return limits;
}

}  // namespace http_test
