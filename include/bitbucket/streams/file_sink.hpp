// SPDX-License-Identifier: MIT
// file_sink: a reply as a file that is there whole or not at all.
#pragma once

#include "../detail/streams/boundary.hpp"
#include "../detail/streams/files.hpp"
#include "../sink.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// What becomes of a download that fails.
enum class partial_file {
    removed,
    kept  ///< as `NAME.part` beside the target
};

/// Writes a reply to a file beside the target, and renames it when it is whole. What was there before is replaced then,
/// and is untouched by a reply that fails. The file gets the permissions that the process gives to new files. A symbolic
/// link is followed.
///
/// A full disk, and any other write that fails, is a `transport_error` with the system's reason. The unfinished file is
/// removed, unless it is to be kept; so is one whose sink is destroyed. After a crash of the machine the target may lack its
/// last bytes, since nothing waits for the disk.
class file_sink : public sink {
public:
    explicit file_sink(std::filesystem::path target, partial_file on_failure = partial_file::removed)
        : target_(std::move(target)), on_failure_(on_failure) {}
    file_sink(const file_sink&) = delete;
    file_sink& operator=(const file_sink&) = delete;
    ~file_sink() override { drop(); }

    /// The file that is there once the reply is whole.
    [[nodiscard]] const std::filesystem::path& target() const noexcept { return target_; }
    /// The unfinished file, while there is one, and after a failure if it was to be kept; empty otherwise.
    [[nodiscard]] const std::filesystem::path& partial_path() const noexcept { return partial_; }

    [[nodiscard]] std::string problem() const override {
        namespace fs = std::filesystem;
        if (target_.filename().empty()) return "a file_sink needs the path of a file";
        std::error_code failure;
        const fs::path folder = folder_of(target_);
        if (!fs::is_directory(folder, failure)) return "the folder " + detail::file_text(folder) + " does not exist";
        const fs::file_status status = fs::status(target_, failure);
        if (status.type() == fs::file_type::directory) return named(target_) + " is a folder";
        if (fs::is_symlink(target_, failure) && !fs::exists(status)) return named(target_) + " is a link to nothing";
        if (fs::exists(status) && status.type() != fs::file_type::regular)
            return named(target_) + " is not a regular file, so it cannot be replaced: use a stream_sink";
        return {};
    }

protected:
    void start() override {
        if (std::string wrong = problem(); !wrong.empty()) fail(std::move(wrong));
        drop();
        std::error_code failure;
        final_ = std::filesystem::is_symlink(target_, failure) ? std::filesystem::canonical(target_, failure) : target_;
        std::filesystem::path beside = final_;
        if (on_failure_ == partial_file::removed) {
            beside.replace_filename("." + detail::draw_boundary() + ".part");
            file_ = detail::open_unbuffered(beside, detail::file_mode::create_new);
        } else {
            beside += ".part";
            file_ = detail::open_unbuffered(beside, detail::file_mode::create);
        }
        if (file_ == nullptr) fail(named(beside) + " cannot be made" + detail::reason(errno));
        partial_ = std::move(beside);
    }
    void put(std::string_view bytes) override {
        errno = 0;
        if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size())
            fail(named(target_) + " cannot be written after " + std::to_string(received()) + " bytes" +
                 detail::reason(errno));
    }
    void complete() override {
        errno = 0;
        if (std::fclose(file_.release()) != 0) {
            const int code = errno;
            drop();
            fail(named(target_) + " cannot be written" + detail::reason(code));
        }
        std::error_code failure;
        std::filesystem::rename(partial_, final_, failure);
        if (failure) {
            drop();
            fail(named(target_) + " cannot be replaced" + detail::reason(failure));
        }
        partial_.clear();
    }
    void abandon() noexcept override { drop(); }
    [[nodiscard]] bool can_start_again() const noexcept override { return true; }

private:
    static std::string named(const std::filesystem::path& path) { return "the file " + detail::file_text(path); }
    static std::filesystem::path folder_of(const std::filesystem::path& file) {
        return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    }

    void drop() noexcept {
        file_.reset();
        if (on_failure_ == partial_file::kept || partial_.empty()) return;
        std::error_code ignored;
        std::filesystem::remove(partial_, ignored);
        partial_.clear();
    }

    std::filesystem::path target_, final_, partial_;
    partial_file on_failure_;
    detail::open_file file_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI
