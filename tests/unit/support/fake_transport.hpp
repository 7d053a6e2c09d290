// SPDX-License-Identifier: MIT
// A transport whose answer is computed, for what canned replies (testing/scripted.hpp) cannot do: endless collections,
// exceptions of foreign types, actions in the middle of a request, many threads.
#pragma once

#include <bitbucket/transport.hpp>

#include <functional>

namespace unit {

/// Answers with whatever the function returns or throws.
struct fake_transport {
    std::function<bitbucket::http_response(const bitbucket::http_request&, const bitbucket::transport_limits&)> answer;

    bitbucket::http_response send(const bitbucket::http_request& request,
                                  const bitbucket::transport_limits& limits) const {
        return answer(request, limits);
    }
};

}  // namespace unit
