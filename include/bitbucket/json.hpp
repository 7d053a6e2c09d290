// SPDX-License-Identifier: MIT
// Opt-in: nlohmann::json in and out. `client::send_json` for members that no model has, and conversions to and from
// json_text.
#pragma once

#include <nlohmann/json.hpp>

#include "client.hpp"
#include "detail/json/reading.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {

/// Empties a value from its leaves on, without asking for memory. nlohmann's destructor asks for some where a list or
/// object has members, and ends the process if there is none.
inline void take_apart(nlohmann::json& value) noexcept {
    if (value.is_structured())
        for (nlohmann::json& each : value) take_apart(each);
    value.clear();
}

/// Builds the value of a text that is known to be JSON. A value that is not finished is taken apart.
class json_builder final : public json_events {
public:
    json_builder() = default;
    json_builder(const json_builder&) = delete;
    json_builder& operator=(const json_builder&) = delete;
    ~json_builder() {
        if (!open_.empty()) take_apart(root_);
    }

    [[nodiscard]] nlohmann::json build(std::string_view text) {
        if (read_json(text, *this).kind != read_outcome::type::complete) return nullptr;
        return std::move(root_);
    }

    bool on_scalar(const json_scalar& value) override {
        using type = json_scalar::type;
        switch (value.kind) {
            case type::null:
                return static_cast<void>(add(nullptr)), true;
            case type::boolean:
                return static_cast<void>(add(value.boolean)), true;
            case type::integer:
                return static_cast<void>(add(value.integer)), true;
            case type::unsigned_integer:
                return static_cast<void>(add(value.unsigned_integer)), true;
            case type::real:
                return static_cast<void>(add(value.real)), true;
            case type::string:
                break;
        }
        return static_cast<void>(add(std::string(value.text))), true;
    }
    bool on_key(std::string_view key) override {
        key_ = key;
        return true;
    }
    bool on_start(bool object) override {
        open_.reserve(open_.size() + 1);
        open_.push_back(add(object ? nlohmann::json::object() : nlohmann::json::array()));
        return true;
    }
    bool on_end(bool) override {
        open_.pop_back();
        return true;
    }

private:
    // Of members with the same name the last one counts, as with nlohmann's own parser.
    nlohmann::json* add(nlohmann::json value) {
        if (open_.empty()) return &(root_ = std::move(value));
        if (open_.back()->is_array()) return &open_.back()->emplace_back(std::move(value));
        nlohmann::json& member = (*open_.back())[key_];
        take_apart(member);
        return &(member = std::move(value));
    }

    nlohmann::json root_;
    /// The lists and objects that have not ended. Elements of a list move only while none of them is open.
    std::vector<nlohmann::json*> open_;
    std::string key_;
};

}  // namespace detail

/// The JSON value of a text. Throws `decode_error` if the text is empty, is not JSON, or nests more than 512 levels
/// deep.
[[nodiscard]] inline nlohmann::json parse_json(const json_text& text) {
    json_text checked;
    const auto failure = detail::decode_json(text.str(), detail::descriptor<json_text>, &checked, 512);
    if (!failure) return detail::json_builder().build(checked.str());
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

    template <class Client>
    static nlohmann::json send(const Client& api, const Operation& request, const call_options& options) {
        const json_text text = api.try_json_text(request, options).value();
        if (text.empty()) return nullptr;
        return json_builder().build(text.str());
    }
};

}  // namespace detail
}  // namespace bitbucket::inline BITBUCKET_ABI
