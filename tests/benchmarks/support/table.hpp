// SPDX-License-Identifier: MIT
// The rows of the one table that run.sh prints: what was measured, the figure, and its budget.
#pragma once

#include <cstdio>
#include <string>

namespace benchmarks {

inline std::string times(double ratio) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f x", ratio);
    return text;
}
inline std::string mebibytes(double size) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f MiB", size);
    return text;
}
inline std::string seconds(double time) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f s", time);
    return text;
}

/// Prints one row; `budget` is empty for what only stands beside the others.
inline void print_row(const std::string& what, const std::string& measured, const std::string& budget = {}) {
    std::printf("%-74s %12s %10s\n", what.c_str(), measured.c_str(), budget.c_str());
    std::fflush(stdout);
}

}  // namespace benchmarks
