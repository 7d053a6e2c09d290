// SPDX-License-Identifier: MIT
// Walks of the member tables that need no JSON reader: write a model as JSON, compare two, print one.
#pragma once

#include "json_writer.hpp"
#include "kind_table.hpp"
#include "member_table.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Writes a value that is present. `value` is the address of the value itself, inside its optional if it has one.
void encode_value(json_writer& out, const type_descriptor& type, const void* value, encode_mode mode);

void encode_links(json_writer& out, const links& all, encode_mode mode);

/// The address of the value itself, inside its optional if it has one; null if it is absent. A one_of that holds nothing
/// is, in an optional, too.
const void* value_at(const type_descriptor& type, const void* at);

/// Writes an item of a list or an entry of a map, which may be absent.
void encode_item(json_writer& out, const type_descriptor& type, const void* at, encode_mode mode);

/// Whether a member is left out of the JSON. `value` is null if it is absent.
bool is_left_out(const type_descriptor& type, const void* value, encode_mode mode);

/// Writes the members of a model that hold a value, but for the one with the name `except`.
void encode_members(json_writer& out, const member_table& model, const void* object, encode_mode mode,
                    std::string_view except = {});

/// Writes a model as a JSON object.
void encode_object(json_writer& out, const member_table& model, const void* object, encode_mode mode);

void encode_map(json_writer& out, const type_descriptor& type, const void* map, encode_mode mode);

}  // namespace bitbucket::inline BITBUCKET_ABI::detail

#ifndef BITBUCKET_COMPILED
#include "encode.ipp"
#endif
