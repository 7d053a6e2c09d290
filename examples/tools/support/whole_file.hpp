// SPDX-License-Identifier: MIT
// whole_file: how every tool writes a file. A reader sees the old content or the new one, never half of it; a run that
// fails or is killed leaves the old one, and the next run clears up after one that was killed.
#pragma once

#if !defined(_WIN32)
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#endif

#include <atomic>
#include <functional>
#include <utility>

#include "output.hpp"

namespace examples {

/// How a file is written.
struct whole_file_options {
    /// Only its owner can read it, and a link with its name is replaced: for tokens. Otherwise the access rights of the
    /// file before it are kept, and a link stays, while the file behind it is replaced.
    bool is_private = false;
    /// The name may also be a pipe or a device, which takes the text as it comes.
    bool takes_devices = false;
    /// The option, without its dashes, that has named the file; messages name it.
    std::string option = {};
};

/// A file whose content will be replaced. Made under another name beside it before the work begins, so that a folder
/// that cannot be written is known at once; taken away again when no content comes.
class whole_file {
public:
    /// Throws `output_failure`.
    explicit whole_file(const std::filesystem::path& name, whole_file_options options = {})
        : name_(options.is_private ? name : target_of(name)),
          is_private_(options.is_private),
          option_(std::move(options.option)) {
        namespace fs = std::filesystem;
        std::error_code ignored;
        if (name.empty()) throw output_failure("a file without a name", ENOENT, option_);
        const fs::file_status there = is_private_ ? fs::symlink_status(name, ignored) : fs::status(name, ignored);
        const bool is_plain = fs::is_regular_file(there) || (is_private_ && fs::is_symlink(there));
        if (fs::exists(there) && !is_plain) {
            if (!options.takes_devices || fs::is_directory(there))
                throw failure(fs::is_directory(there) ? EISDIR : EINVAL);
            errno = 0;
            file_.reset(std::fopen(name.string().c_str(), "wb"));
            if (file_ == nullptr) throw failure(errno);
            return;
        }
        if (fs::is_regular_file(there) && !is_private_) mode_ = there.permissions();
        clear_leftovers();
        make_temporary();
    }
    whole_file(const whole_file&) = delete;
    whole_file& operator=(const whole_file&) = delete;
    ~whole_file() {
        if (!temporary_.empty()) remove_temporary();
    }

