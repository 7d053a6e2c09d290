// SPDX-License-Identifier: MIT
// harbor: an invented service, as different from Bitbucket Cloud as a service can be, with two operations. Tests hold
// the client's layers against it.
#pragma once

#include <bitbucket/client.hpp>

namespace harbor {

namespace bb = bitbucket;

inline constexpr bb::fixed_header headers[] = {{"X-Harbor-Version", "8"}};
inline constexpr bb::error_rule errors[] = {{"message", bb::error_part::message},
                                            {"message[]", bb::error_part::issue},
                                            {"message[].path[]", bb::error_part::issue_name},
                                            {"message[].message", bb::error_part::issue_message},
                                            {"problem", bb::error_part::code},
                                            {"reqId", bb::error_part::id}};

inline constexpr bb::service api{.name = "Harbor",
                                 .base_url = "https://api.harbor.example/v1",
                                 .token_scheme = "token",
                                 .accept = "application/vnd.harbor+8",
                                 .headers = headers,
                                 .errors = errors,
                                 .refused_token = {403, "TokenError"},
                                 .token_page = "harbor.example/tokens",
                                 .limits_before_work = false};
inline constexpr bb::service other{.name = "Quay", .base_url = "https://quay.example"};

struct ship {
    std::string name;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("name", self.name);
    }
};

struct get_ship : bb::request<get_ship, bb::path<bb::workspace_ref>, ship> {
    static constexpr bb::operation_info info{
        .name = "harbor::get_ship", .method = bb::http_method::get, .path = "/ships/{ship}", .belongs_to = &api};
    using request::request;
};
struct rename_ship : bb::request<rename_ship, bb::path<bb::workspace_ref>, ship, ship> {
    static constexpr bb::operation_info info{
        .name = "harbor::rename_ship", .method = bb::http_method::patch, .path = "/ships/{ship}", .belongs_to = &api};
    using request::request;
};

using client = bb::client_of<api>;
using token = bb::service_token<api>;

}  // namespace harbor
