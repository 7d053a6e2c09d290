// SPDX-License-Identifier: MIT
// scripted_server STATUS BODY…: gives these replies on a free port of 127.0.0.1, one to each request, whatever it asks
// for, until it is interrupted. For what the sandbox never answers: failures that pass, and operations that it does not
// know. The base URL is all that it prints on its standard output. It has no state, and does not check credentials.
#include <bitbucket/testing/scripted.hpp>
#include <csignal>
#include <cstdlib>
#include <iostream>

#include "../../examples/tools/sandbox_server/loopback_server.hpp"

int main(int argc, char* argv[]) {
    if (argc < 3 || argc % 2 == 0) {
        std::cerr << "usage: scripted_server STATUS BODY…\n";
        return 2;
    }
    bitbucket::testing::scripted script;
    for (int i = 1; i < argc; i += 2) script.reply(static_cast<int>(std::strtol(argv[i], nullptr, 10)), argv[i + 1]);

    // Blocked before any thread starts, so that all of them leave these signals to sigwait.
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ending, nullptr);

    const examples::loopback_server server{script};
    std::cout << server.base_url() << std::endl;  // NOLINT(performance-avoid-endl): a script reads this line
    int signal = 0;
    sigwait(&ending, &signal);
}
