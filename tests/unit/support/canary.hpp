// SPDX-License-Identifier: MIT
// A secret that is easy to find again: every spelling of it that could slip into an output, and the search for them.
#pragma once

#include <bitbucket/auth.hpp>
#include <bitbucket/error.hpp>

#include <sstream>
#include <vector>

#include "recording_observer.hpp"

namespace unit {

/// Has characters that percent-encoding changes, and more of them than any cut would leave.
inline constexpr const char* canary = "Kan4ri+Vogel/im=Bergwerk~2026";
inline constexpr const char* canary_user = "miner@example.org";

/// One credential of each kind that has a secret.
inline std::vector<bitbucket::credentials> canary_credentials() {
    const bitbucket::secret text{canary};
    return {bitbucket::api_token{canary_user, text}, bitbucket::access_token{text}, bitbucket::basic{"miner", text}};
}

inline std::string percent_encoded(std::string_view text) {
    std::string out;
    bitbucket::detail::append_query_text(out, text);
    return out;
}

/// The same with the hexadecimal digits in lower case.
inline std::string percent_encoded_lower(std::string_view text) {
    std::string out = percent_encoded(text);
    for (std::size_t at = out.find('%'); at != std::string::npos; at = out.find('%', at + 1))
        for (const std::size_t digit : {at + 1, at + 2}) out[digit] = bitbucket::detail::lower(out[digit]);
    return out;
}

/// The same with every character encoded, also those that need not be.
inline std::string percent_encoded_all(std::string_view text) {
    std::string out;
    for (const char c : text) bitbucket::detail::append_percent(out, c);
    return out;
}

/// The characters that Base64 has for a text whatever stands before and behind it, for each of the three ways in which
/// it can lie in groups of three bytes, in the usual alphabet and the one for URLs.
inline std::vector<std::string> base64_cores(std::string_view text) {
    std::vector<std::string> out;
    for (std::size_t before = 0; before < 3; ++before) {
        const std::string padded = std::string(before, 'x') + std::string(text);
        const std::size_t first = (before * 8 + 5) / 6;
        const std::size_t size = padded.size() * 8 / 6 - first;
        out.push_back(bitbucket::detail::base64(padded).substr(first, size));
        out.push_back(bitbucket::detail::base64url(padded).substr(first, size));
    }
    return out;
}

/// The spellings in which a server may repeat a secret: whole, in a longer text, and with an end cut off.
inline std::vector<std::string> echoes_of(const std::string& text) {
    using namespace bitbucket::detail;
    const std::size_t half = text.size() / 2;
    return {text,
            "Bearer " + text + ", and so on",
            percent_encoded(text),
            percent_encoded_lower(text),
            percent_encoded_all(text),
            base64("x:" + text),
            base64("xy:" + text + "\n"),
            base64url("xyz:" + text),
            text.substr(0, half) + "...",
            "..." + text.substr(text.size() - 16) + ".",
            percent_encoded(text).substr(0, percent_encoded(text).size() - 4),
            base64(text).substr(0, base64(text).size() / 2)};
}

/// The parts of a secret that are too much already: each end of it, raw and in Base64.
inline std::vector<std::string> telling_parts(const std::string& hidden) {
    constexpr std::size_t part = 12;
    std::vector<std::string> out;
    std::vector<std::string> spellings = base64_cores(hidden);
    for (const std::string& each : spellings) {
        out.push_back(each.substr(0, part + 2));
        out.push_back(each.substr(each.size() - part - 2));
    }
    out.push_back(hidden.substr(0, part));
    out.push_back(hidden.substr(hidden.size() - part - 2));
    return out;
}

/// The first trace of a secret in a text, which may be percent-encoded in any way or in lower case; empty if there is
/// none.
inline std::string find_secret(const std::string& text, const std::string& hidden) {
    const std::vector<std::string> parts = telling_parts(hidden);
    for (const std::string& seen : {text, bitbucket::detail::percent_decode(text)})
        for (const std::string& each : parts)
            if (seen.find(each) != std::string::npos) return each;
    const std::string lower = bitbucket::detail::to_lower(hidden);
    return bitbucket::detail::to_lower(text).find(lower) == std::string::npos ? std::string() : lower;
}

inline std::string find_canary(const std::string& text) {
    return find_secret(text, canary);
}

/// All that a program could show of an error. The body, which is documented to hold anything, is asked for by itself.
inline std::string all_texts(const bitbucket::error& failure) {
    std::ostringstream out;
    out << failure << '\n' << failure.what() << '\n' << failure.describe() << '\n' << failure.message() << '\n';
    out << failure.code() << '\n'
        << failure.detail() << '\n'
        << failure.id() << '\n'
        << failure.data() << '\n'
        << failure.announcement_url() << '\n';
    out << failure.hint() << '\n' << failure.operation() << '\n' << failure.json_path() << '\n';
    for (const auto& field : failure.fields()) {
        out << field.name << '\n';
        for (const std::string& message : field.messages) out << message << '\n';
    }
    for (const std::string& scope : failure.required_scopes()) out << scope << '\n';
    for (const std::string& scope : failure.granted_scopes()) out << scope << '\n';
    for (const auto& line : failure.headers()) out << line.name << ": " << line.value << '\n';
    return out.str();
}

/// The same with the body, and with what the error says when it is thrown.
inline std::string everything_of(const bitbucket::error& failure) {
    std::string out = all_texts(failure) + failure.body() + '\n';
    try {
        failure.raise();
    } catch (const std::exception& thrown) {
        out += thrown.what();
    }
    return out + '\n';
}

}  // namespace unit
