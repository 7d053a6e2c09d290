// SPDX-License-Identifier: MIT
// OAuth 2.0, opt-in: the grants, the client of the authorization server, and sessions whose tokens renew themselves.
//
//   oauth2_client oauth{curl_transport{}, {.key = "…", .secret = secret::from_env("BITBUCKET_OAUTH_SECRET")}};
//   client api{curl_transport{}, oauth2_session{oauth, client_credentials_grant{}}};
//
// docs/authentication.md says which grant is for what.
// https://developer.atlassian.com/cloud/bitbucket/oauth-2/
#pragma once

#include "auth.hpp"
#include "oauth2/client.hpp"
#include "oauth2/session.hpp"
