// SPDX-License-Identifier: MIT
// Hints that fit every service: on replies of other servers, on retired operations, and on a refused token of a service
// that has no hints of its own.
#pragma once

#include "../../service.hpp"
#include "call_record.hpp"
#include "error_state.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// The hint that does not depend on the service; empty if there is none.
BITBUCKET_COLD inline std::string common_hint(const error_state& state, const operation_info& info,
                                              const call_record& record) {
    if (record.left_origin) {
        if (state.status < 401 || state.status > 403) return {};
        return "a redirect led to another server, which got no credential and refused this: call again to get a "
               "fresh link";
    }
    if (state.kind != error_kind::gone && !(state.kind == error_kind::not_found && info.stage == lifecycle::retired))
        return {};
    const std::string successor = info.successor;
    if (!successor.empty()) return "the vendor has retired this operation: use " + successor;
    if (is_ending(info.stage)) return "the vendor has retired this operation and names no successor";
    return {};
}

/// The hint for an error of a service that has no hints of its own. Never empty for 401 and 403.
BITBUCKET_COLD inline std::string neutral_hint(const service& of, const error_state& state, const operation_info& info,
                                               const call_record& record) {
    if (record.left_origin || (state.kind != error_kind::unauthorized && state.kind != error_kind::forbidden))
        return common_hint(state, info, record);
    const std::string page = of.token_page;
    const std::string make = page.empty() ? std::string() : ", or make a new one at " + page;
    if (record.credential.kind == credential_kind::anonymous)
        return std::string(of.name) + " wants a token: give the client one" +
               (page.empty() ? std::string() : ", from " + page);
    if (state.kind == error_kind::unauthorized)
        return std::string(of.name) + " refused the token: check that it is neither expired nor revoked" + make;
    const std::string privilege = info.privilege;
    if (!privilege.empty()) return "this operation is for the " + privilege + ": use the token of one";
    return std::string(of.name) + " accepted the token, but it may not do this: check what its owner may do" + make;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
