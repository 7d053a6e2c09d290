// SPDX-License-Identifier: MIT
// The part of compiled.ipp that every program needs: all but the sandbox. It is a source of its own in the CMake target
// bitbucket::compiled, so that the two are compiled at the same time. Include compiled.ipp, which has both.
#pragma once

#if defined(__GNUC__) && !defined(__cpp_exceptions)
#error "bitbucket/compiled.ipp needs exceptions: compile this file without -fno-exceptions; the others may do without"
#endif

#include "auth.ipp"
#include "bitbucket_cloud.ipp"
#include "client_clock.ipp"
#include "client_options.ipp"
#include "detail/calls/calls.ipp"
#include "detail/calls/many_calls.ipp"
#include "detail/errors/error_state.ipp"
#include "detail/json/encode.ipp"
#include "detail/json/equal.ipp"
#include "detail/json/json_writer.ipp"
#include "detail/json/library_tables.ipp"
#include "detail/json/reading.ipp"
#include "detail/paging/async_calls.ipp"
#include "detail/paging/page_walker.ipp"
#include "detail/requests/requests.ipp"
#include "detail/text/text.ipp"
#include "download.ipp"
#include "error.ipp"
#include "extras/clone_url.ipp"
#include "extras/comment_threads.ipp"
#include "extras/merge_and_wait.ipp"
#include "extras/mergeability.ipp"
#include "extras/review.ipp"
#include "extras/review_inbox.ipp"
#include "extras/sync_many_variables.ipp"
#include "extras/sync_variables.ipp"
#include "integrations/upsun_session.ipp"
#include "oauth2/authorization.ipp"
#include "oauth2/client.ipp"
#include "oauth2/implicit.ipp"
#include "oauth2/random.ipp"
#include "oauth2/session.ipp"
#include "oauth2/token.ipp"
#include "request_base.ipp"
#include "retry.ipp"
#include "secret.ipp"
#include "transport.ipp"
#include "transport_loop.ipp"
#include "types/cancel_token.ipp"
#include "types/types.ipp"

// Where libcurl is installed. A program that does not use curl_transport then needs no libcurl if it is linked with
// -ffunction-sections and --gc-sections, as the CMake target is.
#if __has_include(<curl/curl.h>)
#include "transport/curl.ipp"
#include "transport/curl_loop.ipp"
#endif
