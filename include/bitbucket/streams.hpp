// SPDX-License-Identifier: MIT
// All that streams: bodies that are read while they are sent, and sinks that take replies while they arrive. Opt-in; its
// parts can be included alone.
#pragma once

#include "form.hpp"
#include "multipart.hpp"
#include "raw_body.hpp"
#include "streams/callback_sink.hpp"
#include "streams/callback_source.hpp"
#include "streams/file_sink.hpp"
#include "streams/file_source.hpp"
#include "streams/stream_sink.hpp"
#include "streams/stream_source.hpp"
