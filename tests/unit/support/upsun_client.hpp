// SPDX-License-Identifier: MIT
// A client of Upsun's with a fixed access token.
#pragma once

#include <bitbucket/integrations/upsun.hpp>
#include <bitbucket/testing/scripted.hpp>

#include <utility>

namespace unit {

using upsun_client = bitbucket::client_of<bitbucket::upsun>;

inline constexpr const char* upsun_token = "acc3ss-token";

inline upsun_client upsun_with(const bitbucket::testing::scripted& script, bitbucket::client_options options = {}) {
    options.retry = bitbucket::retry_policy::none();
    return upsun_client{script, bitbucket::service_token<bitbucket::upsun>{bitbucket::secret(upsun_token)},
                        std::move(options)};
}

}  // namespace unit
