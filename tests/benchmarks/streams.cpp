// SPDX-License-Identifier: MIT
// A file of many bytes from a server on the loopback and back: peak memory of the SDK above that of the same program with
// a body of one byte, and processor time beside libcurl by hand. Each transfer runs in a process of its own, several times
// in turn; the median of the rounds' ratios and the highest peak count.
//
//   streams [MIB [FOLDER]]        1024, and a folder in memory if there is one, so that no disk is measured
#include <curl/curl.h>

#include <algorithm>
#include <bitbucket/client.hpp>
#include <bitbucket/download.hpp>
#include <bitbucket/multipart.hpp>
#include <bitbucket/raw_request.hpp>
#include <bitbucket/streams/file_sink.hpp>
#include <bitbucket/streams/file_source.hpp>
#include <bitbucket/transport/curl.hpp>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "support/child.hpp"
#include "support/loopback_server.hpp"
#include "support/table.hpp"

namespace {

namespace bb = bitbucket;
namespace fs = std::filesystem;

/// Answers `GET /N` with N bytes, and everything else with 204 when its body has come.
bool answer(benchmarks::connection& to, const std::string& head) {
    if (head.starts_with("GET")) {
        std::size_t left = std::stoul(head.substr(head.find('/') + 1));
        static const std::string piece(std::size_t{1} << 16U, 'x');
        if (!to.send("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(left) + "\r\n\r\n")) return false;
        for (; left > piece.size(); left -= piece.size())
            if (!to.send(piece)) return false;
        return to.send(std::string_view(piece).substr(0, left));
    }
    const std::string length(benchmarks::header_of(head, "Content-Length:"));
    if (!benchmarks::header_of(head, "Expect:").empty() && !to.send("HTTP/1.1 100 Continue\r\n\r\n")) return false;
    return to.drop(std::stoul(length)) && to.send("HTTP/1.1 204 No Content\r\n\r\n");
}

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
    if (curl_easy_perform(easy) != CURLE_OK) throw std::runtime_error("libcurl failed");
    curl_easy_cleanup(easy);
    (void)std::fclose(file);
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
    if (curl_easy_perform(easy) != CURLE_OK) throw std::runtime_error("libcurl failed");
    curl_mime_free(form);
    curl_easy_cleanup(easy);
}

constexpr int rounds = 5;

/// Runs both programs in turn, and prints the rows of one direction. `one` is the SDK's program with one byte.
void compare(const std::string& what, const std::function<void()>& one, const std::function<void()>& sdk,
             const std::function<void()>& hand, const std::function<void()>& prepare) {
    const auto run = [&](const char* name, const std::function<void()>& program) {
        prepare();
        return benchmarks::run_apart(name, [&] { return program(), std::size_t{0}; });
    };
    const double least = run("the SDK with one byte", one).peak_mib;
    double peak = 0;
    double hand_peak = 0;
    std::vector<double> ratios;
    for (int round = 0; round < rounds; ++round) {
        const benchmarks::cost by_hand = run("by hand", hand);
        const benchmarks::cost with_sdk = run("the SDK", sdk);
        peak = (std::max)(peak, with_sdk.peak_mib);
        hand_peak = (std::max)(hand_peak, by_hand.peak_mib);
        ratios.push_back(with_sdk.seconds / by_hand.seconds);
    }
    std::sort(ratios.begin(), ratios.end());
    benchmarks::print_row(what + "CPU against libcurl by hand", benchmarks::times(ratios[ratios.size() / 2]), "1.10 x");
    benchmarks::print_row(what + "peak memory above one byte", benchmarks::mebibytes(peak - least), "4 MiB");
    benchmarks::print_row(what + "peak memory, by hand", benchmarks::mebibytes(hand_peak));
    benchmarks::print_row(what + "peak memory, SDK", benchmarks::mebibytes(peak));
}

/// In memory if there is room for two files, else where temporary files go.
fs::path folder_for(std::uintmax_t bytes) {
    const fs::path memory = "/dev/shm";
    std::error_code failure;
    const fs::space_info room = fs::space(memory, failure);
    return !failure && room.available / 3 > bytes ? memory : fs::temp_directory_path();
}

}  // namespace

int main(int argc, char** argv) {
    const std::size_t bytes = (argc > 1 ? std::stoul(argv[1]) : 1024) * 1024 * 1024;
    const fs::path folder =
        (argc > 2 ? fs::path(argv[2]) : folder_for(bytes)) / ("bitbucket-streams-" + std::to_string(getpid()));
    fs::create_directories(folder);
    const fs::path small = folder / "one";
    const fs::path big = folder / "big";
    const fs::path got = folder / "got";
    std::ofstream(small) << 'x';
    {
        std::ofstream to(big, std::ios::binary);
        const std::string piece(std::size_t{1} << 20U, 'x');
        for (std::size_t left = bytes; left > 0; left -= piece.size())
            to.write(piece.data(), static_cast<std::streamsize>(piece.size()));
        if (!to.flush()) throw std::runtime_error("no room in " + folder.string());
    }
    const benchmarks::loopback_server server([](const std::string&) { return answer; });
    const std::string url = server.origin() + '/';
    const std::string size = std::to_string(bytes / 1024 / 1024) + " MiB ";
    const auto remove_got = [&] { fs::remove(got); };
    compare(
        size + "to a file: ", [&] { download_with_sdk(url, 1, got); }, [&] { download_with_sdk(url, bytes, got); },
        [&] { download_by_hand(url, bytes, got); }, remove_got);
    remove_got();
    compare(
        size + "from a file: ", [&] { upload_with_sdk(url, small); }, [&] { upload_with_sdk(url, big); },
        [&] { upload_by_hand(url, big); }, remove_got);
    fs::remove_all(folder);
    return 0;
}
