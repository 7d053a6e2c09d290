// SPDX-License-Identifier: MIT
// Usage: fuzz_<target> MUTATIONS FILE-OR-FOLDER…
// A main for compilers without libFuzzer: runs a fuzz target on every file of its corpus, and then on mutations of them,
// which are the same in every run. It finds what is easy to find, and that what was found once stays mended.
#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "fuzz.hpp"

namespace {

// The input at work, for the message when the process is aborted.
std::string current;

extern "C" void show_current(int) {
    std::fprintf(stderr, "the input, %zu bytes:\n", current.size());
    std::fwrite(current.data(), 1, current.size(), stderr);
    std::fputc('\n', stderr);
    std::_Exit(1);
}

void run(std::string input) {
    current = std::move(input);
    // A buffer of exactly this size, so that the address sanitizer sees reads beyond the end.
    const std::vector<std::uint8_t> bytes(current.begin(), current.end());
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

class mutator {
public:
    explicit mutator(const std::vector<std::string>& corpus) : corpus_(corpus) {}

    std::string make() {
        std::string text = pick();
        for (std::size_t steps = 1 + below(4); steps > 0; --steps) change(text);
        return text.substr(0, most);
    }

private:
    static constexpr std::size_t most = 4096;

    // SplitMix64; the standard library's distributions differ between implementations.
    std::uint64_t next() {
        std::uint64_t bits = state_ += 0x9E3779B97F4A7C15U;
        bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9U;
        bits = (bits ^ (bits >> 27U)) * 0x94D049BB133111EBU;
        return bits ^ (bits >> 31U);
    }
    std::size_t below(std::size_t end) { return end == 0 ? 0 : static_cast<std::size_t>(next() % end); }
    const std::string& pick() { return corpus_[below(corpus_.size())]; }

    void change(std::string& text) {
        static const std::string pieces[] = {"\"",          "\\",       "{",     "}",    "[",
                                             "]",           ":",        ",",     "null", "\\ud800",
                                             "\\u0000",     "\\u009b",  "/",     "..",   "%2e",
                                             "%2F",         "//",       "?",     "#",    "@",
                                             "99999999999", "-1",       "1e400", "0",    std::string(1, '\0'),
                                             "\x80",        "\xC3\x28", "\r\n",  "\x7F", "\xEF\xBB\xBF"};
        const std::size_t at = below(text.size() + 1);
        const std::size_t length = below(text.size() - at + 1);
        switch (below(7)) {
            case 0:
                if (at < text.size()) text[at] = static_cast<char>(next() & 0xFFU);
                break;
            case 1:
                text.erase(at, 1 + length / 4);
                break;
            case 2:
                text.insert(at, text.substr(at, length));
                break;
            case 3:
                text.insert(at, pieces[below(std::size(pieces))]);
                break;
            case 4:
                text.resize(at);
                break;
            case 5: {
                const std::string& other = pick();
                text.replace(at, length, other.substr(below(other.size() + 1)));
                break;
            }
            default:
                if (at < text.size())
                    text[at] = static_cast<char>(static_cast<unsigned char>(text[at]) ^ 1U << below(8));
                break;
        }
    }

    const std::vector<std::string>& corpus_;
    std::uint64_t state_ = 1;
};

void add(const std::filesystem::path& file, std::vector<std::string>& corpus) {
    std::ifstream in(file, std::ios::binary);
    corpus.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
}

}  // namespace

int main(int count, char** words) {
    if (count < 3) {
        std::fputs("usage: fuzz_<target> MUTATIONS FILE-OR-FOLDER…\n", stderr);
        return 2;
    }
    const long mutations = std::strtol(words[1], nullptr, 10);
    std::vector<std::string> corpus;
    for (int i = 2; i < count; ++i) {
        std::vector<std::filesystem::path> files{words[i]};
        if (std::filesystem::is_directory(words[i])) {
            const std::filesystem::directory_iterator folder(words[i]);
            files.assign(begin(folder), end(folder));
            std::sort(files.begin(), files.end());
        }
        for (const auto& file : files) add(file, corpus);
    }
    if (corpus.empty()) {
        std::fputs("the corpus is empty\n", stderr);
        return 2;
    }
    std::signal(SIGABRT, show_current);
    run({});
    for (const std::string& each : corpus) run(each);
    mutator change(corpus);
    for (long i = 0; i < mutations; ++i) run(change.make());
    std::printf("%zu files and %ld mutations of them\n", corpus.size(), mutations);
    return 0;
}
