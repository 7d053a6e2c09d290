// SPDX-License-Identifier: MIT
// linked_request: the request for a link of an answer, which no operation declares. Errors name it `GET /{link}`.
#pragma once

#include "../../types/link.hpp"
#include "client_core.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

inline constexpr operation_info link_info{.name = "link", .method = http_method::get, .path = "/{link}"};

class linked_request : public request_base {
public:
    linked_request(const client_core& core, const link& to) : request_base(link_info, {"link"}) {
        const std::string_view href = trim(to.href);
        if (href.empty())
            fail("it has no href");
        else if (to.templated.value_or(false))
            fail("it is a URI template: fill it with expand (extras/uri_template.hpp)");
        else if (!href.starts_with('/') && href.find(':') >= href.find_first_of("/?#"))
            fail("it is relative to the URL of its answer, which the link does not hold: make it absolute");
        if (core.find_usage_error(*this)) return;
        api_link target = resolve_api_link(core.base(), core.base().url.str(), href);
        if (!target.problem.empty()) fail("it was not followed: " + target.problem);
        url_ = std::move(target.url);
    }

    /// Where it leads. Only if the client's `find_usage_error` finds no problem.
    [[nodiscard]] const std::string& url() const noexcept { return url_; }

private:
    std::string url_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
