// SPDX-License-Identifier: MIT
// Decodes replies as what an operation returns. A reply that should be a page must have a body: a missing one, e.g. in
// the 202 of a server that is still indexing a commit's pull requests, must not look like an empty list.
#pragma once

#include "../../page.hpp"
#include "../calls/client_core.hpp"

namespace bitbucket::detail {

/// Decodes a success into `value`, as `client_core::decode_reply`.
template <class T>
std::optional<error> decode_as(const client_core& core, const operation_info& info, const call_reply& raw, T& value) {
    return core.decode_reply(info, raw, descriptor<T>, &value);
}

}  // namespace bitbucket::detail
