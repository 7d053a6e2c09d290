// SPDX-License-Identifier: MIT
// clone_url: the URL that git clones a repository from over https, with a credential of this library in it.
// https://support.atlassian.com/bitbucket-cloud/docs/using-api-tokens/
#pragma once

#include "../auth.hpp"
#include "../call_options.hpp"
#include "../models/repository.hpp"
#include "../result.hpp"
#include "../transport.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// The URL for `git clone` with the credential in it, or the error; see `clone_url`.
[[nodiscard]] result<secret> try_clone_url(const repository& from, const credentials& who,
                                           text_argument host = "bitbucket.org", const call_options& call = {});

/// The URL for `git clone` with the credential in it, e.g. `https://x-token-auth:TOKEN@bitbucket.org/acme/site.git`.
/// All of it is secret.
///
/// git stores the URL in `.git/config`, and anybody who can list processes sees it on the command line. So remove the
/// token afterwards (`git remote set-url origin https://bitbucket.org/acme/site.git`), or better never put it there:
/// give user and token to git with a credential helper or `GIT_ASKPASS`, or as a header with `git -c
/// http.extraHeader=…`.
///
/// Takes a repository with its clone links, and an `api_token`, an `access_token`, an `oauth2_session`, or `anonymous`,
/// which gives a URL without a user. A token that changes is fetched within the limits of `call`, which may do I/O; the
/// URL works as long as the token. The link must lead to `host` over https, on port 443 unless `host` is `host:port`.
/// The server sends the link but must not decide where a token goes: name another host only if you trust it with the
/// token.
///
/// Throws `usage_error` for a repository without an https clone link, a link that is not as described, an unusable
/// credential, and `basic`, because app passwords no longer work; and the error of fetching the token. No error quotes
/// the link.
/// https://support.atlassian.com/bitbucket-cloud/docs/using-access-tokens/
[[nodiscard]] inline secret clone_url(const repository& from, const credentials& who,
                                      text_argument host = "bitbucket.org", const call_options& call = {}) {
    return try_clone_url(from, who, host, call).value();
}

}  // namespace bitbucket::inline BITBUCKET_ABI

#ifndef BITBUCKET_COMPILED
#include "clone_url.ipp"
#endif
