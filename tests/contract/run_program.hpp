// SPDX-License-Identifier: MIT
// Runs a program with arguments and credentials in its environment, and keeps what it printed and how it exited.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

namespace contract {

struct program_run {
    int status = -1;
    std::vector<std::string> lines;
    /// Both streams together, for what must stand in neither.
    std::string everything;
    std::string errors;
};

/// The credentials in the environment; empty ones are not set.
struct environment {
    std::string email;
    std::string token;
    /// The variable of another service, and its token.
    std::string service_variable = {};
    std::string service_token = {};
};

inline std::string quoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string(R"('\'')") : std::string(1, c);
    return out + "'";
}

/// Runs it to its end. Proxies in the environment are left out: everything here is on the loopback.
inline program_run run_program(const std::string& program, const std::vector<std::string>& arguments,
                               const environment& credentials) {
    namespace files = std::filesystem;
    const files::path error_file =
        files::temp_directory_path() / ("contract-test-" + std::to_string(getpid()) + ".err");
    std::string command = "exec env";
    for (const char* token :
         {"BITBUCKET_EMAIL", "BITBUCKET_TOKEN", "INFISICAL_TOKEN", "PULUMI_ACCESS_TOKEN", "UPSUN_ACCESS_TOKEN"})
        command += std::string(" -u ") + token;
    for (const char* proxy : {"http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"})
        command += std::string(" -u ") + proxy;
    if (!credentials.email.empty()) command += " BITBUCKET_EMAIL=" + quoted(credentials.email);
    if (!credentials.token.empty()) command += " BITBUCKET_TOKEN=" + quoted(credentials.token);
    if (!credentials.service_token.empty())
        command += ' ' + credentials.service_variable + '=' + quoted(credentials.service_token);
    command += ' ' + quoted(program);
    for (const std::string& argument : arguments) command += ' ' + quoted(argument);
    command += " 2>" + quoted(error_file.string());

    std::FILE* output = popen(command.c_str(), "r");  // NOLINT(cert-env33-c): every word is quoted
    if (output == nullptr) throw std::runtime_error("popen failed");
    std::string text;
    std::array<char, 4096> block{};
    while (const std::size_t count = std::fread(block.data(), 1, block.size(), output))
        text.append(block.data(), count);
    const int status = pclose(output);

    program_run run;
    run.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    std::ifstream errors(error_file);
    run.errors.assign(std::istreambuf_iterator<char>(errors), {});
    files::remove(error_file);
    run.everything = text + run.errors;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = text.find('\n', begin);
        run.lines.push_back(text.substr(begin, end - begin));
        begin = end == std::string::npos ? text.size() : end + 1;
    }
    return run;
}

}  // namespace contract
