// SPDX-License-Identifier: MIT
// The boundary between the templates of a client and its core: plain functions on a `client_core` that nobody above this
// line looks into. What they need (attempts, redirects, hints, error bodies, the JSON reader) is included by calls.ipp
// alone.
#pragma once

#include <memory>
#include <optional>

#include "../../auth.hpp"
#include "../../call_options.hpp"
#include "../../client_options.hpp"
#include "../../request_base.hpp"
#include "../../result.hpp"
#include "../../types/link.hpp"
#include "../streams/hold_source.hpp"
#include "reply_target.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// What all copies of a client share; see client_core.hpp.
class client_core;

/// What came with a value.
struct call_result {
    int status = 0;
    header_list headers = {};
    std::string body = {};
    int attempts = 1;
    bool repeated = false;
};

/// `of` lives as long as the program. Does not throw for bad options: the first call reports them.
[[nodiscard]] std::shared_ptr<const client_core> make_core(const service& of, any_transport sender, credentials who,
                                                           client_options options);
[[nodiscard]] const client_options& options_of(const client_core& core) noexcept;

/// Checks a request, sends it, and decodes the reply into `target`; or returns the error. `seen` gets what came with it,
/// unless it is null.
[[nodiscard]] std::optional<error> exchange(const client_core& core, const request_base& request,
                                            const call_options& options, const reply_target& target, call_result* seen);
/// The same for what a link of an answer leads to.
[[nodiscard]] std::optional<error> exchange_link(const client_core& core, const link& to, const call_options& options,
                                                 const reply_target& target);
/// The same, with the whole reply as checked JSON text. `may_be_empty` says whether the operation returns nothing.
[[nodiscard]] result<json_text> exchange_json(const client_core& core, const request_base& request,
                                              const call_options& options, bool may_be_empty);
/// The error for a 202 that does not say where to ask about the work.
[[nodiscard]] BITBUCKET_COLD error without_location();
/// The error of a call that was not sent.
[[nodiscard]] BITBUCKET_COLD error not_sent(const error& why, const request_base& request);

}  // namespace bitbucket::inline BITBUCKET_ABI::detail

#ifndef BITBUCKET_COMPILED
#include "calls.ipp"
#endif
