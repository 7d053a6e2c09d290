// SPDX-License-Identifier: MIT
// From exceptions and signals to messages and exit codes; see program.hpp.
#include "program.hpp"

#include <bitbucket/error.hpp>
#include <iostream>
#include <string>

#include "interrupt.hpp"

namespace examples {

namespace {

void say(const program& about, const std::string& message) {
    std::cerr << about.name << ": " << message << '\n';
}

int run_body(const program& about, int argc, const char* const* argv,
             const std::function<int(const arguments&)>& body) {
    try {
        const arguments given(about, argc, argv);
        check_stdout();
        return body(given);
    } catch (const help_wanted&) {
        write_to_stdout(about.help());
    } catch (const version_wanted&) {
        write_to_stdout(about.version());
    }
    return exit_ok;
}

/// To be called in a handler: reports the exception that is being handled, and returns the exit code for it.
int end_of(const program& about, int failed) {
    try {
        throw;
    } catch (const usage_problem& problem) {
        say(about, problem.what());
        std::cerr << about.usage() << "Try " << about.name << " --help.\n";
        return exit_usage;
    } catch (const output_failure& failure) {
        if (!failure.reader_is_gone()) say(about, failure.what());
    } catch (const bitbucket::usage_error& problem) {
        // The library refused the request before it sent anything: what was asked for cannot work.
        say(about, shown(problem.describe()));
        return exit_usage;
    } catch (const bitbucket::error& failure) {
        say(about, shown(failure.describe()));
    } catch (const std::exception& failure) {
        say(about, shown(failure.what()));
    }
    return failed;
}

}  // namespace

int run(const program& about, int argc, const char* const* argv, const std::function<int(const arguments&)>& body,
        int failed) {
    int code = failed;
    program called = about;
    if (argc > 0 && argv[0] != nullptr) called.name = name_to_show(about.name, argv[0]);
    try {
        keep_standard_streams();
        ignore_closed_pipes();
        watch_interrupts(called.name);
        code = run_body(called, argc, argv, body);
    } catch (...) {
        code = end_of(called, failed);
    }
    // What was complete by the time of the signal is a success.
    if (code == exit_ok || interrupt_signal() == 0) return code;
    say(called, "interrupted");
    return interrupt_exit_code();
}

}  // namespace examples
