// SPDX-License-Identifier: MIT
// How the programs run: `run` is all of a `main`. Signals, closed streams and exceptions become messages on stderr and
// exit codes, in the same way for all of them.
//
//   int main(int argc, char** argv) {
//       return examples::run(about, argc, argv, [](const examples::arguments& given) { … });
//   }
#pragma once

#include <functional>

#include "arguments.hpp"
#include "output.hpp"

namespace examples {

/// The exit codes of all programs here; interrupted ones end as interrupt.hpp says.
inline constexpr int exit_ok = 0;
inline constexpr int exit_failed = 1;
inline constexpr int exit_usage = 2;

/// Runs `body`, which returns an exit code, with the command line, and returns the exit code of the program. `failed`
/// is the one after an exception. A standard output that is closed or full is found out before `body` does anything.
/// Messages and `--help` show the name that the program has when it is installed, if it was called by that.
int run(const program& about, int argc, const char* const* argv, const std::function<int(const arguments&)>& body,
        int failed = exit_failed);

}  // namespace examples
