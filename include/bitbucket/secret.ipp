// SPDX-License-Identifier: MIT
// Defines what secret.hpp declares.
#pragma once

#include "secret.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

BITBUCKET_INLINE secret secret::from_env(const char* variable) {
    if (variable == nullptr) return secret(variable);
    const char* value = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe): read only, like every getenv
    if (value != nullptr && *value != '\0') {
        secret found(value);
        found.from_env_ = true;
        return found;
    }
    secret none;
    none.missing_ = variable;
    return none;
}

BITBUCKET_INLINE secret secret::trimmed() const {
    const std::string_view kept = detail::trimmed_token(text_);
    if (kept.size() == text_.size()) return *this;
    secret shorter(kept);
    shorter.from_env_ = from_env_;
    return shorter;
}

BITBUCKET_INLINE std::string secret::absence() const {
    if (!missing_.empty()) return ": the environment variable " + missing_ + " is not set";
    return null_ ? detail::is_null_pointer : "";
}

BITBUCKET_INLINE void secret::wipe(std::string& text) noexcept {
    text.clear();
    text.resize(text.capacity());
    volatile char* at = text.data();
    for (std::size_t i = 0; i < text.size(); ++i) at[i] = '\0';
    text.clear();
}

BITBUCKET_INLINE secret::secret(std::string text) noexcept : text_(std::move(text)) {
    wipe(text);
}

BITBUCKET_INLINE secret::secret(std::string_view text) : text_(text) {}

BITBUCKET_INLINE secret::secret(const char* text) : text_(detail::text_or_empty(text)), null_(text == nullptr) {}

BITBUCKET_INLINE secret::secret(secret&& other) noexcept
    : text_(std::move(other.text_)),
      missing_(std::move(other.missing_)),
      null_(other.null_),
      from_env_(other.from_env_) {
    wipe(other.text_);
}

}  // namespace bitbucket::inline BITBUCKET_ABI
