// SPDX-License-Identifier: MIT
// secret: a text that prints as ***, does not convert to other types, and is wiped when destroyed.
#pragma once

#include <cstdlib>
#include <iosfwd>
#include <string>
#include <string_view>
#include <utility>

#include "detail/text/token_text.hpp"
#include "types/text_argument.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// A token or password. It prints as `***` and does not convert to text; only `reveal()` gives the text.
///
/// The destructor overwrites the memory. Copies that a transport or the operating system made are out of reach.
class secret {
public:
    /// An empty secret; a credential that holds it is refused with a `usage_error` before anything is sent.
    secret() = default;
    explicit secret(std::string text) noexcept;
    explicit secret(std::string_view text);
    /// A null pointer makes an empty secret, see `is_null`.
    explicit secret(const char* text);

    secret(const secret&) = default;
    secret(secret&& other) noexcept;
    secret& operator=(const secret& other) {
        if (this != &other) {
            wipe(text_);
            text_ = other.text_;
            missing_ = other.missing_;
            null_ = other.null_;
            from_env_ = other.from_env_;
        }
        return *this;
    }
    secret& operator=(secret&& other) noexcept {
        if (this != &other) {
            wipe(text_);
            text_ = std::move(other.text_);
            missing_ = std::move(other.missing_);
            null_ = other.null_;
            from_env_ = other.from_env_;
            wipe(other.text_);
        }
        return *this;
    }
    ~secret() { wipe(text_); }

    /// The secret in an environment variable. If the variable is unset or empty, this does not throw: the result
    /// remembers the variable's name, and the first request fails with a `usage_error` that names it. The text is kept as
    /// it is; where it is used as a token, what an editor or a shell put around it is removed (`trimmed`).
    [[nodiscard]] static secret from_env(const char* variable);

    /// The text itself. Keep it out of logs and messages.
    [[nodiscard]] const std::string& reveal() const& noexcept { return text_; }
    [[nodiscard]] std::string reveal() const&& { return text_; }
    [[nodiscard]] bool empty() const noexcept { return text_.empty(); }
    /// The environment variable that `from_env` did not find; empty otherwise.
    [[nodiscard]] const std::string& missing_variable() const noexcept { return missing_; }
    /// The secret without what editors and shells add around a token in a file or variable: byte order mark, blanks,
    /// line breaks, and a pair of quotes. Nothing inside it is changed.
    [[nodiscard]] secret trimmed() const;
    /// Whether it came from an environment variable.
    [[nodiscard]] bool is_from_env() const noexcept { return from_env_; }
    /// Whether it was made from a null pointer. What uses it reports a `usage_error`.
    [[nodiscard]] bool is_null() const noexcept { return null_; }
    /// Why there is no secret: follows the name of an argument in a sentence. Empty if there is one, or if it was left
    /// out on purpose.
    [[nodiscard]] std::string absence() const;

    /// Compares all characters, wherever the first difference is, so that the time taken reveals only the length.
    friend bool operator==(const secret& a, const secret& b) noexcept {
        if (a.text_.size() != b.text_.size()) return false;
        unsigned difference = 0;
        for (std::size_t i = 0; i < a.text_.size(); ++i)
            difference |= static_cast<unsigned>(static_cast<unsigned char>(a.text_[i])) ^
                          static_cast<unsigned>(static_cast<unsigned char>(b.text_[i]));
        return difference == 0;
    }

    template <class Traits>
    friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, const secret&) {
        return out << "***";
    }

private:
    // Overwrites the whole capacity: moving from a short string only sets its size to 0 and leaves the characters
    // there.
    static void wipe(std::string& text) noexcept;

    std::string text_;
    std::string missing_;
    bool null_ = false;
    bool from_env_ = false;
};

}  // namespace bitbucket::inline BITBUCKET_ABI

#ifndef BITBUCKET_COMPILED
#include "secret.ipp"
#endif
