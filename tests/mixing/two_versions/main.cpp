// SPDX-License-Identifier: MIT
// Asks both copies in turn, twice, since what one of them makes at its first use must not be the other one's either.
#include <cstdio>

#include "seen.hpp"

namespace {

int failures = 0;

void expect(bool holds, const char* what) {
    if (holds) return;
    std::printf("does not hold: %s\n", what);
    ++failures;
}

void ask_both() {
    const seen one = see_this_version();
    const seen other = see_other_version();

    expect(one.version != "0.90.0", "this copy is not version 0.90.0");
    expect(other.version == "0.90.0", "the other copy is version 0.90.0");

    expect(one.account_bytes < other.account_bytes, "an account of the other copy is larger");
    expect(one.account_bytes == one.account_bytes_in_table, "this copy's table is about its own account");
    expect(other.account_bytes == other.account_bytes_in_table, "the other copy's table is about its own account");
    expect(one.account_json == R"({"display_name":"Mia","kind":"user"})", "this copy decodes its own members");
    expect(other.account_json == R"({"added":"a new member","display_name":"Mia","kind":"user"})",
           "the other copy decodes its own members");

    expect(one.option_bytes < other.option_bytes, "the options of the other copy are larger");
    expect(one.max_walk_pages == 100'000, "this copy has its own default");
    expect(other.max_walk_pages == 7, "the other copy has its own default");
    expect(one.attempts_of_none == 1, "this copy calls its own function");
    expect(other.attempts_of_none == 2, "the other copy calls its own function");
}

}  // namespace

int main() {
    ask_both();
    ask_both();
    return failures == 0 ? 0 : 1;
}
