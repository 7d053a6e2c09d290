// SPDX-License-Identifier: MIT
// The vendor's filter-and-sort language, opt-in:
//
//   repositories::list{"acme"}.q(field("is_private") == false && field("name").contains("api"))
//                             .sort(desc(field<&repository::updated_on>()))
//
// docs/querying.md shows all of it, with the resulting URLs.
// https://developer.atlassian.com/cloud/bitbucket/rest/intro/#filtering
#pragma once

#include "models/account.hpp"
#include "models/permission.hpp"
#include "query/field.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

// From the least to the most; the vendor compares them in that order.
template <>
inline constexpr bool enum_is_ordered<permission_level> = true;

// Querying by user name was deprecated for privacy:
// https://developer.atlassian.com/cloud/bitbucket/bitbucket-api-changes-gdpr/
template <>
inline constexpr bool detail::has_query_field<&account::username> = false;

}  // namespace bitbucket::inline BITBUCKET_ABI
