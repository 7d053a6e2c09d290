// SPDX-License-Identifier: MIT
// simdjson_reader: replies read with simdjson. Opt-in: nothing else in the library includes simdjson, and a program that
// includes this header must link it (the CMake target bitbucket::simdjson does). In the compiled mode that target, or one
// source file with simdjson.ipp, has the definition, and no other file includes simdjson.
#pragma once

#include "../json_reader.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// Reads JSON with simdjson 3.0 or newer, two to four times as fast as by default:
///
///     bitbucket::client api(bitbucket::curl_transport{}, token, {.reader = bitbucket::simdjson_reader()});
///
/// Values and errors are those of the default reader, whatever the text. It uses the instructions that the processor
/// has, without any flag of the compiler. Each thread that reads keeps up to 7 MiB for the next reply; while a reply is
/// read, it takes about seven times the reply's size.
[[nodiscard]] json_reader simdjson_reader() noexcept;

}  // namespace bitbucket::inline BITBUCKET_ABI

#ifndef BITBUCKET_COMPILED
#include "simdjson.ipp"
#endif
