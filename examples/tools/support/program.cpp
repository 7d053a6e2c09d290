// SPDX-License-Identifier: MIT
// From exceptions to messages and exit codes; see program.hpp.
#include "program.hpp"

#include <bitbucket/error.hpp>
#include <iostream>

namespace examples {

int end_of(const program& about) {
    const auto say = [&](const std::string& message) { std::cerr << about.name << ": " << message << '\n'; };
    try {
        try {
            throw;
        } catch (const help_wanted&) {
            write_to_stdout(about.help());
            return exit_ok;
        } catch (const version_wanted&) {
            write_to_stdout(about.version());
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
