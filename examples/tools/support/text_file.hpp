// SPDX-License-Identifier: MIT
// Text files as people's editors save them: how every tool reads one that has lines. What is in it may be secret, so no
// message quotes it.
#pragma once

#include <bitbucket/secret.hpp>
#include <cstddef>
#include <stdexcept>
#include <string>

namespace examples {

/// A file that cannot be read; the message names it.
class unreadable_file : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A content that is not text. The message does not name the file.
class not_text : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
    not_text(std::size_t line, const std::string& problem);
};

/// The bytes of a file.
struct file_content {
    bitbucket::secret bytes;
    /// Whether it is a file that others than its owner can read.
    bool others_can_read = false;
};

/// Reads a file of up to `most` bytes, a multiple of 1 MiB. Throws `unreadable_file`.
file_content read_file(const std::string& name, std::size_t most);

/// The same for the standard input.
file_content read_stdin(std::size_t most);

/// The text with lines that end with LF: what ended with CR LF or CR does too. Without the byte order mark of UTF-8.
/// Throws `not_text` for what is not UTF-8, and for a NUL; UTF-16 and UTF-32 are called by their names.
bitbucket::secret text_of(const bitbucket::secret& bytes);

}  // namespace examples
