// SPDX-License-Identifier: MIT
// From exceptions and signals to messages and exit codes; see program.hpp.
#include "program.hpp"

#include <algorithm>
#include <bitbucket/error.hpp>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>

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

/// The program under the name that it was installed by, such as bitbucket-access-audit, so that help and messages show
/// what a person types. Any other name, such as that of a link or of a build, says nothing.
program as_called(program about, int argc, const char* const* argv) {
    std::string installed = "bitbucket-" + about.name;
    std::replace(installed.begin(), installed.end(), '_', '-');
    std::string_view called = argc > 0 && argv[0] != nullptr ? argv[0] : "";
    called.remove_prefix(called.find_last_of('/') + 1);  // npos + 1 is 0
    if (called == installed) about.name = std::move(installed);
    return about;
}

}  // namespace

int run(const program& described, int argc, const char* const* argv, const std::function<int(const arguments&)>& body,
        int failed) {
    const program about = as_called(described, argc, argv);
    int code = failed;
    try {
        keep_standard_streams();
        ignore_closed_pipes();
        watch_interrupts(about.name);
        code = run_body(about, argc, argv, body);
    } catch (...) {
        code = end_of(about, failed);
    }
    // What was complete by the time of the signal is a success.
    if (code == exit_ok || interrupt_signal() == 0) return code;
    say(about, "interrupted");
    return interrupt_exit_code();
}

}  // namespace examples
