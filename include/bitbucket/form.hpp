// SPDX-License-Identifier: MIT
// form: the fields of a form as a request's body, in the form of application/x-www-form-urlencoded.
#pragma once

#include "detail/text/percent.hpp"
#include "types/text_argument.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// Names with values, in their order; names may repeat. Every byte but letters, digits and `-._~` is percent-encoded, a
/// space as `%20`.
class form {
public:
    /// The Content-Type of such a body.
    [[nodiscard]] static constexpr const char* media_type() noexcept { return "application/x-www-form-urlencoded"; }

    /// Adds a field. The name must not be empty, and neither of both a null pointer.
    form& add(text_argument name, text_argument value) {
        if (problem_.empty() && name.is_null()) problem_ = detail::null_problem("the name of a form's field");
        if (problem_.empty() && name.str().empty()) problem_ = "a form's field needs a name";
        if (problem_.empty() && value.is_null())
            problem_ = detail::null_problem("the form's field " + std::string(name));
        if (!text_.empty()) text_.push_back('&');
        detail::append_query_text(text_, name);
        text_.push_back('=');
        detail::append_query_text(text_, value);
        return *this;
    }

    /// The body, e.g. `message=a%20text&branch=main`.
    [[nodiscard]] const std::string& str() const noexcept { return text_; }
    /// Why it must not be sent: a null pointer, a field without a name. Empty if nothing is wrong.
    [[nodiscard]] const std::string& problem() const noexcept { return problem_; }

private:
    std::string text_;
    std::string problem_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI
