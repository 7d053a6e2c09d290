// SPDX-License-Identifier: MIT
// callback_sink: a reply into a function of the caller's.
#pragma once

#include <type_traits>
#include <utility>

#include "../sink.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// Calls `take(std::string_view bytes)` with each piece of a reply, never with none. What it throws ends the call. What it
/// has taken cannot be taken back: a transfer that breaks off can only go on, not begin again.
template <class Take>
    requires std::is_invocable_v<Take&, std::string_view>
class callback_sink : public sink {
public:
    explicit callback_sink(Take take) : take_(std::move(take)) {}

protected:
    void put(std::string_view bytes) override { take_(bytes); }

private:
    Take take_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI
