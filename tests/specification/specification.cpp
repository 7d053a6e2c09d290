// SPDX-License-Identifier: MIT
// bitbucket_specification: makes an extract of a specification of the vendor's, tells what has changed since the one that
// the repository keeps, and writes docs/coverage.md. specification.sh builds and calls it.
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>

#include "compare.hpp"
#include "coverage.hpp"

namespace {

using specification::facts;

constexpr const char* usage =
    "Usage: bitbucket_specification extract FILE YYYY-MM   prints the extract of an OpenAPI document\n"
    "       bitbucket_specification drift FILE             prints what it changes; status 1 if it changes anything\n"
    "       bitbucket_specification coverage               prints the page docs/coverage.md\n";

bool is_month(const std::string& text) {
    const std::string digits = text.size() == 7 ? text.substr(0, 4) + text.substr(5) : "";
    return digits.size() == 6 && text[4] == '-' && digits.find_first_not_of("0123456789") == std::string::npos &&
           text.substr(5) >= "01" && text.substr(5) <= "12";
}

int extract(const std::string& file, const std::string& month) {
    if (!is_month(month)) throw std::runtime_error("a date is a month, such as 2026-08, not " + month);
    facts all = specification::read_facts(file);
    all.date = month;
    std::cout << to_text(all);
    return 0;
}

int print(const char* heading, const std::vector<std::string>& lines) {
    if (lines.empty()) return 0;
    std::cout << heading << '\n';
    for (const std::string& line : lines) std::cout << "  " << line << '\n';
    return 1;
}

int drift(const std::string& file) {
    const facts kept = specification::committed_facts();
    const facts given = specification::read_facts(file);
    int status = print(("changed since " + kept.date + ':').c_str(), changes(kept, given));
    status |= print("what the library has to follow, operations:", compare_operations(given).problems());
    status |= print("what the library has to follow, models:", compare_models(given).problems());
    if (status == 0) std::cout << "nothing has changed since " << kept.date << '\n';
    return status;
}

}  // namespace

int main(int argc, char** argv) try {
    const std::vector<std::string> given(argv + 1, argv + argc);
    int status = 2;
    if (given.size() == 3 && given[0] == "extract")
        status = extract(given[1], given[2]);
    else if (given.size() == 2 && given[0] == "drift")
        status = drift(given[1]);
    else if (given.size() == 1 && given[0] == "coverage") {
        std::cout << specification::coverage_page(specification::committed_facts());
        status = 0;
    } else
        std::cerr << usage;
    if (!std::cout.flush()) throw std::runtime_error("cannot write the output");
    return status;
} catch (const std::exception& failure) {
    std::cerr << "bitbucket_specification: " << failure.what() << '\n';
    return 2;
}
