// SPDX-License-Identifier: MIT
// The module bitbucket.simdjson: replies read with simdjson. It exports the module bitbucket, too.
// Written by docs/packaging/modules.sh; docs/packaging.md tells how it is compiled.
module;

#include "../reader/simdjson.hpp"

export module bitbucket.simdjson;

export import bitbucket;

export namespace bitbucket {
using bitbucket::simdjson_reader;
}
