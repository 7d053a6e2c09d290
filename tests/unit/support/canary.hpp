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

/// The characters that Base64 has for a text whatever stands before and behind it, for each of the three ways in which
/// it can lie in groups of three bytes.
inline std::vector<std::string> base64_cores(std::string_view text) {
    std::vector<std::string> out;
    for (std::size_t before = 0; before < 3; ++before) {
        const std::string padded = std::string(before, 'x') + std::string(text);
        const std::size_t first = (before * 8 + 5) / 6;
        out.push_back(bitbucket::detail::base64(padded).substr(first, padded.size() * 8 / 6 - first));
    }
    return out;
}

/// The first spelling of the canary that stands in a text; empty if there is none.
inline std::string find_canary(const std::string& text) {
    std::vector<std::string> spellings = base64_cores(canary);
    spellings.emplace_back(canary);
    spellings.push_back(percent_encoded(canary));
    spellings.push_back(percent_encoded_lower(canary));
    // Half of it is too much already.
    spellings.push_back(std::string(canary).substr(0, 12));
    spellings.push_back(std::string(canary).substr(14));
    for (const std::string& each : spellings)
        if (text.find(each) != std::string::npos) return each;
    return {};
}

/// All that a program could show of an error. The body, which is documented to hold anything, is asked for by itself.
inline std::string all_texts(const bitbucket::error& failure) {
    std::ostringstream out;
    out << failure << '\n' << failure.what() << '\n' << failure.describe() << '\n' << failure.message() << '\n';
    out << failure.detail() << '\n'
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

}  // namespace unit
