// SPDX-License-Identifier: MIT
// Reading pages of a hundred items into the library's models, as ratios to nlohmann::json::parse of the same bytes in the
// same run: speed, and how often memory is asked for, by the default reader and by simdjson's where that is installed.
// Pages are of at least 100 kB, with escapes and with names that are not ASCII.
//
//   read_pages [OPTIONS OF GOOGLE BENCHMARK]
#include <benchmark/benchmark.h>

#include <algorithm>
#include <atomic>
#include <bitbucket/detail/json/nlohmann_reader.hpp>
#include <bitbucket/models/code_search.hpp>
#include <bitbucket/models/permission.hpp>
#include <bitbucket/models/ssh_key.hpp>
#if __has_include(<simdjson.h>)
#include <bitbucket/reader/simdjson.hpp>
#define BITBUCKET_BENCHMARK_SIMDJSON
#endif
#include <cstdio>
#include <cstdlib>
#include <map>
#include <new>
#include <nlohmann/json.hpp>
#include <numeric>
#include <string>
#include <vector>

#include "sample_pages.hpp"

namespace {

std::atomic<std::size_t> allocations{0};

}  // namespace

// NOLINTBEGIN(cppcoreguidelines-no-malloc, misc-new-delete-overloads): counts what goes through the standard ones
[[gnu::noinline]] void* operator new(std::size_t size) {
    ++allocations;
    if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
    throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
    std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}
// NOLINTEND(cppcoreguidelines-no-malloc, misc-new-delete-overloads)

namespace {

namespace bb = bitbucket;

/// As a walk reads: each page takes over the memory of the items of the one before it.
template <class Page>
void read_typed(benchmark::State& state, bb::detail::read_function read, const std::string& text) {
    using list = decltype(Page::values);
    constexpr auto move = [](void* to, void* from) { *static_cast<list*>(to) = std::move(*static_cast<list*>(from)); };
    Page page;
    std::size_t asked = 0;
    for (auto _ : state) {
        list items = std::move(page.values);
        page = Page();
        const std::size_t before = allocations;
        bb::detail::kept_items kept(bb::detail::descriptor<list>, &page.values, &items, move);
        const auto failure = bb::detail::decode(read, text, bb::detail::descriptor<Page>, &page, 512, &kept);
        if (!failure) kept.settle();
        asked = allocations - before;
        if (failure || page.values.size() != benchmarks::items) state.SkipWithError("the page was not read");
    }
    state.counters["per_item"] = static_cast<double>(asked) / benchmarks::items;
}

void read_document(benchmark::State& state, const std::string& text) {
    std::size_t asked = 0;
    for (auto _ : state) {
        const std::size_t before = allocations;
        const nlohmann::json read = nlohmann::json::parse(text);
        asked = allocations - before;
        benchmark::DoNotOptimize(read);
    }
    state.counters["per_item"] = static_cast<double>(asked) / benchmarks::items;
}

/// Keeps the least time of each, and prints the ratios in the end.
class ratios : public benchmark::BenchmarkReporter {
public:
    bool ReportContext(const Context&) override { return true; }
    void ReportRuns(const std::vector<Run>& runs) override {
        for (const Run& run : runs) {
            if (run.error_occurred)
                std::fprintf(stderr, "%s: %s\n", run.benchmark_name().c_str(), run.error_message.c_str());
            if (run.error_occurred || run.run_type != Run::RT_Iteration) continue;
            measured& one = least_[run.run_name.function_name];
            const double time = run.GetAdjustedCPUTime();
            if (one.time == 0 || time < one.time) one = {time, run.counters.at("per_item").value};
        }
    }
    void Finalize() override {
        std::printf("%-34s %10s %22s %18s\n", "100 items", "speed", "allocations an item", "of json::parse");
        std::map<std::string, std::vector<double>> speeds;
        for (const auto& [name, one] : least_) {
            if (name.ends_with("/document")) continue;
            const measured& document = least_[name.substr(0, name.find('/')) + "/document"];
            std::printf("%-34s %8.2f x %22.1f %18.1f\n", name.c_str(), document.time / one.time, one.allocations,
                        document.allocations);
            speeds[name.substr(name.find('/') + 1)].push_back(document.time / one.time);
        }
        for (const auto& [reader, each] : speeds)
            std::printf("%-34s %8.2f x\n", ("mean/" + reader).c_str(),
                        std::accumulate(each.begin(), each.end(), 0.0) / static_cast<double>(each.size()));
    }

private:
    struct measured {
        double time = 0;
        double allocations = 0;
    };
    std::map<std::string, measured> least_;
};

// Short turns in random order, so that what else the machine does meets all of them alike; the best of each counts.
constexpr int repetitions = 20;
constexpr double least_time = 0.05;

template <class Page>
void compare(const std::string& name, const std::string& text) {
    if (text.size() < 100'000) std::fprintf(stderr, "%s: only %zu bytes\n", name.c_str(), text.size());
    const auto typed = [&](const std::string& reader, bb::detail::read_function read) {
        benchmark::RegisterBenchmark((name + '/' + reader).c_str(),
                                     [text, read](benchmark::State& state) { read_typed<Page>(state, read, text); })
            ->Repetitions(repetitions)
            ->MinTime(least_time);
    };
    typed("default", &bb::detail::read_with_nlohmann);
#ifdef BITBUCKET_BENCHMARK_SIMDJSON
    typed("simdjson", bb::detail::json_reader_access::function_of(bb::simdjson_reader()));
#endif
    benchmark::RegisterBenchmark((name + "/document").c_str(),
                                 [text](benchmark::State& state) { read_document(state, text); })
        ->Repetitions(repetitions)
        ->MinTime(least_time);
}

}  // namespace

int main(int argc, char** argv) {
    compare<bb::page<bb::repository_user_permission>>("repository permissions", benchmarks::permissions_page());
    compare<bb::page<bb::ssh_account_key>>("SSH keys", benchmarks::ssh_keys_page());
    compare<bb::code_search_page>("code search", benchmarks::code_search_page());
    std::string in_random_order = "--benchmark_enable_random_interleaving=true";
    std::vector<char*> words(argv, argv + argc);
    words.insert(words.begin() + 1, in_random_order.data());
    int count = static_cast<int>(words.size());
    benchmark::Initialize(&count, words.data());
    if (benchmark::ReportUnrecognizedArguments(count, words.data())) return 2;
    ratios table;
    benchmark::RunSpecifiedBenchmarks(&table);
    return 0;
}
