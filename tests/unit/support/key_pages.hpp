// SPDX-License-Identifier: MIT
// Pages of SSH keys for the tests of pagination: keys that are labelled with consecutive numbers.
#pragma once

#include <bitbucket/api/ssh_keys.hpp>

#include <vector>

namespace unit {

/// The URL of a page of the collection that the tests walk; `number` is an opaque cursor to the library.
inline std::string page_url(int number) {
    return "https://api.bitbucket.org/2.0/users/me/ssh-keys?cursor=p" + std::to_string(number);
}

/// A page with `count` keys labelled `first`, `first + 1`, …; `next` is left out when empty.
inline std::string key_page(int first, int count, const std::string& next = {}) {
    std::string out = R"({"pagelen":10,"values":[)";
    for (int i = 0; i < count; ++i)
        out += std::string(i == 0 ? "" : ",") + R"({"label":")" + std::to_string(first + i) + R"("})";
    out += "]";
    if (!next.empty()) out += R"(,"next":")" + next + '"';
    return out + "}";
}

/// The labels of a range of keys, walking all of it.
template <class Range>
std::vector<int> labels(Range&& keys) {
    std::vector<int> out;
    for (const bitbucket::ssh_account_key& key : keys) out.push_back(std::stoi(key.label));
    return out;
}

/// first, first + 1, …, last
inline std::vector<int> numbers(int first, int last) {
    std::vector<int> out;
    for (int i = first; i <= last; ++i) out.push_back(i);
    return out;
}

}  // namespace unit
