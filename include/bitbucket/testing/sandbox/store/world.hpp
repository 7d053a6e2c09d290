// SPDX-License-Identifier: MIT
// The state of the sandbox: accounts, workspaces, projects, repositories and their parts, with the look-ups for path
// arguments. New objects get UUIDs and times from counters, so that all runs are the same.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "../../../detail/text/ascii.hpp"
#include "../../../detail/text/calendar.hpp"
#include "../../../detail/text/percent.hpp"
#include "pull_request_record.hpp"
#include "source_tree.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// One step of the splitmix64 generator: spreads a number over all 64 bits. Bijective.
constexpr std::uint64_t scramble(std::uint64_t x) noexcept {
    x += 0x9E3779B97F4A7C15U;
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31U);
}

/// A 64-bit hash of a text (FNV-1a, spread).
constexpr std::uint64_t hash_text(std::string_view text, std::uint64_t seed = 0) noexcept {
    std::uint64_t hash = 0xCBF29CE484222325U ^ seed;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    return scramble(hash);
}

/// `digits` hexadecimal digits that look random, derived from the seed.
inline std::string hex_of(std::uint64_t seed, std::size_t digits) {
    std::string out;
    for (std::uint64_t block = seed; out.size() < digits;) {
        block = scramble(block);
        for (unsigned shift = 0; shift < 64 && out.size() < digits; shift += 4)
            out.push_back("0123456789abcdef"[block >> shift & 15U]);
    }
    return out;
}

/// Bytes that look random, derived from the seed.
inline std::string bytes_of(std::uint64_t seed, std::size_t count) {
    const std::string hex = hex_of(seed, 2 * count);
    std::string out;
    for (std::size_t i = 0; i < hex.size(); i += 2)
        out.push_back(static_cast<char>(static_cast<unsigned char>(bitbucket::detail::hex_digit(hex[i]) * 16 +
                                                                   bitbucket::detail::hex_digit(hex[i + 1]))));
    return out;
}

/// A version 4 UUID in braces, derived from the seed.
inline std::string uuid_of(std::uint64_t seed) {
    std::string hex = hex_of(seed, 32);
    hex[12] = '4';
    hex[16] = "89ab"[seed & 3U];
    return '{' + hex.substr(0, 8) + '-' + hex.substr(8, 4) + '-' + hex.substr(12, 4) + '-' + hex.substr(16, 4) + '-' +
           hex.substr(20) + '}';
}

/// Whether a path's argument is this UUID, with or without braces.
inline bool is_uuid(std::string_view text, std::string_view uuid) noexcept {
    const bool braced = text.size() > 2 && text.front() == '{' && text.back() == '}';
    if (braced) text = text.substr(1, text.size() - 2);
    return uuid.size() > 2 && bitbucket::detail::equal_ignoring_case(text, uuid.substr(1, uuid.size() - 2));
}

struct email_record {
    std::string address;
    bool primary = false;
    bool confirmed = false;
};

/// A group of a workspace. The API does not say who is in it, but its permissions count for its members.
struct group_record {
    std::string slug, name;
    std::vector<std::string> members = {};
};

/// An explicit permission of a user, by the UUID, or of a group, by its slug.
struct grant_record {
    std::string holder;
    std::string permission;
};

struct account_record {
    std::string uuid, account_id, nickname, display_name;
    std::string type = "user";
    std::string location, website, created_on, kind;
    bool private_profile = false;
    bool code_search = true;
    std::vector<email_record> emails = {};
    /// A subkey of GPG comes after its key.
    documents keys = {}, variables = {}, gpg_keys = {};
    /// JSON text by `app_key/property_name`.
    std::map<std::string, std::string> properties = {};
};

struct project_record {
    std::string uuid, key, name, description, created_on;
    bool is_private = false;
    std::vector<grant_record> grants = {}, group_grants = {};
    /// UUIDs of accounts.
    std::vector<std::string> default_reviewers = {};
    documents deploy_keys = {};
};

struct repository_record {
    std::string uuid, slug, name, project_key, description, language, mainbranch, parent, created_on, updated_on;
    bool is_private = false;
    std::int64_t size = 0;
    std::vector<grant_record> grants = {}, group_grants = {};
    /// Those of the main branch's newest commit.
    source_files files = {};
    /// The environments have their variables in the member `variables`.
    documents deploy_keys = {}, variables = {}, environments = {}, known_hosts = {};
    /// The public key of the pipelines' key pair; empty if there is none.
    std::string pipelines_public_key = {};
    source_history history = {};
    std::vector<download_record> downloads = {};
    /// The newest first.
    std::vector<pull_request_record> pull_requests = {};
    /// By the name of the branch.
    std::map<std::string, merge_rules, std::less<>> rules = {};
    /// UUIDs of accounts.
    std::vector<std::string> default_reviewers = {};
    /// JSON text by `app_key/property_name`; those of commits and pull requests start with `commit/HASH/` and
    /// `pullrequests/ID/`.
    std::map<std::string, std::string> properties = {};
};

struct workspace_record {
    std::string uuid, slug, name, owner, created_on;
    bool is_personal = false;
    /// Whether its plan is the free one and has no seat left: nobody new can get access, and there are no downloads
    /// (402).
    bool at_user_limit = false;
    bool marked_as_spam = false;
    /// Whether its repositories are cut into pages before those that the caller must not see are removed.
    bool filters_after_paging = false;
    /// UUIDs of the members, including the owner.
    std::vector<std::string> members = {};
    std::vector<project_record> projects = {};
    std::vector<repository_record> repositories = {};
    std::vector<group_record> groups = {};
    documents variables = {};
    /// Whether code search is enabled; if not, a search is 404.
    bool code_search = true;

    [[nodiscard]] bool has_member(std::string_view user) const noexcept {
        for (const std::string& each : members)
            if (each == user) return true;
        return false;
    }
};

/// The whole state.
struct world {
    std::deque<account_record> accounts;
    std::deque<workspace_record> workspaces;
    std::uint64_t made = 0;
    /// Whether lists of variables send the broken `next` links of the live API.
    bool broken_links = false;

    /// By UUID or Atlassian account ID, like the API; not by name.
    [[nodiscard]] account_record* find_account(std::string_view id) noexcept {
        for (account_record& account : accounts)
            if (is_uuid(id, account.uuid) || (!id.empty() && id == account.account_id)) return &account;
        return nullptr;
    }
    /// By slug or UUID.
    [[nodiscard]] workspace_record* find_workspace(std::string_view id) noexcept {
        for (workspace_record& workspace : workspaces)
            if (is_uuid(id, workspace.uuid) || id == workspace.slug) return &workspace;
        return nullptr;
    }

    [[nodiscard]] std::string new_uuid() { return uuid_of(0x6E65770000U + ++made); }
    /// A minute later for each object made, starting at 2026-08-01.
    [[nodiscard]] std::string new_time() const {
        std::string time = bitbucket::detail::format_instant({1785542400 + static_cast<std::int64_t>(made) * 60, 0, 0});
        time.pop_back();
        return time + ".000000+00:00";
    }
    /// The time of something that happens now.
    [[nodiscard]] std::string next_time() {
        ++made;
        return new_time();
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
