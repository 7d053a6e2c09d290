// SPDX-License-Identifier: MIT
// integration_sample<Samples, Operation>(): a valid request for an operation of another service. What stands in its path
// and in its body is told by `Samples`, one class for each service:
//
//   struct my_samples {
//       static constexpr const bitbucket::service& of = bitbucket::my_api;
//       static constexpr const char* name = "my_api";               // what contract_driver --integrations takes
//       static constexpr const char* token_variable = "MY_TOKEN";   // where the driver finds the token
//       static constexpr const char* token_note = "…";              // which kind of token that is
//       static constexpr const char* secrets[] = {…};               // those in the inputs
//       static constexpr auto operations = …;                       // an operation_list
//       static std::string value(std::string_view placeholder, const bitbucket::operation_info& operation);
//       static my_draft input(std::type_identity<my_draft>);        // for each input
//   };
#pragma once

#include <bitbucket/request.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace support {
namespace integrations {

/// The texts for an operation's path, in its order.
template <class Samples, class Operation>
std::vector<std::string> path_values() {
    std::vector<std::string> found;
    std::string_view rest = Operation::info.path.str();
    for (auto open = rest.find('{'); open != std::string_view::npos; open = rest.find('{')) {
        rest.remove_prefix(open + 1);
        found.push_back(Samples::value(rest.substr(0, rest.find('}')), Operation::info));
    }
    return found;
}

template <class Samples, class Operation, class... Args, class Result, class Input>
Operation build(const bitbucket::request<Operation, bitbucket::path<Args...>, Result, Input>*) {
    const std::vector<std::string> values = path_values<Samples, Operation>();
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
        if constexpr (std::is_same_v<Input, bitbucket::no_input>)
            return Operation(Args(values.at(I))...);
        else
            return Operation(Args(values.at(I))..., Samples::input(std::type_identity<Input>{}));
    }(std::index_sequence_for<Args...>{});
}

template <class Samples, class Operation, class... Args, class Result, class... Inputs>
Operation build(const bitbucket::request<Operation, bitbucket::path<Args...>, Result, bitbucket::inputs<Inputs...>>*) {
    const std::vector<std::string> values = path_values<Samples, Operation>();
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
        return Operation(Args(values.at(I))..., Samples::input(std::type_identity<Inputs>{})...);
    }(std::index_sequence_for<Args...>{});
}

}  // namespace integrations

template <class Samples, bitbucket::operation Operation>
[[nodiscard]] Operation integration_sample() {
    return integrations::build<Samples>(static_cast<const Operation*>(nullptr));
}

}  // namespace support
