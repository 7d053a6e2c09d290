// SPDX-License-Identifier: MIT
// How text files are read; see text_file.hpp.
#include "text_file.hpp"

#if !defined(_WIN32)
#include <sys/stat.h>
#endif

#include <bitbucket/detail/text/utf8.hpp>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <string_view>
#include <system_error>

#include "text.hpp"

namespace examples {

namespace {

struct closer {
    void operator()(std::FILE* file) const noexcept {
        if (file != stdin) static_cast<void>(std::fclose(file));
    }
};
using open_file = std::unique_ptr<std::FILE, closer>;

std::string reason(int code) {
    return std::generic_category().message(code);
}

file_content read_all(const open_file& file, const std::string& name, std::size_t most) {
    // Without a buffer in the C library, which nobody would wipe.
    static_cast<void>(std::setvbuf(file.get(), nullptr, _IONBF, 0));
    // At once, because a string that grows leaves copies of its content behind.
    std::string bytes(most + 1, '\0');
    errno = 0;
    bytes.resize(std::fread(bytes.data(), 1, bytes.size(), file.get()));
    file_content out{bitbucket::secret(std::move(bytes))};
    if (std::ferror(file.get()) != 0) throw unreadable_file(name + ": cannot read: " + reason(errno));
    constexpr std::size_t mebibyte = std::size_t{1024} * 1024;
    if (out.bytes.reveal().size() > most)
        throw unreadable_file(name + ": is larger than " + std::to_string(most / mebibyte) + " MiB");
#if !defined(_WIN32)
    struct stat about = {};
    out.others_can_read = ::fstat(::fileno(file.get()), &about) == 0 && S_ISREG(about.st_mode) &&
                          (about.st_mode & (S_IRGRP | S_IROTH)) != 0;
#endif
    return out;
}

/// The encoding of a text that is not UTF-8; empty if it is neither of these. Without a mark it shows by the NULs that
/// most of its characters have.
const char* other_encoding(std::string_view text) {
    if (text.starts_with(std::string_view("\xFF\xFE\0\0", 4)) || text.starts_with(std::string_view("\0\0\xFE\xFF", 4)))
        return "UTF-32";
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return "UTF-16";
    std::size_t nuls[2] = {0, 0};
    for (std::size_t i = 0; i < text.size(); ++i) nuls[i % 2] += text[i] == '\0' ? 1U : 0U;
    const std::size_t enough = text.size() / 8 + 1;
    if (nuls[0] > 0 && nuls[1] > 0) return nuls[0] + nuls[1] > text.size() / 2 ? "UTF-32" : "";
    return nuls[0] >= enough || nuls[1] >= enough ? "UTF-16" : "";
}

std::size_t line_of(std::string_view text, std::size_t at) {
    std::size_t line = 1;
    for (const char c : text.substr(0, at)) line += c == '\n' ? 1U : 0U;
    return line;
}

}  // namespace

not_text::not_text(std::size_t line, const std::string& problem)
    : std::runtime_error("line " + std::to_string(line) + ": " + problem) {}

file_content read_file(const std::string& name, std::size_t most) {
    errno = 0;
    const open_file file(std::fopen(name.c_str(), "rb"));
    if (file == nullptr) throw unreadable_file(shown(name) + ": cannot open: " + reason(errno));
    return read_all(file, shown(name), most);
}

file_content read_stdin(std::size_t most) {
    return read_all(open_file(stdin), "standard input", most);
}

bitbucket::secret text_of(const bitbucket::secret& bytes) {
    std::string_view text = bytes.reveal();
    if (const std::string encoding = other_encoding(text); !encoding.empty())
        throw not_text("this is " + encoding + ": save it as UTF-8");
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    std::string lines;
    lines.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool before_lf = i + 1 < text.size() && text[i + 1] == '\n';
        if (text[i] != '\r')
            lines.push_back(text[i]);
        else if (!before_lf)
            lines.push_back('\n');
    }
    bitbucket::secret out(std::move(lines));
    const std::string_view plain = out.reveal();
    const std::size_t nul = plain.find('\0');
    if (nul != std::string_view::npos) throw not_text(line_of(plain, nul), "there is a NUL");
    const std::size_t invalid = bitbucket::detail::find_invalid_utf8(plain);
    if (invalid != std::string_view::npos) throw not_text(line_of(plain, invalid), "this is not UTF-8");
    return out;
}

}  // namespace examples
