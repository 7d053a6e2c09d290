// SPDX-License-Identifier: MIT
// Compares two values of one type by their descriptors, and two models by their member tables.
#pragma once

#include "encode.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Whether two values that are present are equal.
bool equal_values(const type_descriptor& type, const void* a, const void* b);

/// Whether two members, items or entries are both absent, both null, or equal.
bool equal_items(const type_descriptor& type, const void* a, const void* b);

/// Whether two objects of one model have equal members.
bool equal_objects(const member_table& model, const void* a, const void* b);

/// Whether two maps have the same keys with equal values.
bool equal_maps(const type_descriptor& type, const void* a, const void* b);

}  // namespace bitbucket::inline BITBUCKET_ABI::detail

#ifndef BITBUCKET_COMPILED
#include "equal.ipp"
#endif
