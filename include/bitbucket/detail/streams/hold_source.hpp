// SPDX-License-Identifier: MIT
// hold_source: puts a shared body_source into a request, and takes it out again.
#pragma once

#include <memory>

#include "../../body_source.hpp"
#include "../../request_base.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// Found by the type of the source where a request takes a body that has one.
[[nodiscard]] inline detail::held_source hold_source(std::shared_ptr<body_source> source) {
    using shared = std::shared_ptr<body_source>;
    if (source == nullptr) return {};
    const void* what = source.get();
    return {what, new shared(std::move(source)),
            [](const void* other) -> void* { return new shared(*static_cast<const shared*>(other)); },
            [](void* owner) { delete static_cast<shared*>(owner); }};
}

namespace detail {

[[nodiscard]] inline std::shared_ptr<body_source> source_of(const request_base& request) {
    const void* owner = request.source().owner();
    return owner == nullptr ? nullptr : *static_cast<const std::shared_ptr<body_source>*>(owner);
}

}  // namespace detail
}  // namespace bitbucket::inline BITBUCKET_ABI
