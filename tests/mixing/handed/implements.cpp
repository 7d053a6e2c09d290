// SPDX-License-Identifier: MIT
// Of an implementing file, the part that this program needs.
#include <bitbucket/retry.ipp>
