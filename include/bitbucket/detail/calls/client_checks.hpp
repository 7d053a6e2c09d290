// SPDX-License-Identifier: MIT
// What a client asks the compiler before it sends: whether an operation and a credential are of its service, and whether the
// opt-in header is included that a member function of the client needs. Such a header specialises what is here.
#pragma once

#include "../../service.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Fails with a sentence where an operation is sent by the client of another service.
template <class Operation, const service& Of>
struct service_check {
    static constexpr bool operation_is_of_this_service =
        Of.owns(Operation::info.belongs_to) || Operation::info.belongs_to == &any_service;
    static_assert(operation_is_of_this_service,
                  "bitbucket: this operation belongs to another service than this client: use the client of its "
                  "service");
    static constexpr bool is_done = true;
};

/// Whether a client of a service may be made with this type of credential. What is made at run time is checked then.
template <class Credential>
constexpr bool is_credential_of(const service& of) noexcept {
    if constexpr (requires { Credential::belongs_to; })
        return of.owns(Credential::belongs_to);
    else
        return true;
}

/// Defined by json.hpp, so that `client::send_json` needs no JSON header here.
template <class Operation>
struct json_sender {
    static constexpr bool json_header_is_included = false;
};

/// Defined by send_all.hpp and each_of.hpp, so that clients that send one request at a time need neither.
template <class Requests>
struct send_all_header {
    static constexpr bool is_included = false;
};
template <class Requests>
struct each_of_header {
    static constexpr bool is_included = false;
};

/// Defined by coroutines.hpp.
template <class Operation>
struct coroutine_header {
    static constexpr bool is_included = false;
};

/// Specialised by extras/granted.hpp, so that `client::with_granted` needs no scopes here.
template <class Client, auto... Scopes>
struct granted_header {
    static constexpr bool is_included = false;
};

/// Returned instead of a range after a static_assert has failed, so that the compiler reports nothing else.
struct no_range {
    [[nodiscard]] const int* begin() const noexcept { return nullptr; }
    [[nodiscard]] const int* end() const noexcept { return nullptr; }
    [[nodiscard]] const no_range& collect() const noexcept { return *this; }
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
