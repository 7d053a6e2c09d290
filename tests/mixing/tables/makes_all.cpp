// SPDX-License-Identifier: MIT
// Of an implementing file, the part that makes the member tables.
#include <bitbucket/detail/json/library_tables.ipp>
