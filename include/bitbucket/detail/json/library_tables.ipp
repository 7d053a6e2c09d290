// SPDX-License-Identifier: MIT
// Makes the member tables that library_tables.hpp lists. Only for the compiled mode.
#pragma once

#include "../../operations.hpp"
#include "library_tables.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

#define BITBUCKET_MAKE_TABLE(...) \
    template const detail::member_table& detail::member_table_of<__VA_ARGS__>(const void*);
BITBUCKET_LIBRARY_TABLES(BITBUCKET_MAKE_TABLE)
#undef BITBUCKET_MAKE_TABLE

}  // namespace bitbucket::inline BITBUCKET_ABI
