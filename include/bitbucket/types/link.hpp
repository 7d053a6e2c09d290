// SPDX-License-Identifier: MIT
// link and links: the `links` member that every object of the API has.
// https://developer.atlassian.com/cloud/bitbucket/rest/intro/#resource-links
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text_argument.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// One link. `href` is what the server sent: it may be empty, or not a URI (`git@bitbucket.org:…`).
struct link {
    /// The link's relation, e.g. `self`, `html`, `clone`.
    std::string rel;
    std::string href;
    /// Distinguishes links of the same `rel`, e.g. `https` and `ssh` under `clone`.
    std::string name;
    std::string title;
    /// Whether `href` is a URI template (RFC 6570).
    std::optional<bool> templated;

    friend bool operator==(const link&, const link&) = default;

    // `rel` is the key of the link, not a member of its JSON object.
    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("href", self.href);
        member("name", self.name);
        member("title", self.title);
        member("templated", self.templated);
    }
};

/// The links of an object, in the server's order. A `rel` may have one link or several.
class links {
public:
    [[nodiscard]] bool empty() const noexcept { return all_.empty(); }
    [[nodiscard]] std::size_t size() const noexcept { return all_.size(); }
    [[nodiscard]] auto begin() const noexcept { return all_.begin(); }
    [[nodiscard]] auto end() const noexcept { return all_.end(); }

    /// The first link with this `rel`, and with this `name` unless that is empty; null if there is none. The pointer is
    /// valid until this object changes.
    [[nodiscard]] const link* find(text_argument rel, text_argument name = {}) const noexcept;

    /// The `href` of `find(rel, name)`; empty if there is no such link.
    [[nodiscard]] std::string_view href(text_argument rel, text_argument name = {}) const noexcept;

    /// Adds a link at the end.
    link& add(link one) { return all_.emplace_back(std::move(one)); }
    /// Adds a link at the end that has nothing but this `rel`, and returns it; the reference is valid until this object
    /// changes. There is room for three at once: most objects have as many.
    link& add_empty(std::string_view rel) {
        if (all_.capacity() == 0) all_.reserve(3);
        link& added = all_.emplace_back();
        added.rel = rel;
        return added;
    }
    /// Removes all links.
    void clear() noexcept { all_.clear(); }

    friend bool operator==(const links&, const links&) = default;

private:
    std::vector<link> all_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI

#ifndef BITBUCKET_COMPILED
#include "types.ipp"
#endif
