// SPDX-License-Identifier: MIT
// What each service needs of Bitbucket, and what a credential lacks of it.
#pragma once

#include <bitbucket/scopes.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace examples::registration {

/// A use of a credential, the scopes that it takes, and the value of the option --for that insists on it, if there is one.
struct purpose {
    const char* name;
    std::vector<const char*> scopes;
    const char* value = "";
};

/// Infisical asks Bitbucket for the user of the token before it stores a connection.
inline const purpose infisical_needs{"Infisical", {"read:user:bitbucket"}};

/// What a connection of Infisical's can be for.
inline const std::vector<purpose> infisical_purposes{
    {"secret sync",
     {"read:workspace:bitbucket", "admin:workspace:bitbucket", "read:user:bitbucket", "read:repository:bitbucket",
      "read:pipeline:bitbucket", "write:pipeline:bitbucket", "admin:pipeline:bitbucket"},
     "sync"},
    {"secret scanning",
     {"read:workspace:bitbucket", "read:user:bitbucket", "read:webhook:bitbucket", "write:webhook:bitbucket",
      "delete:webhook:bitbucket", "read:repository:bitbucket"},
     "scanning"}};

/// For the access token of a workspace.
inline const purpose pulumi_needs{"Pulumi Cloud",
                                  {"repository:admin", "repository:write", "pullrequest:write", "webhook"}};

/// For an OAuth consumer.
inline const purpose upsun_needs{"Upsun", {"repository:admin"}};

/// The scopes of a purpose that a credential lacks; `held` lists its scopes as the server does. Scopes that others imply
/// are not lacking.
inline std::vector<std::string> lacking(std::string_view held, const purpose& what) {
    namespace bb = bitbucket;
    const auto granular = bb::parse_scopes<bb::granular_scope>(held).scopes;
    const auto classic = bb::parse_scopes<bb::classic_scope>(held).scopes.closure();
    std::vector<std::string> out;
    for (const std::string_view name : what.scopes) {
        const auto one = bb::scope_from<bb::granular_scope>(name);
        const auto other = bb::scope_from<bb::classic_scope>(name);
        if (!(one && granular.contains(*one)) && !(other && classic.contains(*other))) out.emplace_back(name);
    }
    return out;
}

/// The names, separated by commas.
inline std::string listed(const std::vector<std::string>& names) {
    std::string out;
    for (const std::string& each : names) out += (out.empty() ? "" : ", ") + each;
    return out;
}

}  // namespace examples::registration
