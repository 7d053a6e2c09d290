// SPDX-License-Identifier: MIT
// Defines what bitbucket_cloud.hpp declares.
#pragma once

#include "bitbucket_cloud.hpp"
#include "detail/bitbucket_cloud/credential_rules.hpp"
#include "detail/bitbucket_cloud/hints.hpp"
#include "detail/bitbucket_cloud/pull_request_hints.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

BITBUCKET_COLD BITBUCKET_INLINE std::string credential_refusal(const operation_info& info,
                                                               const credential_summary& who) {
    if (who.kind == credential_kind::anonymous || who.kind == credential_kind::basic) return {};
    std::string why;
    if (info.refused.contains(who.kind))
        why = std::string("the vendor refuses this operation with ") + one_of_kind(who.kind) + ": use " +
              accepted_kinds(info);
    else if (who.kind == credential_kind::access_token && who.token != token_format::jwt)
        // An OAuth token that cannot be renewed may be given as an access_token, too.
        why = access_token_refusal(info, who.token_kind);
    if (why.empty()) return {};
    return std::string(info.name) + ": " + why + "; client_options::allow_any_credential sends it anyway";
}

BITBUCKET_COLD BITBUCKET_INLINE std::string bitbucket_hint(const error_state& state, const operation_info& info,
                                                           const call_record& record) {
    if (record.left_origin) return common_hint(state, info, record);
    switch (state.kind) {
        case error_kind::unauthorized:
        case error_kind::forbidden:
            return refusal_hint(refusal_of(state, info, record));
        case error_kind::payment_required:
            return "the plan of the workspace does not allow this: upgrade it, or free a seat if its user limit is "
                   "reached";
        default: {
            std::string hint = pull_request_hint(state, info);
            return hint.empty() ? common_hint(state, info, record) : hint;
        }
    }
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
