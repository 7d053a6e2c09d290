// SPDX-License-Identifier: MIT
// The library's version and mode, defined only here: the three numbers, which CMakeLists.txt reads from this file, and the
// inline namespace that everything is in. Its name has both, so that files with different versions or modes do not link
// to each other's functions by mistake.
#pragma once

#if defined(_MSVC_LANG) ? _MSVC_LANG < 202002L : __cplusplus < 202002L
#error "bitbucket needs C++20: compile with -std=c++20"
#endif

// Both say so by this macro; with others we do not ask.
#if defined(__GNUC__) && !defined(__cpp_exceptions) && !defined(BITBUCKET_COMPILED)
#error "bitbucket without exceptions works in the compiled mode only: see docs/errors.md"
#endif

/// The three numbers of the version, for `#if`.
#define BITBUCKET_VERSION_MAJOR 0
/// See `BITBUCKET_VERSION_MAJOR`.
#define BITBUCKET_VERSION_MINOR 2
/// See `BITBUCKET_VERSION_MAJOR`.
#define BITBUCKET_VERSION_PATCH 0
/// The version as a text.
#define BITBUCKET_VERSION_STRING "0.2.0"

#define BITBUCKET_PASTE_ABI(major, minor, patch, mode) v##major##_##minor##_##patch##_##mode
#define BITBUCKET_NAME_ABI(major, minor, patch, mode) BITBUCKET_PASTE_ABI(major, minor, patch, mode)

// BITBUCKET_COMPILED is set for a whole program, by the target bitbucket::compiled or by the compiler's command line. Then
// one source file defines what the others only declare, by including <bitbucket/compiled.ipp>.
#ifdef BITBUCKET_COMPILED
#define BITBUCKET_ABI \
    BITBUCKET_NAME_ABI(BITBUCKET_VERSION_MAJOR, BITBUCKET_VERSION_MINOR, BITBUCKET_VERSION_PATCH, compiled)
#define BITBUCKET_INLINE
#else
#define BITBUCKET_ABI \
    BITBUCKET_NAME_ABI(BITBUCKET_VERSION_MAJOR, BITBUCKET_VERSION_MINOR, BITBUCKET_VERSION_PATCH, header_only)
#define BITBUCKET_INLINE inline
#endif

// How a function is compiled, beside what it does. A call spends its time in the network and in decoding, so what runs
// once a call, or only after a failure, is cold: gcc and clang then compile it for size.
// They also take whatever always calls a cold function for cold, up to the user's own function. So what templates and
// users call is not cold itself, and where it leads to what is, it is opaque: its caller learns nothing about it.
#if defined(__clang__)
#define BITBUCKET_COLD [[gnu::cold]]
#define BITBUCKET_OPAQUE [[gnu::noinline]]
#elif defined(__GNUC__)
#define BITBUCKET_COLD [[gnu::cold]]
#define BITBUCKET_OPAQUE [[gnu::noipa]]
#else
#define BITBUCKET_COLD
#define BITBUCKET_OPAQUE
#endif

/// Everything in the library. The operations are in a namespace for each family.
namespace bitbucket {

// The tag is for functions that only return a type of ours, whose names would not have the namespace otherwise.
#ifdef __GNUC__
inline namespace BITBUCKET_ABI __attribute__((__abi_tag__)) {}
#endif

inline namespace BITBUCKET_ABI {

/// The version of these headers as `major.minor.patch`. The default user agent contains it too.
inline constexpr const char* version = BITBUCKET_VERSION_STRING;

}  // namespace BITBUCKET_ABI
}  // namespace bitbucket
