// SPDX-License-Identifier: MIT
// Ctrl-C and SIGTERM, for all tools. The first such signal cancels the tokens here, and with them every wait: a tool
// then reports what it has done, and ends within a second. `run` (program.hpp) installs the handlers, and every
// transport and clock that a tool gets from this folder heeds them.
#pragma once

#include <bitbucket/client_clock.hpp>
#include <bitbucket/transport.hpp>
#include <memory>
#include <string>

namespace examples {

/// Installs the handlers for SIGINT and SIGTERM. They are also installed where the shell made a background job ignore
/// Ctrl-C. A call that waits in the kernel fails with EINTR. If the process still waits after most of a second, it is
/// ended with the usual exit code, after a line on stderr that begins with `name`.
void watch_interrupts(const std::string& name);

/// Says more in that line, such as what may be left half done.
void add_to_last_words(const std::string& text);

/// The signal that came; 0 if none did.
int interrupt_signal() noexcept;

/// The exit code of a program that a signal has ended, as shells number them: 130 for SIGINT, 143 for SIGTERM.
int interrupt_exit_code() noexcept;

/// Cancelled by the signal.
bitbucket::cancel_token interrupt_token();

/// Waits for the signal.
void wait_for_interrupt();

/// The transport, but no request outlasts the signal by more than a moment, even if its call has no token. The moment
/// is for what is better finished, such as the second half of a replacement.
bitbucket::any_transport interruptible(bitbucket::any_transport behind);

/// The usual clocks, with a sleep that the signal ends in the same way.
std::shared_ptr<bitbucket::client_clock> interruptible_clock();

}  // namespace examples
