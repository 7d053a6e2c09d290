// SPDX-License-Identifier: MIT
// What the parts of the sandbox exchange: the call that a handler gets, the answer that it returns, and the refusal
// that it throws. Private to the sandbox, like everything in sandbox/.
#pragma once

#include <algorithm>

#include "../../../detail/text/percent.hpp"
#include "../../../operation_info.hpp"
#include "../../../transport.hpp"
#include "../store/world.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// Who makes a request, and with which credential.
struct caller {
    credential_kind kind = credential_kind::anonymous;
    /// Null for an anonymous caller.
    account_record* account = nullptr;
    std::vector<std::string> scopes;
    bool all_scopes = false;
};

/// A query option, decoded.
struct option {
    std::string name;
    std::string value;
};

/// A request with the operation that it matches.
struct call {
    const operation_info& operation;
    const http_request& request;
    world& state;
    const caller& who;
    /// The base URL that the request was sent to; all links start with it.
    std::string base;
    /// The request's URL without its query.
    std::string resource;
    /// The path's arguments, decoded, in the order of the path.
    std::vector<std::string> arguments;
    std::vector<option> options;

    /// The value of a query option; null if it is missing.
    [[nodiscard]] const std::string* find(std::string_view name) const noexcept {
        for (const option& each : options)
            if (each.name == name) return &each.value;
        return nullptr;
    }
    /// The same; another text if it is missing.
    [[nodiscard]] std::string_view value(std::string_view name, std::string_view otherwise = {}) const noexcept {
        const std::string* found = find(name);
        return found == nullptr ? otherwise : *found;
    }
    /// The same as a number; negative if it is none.
    [[nodiscard]] long long number(std::string_view name, long long otherwise) const noexcept {
        const std::string* found = find(name);
        return found == nullptr ? otherwise : bitbucket::detail::parse_digits(*found);
    }
};

/// What a handler returns. A null body means "no body".
struct answer {
    int status = 200;
    json body;
    header_list headers = {};
    /// Whether the body is the user's own JSON, which `fields` does not cut.
    bool verbatim = false;
    /// The text of a reply that is not JSON; empty otherwise.
    std::string text = {};
    const char* media_type = "text/plain; charset=utf-8";
};

/// An answer without a body that leads somewhere else, or says where something is.
inline answer answer_with_location(int status, std::string url) {
    return {status, nullptr, {{"Location", std::move(url)}}};
}

using handler = answer (*)(const call&);

/// How an operation is answered.
struct handler_entry {
    /// An operation, or a family: then it answers all of its operations that have no entry of their own.
    std::string_view name;
    handler handle;
    /// Whether callers without a credential may read, too.
    bool is_public = false;
};

/// A failure that a handler throws.
struct refusal {
    http_response response;
};

/// A reply with a text, or with bytes.
inline http_response text_response(int status, std::string text, const char* media_type) {
    return {status, {{"Content-Type", media_type}}, std::move(text)};
}

inline http_response json_response(int status, const json& body) {
    if (body.is_null()) return {status};
    std::string text = body.dump(-1, ' ', false, json::error_handler_t::replace);
    return text_response(status, std::move(text), "application/json; charset=utf-8");
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
