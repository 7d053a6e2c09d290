// SPDX-License-Identifier: MIT
// A walk through a thousand pages of a hundred items on the loopback: processor time beside the same by hand (libcurl and
// nlohmann's documents), page faults and peak memory. Then a walk of a million items, for its peak.
//
// Each walk runs in a process of its own. Machines get faster and slower for seconds at a time, so processor time is
// compared in many short rounds, in which all sides list a tenth of the pages one after the other: the median of the
// rounds' ratios counts. A peer lists all pages each time. Page faults and memory are those of one whole walk.
//
//   list_pages [--pages N] [--rounds N] [--million 0|1] [--peer NAME COMMAND…]
//
// There are at least five rounds. A peer is another program that lists the same pages. It is given the origin and the number of pages, and prints the sum
// that `weigh` makes.
#include <bitbucket/api/workspaces.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/transport/curl.hpp>
#if __has_include(<simdjson.h>) && __has_include(<bitbucket/reader/simdjson.hpp>)
#include <bitbucket/reader/simdjson.hpp>
#define BITBUCKET_BENCHMARK_SIMDJSON
#endif
#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "support/canned_pages.hpp"
#include "support/child.hpp"
#include "support/list_by_hand.hpp"
#include "support/table.hpp"

namespace {

namespace bb = bitbucket;

constexpr std::size_t items_of_a_page = 100;

struct settings {
    std::size_t pages = 1000;
    std::size_t rounds = 25;
    bool million = true;
    std::string peer_name;
    std::vector<std::string> peer;
};

/// One program that lists the pages.
struct side {
    std::string name;
    std::string cpu_budget;
    std::string fault_budget;
    /// Lists so many pages.
    std::function<benchmarks::cost(std::size_t pages)> run;
    benchmarks::cost whole = {};
    /// The processor time of each round against that of by hand, ascending.
    std::vector<double> ratios = {};
};

/// Looks at members all over an item, so that each side has to have read them.
template <class Grant>
std::size_t weigh(const Grant& grant, std::size_t permission) {
    std::size_t sum = permission;
    if (grant.user) sum += grant.user->display_name.size() + grant.user->account_id.size() + grant.user->links.size();
    if (grant.repository) sum += grant.repository->full_name.size() + grant.repository->description.size();
    return sum;
}

std::size_t list_with_sdk(const std::string& origin, std::size_t pages, bb::client_options options = {}) {
    options.base_url = origin + "/2.0";
    const bb::client api{bb::curl_transport{}, bb::api_token{"mia@example.com", bb::secret("token")}, options};
    std::size_t sum = 0;
    for (const auto& grant : api.each(
             bb::workspaces::list_repository_permissions{"pages-" + std::to_string(pages)}.pagelen(items_of_a_page)))
        sum += weigh(grant, grant.permission.str().size());
    return sum;
}

std::size_t list_by_hand(const std::string& origin, std::size_t pages) {
    benchmarks::by_hand::session api;
    std::size_t sum = 0;
    for (std::string url = origin + benchmarks::listing_path(pages) + "?pagelen=100"; !url.empty();) {
        const benchmarks::by_hand::page loaded = api.load(url);
        for (const auto& grant : loaded.values) sum += weigh(grant, grant.permission.size());
        url = loaded.next;
    }
    return sum;
}

/// The programs, by hand first.
std::vector<side> sides_of(const std::string& origin, const settings& chosen) {
    const auto apart = [](const char* name, auto part) {
        return [name, part](std::size_t pages) { return benchmarks::run_apart(name, [&] { return part(pages); }); };
    };
    std::vector<side> all;
    all.push_back(
        {"by hand", "", "", apart("by hand", [&origin](std::size_t pages) { return list_by_hand(origin, pages); })});
    all.push_back({"default reader", "0.80 x", "1500",
                   apart("the SDK", [&origin](std::size_t pages) { return list_with_sdk(origin, pages); })});
#ifdef BITBUCKET_BENCHMARK_SIMDJSON
    all.push_back({"simdjson", "0.28 x", "1500", apart("the SDK with simdjson", [&origin](std::size_t pages) {
                       bb::client_options options;
                       options.reader = bb::simdjson_reader();
                       return list_with_sdk(origin, pages, options);
                   })});
#endif
    if (!chosen.peer_name.empty())
        all.push_back({chosen.peer_name, "", "", [&origin, command = chosen.peer](std::size_t pages) {
                           std::vector<std::string> with = command;
                           with.push_back(origin);
                           with.push_back(std::to_string(pages));
                           return benchmarks::run_program(with);
                       }});
    return all;
}

void measure(std::vector<side>& all, const settings& chosen) {
    for (side& one : all) {
        one.whole = one.run(chosen.pages);
        if (one.whole.result == all.front().whole.result) continue;
        (void)std::fprintf(stderr, "%s has read something else than by hand: %zu, not %zu\n", one.name.c_str(),
                           one.whole.result, all.front().whole.result);
        std::exit(1);
    }
    // A program of its own has to start each time, which a short walk would make much of.
    const auto take_turns = [&](std::size_t rounds, std::size_t pages, bool peers) {
        for (std::size_t round = 0; round < rounds; ++round) {
            const double hand = all.front().run(pages).seconds;
            for (std::size_t i = 1; i < all.size(); ++i)
                if ((all[i].name == chosen.peer_name) == peers)
                    all[i].ratios.push_back(all[i].run(pages).seconds / hand);
        }
    };
    take_turns(chosen.rounds, chosen.pages / 10 + 1, false);
    if (!chosen.peer_name.empty()) take_turns(chosen.rounds / 5, chosen.pages, true);
    for (side& one : all) std::sort(one.ratios.begin(), one.ratios.end());
}

void print(const std::vector<side>& all, std::size_t pages) {
    for (const side& one : all) {
        const std::string its = "listing of " + std::to_string(pages) + " pages, " + one.name + ": ";
        const std::vector<double>& ratios = one.ratios;
        if (&one == &all.front()) {
            benchmarks::print_row(its + "CPU", benchmarks::seconds(one.whole.seconds));
        } else {
            benchmarks::print_row(its + "CPU against by hand", benchmarks::times(ratios[ratios.size() / 2]),
                                  one.cpu_budget);
            benchmarks::print_row(its + "the same, 9 of 10 rounds", benchmarks::times(ratios[ratios.size() * 9 / 10]));
        }
        benchmarks::print_row(its + "page faults", std::to_string(one.whole.page_faults), one.fault_budget);
        benchmarks::print_row(its + "peak memory", benchmarks::mebibytes(one.whole.peak_mib));
    }
}

bool read_arguments(int argc, char** argv, settings& chosen) {
    for (int i = 1; i < argc; i += 2) {
        const std::string option = argv[i];
        if (i + 1 == argc) return false;
        const std::string value = argv[i + 1];
        if (option == "--pages") {
            chosen.pages = std::stoul(value);
        } else if (option == "--rounds") {
            chosen.rounds = (std::max)(std::stoul(value), 5UL);
        } else if (option == "--million") {
            chosen.million = value != "0";
        } else if (option == "--peer") {
            chosen.peer_name = value;
            chosen.peer.assign(argv + i + 2, argv + argc);
            return !chosen.peer.empty();
        } else {
            return false;
        }
    }
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    settings chosen;
    if (!read_arguments(argc, argv, chosen)) {
        (void)std::fprintf(stderr,
                           "usage: list_pages [--pages N] [--rounds N] [--million 0|1] [--peer NAME COMMAND…]\n");
        return 2;
    }
    const benchmarks::loopback_server server(benchmarks::serve_canned_pages);
    const std::string& origin = server.origin();
    std::vector<side> all = sides_of(origin, chosen);
    measure(all, chosen);
    print(all, chosen.pages);
    if (!chosen.million) return 0;
    const benchmarks::cost walk =
        benchmarks::run_apart("the walk", [&] { return list_with_sdk(origin, 1'000'000 / items_of_a_page); });
    benchmarks::print_row("walk of 1,000,000 items: peak memory", benchmarks::mebibytes(walk.peak_mib), "16 MiB");
    benchmarks::print_row("walk of 1,000,000 items: page faults", std::to_string(walk.page_faults));
    return 0;
}
