// SPDX-License-Identifier: MIT
// Where a tool takes a secret from: a file that only its owner can read, an environment variable, or a prompt without echo.
// Never an argument: those stand in the shell's history, and everybody on the machine can list them.
#pragma once

#include <bitbucket/secret.hpp>
#include <string>

#include "arguments.hpp"

namespace examples {

/// A secret that a tool needs.
struct secret_input {
    /// What the prompt asks for, e.g. `API token of Bitbucket`.
    std::string what;
    std::string variable;
    /// The option, without its dashes, that names a file.
    std::string option;
};

/// Gets the secret from the file if the option is given, otherwise from the variable, otherwise from whoever sits at the
/// terminal. Blanks, line breaks and quotes around it are cut. Throws `usage_problem` and `unreadable_file` for a file that
/// does not do, `bitbucket::usage_error` if there is no secret, and `bitbucket::cancelled` if the prompt is interrupted. No
/// message has anything of what was read.
bitbucket::secret read_secret(const arguments& given, const secret_input& from);

}  // namespace examples
