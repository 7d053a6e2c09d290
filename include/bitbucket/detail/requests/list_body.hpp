// SPDX-License-Identifier: MIT
// The JSON body of a request that is a list of write models.
#pragma once

#include "arguments.hpp"
#include "body.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// The JSON text of a list of drafts. A problem names the item: `the member '[1].key' must not be empty`.
template <class List>
    requires is_model_list<List>
built_body build_body(const List& drafts) {
    built_body out;
    out.problem = find_value_problem(descriptor<List>, &drafts, {});
    json_writer writer(out.text);
    encode_value(writer, descriptor<List>, &drafts, encode_mode::body);
    collect_sensitive(descriptor<List>, &drafts, false, out.secrets);
    return out;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
