// SPDX-License-Identifier: MIT
// How the programs end: every exception that leaves `main`'s body becomes a message on stderr and an exit code.
//
//   int main(int argc, char** argv) try {
//       …
//   } catch (...) {
//       return examples::end_of(about);
//   }
#pragma once

#include <bitbucket/error.hpp>
#include <iostream>

#include "arguments.hpp"
#include "output.hpp"

namespace examples {

/// The exit codes of all programs here.
inline constexpr int exit_ok = 0;
inline constexpr int exit_failed = 1;
inline constexpr int exit_usage = 2;

/// To be called in a handler: reports the exception that is being handled, and returns the exit code for it.
inline int end_of(const program& about) {
    const auto say = [&](const std::string& message) { std::cerr << about.name << ": " << message << '\n'; };
    try {
        try {
            throw;
        } catch (const help_wanted&) {
            write_to_stdout(about.help());
            return exit_ok;
        }
    } catch (const usage_problem& problem) {
        say(problem.what());
        std::cerr << about.usage() << "Try " << about.name << " --help.\n";
        return exit_usage;
    } catch (const output_failure& failure) {
        if (!failure.reader_is_gone()) say(failure.what());
    } catch (const bitbucket::usage_error& problem) {
        // The library refused the request before it sent anything: what was asked for cannot work.
        say(shown(problem.describe()));
        return exit_usage;
    } catch (const bitbucket::error& failure) {
        say(shown(failure.describe()));
    } catch (const std::exception& failure) {
        say(shown(failure.what()));
    }
    return exit_failed;
}

}  // namespace examples
