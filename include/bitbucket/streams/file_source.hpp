// SPDX-License-Identifier: MIT
// file_source: a file as a request's body, or as a part of one.
#pragma once

#include "../body_source.hpp"
#include "../detail/streams/files.hpp"
#include "../error.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// A regular file, named by its path. Nothing is opened before a send reads it, and nothing stays open after the send, so
/// that hundreds of files can be the parts of one body.
///
/// Each send takes the size that the file has at its beginning. A file that becomes shorter or longer before its last byte
/// was read ends the send with a `transport_error`, and the server does not get a complete request.
class file_source : public body_source {
public:
    explicit file_source(std::filesystem::path path) : path_(std::move(path)) {}

    [[nodiscard]] std::uint64_t size() const override { return begun_ ? size_ : size_now().first; }
    [[nodiscard]] bool rewind() override {
        file_.reset();
        const auto [size, failure] = size_now();
        if (failure) throw transport_error(named() + " cannot be read" + detail::reason(failure), false, permanent);
        size_ = size;
        begun_ = true;
        return true;
    }
    [[nodiscard]] std::size_t read(char* to, std::size_t most) override {
        if (file_ == nullptr) {
            file_ = detail::open_unbuffered(path_, detail::file_mode::read);
            if (file_ == nullptr)
                throw transport_error(named() + " cannot be opened" + detail::reason(errno), false, permanent);
        }
        errno = 0;
        const std::size_t count = std::fread(to, 1, most, file_.get());
        if (std::ferror(file_.get()) != 0)
            throw transport_error(named() + " cannot be read" + detail::reason(errno), false, permanent);
        return count;
    }

    [[nodiscard]] std::string problem() const override {
        namespace fs = std::filesystem;
        if (path_.empty()) return "a file_source needs the path of a file";
        std::error_code failure;
        const fs::file_status status = fs::status(path_, failure);
        if (status.type() == fs::file_type::not_found) return named() + " does not exist";
        if (status.type() == fs::file_type::directory) return named() + " is a folder";
        if (status.type() == fs::file_type::none) return named() + " cannot be read" + detail::reason(failure);
        if (status.type() != fs::file_type::regular)
            return named() + " is not a regular file, so its size is not known: use a callback or stream with a size";
        if (detail::open_unbuffered(path_, detail::file_mode::read) == nullptr)
            return named() + " cannot be opened" + detail::reason(errno);
        return {};
    }
    [[nodiscard]] std::string file_name() const override { return detail::file_text(path_.filename()); }

protected:
    void let_go() noexcept override {
        file_.reset();
        begun_ = false;
    }

private:
    static constexpr auto permanent = transport_error::permanent;

    [[nodiscard]] std::string named() const { return "the file " + detail::file_text(path_); }
    [[nodiscard]] std::pair<std::uint64_t, std::error_code> size_now() const {
        std::error_code failure;
        const auto size = std::filesystem::file_size(path_, failure);
        return {failure ? 0 : static_cast<std::uint64_t>(size), failure};
    }

    std::filesystem::path path_;
    detail::open_file file_;
    std::uint64_t size_ = 0;
    bool begun_ = false;
};

}  // namespace bitbucket::inline BITBUCKET_ABI
