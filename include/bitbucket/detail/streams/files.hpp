// SPDX-License-Identifier: MIT
// Files of the C library, for sources and sinks: they say why something failed, which the streams of C++ do not.
#pragma once

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>

#include "../../version.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

struct file_closer {
    void operator()(std::FILE* file) const noexcept { (void)std::fclose(file); }
};
/// An open file without a buffer: bodies come and go in large pieces.
using open_file = std::unique_ptr<std::FILE, file_closer>;

enum class file_mode { read, create_new, create };

/// Null if it cannot be opened; `errno` says why. Programs that are started meanwhile do not inherit it, where the system
/// can do that.
inline open_file open_unbuffered(const std::filesystem::path& path, file_mode mode) {
    errno = 0;
#if defined(_WIN32)
    const wchar_t* how = mode == file_mode::read ? L"rbN" : mode == file_mode::create ? L"wbN" : L"wbxN";
    open_file file(::_wfopen(path.c_str(), how));
#elif defined(__linux__)
    open_file file(std::fopen(path.c_str(), mode == file_mode::read     ? "rbe"
                                            : mode == file_mode::create ? "wbe"
                                                                        : "wbxe"));
#else
    open_file file(std::fopen(path.c_str(), mode == file_mode::read ? "rb" : mode == file_mode::create ? "wb" : "wbx"));
#endif
    if (file != nullptr) (void)std::setvbuf(file.get(), nullptr, _IONBF, 0);
    return file;
}

/// A path as UTF-8, for sentences.
inline std::string file_text(const std::filesystem::path& path) {
    const auto text = path.u8string();
    return {text.begin(), text.end()};
}

/// The end of a sentence: the system's reason.
inline std::string reason(int code) {
    return code == 0 ? std::string() : ": " + std::generic_category().message(code);
}
inline std::string reason(const std::error_code& code) {
    return code ? ": " + code.message() : std::string();
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
