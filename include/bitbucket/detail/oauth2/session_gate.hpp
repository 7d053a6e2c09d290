// SPDX-License-Identifier: MIT
// session_gate: the lock of an oauth2_session, and who else has its refresh token after a fork.
#pragma once

#include <condition_variable>
#include <mutex>

#include "../../error.hpp"
#include "../process/per_process.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

class session_gate {
public:
    /// Locks. In a child's first use, `renewing` becomes false: no thread of the parent's is there to end its renewal.
    /// Throws `oauth_error` if the fork happened while another thread changed the token.
    [[nodiscard]] std::unique_lock<std::mutex> lock(bool& renewing) {
        own_gate& own = gate_.get();
        std::unique_lock held(own.mutex);
        if (own.broken)
            throw oauth_error("the process was forked while its session stored a token: make a session in the child");
        if (owner_ == this_process()) return held;
        if (!is_shared()) shared_with_ = owner_;
        owner_ = this_process();
        renewing = false;
        return held;
    }
    /// What threads wait for while they hold the lock.
    [[nodiscard]] std::condition_variable& done() const { return gate_.get().done; }

    /// Whether another process that still runs has the same refresh token since a fork.
    [[nodiscard]] bool is_shared() const noexcept { return shared_with_ != 0 && is_running(shared_with_); }
    /// Called when this process has a token of its own.
    void own() noexcept { shared_with_ = 0; }

private:
    struct own_gate {
        own_gate() = default;
        own_gate(own_gate& inherited, after_fork) : broken(inherited.broken || !lock_inherited(inherited.mutex)) {}

        std::mutex mutex;
        std::condition_variable done;
        bool broken = false;
    };

    per_process<own_gate> gate_;
    long owner_ = this_process();
    long shared_with_ = 0;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
