// SPDX-License-Identifier: MIT
// Forward declarations of the types that appear most in signatures, for headers that only pass them on.
#pragma once

#include "version.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

class any_transport;
class body_receiver;
class body_source;
class cancel_token;
class client;
class credentials;
class deadline;
class error;
class links;
class observer;
class page_link;
class secret;
class sink;
class timestamp;
class token_source;
class uuid;
struct call_options;
struct client_options;
struct http_request;
struct http_response;
struct operation_info;
struct retry_policy;
struct service;
struct walk_options;
template <const service& Of>
class client_of;
template <class T>
struct page;
template <class T>
class result;

}  // namespace bitbucket::inline BITBUCKET_ABI
