// SPDX-License-Identifier: MIT
// Linked to a test program, this makes it run in the locale of the environment, as programs do that call setlocale.
#include <clocale>
#include <locale>
#include <stdexcept>

namespace {

// One that does not exist must not pass for the one that was asked for.
const bool is_set = [] {
    if (std::setlocale(LC_ALL, "") == nullptr) throw std::runtime_error("there is no such locale");
    std::locale::global(std::locale(""));
    return true;
}();

}  // namespace
