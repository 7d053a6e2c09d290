// SPDX-License-Identifier: MIT
// contract_driver --integrations SERVICE: calls every operation of another service once, with valid arguments, and prints
// a line for each. The services are those of `integration_samples`; another one needs its samples and a place there.
#pragma once

#include <bitbucket/client.hpp>
#include <bitbucket/transport/curl.hpp>
#include <iostream>
#include <optional>
#include <string>
#include <tuple>

#include "support/infisical_samples.hpp"
#include "support/pulumi_samples.hpp"
#include "support/upsun_samples.hpp"

namespace contract {

namespace bb = bitbucket;

/// The services, each told by its class of samples (support/integration_samples.hpp).
using integration_samples = std::tuple<support::infisical_samples, support::pulumi_samples, support::upsun_samples>;

/// How many operations were called, and how many of them succeeded.
struct tally {
    std::size_t calls = 0;
    std::size_t successes = 0;
};

/// Prints how one call went, and counts it.
template <class Reply>
void print_outcome(const bb::operation_info& operation, const Reply& reply, tally& count) {
    ++count.calls;
    std::cout << to_string(operation.method) << ' ' << operation.path.str() << ' ';
    if (reply) {
        ++count.successes;
        std::cout << reply->status << " ok";
    } else {
        const bb::error& failure = reply.error();
        std::cout << failure.status() << ' ' << to_string(failure.kind()) << ": "
                  << bb::detail::one_line(failure.message());
        if (!failure.json_path().empty()) std::cout << " (at " << bb::detail::one_line(failure.json_path()) << ')';
    }
    std::cout << std::endl;  // NOLINT(performance-avoid-endl): whoever watches a slow server sees each line
}

/// Calls all operations of a service: those that create first, those that remove last.
template <class Samples>
tally call_integrations(const bb::client_of<Samples::of>& api) {
    tally count;
    for (const bb::http_method method : {bb::http_method::post, bb::http_method::put, bb::http_method::patch,
                                         bb::http_method::get, bb::http_method::delete_})
        Samples::operations.for_each([&]<class Operation>() {
            if (Operation::info.method != method) return;
            print_outcome(Operation::info, api.try_exchange(support::integration_sample<Samples, Operation>()), count);
        });
    return count;
}

/// Calls `visit.template operator()<Samples>()` for each service.
template <class Visitor>
void for_each_integration(const Visitor& visit) {
    [&]<class... Samples>(std::type_identity<std::tuple<Samples...>>) {
        (visit.template operator()<Samples>(), ...);
    }(std::type_identity<integration_samples>{});
}

/// The names of the services, for sentences.
inline std::string integration_names() {
    std::string out;
    for_each_integration([&]<class Samples>() { out += (out.empty() ? "" : ", ") + std::string(Samples::name); });
    return out;
}

/// A line for each service with the variable of its token, for the usage.
inline std::string integration_tokens() {
    std::string out;
    for_each_integration([&]<class Samples>() {
        constexpr std::size_t column = 12;
        const std::string name = Samples::name;
        out += "  " + name + std::string(column - name.size(), ' ') + Samples::token_variable + ", " +
               Samples::token_note + '\n';
    });
    return out;
}

/// Calls the service of this name at a base URL, with the token in its environment variable. Nothing if there is no such
/// service; `problem` is set if there is no token.
inline std::optional<tally> run_integrations(const std::string& name, bb::client_options options,
                                             std::string& problem) {
    std::optional<tally> count;
    for_each_integration([&]<class Samples>() {
        if (name != Samples::name) return;
        const bb::credentials who = bb::service_token<Samples::of>{bb::secret::from_env(Samples::token_variable)};
        problem = who.problem();
        count =
            problem.empty()
                ? call_integrations<Samples>(bb::client_of<Samples::of>{bb::curl_transport{}, who, std::move(options)})
                : tally{};
    });
    return count;
}

}  // namespace contract
