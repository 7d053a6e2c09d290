// SPDX-License-Identifier: MIT
// token_store: an OAuth token in a file that only its owner can read. A reader sees the old token or the new one, never
// half of one; a crash in between loses neither. For POSIX systems.
#pragma once

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <bitbucket/oauth2/token.hpp>
#include <cerrno>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "../support/text.hpp"
#include "../support/whole_file.hpp"

namespace examples {

/// A token could not be kept or read. The message names the file, and nothing that is in it.
class store_failure : public std::runtime_error {
public:
    store_failure(const std::filesystem::path& file, const std::string& problem)
        : std::runtime_error(shown(file.string()) + ": " + problem) {}
    explicit store_failure(const output_failure& failure) : std::runtime_error(failure.what()) {}
    store_failure(const std::filesystem::path& file, const char* action, int code)
        : store_failure(file, std::string("cannot ") + action + ": " + std::generic_category().message(code)) {}
};

/// A file descriptor that is closed when it goes.
class descriptor {
public:
    explicit descriptor(int number) noexcept : number_(number) {}
    descriptor(const descriptor&) = delete;
    descriptor& operator=(const descriptor&) = delete;
    descriptor(descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    descriptor& operator=(descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~descriptor() { static_cast<void>(close()); }

    [[nodiscard]] int number() const noexcept { return number_; }
    [[nodiscard]] bool is_open() const noexcept { return number_ >= 0; }
    /// Whether everything has arrived, as far as closing tells.
    bool close() noexcept {
        const int number = std::exchange(number_, -1);
        return number < 0 || ::close(number) == 0;
    }

private:
    int number_;
};

/// A token in a file. Programs and threads may share the file: the last one to save wins.
class token_store {
public:
    /// An empty name keeps nothing.
    explicit token_store(std::filesystem::path file) : file_(std::move(file)) {}

    /// Puts the token in place of the one that is there. Throws `store_failure`; the old one is then still there.
    void save(const bitbucket::oauth2_token& token) const {
        if (file_.empty()) return;
        try {
            whole_file(file_, {.is_private = true}).replace_content(to_stored_text(token).reveal());
        } catch (const output_failure& failure) {
            throw store_failure(failure);
        }
    }

    /// Finds out whether a token can be saved. Throws `store_failure`.
    void check() const {
        if (file_.empty()) return;
        try {
            const whole_file probe(file_, {.is_private = true});
        } catch (const output_failure& failure) {
            throw store_failure(failure);
        }
    }

    /// The token that is there; nothing if there is no file. Throws `store_failure` when others could have read or
    /// changed the file, and when it does not hold a token.
    [[nodiscard]] std::optional<bitbucket::oauth2_token> load() const {
        if (file_.empty()) return std::nullopt;
        // O_NONBLOCK: opening a pipe would wait for a writer.
        const descriptor in(::open(file_.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
        if (!in.is_open() && errno == ENOENT) return std::nullopt;
        if (!in.is_open()) throw store_failure(file_, "open", errno);
        struct stat about = {};
        if (::fstat(in.number(), &about) != 0) throw store_failure(file_, "look at it", errno);
        if (!S_ISREG(about.st_mode)) throw store_failure(file_, "is not a plain file");
        if (about.st_uid != ::geteuid()) throw store_failure(file_, "belongs to somebody else, so it is not used");
        if ((about.st_mode & (S_IRWXG | S_IRWXO)) != 0)
            throw store_failure(file_,
                                "others may have access, so it is not used: remove it, or chmod 600 if nobody "
                                "else has had it");
        const bitbucket::secret text = read_in(in);
        const auto token = bitbucket::token_from_stored_text(text);
        if (!token) throw store_failure(file_, "does not hold a token: remove it, and log in again");
        return *token;
    }

private:
    static constexpr std::size_t max_size = std::size_t{1024} * 1024;

    [[nodiscard]] bitbucket::secret read_in(const descriptor& in) const {
        std::string text;
        // At once, because a string that grows leaves copies of its content behind.
        text.resize(max_size);
        std::size_t have = 0;
        while (have < text.size()) {
            const ssize_t got = ::read(in.number(), text.data() + have, text.size() - have);
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) throw store_failure(file_, "read", errno);
            if (got == 0) break;
            have += static_cast<std::size_t>(got);
        }
        if (have == max_size) throw store_failure(file_, "is too large for a token");
        text.resize(have);
        return bitbucket::secret(std::move(text));
    }

    std::filesystem::path file_;
};

}  // namespace examples
