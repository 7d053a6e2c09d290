// SPDX-License-Identifier: MIT
// Many requests at once: an audit and variables of a workspace of 300 repositories behind a latency, one after another and
// 16 at once; 500 GETs through libcurl against the ideal; memory by the number of requests that are queued; a walk that
// asks a page ahead.
//
//   many_at_once [--repositories N] [--rounds N]
//
// What waits does so by the timer, so these figures are of the wall. The ideal of N requests, 16 at once, is that of whole
// rounds: N / 16, rounded up, times the latency.
#include <algorithm>
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/api/users.hpp>
#include <bitbucket/extras/sync_many_variables.hpp>
#include <bitbucket/testing/delayed.hpp>
#include <bitbucket/transport/curl.hpp>
#include <cstdlib>
#include <ranges>
#include <sstream>

#include "../../examples/tools/access_audit/collect.hpp"
#include "support/child.hpp"
#include "support/joined_sandboxes.hpp"
#include "support/late_server.hpp"
#include "support/table.hpp"

namespace {

namespace bb = bitbucket;
using std::chrono::milliseconds;

constexpr std::size_t wide = 16;

struct settings {
    std::size_t repositories = 300;
    std::size_t rounds = 5;
};

template <class Action>
double time_of(const Action& action) {
    const double begin = benchmarks::now();
    action();
    return benchmarks::now() - begin;
}

double median(std::vector<double> of) {
    std::sort(of.begin(), of.end());
    return of[of.size() / 2];
}

[[noreturn]] void fail(const char* what) {
    std::fprintf(stderr, "many_at_once: %s\n", what);
    std::exit(1);
}

/// A client of a workspace behind 50 ms.
bb::client behind_latency(const benchmarks::joined_sandboxes& world) {
    return bb::client(bb::testing::delayed(world, milliseconds(50)),
                      bb::api_token{bb::testing::sandbox::email, bb::secret(bb::testing::sandbox::api_token)});
}

void print_gain(const std::string& what, double before, double after) {
    benchmarks::print_row(what + ": one after another", benchmarks::seconds(before));
    benchmarks::print_row(what + ": 16 at once", benchmarks::seconds(after));
    benchmarks::print_row(what + ": 16 at once against one after another", benchmarks::times(after / before));
}

void audit(std::size_t repositories) {
    const bb::client api = behind_latency(benchmarks::joined_sandboxes(repositories));
    const auto seconds_of = [&](std::size_t concurrency, std::size_t& grants) {
        std::ostringstream nowhere;
        examples::progress silent(nowhere, examples::progress_kind::none);
        examples::audit_plan plan{bb::testing::sandbox::workspace};
        plan.view = examples::audit_view::explicit_;
        return time_of([&] {
            const auto report = examples::auditor(api, plan, silent, {concurrency}).run();
            if (!report.complete() || report.count("repository") != repositories) fail("the audit is not complete");
            grants = report.grants.size();
        });
    };
    std::size_t found[2] = {};
    const double before = seconds_of(1, found[0]);
    const double after = seconds_of(wide, found[1]);
    if (found[0] != found[1]) fail("the audits differ");
    print_gain("access_audit, explicit, " + std::to_string(repositories) + " repositories at 50 ms", before, after);
}

void variables(std::size_t repositories) {
    const std::vector<bb::wanted_variable> wanted{{"REGION", bb::secret("eu-west-1"), {}}};
    double planned[2] = {};
    double applied[2] = {};
    for (const std::size_t concurrency : {std::size_t{1}, wide}) {
        const benchmarks::joined_sandboxes world(repositories);
        const bb::client api = behind_latency(world);
        std::vector<bb::repository_variables> places;
        for (const std::string& slug : world.slugs()) places.push_back({bb::testing::sandbox::workspace, slug});
        std::vector<bb::result<bb::variable_plan>> plans;
        const std::size_t side = concurrency == 1 ? 0 : 1;
        planned[side] = time_of([&] { plans = bb::plan_many_variables(api, places, wanted, {}, {concurrency}); });
        applied[side] = time_of([&] {
            for (const auto& done : bb::apply_many_variables(api, places, plans, {}, {concurrency}))
                if (!done || !done->complete()) fail("a variable was not written");
        });
    }
    const std::string of = ", " + std::to_string(repositories) + " repositories at 50 ms";
    print_gain("variables, planned" + of, planned[0], planned[1]);
    print_gain("variables, one written in each" + of, applied[0], applied[1]);
}

bb::client through_curl(const std::string& origin) {
    bb::client_options options;
    options.base_url = origin + "/2.0";
    return bb::client(bb::curl_transport{}, bb::api_token{"mia@example.com", bb::secret("token")}, options);
}

/// Gets so many users after so many milliseconds each.
std::size_t get_users(const std::string& origin, std::size_t count, int late) {
    const bb::client api = through_curl(origin);
    auto requests = std::views::iota(std::size_t{0}, count) | std::views::transform([late](std::size_t number) {
                        return bb::users::get("late-" + std::to_string(late) + "-" + std::to_string(number));
                    });
    std::size_t got = 0;
    for (const auto& user : api.send_all(requests, {.concurrency = wide})) got += user ? 1U : 0U;
    if (got != count) fail("a request failed");
    return got;
}

void gets(const std::string& origin, std::size_t rounds) {
    constexpr std::size_t count = 500;
    constexpr double ideal = static_cast<double>((count + wide - 1) / wide) * 0.05;
    std::vector<double> ratios;
    for (std::size_t i = 0; i < rounds; ++i)
        ratios.push_back(benchmarks::run_apart("500 GETs", [&] { return get_users(origin, count, 50); }).elapsed /
                         ideal);
    benchmarks::print_row("500 GETs at 50 ms, 16 at once: time against the ideal", benchmarks::times(median(ratios)),
                          "1.03 x");
    benchmarks::print_row("the same, best round", benchmarks::times(*std::min_element(ratios.begin(), ratios.end())));
}

void memory(const std::string& origin) {
    const auto peak = [&](std::size_t count) {
        return benchmarks::run_apart("GETs", [&] { return get_users(origin, count, 0); }).peak_mib;
    };
    const double few = peak(500);
    const double many = peak(50'000);
    benchmarks::print_row("500 GETs queued, 16 at once: peak memory", benchmarks::mebibytes(few));
    benchmarks::print_row("50,000 GETs queued, 16 at once: peak memory", benchmarks::mebibytes(many));
    benchmarks::print_row("peak memory of 50,000 against 500", benchmarks::times(many / few), "1.03 x");
}

double walk(const std::string& origin, std::size_t prefetch) {
    return benchmarks::run_apart(
               "a walk",
               [&] {
                   const bb::client api = through_curl(origin);
                   std::size_t pages = 0;
                   for (const auto& page : api.pages(bb::ssh_keys::list{"mia"}, {.prefetch = prefetch})) {
                       benchmarks::wait_until(benchmarks::now() + 0.02);
                       pages += page.values.size();
                   }
                   if (pages != benchmarks::late_pages) fail("a page is missing");
                   return pages;
               })
        .elapsed;
}

void pages_ahead(const std::string& origin, std::size_t rounds) {
    std::vector<double> ratios;
    for (std::size_t i = 0; i < rounds; ++i) {
        const double without = walk(origin, 0);
        ratios.push_back(walk(origin, 1) / without);
    }
    benchmarks::print_row("50 pages, 20 ms each and 20 ms of the caller's: a page ahead against without",
                          benchmarks::times(median(ratios)), "0.52 x");
}

bool read_arguments(int argc, char** argv, settings& chosen) {
    for (int i = 1; i < argc; i += 2) {
        const std::string option = argv[i];
        if (i + 1 == argc) return false;
        const std::size_t value = std::strtoul(argv[i + 1], nullptr, 10);
        if (value == 0) return false;
        if (option == "--repositories")
            chosen.repositories = value;
        else if (option == "--rounds")
            chosen.rounds = value;
        else
            return false;
    }
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    settings chosen;
    if (!read_arguments(argc, argv, chosen)) {
        std::fprintf(stderr, "usage: many_at_once [--repositories N] [--rounds N]\n");
        return 2;
    }
    {
        const benchmarks::loopback_server server(benchmarks::serve_late);
        gets(server.origin(), chosen.rounds);
        memory(server.origin());
        pages_ahead(server.origin(), chosen.rounds);
    }
    audit(chosen.repositories);
    variables(chosen.repositories);
    return 0;
}
