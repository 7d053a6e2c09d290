// SPDX-License-Identifier: MIT
// Opt-in: nlohmann::json in and out. `client::send_json` for members that no model has, and conversions to and from
// json_text.
#pragma once

#include <nlohmann/json.hpp>

#include "client.hpp"

namespace bitbucket {

/// The JSON value of a text. Throws `decode_error` if the text is empty, is not JSON, or nests more than 512 levels
/// deep.
[[nodiscard]] inline nlohmann::json parse_json(const json_text& text) {
    json_text checked;
    const auto failure =
        detail::decode(&detail::read_with_nlohmann, text.str(), detail::descriptor<json_text>, &checked, 512);
    if (!failure) return nlohmann::json::parse(checked.str(), nullptr, false);
    detail::error_state state;
    state.kind = error_kind::decode;
    state.message = failure->message;
    throw decode_error(detail::finish(std::move(state)));
}

/// The compact text of a JSON value. Text that is not UTF-8 is repaired with U+FFFD.
[[nodiscard]] inline json_text make_json_text(const nlohmann::json& value) {
    return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

namespace detail {

template <class Operation>
    requires std::derived_from<Operation, request_base>
struct json_sender<Operation> {
    static constexpr bool json_header_is_included = true;

    static nlohmann::json send(const client& api, const Operation& request, const call_options& options) {
        const json_text text = api.try_json_text(request, options).value();
        if (text.empty()) return nullptr;
        return nlohmann::json::parse(text.str(), nullptr, false);
    }
};

}  // namespace detail
}  // namespace bitbucket
