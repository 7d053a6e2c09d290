// SPDX-License-Identifier: MIT
// decode_as: decodes a successful reply as what an operation returns. The rules are those of client_core.hpp.
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
