// SPDX-License-Identifier: MIT
// A report in a file: it takes the name's place at once, so that a reader sees the old report or the new one, never a
// half; a run that fails leaves the old one.
#pragma once

#include <utility>

#include "../support/output.hpp"

namespace examples {

/// A file that a report will go to. Made under another name beside it before the work begins, so that a folder that
/// cannot be written is known at once; taken away again when no report comes.
class audit_file {
public:
    /// Throws `output_failure`.
    explicit audit_file(const std::filesystem::path& name) : name_(name) {
        namespace fs = std::filesystem;
        std::error_code ignored;
        if (name.empty()) throw output_failure("a file without a name", ENOENT);
        // Through a link the file behind it is replaced, or made, and the link stays.
        constexpr int most_links = 40;
        for (int i = 0; i < most_links && fs::is_symlink(name_, ignored); ++i)
            name_ = name_.parent_path() / fs::read_symlink(name_, ignored);
        const fs::file_status there = fs::status(name_, ignored);
        if (fs::exists(there) && !fs::is_regular_file(there))
            throw output_failure(name.string(), fs::is_directory(there) ? EISDIR : EINVAL);
        if (fs::exists(there)) mode_ = there.permissions();
        constexpr int attempts = 100;  // names may be left over from a run that was killed
        for (int i = 0; i < attempts && file_ == nullptr; ++i) {
            temporary_ = name_;
            temporary_ += ".new-" + std::to_string(i);
            errno = 0;
            // Exclusive: takes neither a file that lies there already nor a link to one.
            file_.reset(std::fopen(temporary_.string().c_str(), "wbx"));
            if (file_ == nullptr && errno != EEXIST) break;
        }
        if (file_ == nullptr) throw output_failure(name.string(), errno);
    }
    audit_file(const audit_file&) = delete;
    audit_file& operator=(const audit_file&) = delete;
    ~audit_file() {
        if (!is_kept_) remove_temporary();
    }

    /// Puts a file with this text in place of the one that is there, with its access rights. Throws `output_failure`.
    void replace_content(std::string_view text) {
        std::error_code problem;
        if (mode_ != std::filesystem::perms::unknown) std::filesystem::permissions(temporary_, mode_, problem);
        write_all(file_.get(), text, name_.string());
        errno = 0;
#if !defined(_WIN32)
        // Else a power cut may leave the new name without its content.
        if (fsync(fileno(file_.get())) != 0 && errno != EINVAL) throw output_failure(name_.string(), errno);
#endif
        if (std::fclose(file_.release()) != 0) throw output_failure(name_.string(), errno);
        std::filesystem::rename(temporary_, name_, problem);
        if (problem) throw output_failure(name_.string(), problem.value());
        is_kept_ = true;
    }

private:
    struct closer {
        void operator()(std::FILE* file) const noexcept { static_cast<void>(std::fclose(file)); }
    };

    void remove_temporary() noexcept {
        file_.reset();
        std::error_code ignored;
        std::filesystem::remove(temporary_, ignored);
    }

    std::filesystem::path name_;
    std::filesystem::path temporary_;
    std::filesystem::perms mode_ = std::filesystem::perms::unknown;
    std::unique_ptr<std::FILE, closer> file_;
    bool is_kept_ = false;
};

}  // namespace examples
