// SPDX-License-Identifier: MIT
// For the tests of sources and sinks: all bytes of a source, the sentence of an error, and a reply that arrives.
#pragma once

#include <bitbucket/detail/streams/source_reader.hpp>
#include <bitbucket/sink.hpp>

#include <string>

#include "support/catch.hpp"

namespace stream_test {

namespace bb = bitbucket;

/// Reads a source as a transport does.
inline std::string bytes_of(bb::body_source& source, std::size_t piece = 65536) {
    bb::detail::source_reader reader(source);
    std::string out;
    std::string part(piece, '\0');
    while (!reader.is_done()) out.append(part, 0, reader.read(part.data(), piece));
    CHECK(out.size() == reader.size());
    return out;
}

/// The message of the error that a call ends with; fails the test when there is none, or one of another class.
template <class Expected, class Call>
std::string message_of(Call&& call) {
    try {
        call();
    } catch (const Expected& found) {
        return found.message();
    } catch (const std::exception& other) {
        FAIL("another error: " << other.what());
    }
    FAIL("no error");
    return {};
}

/// A whole reply of this body, as a transport passes it on, without `finish`.
inline void give(bb::sink& to, std::string_view body, int status = 200, bb::header_list headers = {}) {
    if (status == 200 && headers.empty()) headers.add("Content-Length", std::to_string(body.size()));
    if (!to.begin(status, headers)) return;
    for (std::size_t at = 0; at < body.size(); at += 1000) to.write(body.substr(at, 1000));
}

}  // namespace stream_test
