// SPDX-License-Identifier: MIT
// The request for what a link of an answer leads to, which no operation declares. Errors name it `GET /{link}`.
#pragma once

#include "../types/link.hpp"
#include "request_base.hpp"

namespace bitbucket::detail {

inline constexpr operation_info link_info{.name = "link", .method = verb::get, .path = "/{link}"};

class linked_request : public request_base {
public:
    explicit linked_request(const link& to) : request_base(link_info, {"link"}) {
        if (to.href.empty()) fail("it has no href");
        if (to.templated.value_or(false)) fail("it is a URI template: fill it with expand (uri_template.hpp)");
    }
};

}  // namespace bitbucket::detail
