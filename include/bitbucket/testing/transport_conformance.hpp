// SPDX-License-Identifier: MIT
// check_transport: holds a transport of your own against the rules of transport.hpp, with servers on the loopback. For
// POSIX systems.
//
//   for (const conformance_result& each : check_transport(my_transport{}))
//       CHECK(each.problem == "");          // in your test framework's words
#pragma once

#include "conformance/limits_and_streams.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing {

/// How a transport stands to one rule.
struct conformance_result {
    /// The rule, in a sentence.
    std::string rule;
    /// How it is broken; empty if it holds.
    std::string problem;
};

/// Holds a transport against every rule, one after the other. It takes some seconds, and plain HTTP on 127.0.0.1. A
/// transport without streams is held against their rules too, as `any_transport` makes it follow them.
[[nodiscard]] inline std::vector<conformance_result> check_transport(const any_transport& transport) {
    namespace rules = conformance_detail;
    constexpr rules::rule all[] = {
        {"a request arrives as it is given: method, target, headers, body", &rules::check_requests},
        {"a reply of any status comes back as it is, and is not acted on", &rules::check_replies},
        {"a refused connection is a transport_error that sent nothing", &rules::check_connection_refused},
        {"a reply that breaks off is a transport_error, and nothing is sent again", &rules::check_broken_replies},
        {"replies larger than the limits are transport_errors", &rules::check_sizes},
        {"a deadline ends a send within a second", &rules::check_deadlines},
        {"a cancel token ends a send within a second", &rules::check_cancelling},
        {"several threads can send at once", &rules::check_threads},
        {"a source is sent whole with its length, again and again, or not at all", &rules::check_sources},
        {"a receiver gets the body that it wants, and what it throws comes out", &rules::check_receivers}};
    std::vector<conformance_result> out;
    for (const rules::rule& each : all) {
        conformance_result result{each.sentence, {}};
        try {
            each.probe(transport);
        } catch (const rules::broken_rule& broken) {
            result.problem = broken.problem;
        } catch (const std::exception& unexpected) {
            result.problem = std::string("it threw: ") + unexpected.what();
        }
        out.push_back(std::move(result));
    }
    return out;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing
