// SPDX-License-Identifier: MIT
// checked_multipart: a multipart body made by a builder that knows what is wrong with what it was given.
#pragma once

#include "../../multipart.hpp"
#include "../streams/hold_source.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

class checked_multipart : public multipart {
public:
    /// A problem of the builder's, which comes before those of the parts; empty if there is none.
    explicit checked_multipart(std::string problem) : problem_(std::move(problem)) {}
    [[nodiscard]] std::string problem() const override { return problem_.empty() ? multipart::problem() : problem_; }

private:
    std::string problem_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
