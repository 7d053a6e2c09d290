// SPDX-License-Identifier: MIT
// h2_server: nghttpd, the HTTP/2 server of the nghttp2 project (Debian's package nghttp2-server), started on a free port
// of the loopback with a certificate and a folder of files, and stopped when the test is done. It speaks nothing but
// HTTP/2 over TLS, and says what it got in its log.
#pragma once

#include <fcntl.h>
#include <sys/wait.h>
#if defined(__linux__)
#include <sys/prctl.h>
#endif

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <set>
#include <sstream>
#include <thread>
#include <vector>

#include "certificates.hpp"
#include "raw_server.hpp"

namespace http_test {

/// A file that is handed to a program.
inline void write_file(const std::filesystem::path& path, std::string_view content) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream file(path, std::ios::binary);
    file.write(content.data(), static_cast<std::streamsize>(content.size()));
    if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
}

/// Where a program is in the PATH; empty if it is not there.
inline std::string find_program(const std::string& name) {
    const char* const path = std::getenv("PATH");
    std::istringstream folders(path == nullptr ? "/usr/bin" : path);
    for (std::string folder; std::getline(folders, folder, ':');)
        if (const std::string file = folder + '/' + name; ::access(file.c_str(), X_OK) == 0) return file;
    return {};
}

class h2_server {
public:
    /// The program; empty where it is not installed.
    static const std::string& program() {
        static const std::string found = find_program("nghttpd");
        return found;
    }

    /// `options` are those of nghttpd.
    explicit h2_server(const identity& who, std::vector<std::string> options = {}) : options_(std::move(options)) {
        const int on = 1;
        if (::setsockopt(port_.fd(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0)
            throw std::runtime_error("cannot share the port");
        ::fcntl(port_.fd(), F_SETFD, FD_CLOEXEC);
        std::string folder = (std::filesystem::temp_directory_path() / "h2_server-XXXXXX").string();
        if (::mkdtemp(folder.data()) == nullptr) throw std::runtime_error("no temporary folder");
        folder_ = folder;
        write_file(folder_ / "key.pem", pem_of(who.key()));
        write_file(folder_ / "certificate.pem", pem_of(who.certificate()));
        std::filesystem::create_directory(folder_ / "files");
        start();
    }
    ~h2_server() {
        stop();
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    h2_server(const h2_server&) = delete;
    h2_server& operator=(const h2_server&) = delete;

    /// What is answered to a GET of a path.
    void put(const std::string& path, std::string_view content) { write_file(folder_ / ("files" + path), content); }

    [[nodiscard]] std::string url(const std::string& path, const std::string& host = "127.0.0.1") const {
        return "https://" + host + port_.authority().substr(port_.authority().find(':')) + path;
    }

    /// Runs it again at the same port, after `stop`. Returns when it listens.
    void start() {
        const std::string known = log();
        std::vector<std::string> words = {program(), "--verbose", "--address=127.0.0.1",
                                          "--htdocs=" + (folder_ / "files").string()};
        words.insert(words.end(), options_.begin(), options_.end());
        words.push_back(port_.authority().substr(port_.authority().find(':') + 1));
        words.push_back((folder_ / "key.pem").string());
        words.push_back((folder_ / "certificate.pem").string());
        std::vector<char*> arguments;
        for (std::string& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        const int out = ::open(log_file().c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        child_ = ::fork();
        if (child_ == 0) {
#if defined(__linux__)
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // it goes when the test is killed
#endif
            ::dup2(out, STDOUT_FILENO);
            ::dup2(out, STDERR_FILENO);
            ::execv(arguments[0], arguments.data());
            ::_exit(127);
        }
        ::close(out);
        for (int tries = 0; tries < 5000 && child_ > 0; ++tries) {
            if (log().find(": listen ", known.size()) != std::string::npos) return;
            if (::waitpid(child_, nullptr, WNOHANG) != 0) child_ = -1;
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        stop();
        throw std::runtime_error("nghttpd did not start: " + log());
    }
    /// Ends it, with all its connections.
    void stop() noexcept {
        if (child_ <= 0) return;
        ::kill(child_, SIGKILL);
        ::waitpid(child_, nullptr, 0);
        child_ = -1;
    }

    /// All that it has said. What a client has an answer to stands there.
    [[nodiscard]] std::string log() const {
        std::ifstream file(log_file());
        std::ostringstream text;
        text << file.rdbuf();
        return text.str();
    }
    /// How often a text stands in the log.
    [[nodiscard]] std::size_t count(std::string_view text) const {
        const std::string all = log();
        std::size_t found = 0;
        for (auto at = all.find(text); at != std::string::npos; at = all.find(text, at + 1)) ++found;
        return found;
    }
    /// How many requests there have been.
    [[nodiscard]] std::size_t requests() const { return count(" :path: "); }
    /// How many connections requests have come over.
    [[nodiscard]] std::size_t connections() const {
        std::set<std::string> found;
        std::istringstream lines(log());
        for (std::string line; std::getline(lines, line);)
            if (line.find(" :path: ") != std::string::npos) found.insert(line.substr(0, line.find(']')));
        return found.size();
    }

private:
    [[nodiscard]] std::filesystem::path log_file() const { return folder_ / "log"; }

    static std::string text_in(BIO* memory) {
        char* data = nullptr;
        const long size = BIO_get_mem_data(memory, &data);
        return {data, static_cast<std::size_t>(size)};
    }
    static std::string pem_of(X509* certificate) {
        const openssl_ptr<BIO, BIO_free_all> text(BIO_new(BIO_s_mem()));
        need(text != nullptr && PEM_write_bio_X509(text.get(), certificate) == 1, "PEM");
        return text_in(text.get());
    }
    static std::string pem_of(EVP_PKEY* key) {
        const openssl_ptr<BIO, BIO_free_all> text(BIO_new(BIO_s_mem()));
        need(text != nullptr && PEM_write_bio_PrivateKey(text.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1,
             "PEM");
        return text_in(text.get());
    }

    loopback_socket port_;  // bound as long as this lives, so that nobody else is given the port
    std::vector<std::string> options_;
    std::filesystem::path folder_;
    pid_t child_ = -1;
};

}  // namespace http_test
