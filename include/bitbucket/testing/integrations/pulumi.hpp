// SPDX-License-Identifier: MIT
// pulumi_sandbox: an in-memory Pulumi Cloud with the integrations of one organization, for tests and for trying things
// out. It remembers what is written to it, and fails where the vendor documents a failure; the words of its errors are
// those of the vendor's page where there are some.
//
//   const pulumi::client api{testing::pulumi_sandbox{}, pulumi::token{secret(testing::pulumi_sandbox::admin_token)}};
#pragma once

#include <deque>
#include <memory>
#include <mutex>

#include "../limits.hpp"
#include "pulumi/answers.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing {

/// A stateful in-memory Pulumi Cloud, as a transport. Copies share the state and may be used from many threads. It answers
/// all 36 operations, below any base path. A new one has integrations with each provider, with three repositories each on
/// two pages, and a workspace of Bitbucket that can be connected; `known_pulumi` names them.
class pulumi_sandbox : public known_pulumi {
public:
    pulumi_sandbox() : core_(std::make_shared<core>()) {}

    /// Answers a request with a reply of any status. Throws what the limits require.
    http_response send(const http_request& request, const transport_limits& limits = {}) const {
        check_limits(limits, true);
        http_response reply = answer_alone(request);
        check_size(reply, limits);
        return reply;
    }

    /// The next request gets this reply and changes nothing.
    void fail_next(http_response reply) {
        const std::lock_guard lock(core_->mutex);
        core_->failures.push_back(std::move(reply));
    }
    /// Whether the caller has let Pulumi Cloud into Bitbucket with OAuth; at first it is so.
    void set_user_token(bool there) {
        const std::lock_guard lock(core_->mutex);
        core_->world.has_user_token = there;
    }
    /// How many requests have arrived.
    [[nodiscard]] std::size_t request_count() const {
        const std::lock_guard lock(core_->mutex);
        return core_->requests;
    }

private:
    struct core {
        std::mutex mutex;
        sandbox_detail::pulumi::world world;
        std::deque<http_response> failures;
        std::size_t requests = 0;
    };

    [[nodiscard]] http_response answer_alone(const http_request& request) const {
        const std::lock_guard lock(core_->mutex);
        ++core_->requests;
        if (core_->failures.empty()) return core_->world.answer(request);
        http_response reply = std::move(core_->failures.front());
        core_->failures.pop_front();
        return reply;
    }

    std::shared_ptr<core> core_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing
