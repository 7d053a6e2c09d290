// SPDX-License-Identifier: MIT
// Defines what session.hpp declares.
#pragma once

#include "session.hpp"
#include "session_core.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

BITBUCKET_INLINE oauth2_session::oauth2_session(oauth2_client from, oauth2_token token, oauth2_session_options options)
    : core_(std::make_shared<detail::session_core>(std::move(from), std::move(token), std::move(options),
                                                   std::nullopt)) {}

BITBUCKET_INLINE oauth2_session::oauth2_session(oauth2_client from, const client_credentials_grant& grant,
                                                oauth2_session_options options)
    // NOLINTNEXTLINE(cppcoreguidelines-slicing): a grant has no members beside those of its base
    : core_(std::make_shared<detail::session_core>(std::move(from), oauth2_token{}, std::move(options),
                                                   oauth2_grant(grant))) {}

BITBUCKET_INLINE oauth2_token oauth2_session::current() const {
    return core_->current();
}

BITBUCKET_INLINE oauth2_session::operator credentials() const {
    return std::shared_ptr<token_source>(core_);
}

}  // namespace bitbucket::inline BITBUCKET_ABI
