// SPDX-License-Identifier: MIT
// A file of many bytes to a server on the loopback and back: peak memory and processor time of the SDK, beside those of
// libcurl by hand. Each program runs in a process of its own.
//
//   streams [MIB]        1024 unless given
#include <arpa/inet.h>
#include <curl/curl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <bitbucket/client.hpp>
#include <bitbucket/download.hpp>
#include <bitbucket/multipart.hpp>
#include <bitbucket/raw_request.hpp>
#include <bitbucket/streams/file_sink.hpp>
#include <bitbucket/streams/file_source.hpp>
#include <bitbucket/transport/curl.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace {

namespace bb = bitbucket;
namespace fs = std::filesystem;

struct used {
    double seconds;
    double mebibytes;
};

/// Runs a function in a child, and says what that child needed.
template <class Program>
used measure(const Program& program) {
    const pid_t child = fork();
    if (child == 0) {
        program();
        std::_Exit(0);
    }
    int status = 0;
    rusage usage{};
    wait4(child, &status, 0, &usage);
    if (status != 0) {
        std::fprintf(stderr, "a program failed\n");
        std::exit(1);
    }
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return {seconds(usage.ru_utime) + seconds(usage.ru_stime), static_cast<double>(usage.ru_maxrss) / 1024};
}

/// Answers `GET /N` with N bytes, and everything else with 204 when its body has come.
void serve(int client) {
    std::string got;
    std::string piece(1 << 16, 'x');
    for (;;) {
        std::size_t end = got.find("\r\n\r\n");
        while (end == std::string::npos) {
            const ssize_t count = recv(client, piece.data(), piece.size(), 0);
            if (count <= 0) return;
            got.append(piece, 0, static_cast<std::size_t>(count));
            end = got.find("\r\n\r\n");
        }
        const std::string head = got.substr(0, end);
        got.erase(0, end + 4);
        const auto reply = [client](const std::string& text) { return send(client, text.data(), text.size(), 0) > 0; };
        if (head.starts_with("GET")) {
            std::size_t left = std::stoul(head.substr(head.find('/', 4) + 1));
            reply("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(left) + "\r\n\r\n");
            while (left > 0) {
                const ssize_t sent = send(client, piece.data(), left < piece.size() ? left : piece.size(), 0);
                if (sent <= 0) return;
                left -= static_cast<std::size_t>(sent);
            }
            continue;
        }
        std::size_t left = std::stoul(head.substr(head.find("Content-Length: ") + 16));
        if (head.find("100-continue") != std::string::npos) reply("HTTP/1.1 100 Continue\r\n\r\n");
        left -= got.size();
        got.clear();
        while (left > 0) {
            const ssize_t count = recv(client, piece.data(), left < piece.size() ? left : piece.size(), 0);
            if (count <= 0) return;
            left -= static_cast<std::size_t>(count);
        }
        if (!reply("HTTP/1.1 204 No Content\r\n\r\n")) return;
    }
}

struct server {
    server() : listener(socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof address;
        auto* const plain = reinterpret_cast<sockaddr*>(&address);
        if (bind(listener, plain, length) != 0 || listen(listener, 8) != 0) std::exit(1);
        getsockname(listener, plain, &length);
        url = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + '/';
        pid = fork();
        if (pid != 0) return;
        for (;;) {
            const int client = accept(listener, nullptr, nullptr);
            serve(client);
            close(client);
        }
    }
    ~server() { kill(pid, SIGKILL); }
    server(const server&) = delete;
    server& operator=(const server&) = delete;

    int listener;
    std::string url;
    pid_t pid = 0;
};

bb::client client_at(const std::string& url) {
    return bb::client{bb::curl_transport{{.total_timeout = std::chrono::hours(1)}}, bb::anonymous{}, {.base_url = url}};
}

void download_with_sdk(const std::string& url, std::size_t bytes, const fs::path& to) {
    bb::file_sink file(to);
    bb::download(client_at(url), bb::raw_request<bb::binary>(bb::http_method::get, "/{}", {std::to_string(bytes)}),
                 file);
}
void download_by_hand(const std::string& url, std::size_t bytes, const fs::path& to) {
    std::FILE* file = std::fopen(to.c_str(), "wb");
    CURL* easy = curl_easy_init();
    curl_easy_setopt(easy, CURLOPT_URL, (url + std::to_string(bytes)).c_str());
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, file);
    if (curl_easy_perform(easy) != CURLE_OK) std::_Exit(1);
    curl_easy_cleanup(easy);
    std::fclose(file);
}
void upload_with_sdk(const std::string& url, const fs::path& from) {
    const auto form = std::make_shared<bb::multipart>();
    form->add_file("files", std::make_shared<bb::file_source>(from));
    client_at(url).send(bb::raw_request<void>(bb::http_method::post, "/upload").body(form));
}
void upload_by_hand(const std::string& url, const fs::path& from) {
    CURL* easy = curl_easy_init();
    curl_mime* form = curl_mime_init(easy);
    curl_mimepart* part = curl_mime_addpart(form);
    curl_mime_name(part, "files");
    curl_mime_filedata(part, from.c_str());
    curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
    curl_easy_setopt(easy, CURLOPT_MIMEPOST, form);
    if (curl_easy_perform(easy) != CURLE_OK) std::_Exit(1);
    curl_mime_free(form);
    curl_easy_cleanup(easy);
}

void print(const char* what, const used& sdk, const used& one, const used& hand) {
    std::printf("%-22s %8.2f s %8.2f s %6.2f x %10.1f MiB %10.1f MiB\n", what, sdk.seconds, hand.seconds,
                sdk.seconds / hand.seconds, sdk.mebibytes - one.mebibytes, hand.mebibytes);
}

}  // namespace

int main(int argc, char** argv) {
    const std::size_t bytes = (argc > 1 ? std::stoul(argv[1]) : 1024) * 1024 * 1024;
    const fs::path folder = fs::temp_directory_path() / ("bitbucket-streams-" + std::to_string(getpid()));
    fs::create_directory(folder);
    const fs::path small = folder / "one";
    std::ofstream(small) << 'x';
    const server there;
    const fs::path big = folder / "big";
    std::printf("%-22s %10s %10s %8s %14s %14s\n", "", "SDK", "by hand", "CPU", "above 1 byte", "by hand, all");
    const used down_one = measure([&] { download_with_sdk(there.url, 1, folder / "got"); });
    const used down_hand = measure([&] { download_by_hand(there.url, bytes, folder / "got"); });
    const used down = measure([&] { download_with_sdk(there.url, bytes, big); });
    print("download to a file", down, down_one, down_hand);
    const used up_one = measure([&] { upload_with_sdk(there.url, small); });
    const used up_hand = measure([&] { upload_by_hand(there.url, big); });
    const used up = measure([&] { upload_with_sdk(there.url, big); });
    print("upload from a file", up, up_one, up_hand);
    fs::remove_all(folder);
}
