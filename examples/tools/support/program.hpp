// SPDX-License-Identifier: MIT
// How the programs end: every exception that leaves `main`'s body becomes a message on stderr and an exit code.
//
//   int main(int argc, char** argv) try {
//       …
//   } catch (...) {
//       return examples::end_of(about);
//   }
#pragma once

#include "arguments.hpp"
#include "output.hpp"

namespace examples {

/// The exit codes of all programs here.
inline constexpr int exit_ok = 0;
inline constexpr int exit_failed = 1;
inline constexpr int exit_usage = 2;

/// To be called in a handler: reports the exception that is being handled, and returns the exit code for it.
int end_of(const program& about);

}  // namespace examples
