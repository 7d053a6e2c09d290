// SPDX-License-Identifier: MIT
// forced_unwind: what glibc unwinds a thread with that is cancelled (`pthread_cancel`). A `catch (...)` that does not let
// it pass ends the whole process, so each has a handler for it in front.
#pragma once

#if defined(__GLIBCXX__)
#include <cxxabi.h>
#endif

namespace bitbucket::detail {

#if defined(__GLIBCXX__)
using forced_unwind = abi::__forced_unwind;
#else
/// Elsewhere nothing of the kind is thrown.
class forced_unwind {
    forced_unwind() = default;
};
#endif

}  // namespace bitbucket::detail
