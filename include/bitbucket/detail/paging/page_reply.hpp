// SPDX-License-Identifier: MIT
// Decodes replies as what an operation returns. A reply that should be a page must have a body: a missing one, e.g. in
// the 202 of a server that is still indexing a commit's pull requests, must not look like an empty list.
#pragma once

#include "../../page.hpp"
#include "../calls/client_core.hpp"

namespace bitbucket::detail {

/// The error for a successful reply without a body that should be a page; nothing if it has one.
inline std::optional<error> missing_page(const client_core& core, const operation_info& info, const call_reply& raw) {
    if (!raw.http.body.empty()) return std::nullopt;
    decode_failure failure;
    failure.message = raw.http.status == 202 ? "the server is not ready yet and sent no page: ask again later"
                                             : "the reply has no body, so it is not even an empty page";
    return core.clean(decode_failed(std::move(failure), raw.http, info, raw.record), raw);
}

/// Decodes a successful reply into `value`, like `client_core::decode_reply`.
template <class T>
std::optional<error> decode_as(const client_core& core, const operation_info& info, const call_reply& raw, T& value) {
    if constexpr (paged<T>)
        if (auto missing = missing_page(core, info, raw)) return missing;
    return core.decode_reply(info, raw, descriptor<T>, &value);
}

}  // namespace bitbucket::detail
