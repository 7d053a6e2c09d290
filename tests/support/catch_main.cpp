// SPDX-License-Identifier: MIT
// The main function of every Catch2 program here, the same for versions 2 and 3.
#define CATCH_CONFIG_RUNNER
#include "catch.hpp"

int main(int argc, char* argv[]) {
    return Catch::Session().run(argc, argv);
}
