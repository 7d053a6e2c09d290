// SPDX-License-Identifier: MIT
// Parts of pull requests in the words that this tool prints: names, days, states, and their colours. What comes from the
// server is not escaped yet.
#pragma once

#include <bitbucket/models/pull_request.hpp>
#include <string>

#include "../support/color.hpp"

namespace examples::pr {

namespace bb = bitbucket;

/// How output looks.
struct style {
    bool color = false;
    std::size_t columns = 80;
};

/// What a person is called.
inline std::string name_of(const bb::account& who) {
    for (const std::string* name : {&who.display_name, &who.nickname, &who.account_id})
        if (!name->empty()) return *name;
    return who.uuid.empty() ? "somebody" : who.uuid.str();
}

template <class Account>
std::string name_of_optional(const Account& who) {
    return who ? name_of(*who) : "somebody who has left";
}

/// The day of a time, as the server wrote it.
inline std::string day_of(const std::optional<bb::timestamp>& when) {
    constexpr std::size_t day_length = 10;
    return when ? when->str().substr(0, day_length) : "";
}

/// The name of a branch, after its repository if that is another one than `here`.
inline std::string branch_of(const std::optional<bb::pull_request_endpoint>& end, const std::string& here) {
    if (!end || !end->branch || end->branch->name.empty()) return "(gone)";
    const bool is_elsewhere =
        end->repository && !end->repository->full_name.empty() && end->repository->full_name != here;
    return (is_elsewhere ? end->repository->full_name + ':' : "") + end->branch->name;
}

/// `open`, `draft`, `queued`, `merged`, `declined`, `superseded`, or a word that the server has invented since.
inline std::string state_of(const bb::pull_request& one) {
    if (one.is_open() && one.queued == true) return "queued";
    if (one.is_open() && one.draft == true) return "draft";
    std::string word = one.state.str();
    for (char& c : word)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return word.empty() ? "unknown" : word;
}

/// The hash of a commit, as far as people need it.
inline std::string short_hash(const bb::commit& one) {
    constexpr std::size_t enough = 12;
    return one.hash.substr(0, enough);
}

/// The address for people; empty if the server gives none.
inline std::string address_of(const bb::links& links) {
    const bb::link* page = links.find("html");
    return page == nullptr ? "" : page->href;
}

// Colours, as terminals know them.
inline constexpr const char* strong = "1";
inline constexpr const char* faint = "2";
inline constexpr const char* red = "31";
inline constexpr const char* green = "32";
inline constexpr const char* yellow = "33";
inline constexpr const char* magenta = "35";

/// The colour of a word: of a state, of a review, of a check.
inline const char* color_of(std::string_view word) {
    for (const std::string_view good : {"open", "approved", "passed", "yes"})
        if (word == good) return green;
    for (const std::string_view bad : {"declined", "superseded", "changes asked", "failed", "stopped", "no"})
        if (word == bad) return red;
    if (word == "merged") return magenta;
    return word == "draft" || word == "waits" || word == "no answer" ? faint : yellow;
}

}  // namespace examples::pr
