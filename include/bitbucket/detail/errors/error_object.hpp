// SPDX-License-Identifier: MIT
// Whether a reply that claims success is the API's error object: `{"type": "error", …}` or `{"error": …}`.
#pragma once

#include "../json/json_events.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Looks at the outermost object of a JSON text only.
class error_object_finder final : public json_events {
public:
    [[nodiscard]] bool has_error() const noexcept { return has_error_; }
    [[nodiscard]] bool is_typed() const noexcept { return is_typed_; }

    bool on_scalar(const json_scalar& value) override {
        if (depth_ != 1) return depth_ > 0;
        if (key_ == key::error) has_error_ = value.kind != json_scalar::type::null;
        if (key_ == key::type) is_typed_ = value.kind == json_scalar::type::string && value.text == "error";
        return true;
    }
    bool on_key(std::string_view name) override {
        if (depth_ == 1) key_ = name == "error" ? key::error : name == "type" ? key::type : key::other;
        return true;
    }
    bool on_start(bool object) override {
        if (depth_ == 0 && !object) return false;
        if (depth_ == 1 && key_ == key::error) has_error_ = true;
        return ++depth_ <= deepest;
    }
    bool on_end(bool) override {
        --depth_;
        return true;
    }

private:
    enum class key : std::uint8_t { other, error, type };
    static constexpr std::size_t deepest = 1000;

    std::size_t depth_ = 0;
    key key_ = key::other;
    bool has_error_ = false;
    bool is_typed_ = false;
};

/// Whether a text has `"error"` in it. `find` would stop at every quote, of which JSON is full, and take a twentieth of the
/// time of a listing; this looks at every seventh character or so (Horspool's search).
constexpr bool has_word_error(std::string_view text) noexcept {
    constexpr std::string_view word = "\"error\"";
    for (std::size_t end = word.size(); end <= text.size();) {
        switch (text[end - 1]) {
            case '"':
                if (text.substr(end - word.size(), word.size()) == word) return true;
                end += 6;
                break;
            case 'r':
                end += 1;
                break;
            case 'o':
                end += 2;
                break;
            case 'e':
                end += 5;
                break;
            default:
                end += word.size();
        }
    }
    return false;
}

/// Whether a JSON text is an error object. Where the caller's own JSON may have a member `error`, only the vendor's
/// `"type": "error"` beside it counts.
inline bool is_error_object(read_function read, std::string_view text, bool error_may_be_data) {
    // Most replies do not have the word, and are not read twice.
    if (!has_word_error(text)) return false;
    error_object_finder finder;
    read(text, finder);
    return finder.has_error() && (finder.is_typed() || !error_may_be_data);
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
