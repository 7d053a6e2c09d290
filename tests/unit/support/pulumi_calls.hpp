// SPDX-License-Identifier: MIT
// Every operation of Pulumi Cloud without its type, so that what a test checks is compiled once, not once for each.
#pragma once

#include <bitbucket/integrations/pulumi_providers.hpp>
#include <optional>
#include <sstream>
#include <string>
#include <type_traits>
#include <vector>

#include "support/pulumi_samples.hpp"

namespace unit {

struct pulumi_outcome {
    /// Of a success.
    int status = 0;
    bool has_value = false;
    /// The value, written as JSON.
    std::string json;
    std::optional<bitbucket::error> failure;
};

struct pulumi_call {
    const bitbucket::operation_info* info;
    /// What its sample request prints.
    std::string printed;
    /// Sends the sample request.
    pulumi_outcome (*send)(const bitbucket::pulumi::client&);
};

template <class T>
std::string pulumi_json(const T& value) {
    return bitbucket::to_json_text(value);
}
template <class T>
std::string pulumi_json(const std::vector<T>& list) {
    std::string out;
    for (const T& each : list) out += (out.empty() ? "[" : ",") + bitbucket::to_json_text(each);
    return out + ']';
}

template <class Operation>
pulumi_outcome send_pulumi_sample(const bitbucket::pulumi::client& api) {
    const auto reply = api.try_exchange(support::integration_sample<support::pulumi_samples, Operation>());
    pulumi_outcome out;
    if (!reply) {
        out.failure = reply.error();
        return out;
    }
    out.status = reply->status;
    if constexpr (!std::is_void_v<typename Operation::result_type>) {
        out.has_value = true;
        out.json = pulumi_json(reply->value);
    }
    return out;
}

/// Calls of all operations, in the order of `pulumi_samples::operations`.
inline const std::vector<pulumi_call>& pulumi_calls() {
    static const std::vector<pulumi_call> calls = [] {
        std::vector<pulumi_call> out;
        support::pulumi_samples::operations.for_each([&]<class Operation>() {
            std::ostringstream printed;
            const bitbucket::request_base& request = support::integration_sample<support::pulumi_samples, Operation>();
            printed << request;
            out.push_back({&Operation::info, printed.str(), &send_pulumi_sample<Operation>});
        });
        return out;
    }();
    return calls;
}

}  // namespace unit
