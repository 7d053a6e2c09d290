// SPDX-License-Identifier: MIT
// std::chrono's durations, time points and clocks, without its calendars, formatting and time zones, which include the
// streams: all of <chrono> takes five times as long to compile.
#pragma once

#include <version>

// libstdc++ has that part in a header of its own, which its <mutex> and <thread> include for the same reason.
#if defined(__GLIBCXX__) && __has_include(<bits/chrono.h>)
#include <bits/chrono.h>
#else
#include <chrono>
#endif
