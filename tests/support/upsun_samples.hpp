// SPDX-License-Identifier: MIT
// upsun_samples: valid requests for all six operations of an Upsun project's integrations. They name the integration and
// the activity that a new upsun_sandbox makes first, so that it answers each with a success when those that create come
// first and those that remove come last.
#pragma once

#include <bitbucket/integrations/upsun.hpp>
#include <bitbucket/testing/integrations/upsun.hpp>

#include "support/integration_samples.hpp"

namespace support {

struct upsun_samples {
    static constexpr const bitbucket::service& of = bitbucket::upsun;
    static constexpr const char* name = "upsun";
    static constexpr const char* token_variable = "UPSUN_ACCESS_TOKEN";
    static constexpr const char* token_note = "an access token, for which an API token was exchanged before";
    static constexpr auto operations = bitbucket::upsun_integrations::operations;
    /// The secrets in the bodies of `create` and `update`.
    static constexpr const char* consumer_secret = "kan4ri-of-the-consumer-23";
    static constexpr const char* shared_secret = "kan4ri-of-the-addon-29";
    static constexpr const char* secrets[] = {consumer_secret, shared_secret};

    static std::string value(std::string_view placeholder, const bitbucket::operation_info&) {
        if (placeholder == "projectId") return bitbucket::testing::upsun_sandbox::project;
        return placeholder == "activityId" ? "activity1" : "bitbucket1";
    }

    static bitbucket::upsun_bitbucket_draft input(std::type_identity<bitbucket::upsun_bitbucket_draft>) {
        return {.repository = "acme/site",
                .fetch_branches = false,
                .app_credentials = {{.key = "k3y", .secret = consumer_secret}}};
    }
    static bitbucket::upsun_bitbucket_edit input(std::type_identity<bitbucket::upsun_bitbucket_edit>) {
        return {.build_pull_requests = false,
                .addon_credentials = {{.addon_key = "4ddon", .client_key = "cl1ent", .shared_secret = shared_secret}}};
    }
};

}  // namespace support
