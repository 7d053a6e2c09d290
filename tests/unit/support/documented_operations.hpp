// SPDX-License-Identifier: MIT
// How tests write down what the vendor documents of an operation, and the comparison of a family with it.
#pragma once

#include <bitbucket/operations.hpp>
#include <vector>

#include "support/catch.hpp"

namespace documented {

namespace bb = bitbucket;
using bb::http_method;
using bb::lifecycle;
using kind = bb::credential_kind;
using names = std::vector<std::string>;
using kinds = std::vector<kind>;

inline const kinds somebody = {kind::anonymous};
inline const kinds no_token = {kind::anonymous, kind::access_token};
inline const kinds people_only = {kind::anonymous, kind::access_token, kind::oauth};

/// An operation as the documents have it. What is not said is not there.
struct row {
    row(http_method of, std::string at, names classic_scopes, names granular_scopes)
        : method(of), path(std::move(at)), classic(std::move(classic_scopes)), granular(std::move(granular_scopes)) {}

    row& refuses(const kinds& these) {
        refused = these;
        return *this;
    }
    row& only_for(const char* whom) {
        privilege = whom;
        return *this;
    }
    row& takes(const names& these) {
        options = these;
        return *this;
    }
    row& ended(lifecycle how, const char* instead = "") {
        stage = how;
        successor = instead;
        return *this;
    }
    /// The live API's `next` is known to be wrong, so that large pages are asked for.
    row& broken_links() {
        links = bb::next_links::broken;
        return *this;
    }

    /// The live API answers 400 to more items on a page.
    row& caps(int items) {
        max_pagelen = items;
        return *this;
    }
    row& resent(bb::resending how) {
        resends = how;
        return *this;
    }
    /// The live API redirects it, and forgets its options.
    row& redirected() {
        redirects = true;
        return *this;
    }

    http_method method;
    std::string path;
    names classic;
    names granular;
    kinds refused = {};
    std::string privilege = {};
    names options = {};
    lifecycle stage = lifecycle::live;
    std::string successor = {};
    bb::next_links links = bb::next_links::opaque;
    int max_pagelen = 100;
    bb::resending resends = bb::resending::by_method;
    bool redirects = false;
};

inline names texts(const bb::name_list& list) {
    return {list.begin(), list.end()};
}

inline kinds all_of(const bb::credential_kinds& set) {
    kinds out;
    for (const kind each : {kind::anonymous, kind::basic, kind::api_token, kind::access_token, kind::oauth})
        if (set.contains(each)) out.push_back(each);
    return out;
}

inline std::string family_of(const bb::operation_info& info) {
    const std::string name = info.name;
    return name.substr(0, name.find("::"));
}

/// Every operation of a family has its row, in the same order, and says the same.
inline void check(const std::string& family, const std::vector<row>& rows) {
    std::size_t at = 0;
    for (const bb::operation_info& info : bb::all_operations) {
        if (family_of(info) != family) continue;
        CAPTURE(info.name);
        REQUIRE(at < rows.size());
        const row& wanted = rows[at++];
        CHECK(info.method == wanted.method);
        CHECK(std::string(info.path.str()) == wanted.path);
        CHECK(texts(info.classic_scopes) == wanted.classic);
        CHECK(texts(info.granular_scopes) == wanted.granular);
        CHECK(texts(info.options) == wanted.options);
        CHECK(all_of(info.refused) == wanted.refused);
        CHECK(info.privilege == wanted.privilege);
        CHECK(info.stage == wanted.stage);
        CHECK(info.successor == wanted.successor);
        CHECK(info.links == wanted.links);
        CHECK(info.max_pagelen == wanted.max_pagelen);
        CHECK(info.resends == wanted.resends);
        CHECK(info.redirect_keeps_options == wanted.redirects);
        CHECK(info.default_pagelen == (wanted.links == bb::next_links::broken ? 100 : 0));
    }
    CHECK(at == rows.size());
}

}  // namespace documented