    /// Puts a file with this text in place of the one that is there. Throws `output_failure`; the old one is then still
    /// there.
    void replace_content(std::string_view text) {
        std::error_code problem;
        if (mode_ != std::filesystem::perms::unknown) std::filesystem::permissions(temporary_, mode_, problem);
        write_all(file_.get(), text, name_.string(), option_);
#if !defined(_WIN32)
        // Otherwise a power cut may leave the new name without its content.
        errno = 0;
        if (fsync(fileno(file_.get())) != 0 && errno != EINVAL && errno != ENOTSUP) throw failure(errno);
#endif
        if (temporary_.empty()) return close();
#if defined(_WIN32)
        close();
#endif
        std::filesystem::rename(temporary_, name_, problem);
        if (problem) throw failure(problem.value());
        temporary_.clear();
#if !defined(_WIN32)
        close();
        // Without this the new name could be lost in a power cut. Not every file system can do it.
        const int folder = ::open(folder_of(name_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (folder >= 0) static_cast<void>(::fsync(folder));
        if (folder >= 0) static_cast<void>(::close(folder));
#endif
    }

    /// The file behind all links.
    static std::filesystem::path target_of(std::filesystem::path name) {
        std::error_code ignored;
        constexpr int most_links = 40;
        for (int i = 0; i < most_links && std::filesystem::is_symlink(name, ignored); ++i)
            name = name.parent_path() / std::filesystem::read_symlink(name, ignored);
        return name;
    }

    /// Whether two names are those of one file, which may not be there yet.
    static bool is_same(const std::filesystem::path& one, const std::filesystem::path& other) {
        namespace fs = std::filesystem;
        std::error_code problem;
        if (fs::equivalent(one, other, problem) && !problem) return true;
        const auto full = [&](const fs::path& name) {
            return fs::weakly_canonical(fs::absolute(target_of(name), problem), problem);
        };
        return full(one) == full(other);
    }

private:
    struct closer {
        void operator()(std::FILE* file) const noexcept { static_cast<void>(std::fclose(file)); }
    };

    [[nodiscard]] output_failure failure(int code) const { return output_failure(name_.string(), code, option_); }

    static std::filesystem::path folder_of(const std::filesystem::path& file) {
        return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    }

    void close() {
        errno = 0;
        if (std::fclose(file_.release()) != 0) throw failure(errno);
    }

    void remove_temporary() noexcept {
        std::error_code ignored;
#if defined(_WIN32)
        file_.reset();
#endif
        std::filesystem::remove(temporary_, ignored);
        file_.reset();
    }

    // Exclusive: fails if there already is a file or a link with this name.
    std::FILE* create() const {
#if defined(_WIN32)
        return std::fopen(temporary_.string().c_str(), "wbx");
#else
        const mode_t mode = is_private_ ? S_IRUSR | S_IWUSR : S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH;
        const int number = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        if (number < 0) return nullptr;
        // Locked as long as its run lives, so that the next one can tell what is left over. That may have been quicker.
        struct stat about = {};
        const bool is_taken = ::flock(number, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
        if (is_taken || (::fstat(number, &about) == 0 && about.st_nlink == 0)) {
            ::close(number);
            errno = EEXIST;
            return nullptr;
        }
        return ::fdopen(number, "wb");
#endif
    }

    void make_temporary() {
        static std::atomic<unsigned> made{0};
#if defined(_WIN32)
        const unsigned long long run = static_cast<unsigned long long>(std::hash<const void*>{}(this));
#else
        const long long run = ::getpid();
#endif
        constexpr int attempts = 100;
        for (int i = 0; i < attempts && file_ == nullptr; ++i) {
            temporary_ = name_;
            temporary_ += ".new-" + std::to_string(run) + '-' + std::to_string(made++);
            errno = 0;
            file_.reset(create());
            // NOLINTNEXTLINE(clang-analyzer-unix.Errno): set to 0 above, and by create() only where it fails
            if (file_ == nullptr && errno != EEXIST) break;
        }
        const int problem = errno;
        if (file_ == nullptr) temporary_.clear();
        if (file_ == nullptr) throw failure(problem);
        // Without a buffer in the C library, which nobody would wipe.
        static_cast<void>(std::setvbuf(file_.get(), nullptr, _IONBF, 0));
    }

    // NAME.new-RUN-N, as made here.
    [[nodiscard]] bool is_leftover(const std::string& file) const {
        const std::string begin = name_.filename().string() + ".new-";
        if (!file.starts_with(begin)) return false;
        const std::string rest = file.substr(begin.size());
        const std::size_t dash = rest.find('-');
        return dash != 0 && dash != std::string::npos && dash + 1 < rest.size() &&
               rest.find_first_not_of("0123456789-") == std::string::npos &&
               rest.find('-', dash + 1) == std::string::npos;
    }

    // What cannot be cleared does no harm: every run uses a name of its own.
    void clear_leftovers() const {
        namespace fs = std::filesystem;
        std::error_code problem;
        for (fs::directory_iterator at(folder_of(name_), problem), end; !problem && at != end; at.increment(problem)) {
            std::error_code ignored;
            if (!is_leftover(at->path().filename().string()) || !fs::is_regular_file(at->symlink_status(ignored)))
                continue;
#if defined(_WIN32)
            fs::remove(at->path(), ignored);  // fails while its run has it open
#else
            const int number = ::open(at->path().c_str(), O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
            if (number < 0) continue;
            if (::flock(number, LOCK_EX | LOCK_NB) == 0) fs::remove(at->path(), ignored);
            ::close(number);
#endif
        }
    }

    std::filesystem::path name_;
    std::filesystem::path temporary_;
    bool is_private_;
    std::string option_;
    std::filesystem::perms mode_ = std::filesystem::perms::unknown;
    std::unique_ptr<std::FILE, closer> file_;
};

}  // namespace examples
