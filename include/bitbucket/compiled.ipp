// SPDX-License-Identifier: MIT
// The compiled mode: include this in one source file of a program whose files are all compiled with BITBUCKET_COMPILED. It
// defines what the headers then only declare. The CMake target bitbucket::compiled is that file as a library.
#pragma once

#ifndef BITBUCKET_COMPILED
#error "bitbucket/compiled.ipp is for the compiled mode: compile all files of the program with -DBITBUCKET_COMPILED"
#else  // nothing else follows that sentence

#include "compiled_client.ipp"
#include "testing/sandbox.ipp"

#endif
